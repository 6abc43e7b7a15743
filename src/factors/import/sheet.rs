//! A sheet of a publisher's workbook: its cells as text, by row and column as a spreadsheet names them.

use super::Source;
use crate::cell::cell_name;
use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use crate::number::{Decimal, Exact, parse};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// A sheet, read whole.
pub struct Sheet<'a> {
    file: &'a str,
    name: &'a str,
    /// Its rows from the first that holds anything.
    pub rows: Vec<Cells>,
}

/// The cells of one row.
pub struct Cells {
    /// The number of the row, from 1.
    pub row: usize,
    text: Vec<String>,
}

impl Cells {
    /// The text of a cell without the white space around it; column A is 0.
    pub fn get(&self, column: usize) -> &str {
        self.text.get(column).map_or("", String::as_str)
    }

    /// How many columns the row has.
    pub fn len(&self) -> usize {
        self.text.len()
    }
}

impl<'a> Sheet<'a> {
    /// Opens the sheet of that name.
    ///
    /// # Errors
    /// The file is no workbook, or has no such sheet.
    pub fn open(source: &Source<'a>, name: &'a str) -> Result<Self, Problems> {
        let unreadable = |what: String| {
            Problems::from(Diagnostic::error(codes::FILE_UNREADABLE, what).help("an .xlsx workbook is needed, as the publisher keeps it"))
        };
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(source.bytes))
            .map_err(|error| unreadable(format!("`{}` cannot be read as a workbook: {error}", source.file)))?;
        let range = workbook.worksheet_range(name).map_err(|_| {
            let sheets = workbook.sheet_names().join(", ");
            unreadable(format!("`{}` has no sheet `{name}`; it has {sheets}", source.file))
        })?;
        // A range begins at the first cell that holds something, which need not be A1.
        let (top, left) = range.start().unwrap_or_default();
        let (top, left) = (usize::try_from(top).unwrap_or_default(), usize::try_from(left).unwrap_or_default());
        let rows = range.rows().enumerate().map(|(index, cells)| {
            let blank = std::iter::repeat_n(String::new(), left);
            Cells { row: top + index + 1, text: blank.chain(cells.iter().map(Data::to_string).map(|text| text.trim().into())).collect() }
        });
        Ok(Self { file: source.file, name, rows: rows.collect() })
    }

    /// Points at a cell: `flat.xlsx!Factors by Category!H12`.
    pub fn label(&self, row: &Cells, column: usize) -> Label {
        let text = row.get(column).to_string();
        let (file, cell) = (format!("{}!{}", self.file, self.name), Some(cell_name(row.row, column)));
        Label { span: 0..text.len(), excerpt: Excerpt { file, line: row.row, text, cell }, text: String::new() }
    }

    /// The number that a cell stores; `None` for a blank, which is not a zero.
    pub fn number(&self, row: &Cells, column: usize, problems: &mut Problems) -> Option<Decimal> {
        let text = row.get(column);
        match parse(text) {
            _ if text.is_empty() => None,
            Ok(number) => Some(number),
            Err(_) => {
                let diagnostic = Diagnostic::error(codes::BAD_TABLE, format!("`{text}` is not a number")).at(self.label(row, column));
                problems.push(
                    diagnostic.help("a cell that holds a word is no factor; empty it in a copy if the publisher means that there is none"),
                );
                None
            }
        }
    }

    /// The number as the workbook is likely to display it: with zeros up to `decimals`. How a cell displays its number is not in reach here,
    /// so one that is stored with more digits keeps them, and is listed for review.
    pub fn displayed(&self, row: &Cells, column: usize, number: &Exact, decimals: u32, review: &mut Vec<String>) -> String {
        let text = number.text();
        if text.digits.split_once('.').is_some_and(|(_, part)| part.len() > usize::try_from(decimals).unwrap_or_default()) {
            let cell = cell_name(row.row, column);
            review.push(format!("{}!{cell}: stored as {}; take the digits that the workbook displays", self.name, row.get(column)));
        }
        text.with_decimals(decimals)
    }
}
