//! From the file of a ledger to the places of its records: rows that are no records fall out, and a row with a column for each month makes
//! a record of each. The reader of records and the adding up of large ledgers both stand on this.

use super::format;
use super::header::{self, Plan};
use super::kind::Kind;
use super::noticed::Noticed;
use super::place::{Place, Source};
use super::row::Row;
use super::rows::{Header, Sink};
use super::totals_row::{self, Above};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::field::Field;
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use crate::inventory::mapping::{HiddenRows, SkipTest};
use std::sync::Arc;

/// Takes the place of a record, and adds what is wrong with it.
pub type Visit<'v> = dyn FnMut(Place, &mut Problems) + 'v;

/// Reads a ledger of any format, row by row, and hands over the place of each of its records in the order of the file. What it noticed on
/// the way comes back as findings; memory does not grow with the rows.
///
/// # Errors
/// All that is wrong with the file and its rows, together with what `visit` added.
pub fn places(file: &OpenFile, ledger: &LedgerFile, visit: &mut Visit<'_>) -> Result<Vec<Diagnostic>, Problems> {
    let format = format::of(file, ledger)?;
    let mut table = Table {
        ledger,
        visit,
        problems: Problems::default(),
        file: file.name.clone(),
        head: None,
        columns: Vec::new(),
        sources: Vec::new(),
        plan: Plan { layouts: Vec::new(), skip: Vec::new(), footer: None },
        below: false,
        pending: None,
        above: Above::default(),
        noticed: Noticed::default(),
        any: false,
    };
    let read = (format.read)(file, ledger, &mut table);
    table.last();
    let Table { mut problems, noticed, file: name, any, head, .. } = table;
    match read {
        Ok(()) if !any && problems.is_empty() => problems.push(
            Diagnostic::error(codes::FILE_EMPTY, format!("`{name}` has a header and no rows"))
                .at(head.unwrap_or_else(|| ledger.label.clone()))
                .help("add a row, or take the file out of the inventory"),
        ),
        Ok(()) => noticed.refuse(&mut problems),
        Err(others) => problems.extend(others),
    }
    if let Err(changed) = file.unchanged() {
        problems = changed.into();
    }
    let mut problems = problems.placed(&ledger.label);
    problems.sort_by_line();
    problems.or(noticed.findings(&name))
}

/// How many problems of a ledger are listed.
const KEPT: usize = 1000;

/// A ledger while it is read.
struct Table<'t, 'v> {
    ledger: &'t LedgerFile,
    visit: &'t mut Visit<'v>,
    problems: Problems,
    /// The file; of a workbook, with the sheet.
    file: String,
    /// Points at the header.
    head: Option<Label>,
    columns: Vec<String>,
    /// One for each record that a row makes.
    sources: Vec<Arc<Source>>,
    plan: Plan,
    /// Whether the footer was met.
    below: bool,
    /// The row that was read last: whether it is the last of all shows only later.
    pending: Option<Row>,
    above: Above,
    noticed: Noticed,
    any: bool,
}

impl Sink for Table<'_, '_> {
    fn header(&mut self, header: Header) -> Result<(), Problems> {
        self.plan = header::check(&header, self.ledger)?;
        self.head = Some(header.whole_label(""));
        self.file = header.file;
        self.columns = header.names;
        let source = |(part, layout)| Arc::new(Source { file: self.file.clone(), layout, part });
        self.sources = std::mem::take(&mut self.plan.layouts).into_iter().enumerate().map(source).collect();
        Ok(())
    }

    fn row(&mut self, row: Row) {
        if row.is_blank() {
            return;
        }
        self.any = true;
        if self.is_enough(|file| row.whole_label(file, "from here on")) {
            return;
        }
        let passes = |(column, test): &(usize, SkipTest)| test.holds(row.cell(*column));
        self.below = self.below || self.plan.footer.as_ref().is_some_and(passes);
        if self.below || self.ledger.mapping.skip_rows.contains(&row.line()) || self.plan.skip.iter().any(passes) {
            self.noticed.skipped(&self.file, &row);
            return;
        }
        if row.is_hidden() {
            match self.ledger.mapping.hidden_rows {
                Some(HiddenRows::Read) => {}
                Some(HiddenRows::Skip) => return self.noticed.skipped(&self.file, &row),
                None => return self.noticed.hidden(&self.file, &row),
            }
        }
        if let Some(diagnostic) = self.broken_text(&row) {
            self.problems.push(diagnostic);
            return;
        }
        if let Some(before) = self.pending.replace(row) {
            self.record(before, false);
        }
    }

