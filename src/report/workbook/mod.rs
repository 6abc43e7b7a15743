//! A workbook with live formulas: the formulas of the lines written as cells, so that an auditor can click through a figure to its factor,
//! and change a quantity and see everything follow. Beside each result stands the exact text that `tonne` computed.
//!
//! Adding a sheet is a file here, and a line in `sheets::SHEETS` and in `Book::write`.

mod cells;
mod cited;
mod factors;
mod findings;
mod formula;
mod front;
mod gwp;
mod instruments;
mod lines;
mod names;
mod notes;
mod page;
mod scopes;
mod sheets;
mod stored;
mod style;
mod summary;
mod sums;
mod units;

use crate::diagnostic::Diagnostic;
use crate::formula::Formula;
use crate::language::Labels;
use crate::market;
use crate::report::steps::source_text;
use crate::report::view::{Note, View};
use crate::totals::Totals;
use crate::trace::{Part, Trace};
use crate::unit::Units;
use cells::{Page, fixed};
use cited::{Cited, Number};
use formula::Template;
use instruments::register::Register;
use lines::columns::{Column, Columns};
use lines::results::Measured;
use names::Names;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, XlsxError};
use sheets::{Sheet, SheetNames};
use std::io;
use style::Style;
use sums::Sums;

/// The most lines that the sheet of lines carries one by one; of more, the rows of ledgers that no formula can tell apart stand together
/// (`Batches::Always`).
pub const MOST_LINES: usize = 100_000;

/// The most lines that fit on a sheet.
const MOST_ROWS: usize = 1_048_000;

/// The last row and column that a sheet has.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u16 = 16_383;

/// Writes the workbook of an inventory, with the tables of a view, if one is given, before its own sheets, and notes on the inventory among
/// its own. The sheet of lines grows in an unnamed file where
/// the system keeps those, and not in memory.
///
/// # Errors
/// `out`, or that file, cannot be written to; more lines than a sheet has rows.
pub fn write(
    trace: &Trace,
    totals: &Totals,
    findings: &[Diagnostic],
    labels: &Labels,
    view: Option<&View>,
    notes: &[Note],
    out: impl io::Write + Send,
) -> io::Result<()> {
    if trace.lines.len() > MOST_ROWS {
        let message = format!("a sheet has no room for {} lines; write the lines as CSV (`tonne run --lines-out`)", trace.lines.len());
        return Err(io::Error::other(message));
    }
    let book = Book::of(trace, totals, findings, labels, view, notes);
    book.write(out).map_err(|error| match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        other => io::Error::other(other),
    })
}

/// What all sheets need to know of one another: where things stand, and what they are called.
struct Book<'b> {
    trace: &'b Trace,
    totals: &'b Totals,
    findings: &'b [Diagnostic],
    labels: &'b Labels,
    view: Option<&'b View>,
    notes: &'b [Note],
    sheets: SheetNames,
    cited: Cited,
    columns: Columns,
    register: Register,
    sums: Sums,
    names: Names,
    units: Units,
    style: Style,
    verdicts: [String; 2],
}

impl<'b> Book<'b> {
    fn of(
        trace: &'b Trace,
        totals: &'b Totals,
        findings: &'b [Diagnostic],
        labels: &'b Labels,
        view: Option<&'b View>,
        notes: &'b [Note],
    ) -> Self {
        let units = Units::shipped();
        let register = Register::of(trace, &units);
        let columns = Columns::of(trace, register.parts().next().is_some());
        let mut names = Names::default();
        totals.iter().for_each(|(key, _)| names.add(&key.to_string()));
        trace.inventory.denominators.keys().for_each(|name| names.add(&format!("denominator.{name}")));
        columns.iter().filter_map(|(column, _)| lines_key(column)).for_each(|key| names.add(&key));
        ["covered.line", "covered.quantity", "covered.tco2e"].iter().for_each(|key| names.add(key));
        Self {
            cited: cited(trace, &register, &units),
            sheets: SheetNames::of(labels, view.map(|view| view.title.as_str())),
            register,
            sums: Sums::of(trace),
            style: Style::of(labels.language()),
            verdicts: ["check.ok", "check.differs"].map(|key| labels.get(key).to_string()),
            trace,
            totals,
            findings,
            labels,
            view,
            notes,
            columns,
            names,
            units,
        }
    }

