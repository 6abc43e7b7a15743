//! The sheets of cited numbers: factors, global warming potentials, conversions of units. One row for each number, its value first.

use super::Book;
use super::cells::{Page, Written};
use super::cited::{FIRST_ROW, Number, VALUE, citation, origin};
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use crate::number::ExactText;
use rust_xlsxwriter::Workbook;

/// The row with the heads of the columns.
const HEAD: u32 = 3;

/// A column of such a sheet: its label, its width, and what it says of a number.
pub type Said = (&'static str, u16, fn(&Number, &Book<'_>) -> String);

/// The columns of the sheet of factors, behind the value and its text.
const FACTORS: [Said; 15] = [
    UNIT,
    ("workbook.role", 18, |number, book| book.labels.get(&format!("role.{}", number.id.role.name())).to_string()),
    TABLE,
    ROW,
    NAME,
    LOCATOR,
    ("workbook.region", 10, |number, _| of(number, |cited| cited.region.clone())),
    ("workbook.instead-of", 12, |number, _| of(number, |cited| cited.instead_of.clone().unwrap_or_default())),
    ("workbook.describes", 12, |number, _| {
        of(number, |cited| cited.data_years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
    }),
    PUBLISHED,
    PUBLISHER,
    TITLE,
    REASON,
    ("workbook.errata", 24, |number, _| of(number, |cited| cited.errata.join("; "))),
    SHA256,
];

/// Those of the sheet of global warming potentials.
pub const GWP: [Said; 10] = [UNIT, NAME, TABLE, ROW, LOCATOR, PUBLISHED, PUBLISHER, TITLE, REASON, SHA256];

/// Those of the sheet of units.
pub const UNITS: [Said; 3] = [
    UNIT,
    ("workbook.conversion", 22, |number, _| origin(&number.source)),
    ("workbook.definition", 70, |number, book| book.definition(number)),
];

const UNIT: Said = ("column.unit", 20, |number, _| number.id.unit.to_string());
const TABLE: Said =
    ("workbook.table", 34, |number, _| citation(&number.source).map_or_else(|| origin(&number.source), |cited| cited.table.clone()));
const ROW: Said = ("workbook.row", 30, |number, _| of(number, |cited| cited.row.clone()));
const NAME: Said = ("workbook.name", 40, |number, _| of(number, |cited| cited.name.clone()));
const LOCATOR: Said = ("workbook.locator", 40, |number, _| of(number, |cited| cited.locator.clone()));
const PUBLISHED: Said = ("workbook.published", 12, |number, _| of(number, |cited| cited.published.clone()));
const PUBLISHER: Said = ("workbook.publisher", 34, |number, _| of(number, |cited| cited.publisher.clone()));
const TITLE: Said = ("workbook.title", 44, |number, _| of(number, |cited| cited.title.clone()));
const REASON: Said = ("workbook.reason", 44, |number, _| of(number, |cited| cited.reason.to_string()));
const SHA256: Said =
    ("workbook.sha256", 66, |number, book| of(number, |cited| book.trace.tables.get(&cited.table).cloned().unwrap_or_default()));

fn of(number: &Number, said: impl Fn(&crate::formula::Citation) -> String) -> String {
    citation(&number.source).map_or_else(String::new, said)
}

/// Writes the sheet of factors.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    numbers(book, workbook, Sheet::Factors, "workbook.factors.about", &FACTORS)
}

/// Writes a sheet of numbers.
pub fn numbers(book: &Book<'_>, workbook: &mut Workbook, sheet: Sheet, about: &str, columns: &[Said]) -> Written {
    let mut page = book.page(workbook, sheet)?;
    let widths: Vec<Column> = [14, 16].into_iter().chain(columns.iter().map(|(_, width, _)| *width)).map(Column).collect();
    page::set_up(book, &mut page, sheet, &widths, HEAD, 2)?;
    page::over_pages(&mut page, &widths, 1)?;
    page.text(1, 0, book.labels.get(about), Face::Text)?;
    let heads = ["column.value", "workbook.as-published"].into_iter().chain(columns.iter().map(|(label, ..)| *label));
    page.heads(HEAD, heads, book.labels)?;
    let mut last = HEAD;
    for number in book.cited.on(sheet) {
        one(book, &mut page, number, columns)?;
        last = number.row;
    }
    if last >= FIRST_ROW {
        page.sheet.autofilter(HEAD, 0, last, u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_add(1))?;
    }
    Ok(())
}

fn one(book: &Book<'_>, page: &mut Page<'_>, number: &Number, columns: &[Said]) -> Written {
    page.number(number.row, VALUE, number.id.value)?;
    page.exact(number.row, VALUE + 1, &ExactText { digits: number.id.value.to_string(), exact: true })?;
    for ((_, _, said), column) in columns.iter().zip(2..) {
        page.text(number.row, column, &said(number, book), Face::Text)?;
    }
    Ok(())
}
