//! A row of a sheet: the texts of its cells, and what is worth knowing of the way they were read.

use super::look::Merge;
use crate::cell::cell_name;
use crate::diagnostic::{Excerpt, Label};
use crate::ledger::kind::Kind;

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: usize,
    /// Its cells, from column A on; blank ones at the end are left out.
    pub cells: Vec<Cell>,
    /// Whether the sheet hides it.
    pub hidden: bool,
    /// The merged regions that it belongs to.
    pub covered: Vec<Merge>,
}

/// A cell, as text.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The text, without white space around it.
    pub text: String,
    /// The kind of value; `None` for a blank.
    pub kind: Option<Kind>,
    /// What is worth knowing of the way it was read.
    pub remark: Option<Box<Remark>>,
}

/// What is worth knowing of the way a cell was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Its formula, where it has one; empty where the formula is shared with another cell. The value that was computed last is read.
    pub formula: Option<String>,
    /// The number as it is stored, where it has more than 15 digits and was rounded to them, as a spreadsheet shows it.
    pub stored: Option<String>,
}

/// How many cells are shown on each side of the one that is meant.
const BESIDE: usize = 8;

/// How many characters of a cell are shown.
const SHOWN: usize = 40;

/// The text of a blank.
static BLANK: Cell = Cell { text: String::new(), kind: None, remark: None };

impl Row {
    fn at(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&BLANK)
    }

    /// The text of a cell.
    pub fn text(&self, column: usize) -> &str {
        &self.at(column).text
    }

    /// The kind of a cell.
    pub fn kind(&self, column: usize) -> Kind {
        self.at(column).kind.unwrap_or(Kind::Text)
    }

    /// What is worth knowing of the way a cell was read.
    pub fn remark(&self, column: usize) -> Option<&Remark> {
        self.at(column).remark.as_deref()
    }

    /// The merged region that covers a cell, where the value stands in another cell of it.
    pub fn merged(&self, column: usize) -> Option<&str> {
        let around = |merge: &&Merge| merge.first.1 <= column && column <= merge.last.1 && merge.first != (self.number, column);
        self.covered.iter().find(around).map(|merge| merge.name.as_str())
    }

    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty() && cell.remark.is_none())
    }

    /// `electricity.xlsx!北京機房!D14`.
    pub fn place(&self, file: &str, column: usize) -> String {
        format!("{file}!{}", cell_name(self.number, column))
    }

    /// Points at a cell, and shows those around it.
    pub fn label(&self, file: &str, column: usize, text: impl Into<String>) -> Label {
        let first = column.saturating_sub(BESIDE);
        let last = self.cells.len().max(column + 1).min(column + BESIDE + 1);
        let (line, span) = self.line(first, last, column);
        let cell = Some(cell_name(self.number, column));
        Label { excerpt: Excerpt { file: file.to_string(), line: self.number, text: line, cell }, span, text: text.into() }
    }

    /// Points at all of it.
    pub fn whole_label(&self, file: &str, text: impl Into<String>) -> Label {
        let (line, _) = self.line(0, self.cells.len().min(2 * BESIDE), 0);
        let span = 0..line.len();
        Label {
            excerpt: Excerpt { file: file.to_string(), line: self.number, text: line, cell: Some(self.number.to_string()) },
            span,
            text: text.into(),
        }
    }

    /// Cells with bars between them, and where one of them stands.
    fn line(&self, first: usize, last: usize, meant: usize) -> (String, std::ops::Range<usize>) {
        let (mut line, mut span) = (String::new(), 0..0);
        for column in first..last {
            if column > first {
                line.push_str(" | ");
            }
            let start = line.len();
            let text = self.text(column);
            // A line break inside a cell must not break the line that shows it.
            line.extend(text.chars().take(SHOWN).map(|each| if each.is_control() { '␊' } else { each }));
            if text.chars().nth(SHOWN).is_some() {
                line.push_str("...");
            }
            if column == meant {
                span = start..line.len();
            }
        }
        (line, span)
    }
}

impl Remark {
    /// What it says of a cell, in a sentence.
    pub fn sentence(&self, place: &str) -> String {
        let formula = self.formula.as_ref().map(|formula| match formula.as_str() {
            "" => "holds a formula, of which the value that was computed last is read".to_string(),
            text => format!("holds the formula ={}, of which the value that was computed last is read", shortened(text)),
        });
        let stored = self.stored.as_ref().map(|stored| format!("stores {stored}, read to 15 digits, as a spreadsheet shows it"));
        format!("{place} {}", formula.into_iter().chain(stored).collect::<Vec<_>>().join("; "))
    }
}

/// A formula, without its end where it is long.
fn shortened(formula: &str) -> String {
    let shown: String = formula.chars().take(2 * SHOWN).map(|each| if each.is_control() { ' ' } else { each }).collect();
    if shown.len() < formula.len() { format!("{shown}...") } else { shown }
}
