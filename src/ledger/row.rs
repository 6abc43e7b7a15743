//! One row as it stands in a file, whatever the format, with what it takes to point at its cells long after the file was read.

use super::kind::Kind;
use super::object::Object;
use super::workbook;
use crate::delimited;
use crate::diagnostic::Label;
use std::sync::Arc;

/// One row of a ledger.
#[derive(Clone, Debug)]
pub enum Row {
    /// A row of delimited text.
    Text(Arc<delimited::Row>),
    /// A row of a sheet, or of a Parquet file.
    Cells(Arc<workbook::Row>),
    /// A line of JSON.
    Object(Arc<Object>),
}

impl Row {
    /// The line on which it begins, or the number of the row, counted from 1.
    pub fn line(&self) -> usize {
        match self {
            Self::Text(row) => row.line(),
            Self::Cells(row) => row.number,
            Self::Object(row) => row.line,
        }
    }

    /// The same row, so many lines further down its file.
    pub fn move_down(&mut self, lines: usize) {
        if let Self::Text(row) = self
            && lines > 0
        {
            Arc::make_mut(row).move_down(lines);
        }
    }

    /// A cell without the white space around it.
    pub fn cell(&self, column: usize) -> &str {
        match self {
            Self::Text(row) => row.cell(column),
            Self::Cells(row) => row.text(column),
            Self::Object(row) => row.cell(column),
        }
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        match self {
            Self::Text(row) => row.cells().count(),
            Self::Cells(row) => row.cells.len(),
            Self::Object(row) => row.width(),
        }
    }

    /// What kind of value a cell holds.
    pub fn kind(&self, column: usize) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Cells(row) => row.kind(column),
            Self::Object(row) => row.kind(column),
        }
    }

    /// What is worth knowing of the way a cell was read.
    pub fn remark(&self, column: usize) -> Option<&workbook::Remark> {
        match self {
            Self::Cells(row) => row.remark(column),
            Self::Text(_) | Self::Object(_) => None,
        }
    }

    /// Whether a spreadsheet hides it.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Cells(row) if row.hidden)
    }

    /// The merged cell that covers a cell, so that its value stands elsewhere: `D2:D13`.
    pub fn merged(&self, column: usize) -> Option<&str> {
        match self {
            Self::Cells(row) => row.merged(column),
            Self::Text(_) | Self::Object(_) => None,
        }
    }

    /// The first cell that holds something to the right of so many columns. Delimited text has none: there, the row is of another length.
    pub fn beyond(&self, columns: usize) -> Option<usize> {
        match self {
            Self::Cells(row) => (columns..row.cells.len()).find(|column| !row.text(*column).is_empty()),
            Self::Text(_) | Self::Object(_) => None,
        }
    }

    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(row) => row.is_blank(),
            Self::Cells(row) => row.is_blank(),
            Self::Object(row) => row.is_blank(),
        }
    }

    /// The place of a cell: `electricity.csv:14`, `electricity.xlsx!北京機房!D14`.
    pub fn place(&self, file: &str, column: usize) -> String {
        match self {
            Self::Cells(row) => row.place(file, column),
            Self::Text(_) | Self::Object(_) => format!("{file}:{}", self.line()),
        }
    }

    /// The place of the row: `electricity.csv:14`, `electricity.xlsx!北京機房!14`.
    pub fn whole_place(&self, file: &str) -> String {
        match self {
            Self::Cells(row) => format!("{file}!{}", row.number),
            Self::Text(_) | Self::Object(_) => format!("{file}:{}", self.line()),
        }
    }

    /// The number of the row, for a list of several: `line 14`, `row 14`.
    pub fn name(&self) -> String {
        match self {
            Self::Cells(row) => format!("row {}", row.number),
            Self::Text(_) | Self::Object(_) => format!("line {}", self.line()),
        }
    }

    /// Points at a cell.
    pub fn label(&self, file: &str, column: usize, text: impl Into<String>) -> Label {
        match self {
            Self::Text(row) => row.label(file, column, text),
            Self::Cells(row) => row.label(file, column, text),
            Self::Object(row) => row.label(file, column, text),
        }
    }

    /// Points at all of it.
    pub fn whole_label(&self, file: &str, text: impl Into<String>) -> Label {
        match self {
            Self::Text(row) => row.whole_label(file, text),
            Self::Cells(row) => row.whole_label(file, text),
            Self::Object(row) => row.whole_label(file, text),
        }
    }
}
