//! The sheet of global warming potentials.

use super::Book;
use super::cells::Written;
use super::factors::{GWP, numbers};
use super::sheets::Sheet;
use rust_xlsxwriter::Workbook;

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    numbers(book, workbook, Sheet::Gwp, "workbook.gwp.about", &GWP)
}