    fn broken(&mut self, diagnostic: Diagnostic) {
        self.any = true;
        let label = diagnostic.labels.first().cloned();
        let named = self.ledger.label.clone();
        if !self.is_enough(|_| label.unwrap_or(named)) {
            self.problems.push(diagnostic);
        }
    }
}

impl Table<'_, '_> {
    /// Whether so much is wrong that the rows from here on are not looked at. Says so once.
    fn is_enough(&mut self, here: impl FnOnce(&str) -> Label) -> bool {
        let told = self.problems.as_slice().len();
        if told == KEPT {
            let message = format!("`{}` has {KEPT} problems up to here, and what is below is not read", self.file);
            let diagnostic = Diagnostic::error(codes::TOO_MANY_PROBLEMS, message).at(here(&self.file));
            self.problems.push(diagnostic.help("mend those that are listed, and run again"));
        }
        told >= KEPT
    }

    /// Why a row of delimited text cannot be read.
    fn broken_text(&self, row: &Row) -> Option<Diagnostic> {
        match row {
            Row::Text(text) => text.broken(&self.file, self.columns.len()),
            Row::Cells(_) | Row::Object(_) => None,
        }
    }

    /// Takes the last row.
    fn last(&mut self) {
        if let Some(row) = self.pending.take() {
            self.record(row, true);
        }
    }

    /// Makes the records of a row.
    fn record(&mut self, row: Row, is_last: bool) {
        let Some(source) = self.sources.first().cloned() else { return };
        // A ledger that is written as ours has no rows besides records, and one that has them lacks cells in them.
        if !self.ledger.is_plain() || !matches!(row, Row::Text(_)) {
            let summed = || {
                let sum = is_last && !self.ledger.mapping.last_row_is_record;
                sum.then(|| self.above.refuse_last(&self.file, &row, &source.layout, &self.ledger.numbers)).flatten()
            };
            if let Some(diagnostic) = totals_row::refuse_word(&self.file, &row, &self.columns, &source.layout).or_else(summed) {
                self.problems.push(diagnostic);
                return;
            }
            self.above.add(&row, &source.layout, &self.ledger.numbers);
        }
        if let Some(column) = row.beyond(self.columns.len()) {
            let diagnostic = Diagnostic::error(codes::UNKNOWN_COLUMN, "a cell to the right of the header holds something")
                .at(row.label(&self.file, column, "here, for one"))
                .help("give its column a name in the header, or empty the cell: a remark belongs in `note`");
            self.problems.push_shared(diagnostic, &row.name());
            return;
        }
        for source in self.sources.clone() {
            if !self.readable(&row, &source) {
                continue;
            }
            self.noticed.row(&self.file, &row, &source.layout, source.part == 0);
            (self.visit)(Place { source, row: row.clone() }, &mut self.problems);
        }
    }

    /// Whether the cells of a record hold what can be read; what is wrong with them is told. A blank month is no record where that is declared.
    fn readable(&mut self, row: &Row, source: &Source) -> bool {
        let mut good = true;
        for (field, column) in source.layout.columns() {
            if row.kind(column) == Kind::Error {
                let message = format!("this cell holds the error {}", row.cell(column));
                let diagnostic =
                    Diagnostic::error(codes::CELL_ERROR, message).at(row.label(&self.file, column, format!("column `{}`", field.name())));
                self.problems.push(diagnostic.of(field.name()).help("mend the formula in the workbook, and save it"));
                good = false;
            }
        }
        let blank = source.layout.column(Field::Quantity).filter(|column| source.layout.suffix.is_some() && row.cell(*column).is_empty());
        let Some(column) = blank.filter(|_| good) else { return good };
        if !self.ledger.mapping.skip_blank_months {
            let period = source.layout.suffix.as_deref().unwrap_or_default();
            let diagnostic = Diagnostic::error(codes::QUANTITY_MISSING, format!("the quantity of {period} is empty"));
            self.problems.push(
                diagnostic
                    .of(Field::Quantity.name())
                    .at(row.label(&self.file, column, "this column"))
                    .help("missing is not zero: write 0 if nothing was used; if blank means that there is no record, declare `blank-months = \"skip\"`"),
            );
        }
        false
    }
}
