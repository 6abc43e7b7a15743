//! Where records stand: the file of a ledger, which of its columns hold which fields, and its rows.

use super::layout::{Layout, Origin};
use super::record::Field;
use crate::delimited;
use crate::diagnostic::Label;
use std::fmt;
use std::sync::Arc;

/// A ledger while it is read: its file, and which of its columns hold which fields.
#[derive(Debug)]
pub struct Source {
    /// The file, as the user would name it.
    pub file: String,
    /// Where the fields are.
    pub layout: Layout,
}

/// One row as it stands in a ledger, with what it takes to point at its cells.
#[derive(Clone, Debug)]
pub enum Row {
    /// A row of delimited text.
    Text(delimited::Row),
}

impl Row {
    /// The line on which it begins, counted from 1.
    pub fn line(&self) -> usize {
        match self {
            Self::Text(row) => row.line(),
        }
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(row) => row.is_blank(),
        }
    }

    /// The same row, so many lines further down its file.
    pub fn move_down(&mut self, lines: usize) {
        match self {
            Self::Text(row) => row.move_down(lines),
        }
    }

    /// A cell without the white space around it.
    pub fn cell(&self, column: usize) -> &str {
        match self {
            Self::Text(row) => row.cell(column),
        }
    }

    /// Points at a cell.
    pub fn label(&self, file: &str, column: usize, text: impl Into<String>) -> Label {
        match self {
            Self::Text(row) => row.label(file, column, text),
        }
    }

    /// Points at all of it.
    pub fn whole_label(&self, file: &str, text: impl Into<String>) -> Label {
        match self {
            Self::Text(row) => row.whole_label(file, text),
        }
    }
}

/// Where a record stands.
#[derive(Clone)]
pub struct Place {
    /// The ledger.
    pub source: Arc<Source>,
    /// The row.
    pub row: Row,
}

impl Place {
    /// The ledger's file.
    pub fn file(&self) -> &str {
        &self.source.file
    }

    /// The line in the file.
    pub fn line(&self) -> usize {
        self.row.line()
    }

    /// The text of a field; empty where the ledger has no such column.
    pub fn text(&self, field: Field) -> &str {
        match self.source.layout.origin(field) {
            Some(Origin::Column(column)) => self.row.cell(*column),
            None => "",
        }
    }

    /// Points at a cell; at the whole record where the ledger has no such column, and says so.
    pub fn label(&self, field: Field, text: impl Into<String>) -> Label {
        match self.source.layout.origin(field) {
            Some(Origin::Column(column)) => self.row.label(self.file(), *column, text),
            None => self.row.whole_label(self.file(), format!("there is no column `{}`", field.name())),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file(), self.line())
    }
}
