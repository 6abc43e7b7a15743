//! What the reader of a format hands over: a header, and then the rows below it in the order of the file, one at a time.

use super::row::Row;
use crate::delimited::Delimited;
use crate::diagnostic::{Diagnostic, Label, Problems};
use std::sync::Arc;

/// The header of a ledger.
#[derive(Clone, Debug)]
pub struct Header {
    /// The file, as the user would name it; of a workbook, with the sheet: `electricity.xlsx!北京機房`.
    pub file: String,
    /// The names of the columns, without white space around them.
    pub names: Vec<String>,
    /// Where the names stand.
    pub marks: Marks,
}

/// Where the names of columns stand.
#[derive(Clone, Debug)]
pub enum Marks {
    /// In one row.
    Row(Row),
    /// Each where it was met first, as JSON has no header.
    Keys(Vec<Label>),
}

impl Header {
    /// A header that is a row.
    pub fn of(file: &str, row: Row, columns: usize) -> Self {
        let names = (0..columns).map(|column| row.cell(column).to_string()).collect();
        Self { file: file.to_string(), names, marks: Marks::Row(row) }
    }

    /// The header of delimited text.
    pub fn of_text(file: &str, text: &Delimited) -> Self {
        let row = Row::Text(Arc::new(text.header_as_row()));
        Self { file: file.to_string(), names: text.header.clone(), marks: Marks::Row(row) }
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Points at the name of a column.
    pub fn label(&self, column: usize, text: impl Into<String>) -> Label {
        match &self.marks {
            Marks::Row(row) => row.label(&self.file, column, text),
            Marks::Keys(labels) => self.key(labels, column, text),
        }
    }

    /// Points at all of it.
    pub fn whole_label(&self, text: impl Into<String>) -> Label {
        match &self.marks {
            Marks::Row(row) => row.whole_label(&self.file, text),
            Marks::Keys(labels) => self.key(labels, 0, text),
        }
    }

    fn key(&self, labels: &[Label], column: usize, text: impl Into<String>) -> Label {
        let empty = || Label {
            excerpt: crate::diagnostic::Excerpt { file: self.file.clone(), line: 1, text: String::new(), cell: None },
            span: 0..0,
            text: String::new(),
        };
        Label { text: text.into(), ..labels.get(column).cloned().unwrap_or_else(empty) }
    }
}

/// One that takes the rows of a ledger.
pub trait Sink {
    /// Takes the header, before any row.
    ///
    /// # Errors
    /// No row can be read below this header; the reader stops.
    fn header(&mut self, header: Header) -> Result<(), Problems>;

    /// Takes the next row. It may be blank, and may have more or fewer cells than the header.
    fn row(&mut self, row: Row);

    /// Takes the reason why the next row is none.
    fn broken(&mut self, diagnostic: Diagnostic);
}
