//! The sheet of lines: one row for each line, its numbers, and the formulas that refer to them. Formulas refer to cells of their own row
//! and to other sheets, so that the rows can be sorted and filtered.

pub mod columns;
pub mod formulas;
pub mod results;

use super::Book;
use super::cells::{DECIMALS, HEIGHT_OF_HEADS, Page, Written, in_column};
use super::cited::origin;
use super::page::{self, Column as Width};
use super::sheets::Sheet;
use super::style::Face;
use crate::figure::{NOT_SPLIT, Of};
use crate::formula::Role;
use crate::methods::{Calculation, CaseId};
use crate::number::{Exact, ExactText};
use crate::trace::Line;
use columns::{Column, input_name, line_inputs};
use formulas::Formulas;
use results::{Measured, results};
use rust_xlsxwriter::{IgnoreError, Workbook};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The row with the sums of the rows that are shown.
const SUMS: u32 = 2;

/// The row with the heads of the columns.
const HEAD: u32 = 3;

/// The first row with a line.
pub const FIRST_ROW: u32 = 4;

/// The last row with a line.
pub fn last_row(book: &Book<'_>) -> u32 {
    let lines = u32::try_from(book.trace.lines.len()).unwrap_or(u32::MAX);
    FIRST_ROW.saturating_add(lines.saturating_sub(1))
}

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    let mut sheet = book.page(workbook, Sheet::Lines)?;
    head(book, &mut sheet)?;
    unmarked(book, &mut sheet)?;
    let mut formulas = Formulas::of(book);
    let mut factors = Factors::default();
    for (line, row) in book.trace.lines.iter().zip(FIRST_ROW..) {
        let filled = formulas.of_line(line, row);
        one(book, &mut sheet, line, row, &mut factors, filled)?;
    }
    let check = book.columns.get(&Column::Check);
    page::mark_differences(&mut sheet, check, FIRST_ROW, last_row(book), book.labels)
}

/// Keeps spreadsheets from marking exact texts as numbers stored as text, and formulas as unlike those above: each line has its own case.
fn unmarked(book: &Book<'_>, page: &mut Page<'_>) -> Written {
    let mut ignore = |column: u16, mark| page.sheet.ignore_error_range(FIRST_ROW, column, last_row(book), column, mark).map(|_| ());
    for (column, number) in book.columns.iter() {
        match column {
            Column::Result(_) => {
                ignore(*number, IgnoreError::FormulaDiffers)?;
                ignore(*number + 1, IgnoreError::NumberStoredAsText)?;
            }
            Column::Check => ignore(*number, IgnoreError::FormulaDiffers)?,
            Column::Quantity | Column::Input(..) => {}
            _ => ignore(*number, IgnoreError::NumberStoredAsText)?,
        }
    }
    Ok(())
}

/// The title, what the rows are, and the heads of the columns.
fn head(book: &Book<'_>, page: &mut Page<'_>) -> Written {
    let columns = &book.columns;
    let widths: Vec<Width> = columns.iter().flat_map(|(column, _)| widths(column)).collect();
    page::set_up(book, page, Sheet::Lines, &widths, HEAD, 2)?;
    page::over_pages(page, &widths, 1)?;
    page.sheet.set_row_height(HEAD, 3 * HEIGHT_OF_HEADS / 2)?;
    page.sheet.autofilter(HEAD, 0, last_row(book), columns.last())?;
    page.text(1, 0, &about(book), Face::Text)?;
    page.text(SUMS, 1, book.labels.get("workbook.shown"), Face::Strong)?;
    for (column, number) in columns.iter() {
        if let Column::Result(measured) = column
            && *measured != Measured::Rest
            && let Some(sum) = book.sums.of_column(measured)
        {
            let range = format!("{}:{}", in_column(FIRST_ROW, *number), in_column(last_row(book), *number));
            page.computed(SUMS, *number, &format!("=SUBTOTAL(109,{range})"), sum, DECIMALS)?;
        }
    }
    for (column, number) in columns.iter() {
        let face = match column {
            Column::Check => Face::HeadOfChecks,
            column if is_number(column) => Face::HeadOfNumbers,
            _ => Face::Head,
        };
        page.text(HEAD, *number, &title(book, column), face)?;
        if matches!(column, Column::Result(_)) {
            page.text(HEAD, number + 1, book.labels.get("workbook.exact"), face)?;
        }
    }
    Ok(())
}