    fn write(&self, out: impl io::Write + Send) -> Result<(), XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&self.properties()?);
        for (sheet, name) in self.sheets.iter() {
            let page = if *sheet == Sheet::Lines { workbook.add_worksheet_with_constant_memory()? } else { workbook.add_worksheet() };
            page.set_name(name)?;
            // Exact texts are numbers stored as text on purpose. The sheet of lines says so by column.
            if *sheet != Sheet::Lines {
                page.ignore_error_range(0, 0, LAST_ROW, LAST_COLUMN, IgnoreError::NumberStoredAsText)?;
            }
        }
        if let Some(view) = self.view {
            front::write(self, view, &mut workbook)?;
        }
        let mut names = summary::write(self, &mut workbook)?;
        scopes::write(self, &mut workbook)?;
        lines::write(self, &mut workbook)?;
        factors::write(self, &mut workbook)?;
        gwp::write(self, &mut workbook)?;
        units::write(self, &mut workbook)?;
        instruments::write(self, &mut workbook)?;
        findings::write(self, &mut workbook)?;
        notes::write(self, &mut workbook)?;
        names.extend(self.lines_names());
        names.extend(instruments::names(self).into_iter().map(|(key, reference)| (key.to_string(), reference)));
        for (key, reference) in names {
            workbook.define_name(self.names.get(&key), &format!("={reference}"))?;
        }
        workbook.save_to_writer(out)
    }

    /// The time of creation is a day of the inventory: the same inventory gives the same bytes.
    fn properties(&self) -> Result<DocProperties, XlsxError> {
        let inventory = &self.trace.inventory;
        let day = inventory.as_of;
        let created = ExcelDateTime::from_ymd(
            u16::try_from(day.year()).unwrap_or(1900),
            u8::try_from(day.month()).unwrap_or(1),
            u8::try_from(day.day()).unwrap_or(1),
        )?;
        Ok(DocProperties::new()
            .set_title(self.title())
            .set_company(inventory.organisation.as_str())
            .set_comment(format!("tonne {}", env!("CARGO_PKG_VERSION")))
            .set_creation_datetime(&created))
    }

    /// `Harbour Cloud, 2025`.
    fn title(&self) -> String {
        format!("{}, {}", self.trace.inventory.organisation, self.trace.inventory.period)
    }

    /// A sheet, to be written.
    fn page<'w>(&'w self, workbook: &'w mut Workbook, sheet: Sheet) -> Result<Page<'w>, XlsxError> {
        let sheet = workbook.worksheet_from_index(self.sheets.position(sheet))?;
        Ok(Page { sheet, style: &self.style, verdicts: &self.verdicts })
    }

    /// A formula as cells.
    fn template(&self, formula: &Formula) -> Template {
        let sheet = self.sheets.reference(Sheet::Instruments);
        Template::of(formula, &self.cited, &self.sheets, |source| instruments::rate_cell(&sheet, &self.register, source))
    }

    /// Whether Scope 2 has a market-based side.
    fn with_market(&self) -> bool {
        self.columns.result(&Measured::Market).is_some()
    }

    /// What defines the size of two units.
    fn definition(&self, number: &Number) -> String {
        self.trace.lines.first().map_or_else(String::new, |line| source_text(&number.source, line, ""))
    }

    /// The names of the columns of lines, with what they refer to.
    fn lines_names(&self) -> Vec<(String, String)> {
        let sheet = self.sheets.reference(Sheet::Lines);
        let range = |column| format!("{sheet}{}:{}", fixed(lines::FIRST_ROW, column), fixed(lines::last_row(self), column));
        self.columns.iter().filter_map(|(column, number)| Some((lines_key(column)?, range(*number)))).collect()
    }
}

/// The key of a column of lines; `None` for one that no formula needs.
fn lines_key(column: &Column) -> Option<String> {
    let key = match column {
        Column::Number => "lines.number".to_string(),
        Column::Site => "lines.site".to_string(),
        Column::Activity => "lines.activity".to_string(),
        Column::Scope => "lines.scope".to_string(),
        Column::CountsIn => "lines.counts-in".to_string(),
        Column::CarriedIn => "lines.carried-in".to_string(),
        Column::Carrier => "lines.carrier".to_string(),
        Column::Quantity => "lines.quantity".to_string(),
        Column::Input(index, which) => format!("lines.input.{}", lines::columns::input_name(*index, *which)),
        Column::Result(Measured::Emissions) => "lines.emissions".to_string(),
        Column::Result(Measured::Market) => "lines.market".to_string(),
        Column::Result(Measured::Energy) => "lines.energy".to_string(),
        Column::Result(Measured::Biogenic) => "lines.biogenic".to_string(),
        Column::Result(Measured::Covered) => "lines.covered".to_string(),
        Column::Result(Measured::Gas(gas)) => format!("lines.gas.{gas}"),
        Column::Result(Measured::MarketGas(gas)) => format!("lines.market.gas.{gas}"),
        _ => return None,
    };
    Some(key)
}

/// The numbers that the formulas of all lines cite, and the conversions that coverage by instruments needs.
fn cited(trace: &Trace, register: &Register, units: &Units) -> Cited {
    let mut cited = Cited::default();
    let mut seen = std::collections::BTreeSet::new();
    for line in &trace.lines {
        for posting in line.postings().iter().filter(|posting| !matches!(posting.part, Part::Covered(_)) && seen.insert(posting.id)) {
            cited.add(posting.formula);
        }
    }
    for part in register.parts() {
        let formula = trace.lines.get(part.line).and_then(|line| instruments::in_megawatt_hours(&line.record.unit, units));
        formula.iter().for_each(|formula| cited.add(formula));
    }
    let rates = register.entries.iter().filter(|entry| !entry.parts.is_empty());
    rates.filter_map(|entry| market::of_energy(&entry.instrument, units)).for_each(|formula| cited.add(&formula));
    cited.place();
    cited
}
