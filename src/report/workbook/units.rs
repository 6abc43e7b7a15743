//! The sheet of conversions between units.

use super::Book;
use super::cells::Written;
use super::factors::{UNITS, numbers};
use super::sheets::Sheet;
use rust_xlsxwriter::Workbook;

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    numbers(book, workbook, Sheet::Units, "workbook.units.about", &UNITS)
}