fn is_number(column: &Column) -> bool {
    use Column::{Input, InputWritten, Number, Quantity, Result, Rows, Written};
    matches!(column, Number | Rows | Quantity | Written | Input(..) | InputWritten(..) | Result(_))
}

/// What the rows are: lines, or groups of rows of the ledgers.
fn about(book: &Book<'_>) -> String {
    let lines = &book.trace.lines;
    let rows: u64 = lines.iter().map(|line| line.record.rows()).sum();
    let counts = [lines.len().to_string(), rows.to_string()];
    let counts = [counts[0].as_str(), counts[1].as_str()];
    let grouped = lines.iter().any(|line| line.record.batch.is_some());
    book.labels.fill(if grouped { "workbook.lines.grouped" } else { "workbook.lines.about" }, &counts)
}

fn widths(column: &Column) -> Vec<Width> {
    match column {
        Column::Number | Column::Unit | Column::Scope | Column::Rows | Column::CarriedIn | Column::Check => vec![Width(9)],
        Column::Period | Column::CountsIn => vec![Width(11)],
        Column::Input(..) => vec![Width(14)],
        Column::Id | Column::Site | Column::Quantity | Column::Written | Column::InputWritten(..) => vec![Width(16)],
        Column::Place | Column::Carrier => vec![Width(20)],
        Column::Activity | Column::Evidence => vec![Width(26)],
        Column::Factor | Column::MarketFactor | Column::Note => vec![Width(38)],
        Column::Result(_) => vec![Width(15), Width(31)],
    }
}

/// The head of a column, in the language of the workbook; an input has the name that it has in ledgers.
fn title(book: &Book<'_>, column: &Column) -> String {
    let label = |key: &str| book.labels.get(key).to_string();
    let gas = |gas: &String| if gas == NOT_SPLIT { label("gas.not-split") } else { gas.clone() };
    match column {
        Column::Number => label("workbook.number"),
        Column::Id => label("workbook.line"),
        Column::Place => label("workbook.place"),
        Column::Period => label("workbook.period"),
        Column::Site => label("workbook.site"),
        Column::Activity => label("workbook.activity"),
        Column::Scope => label("workbook.scope"),
        Column::CountsIn => label("workbook.counts-in"),
        Column::Rows => label("workbook.rows"),
        Column::CarriedIn => label("carried-in"),
        Column::Carrier => label("workbook.carrier"),
        Column::Quantity => label("workbook.quantity"),
        Column::Written => label("workbook.written"),
        Column::Unit => label("column.unit"),
        Column::Input(index, which) => input_name(*index, *which),
        Column::InputWritten(index, which) => format!("{}, {}", input_name(*index, *which), label("workbook.written")),
        Column::Factor => label("workbook.factor"),
        Column::MarketFactor => label("workbook.factor.market"),
        Column::Check => label("workbook.check"),
        Column::Evidence => label("workbook.evidence"),
        Column::Note => label("workbook.note"),
        Column::Result(Measured::Emissions) if book.with_market() => label("workbook.emissions.location"),
        Column::Result(Measured::Emissions) => label("workbook.emissions"),
        Column::Result(Measured::Market) => label("workbook.emissions.market"),
        Column::Result(Measured::Rest) => label("workbook.rest"),
        Column::Result(Measured::Energy) => label("workbook.energy"),
        Column::Result(Measured::Biogenic) => label("workbook.biogenic"),
        Column::Result(Measured::Gas(of)) => book.labels.fill("workbook.gas", &[&gas(of)]),
        Column::Result(Measured::MarketGas(of)) => book.labels.fill("workbook.gas.market", &[&gas(of)]),
        Column::Result(Measured::Covered) => label("workbook.covered"),
    }
}

