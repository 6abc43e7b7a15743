//! A line of JSON, or of a table that is shown as one: what a row of such a ledger is.

use super::kind::Kind;
use crate::diagnostic::{Excerpt, Label};
use std::ops::Range;

/// A line of JSON, as a row.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its line, counted from 1.
    pub line: usize,
    text: String,
    cells: Vec<Value>,
}

/// A value, as a cell.
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// Without quotes.
    pub text: String,
    /// Whether it is a number.
    pub number: bool,
    /// Its bytes in the line.
    pub span: Range<usize>,
}

impl Object {
    /// A line, and the values that its columns have in it.
    pub fn new(line: usize, text: String, cells: Vec<Value>) -> Self {
        Self { line, text, cells }
    }

    /// A row of another format, shown as an object.
    #[cfg(feature = "parquet")]
    pub fn of(line: usize, names: &[String], values: impl Iterator<Item = (String, Kind)>) -> Self {
        let (mut text, mut cells) = (String::from("{"), Vec::with_capacity(names.len()));
        for (name, (value, kind)) in names.iter().zip(values) {
            let comma = if cells.is_empty() { "" } else { ", " };
            text.push_str(&format!("{comma}{name}: "));
            let start = text.len();
            text.extend(value.chars().map(|each| if each.is_control() { '␊' } else { each }));
            cells.push(Value { text: value, number: kind == Kind::Number, span: start..text.len() });
        }
        text.push('}');
        Self { line, text, cells }
    }

    /// The text of a cell, without the white space around it; empty for `null`, and where the object has no such key.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |value| value.text.trim())
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// What kind of value a cell holds.
    pub fn kind(&self, column: usize) -> Kind {
        if self.cells.get(column).is_some_and(|value| value.number) { Kind::Number } else { Kind::Text }
    }

    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|value| value.text.trim().is_empty())
    }

    /// Points at a value; at the whole line where the object has no such key.
    pub fn label(&self, file: &str, column: usize, text: impl Into<String>) -> Label {
        let span = self.cells.get(column).map(|value| value.span.clone()).filter(|span| !span.is_empty());
        self.place(file, span.unwrap_or(0..self.text.len()), text)
    }

    /// Points at the line.
    pub fn whole_label(&self, file: &str, text: impl Into<String>) -> Label {
        self.place(file, 0..self.text.len(), text)
    }

    fn place(&self, file: &str, span: Range<usize>, text: impl Into<String>) -> Label {
        label(file, self.line, &self.text, span, text)
    }
}

/// Points into a line.
pub fn label(file: &str, line: usize, shown: &str, span: Range<usize>, text: impl Into<String>) -> Label {
    let excerpt = Excerpt { file: file.to_string(), line, text: shown.to_string(), cell: None };
    Label { excerpt, span, text: text.into() }
}
