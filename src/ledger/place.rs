//! Where records stand: the file of a ledger, which of its columns hold which fields, and its rows.

use super::kind::Kind;
use super::layout::{Layout, Origin};
use super::row::Row;
use super::workbook::Remark;
use crate::diagnostic::Label;
use crate::field::Field;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A ledger while it is read: its file, and which of its columns hold which fields.
#[derive(Debug)]
pub struct Source {
    /// The file, as the user would name it; of a workbook, with the sheet: `electricity.xlsx!北京機房`.
    pub file: String,
    /// Where the fields are.
    pub layout: Layout,
    /// Which of the records of a row stand here, counted from 0, where a row makes several.
    pub part: usize,
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

    /// The text of a field, as the mapping of the ledger has it.
    pub fn text(&self, field: Field) -> Cow<'_, str> {
        let layout = &self.source.layout;
        let text = match layout.origin(field) {
            Some(Origin::Row) => Cow::Owned(self.row.whole_place(self.file())),
            _ => Cow::Borrowed(layout.text(field, &self.row)),
        };
        match &layout.suffix {
            Some(suffix) if field == Field::Id && !text.is_empty() => Cow::Owned(format!("{text}/{suffix}")),
            _ => text,
        }
    }

    /// Whether the field is a number that its format stores as one, or that the inventory says: then the style of the ledger's numbers is
    /// not for it.
    pub fn is_typed(&self, field: Field) -> bool {
        self.source.layout.column(field).is_none_or(|column| self.row.kind(column) == Kind::Number)
    }

    /// What is worth knowing of the way the cell of a field was read.
    pub fn remark(&self, field: Field) -> Option<&Remark> {
        self.row.remark(self.source.layout.column(field)?)
    }

    /// What is worth knowing of the way its cells were read, in sentences.
    pub fn remarks(&self) -> Vec<String> {
        let columns = self.source.layout.columns();
        let told = columns.filter_map(|(_, column)| Some(self.row.remark(column)?.sentence(&self.row.place(self.file(), column))));
        told.collect()
    }

    /// Where a field is, for a person who looks for it: `electricity.csv:14`, `electricity.xlsx!北京機房!D14`.
    pub fn place_of(&self, field: Field) -> String {
        match self.source.layout.origin(field) {
            Some(Origin::Column(column)) => self.row.place(self.file(), *column),
            Some(Origin::Constant(_) | Origin::Row) | None => self.to_string(),
        }
    }

    /// Points at a cell; at the inventory where that says the same for all rows; at the whole record where the ledger has no such column,
    /// and says so.
    pub fn label(&self, field: Field, text: impl Into<String>) -> Label {
        match self.source.layout.origin(field) {
            Some(Origin::Column(column)) => self.row.label(self.file(), *column, text),
            Some(Origin::Constant(said)) => Label { text: text.into(), ..said.label.clone() },
            Some(Origin::Row) => self.row.whole_label(self.file(), text),
            None => self.row.whole_label(self.file(), format!("there is no column `{}`", field.name())),
        }
    }

    /// Points at the record: at the cell of a field, or at the row where the field has none.
    pub fn record_label(&self, field: Field, text: impl Into<String>) -> Label {
        match self.source.layout.column(field) {
            Some(column) => self.row.label(self.file(), column, text),
            None => self.row.whole_label(self.file(), text),
        }
    }

    /// The other end of what a field says: where the inventory gives the word of a cell its meaning, or the row that a constant is said of.
    pub fn other_end(&self, field: Field) -> Option<Label> {
        match self.source.layout.origin(field)? {
            Origin::Column(_) => self.source.layout.meaning(field, &self.row).map(|said| said.label.clone()),
            Origin::Constant(_) => Some(self.row.whole_label(self.file(), "of this record")),
            Origin::Row => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.row.whole_place(self.file()))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