/// The row of a line.
fn one(book: &Book<'_>, page: &mut Page<'_>, line: &Line, row: u32, factors: &mut Factors, formulas: Vec<(Measured, String)>) -> Written {
    let record = &line.record;
    let scope = record.category.scope();
    let values = results(line);
    let inputs: BTreeMap<_, _> = line_inputs(line).into_iter().collect();
    let formulas: BTreeMap<_, _> = formulas.into_iter().collect();
    for (column, number) in book.columns.iter() {
        let number = *number;
        match column {
            Column::Number => page.count(row, number, u64::from(row - FIRST_ROW + 1))?,
            Column::Id => page.text(row, number, &record.id, Face::Text)?,
            Column::Place => page.text(row, number, &format!("{}:{}", record.place.file(), record.place.line()), Face::Key)?,
            Column::Period => page.text(row, number, &record.period.to_string(), Face::Text)?,
            Column::Site => page.text(row, number, &record.site, Face::Text)?,
            Column::Activity => page.text(row, number, &record.activity, Face::Text)?,
            Column::Scope => page.text(row, number, scope, Face::Key)?,
            Column::CountsIn => page.text(row, number, &record.category.to_string(), Face::Key)?,
            Column::Rows => page.count(row, number, record.rows())?,
            Column::CarriedIn => page.text(row, number, if line.calculation.carried_in { YES } else { "" }, Face::Text)?,
            Column::Carrier => {
                if let Some(carrier) = carrier(line) {
                    page.text(row, number, &carrier, Face::Key)?;
                }
            }
            Column::Quantity => quantity(page, line, row, number)?,
            Column::Written => page.exact(row, number, &ExactText { digits: record.quantity.to_string(), exact: true })?,
            Column::Unit => page.text(row, number, record.unit.symbol(), Face::Text)?,
            Column::Input(index, which) => {
                if let Some(value) = inputs.get(&(*index, *which)) {
                    page.number(row, number, *value)?;
                }
            }
            Column::InputWritten(index, which) => {
                if let Some(value) = inputs.get(&(*index, *which)) {
                    page.exact(row, number, &ExactText { digits: value.to_string(), exact: true })?;
                }
            }
            Column::Factor => page.text(row, number, factors.of(&line.calculation), Face::Key)?,
            Column::MarketFactor => {
                let factor = line.market.as_ref().map_or("", |market| factors.of(&market.calculation));
                page.text(row, number, factor, Face::Key)?;
            }
            Column::Result(measured) => {
                if let Some(formula) = formulas.get(measured) {
                    // Of a line in reach that no instrument covers, nothing is covered.
                    let nothing = Exact::zero();
                    page.computed(row, number, formula, values.get(measured).unwrap_or(&nothing), DECIMALS)?;
                }
            }
            // It stands left of the gases, and looks at them too.
            Column::Check => page.check(row, number, &checked(book, line, &formulas))?,
            Column::Evidence => page.text(row, number, &record.evidence, Face::Text)?,
            Column::Note => page.text(row, number, &record.note, Face::Text)?,
        }
    }
    Ok(())
}

/// The carrier of the energy of a line: `direct.diesel`.
fn carrier(line: &Line) -> Option<String> {
    line.postings().iter().find_map(|posting| if let Of::Energy(carrier) = &posting.account.of { Some(carrier.to_string()) } else { None })
}

/// What the column of figures that are carried in says.
pub const YES: &str = "yes";

/// The cells of a line that are computed.
fn checked(book: &Book<'_>, line: &Line, formulas: &BTreeMap<Measured, String>) -> Vec<u16> {
    let balance = line.record.balance.is_some().then(|| book.columns.get(&Column::Quantity)).flatten();
    balance.into_iter().chain(formulas.keys().filter_map(|measured| book.columns.result(measured))).collect()
}

/// A quantity: a number, or the balance that it is the sum of, rounded to its own decimals since binary sums leave dust.
fn quantity(page: &mut Page<'_>, line: &Line, row: u32, column: u16) -> Written {
    let Some(balance) = &line.record.balance else { return page.number(row, column, line.record.quantity) };
    let decimals = balance.parts.iter().map(crate::number::Decimal::scale).max().unwrap_or_default();
    let formula = format!("=ROUND({},{decimals})", balance.signed());
    page.input_formula(row, column, &formula, &Exact::from(line.record.quantity), decimals)
}

/// The rows of tables that emissions take their factors from, by calculation.
#[derive(Default)]
struct Factors(BTreeMap<CaseId, String>);

impl Factors {
    fn of(&mut self, calculation: &Arc<Calculation>) -> &str {
        self.0.entry(calculation.id).or_insert_with(|| {
            let terms = calculation.emissions().flat_map(|emission| emission.formula.terms());
            let mut references: Vec<String> = Vec::new();
            for term in terms.filter(|term| term.role == Role::EmissionFactor) {
                let reference = origin(&term.source);
                if !references.contains(&reference) {
                    references.push(reference);
                }
            }
            references.join("; ")
        })
    }
}
