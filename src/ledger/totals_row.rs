//! Rows that add up those above them. Counted as records they would double an inventory, so they are refused, and never skipped in silence.

use super::kind::Kind;
use super::layout::Layout;
use super::row::Row;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;
use crate::number::{Plain, Style, Sum};

/// What such rows are called.
const WORDS: [&str; 19] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sub total",
    "sum",
    "sum total",
    "合計",
    "合计",
    "總計",
    "总计",
    "小計",
    "小计",
    "共計",
    "共计",
    "總和",
    "总和",
    "累計",
];

/// The longest of them has so many bytes, with a colon.
const LONGEST: usize = 14;

/// How many rows stand at least above one that adds them up.
const ENOUGH: usize = 2;

/// The sum of the rows that were met.
#[derive(Debug, Default)]
pub struct Above {
    sum: Sum,
    rows: usize,
    /// Whether a quantity could not be added: then the sum says nothing.
    partial: bool,
}

impl Above {
    /// Adds the quantity of a row; what is no plain number is an error elsewhere.
    pub fn add(&mut self, row: &Row, layout: &Layout, style: &Style) {
        match quantity(row, layout, style) {
            Some(quantity) if self.sum.add(&quantity.sum()) => self.rows += 1,
            _ => self.partial = true,
        }
    }

    /// Why the last row is none: its quantity is the sum of all above it.
    pub fn refuse_last(&self, file: &str, row: &Row, layout: &Layout, style: &Style) -> Option<Diagnostic> {
        let column = layout.column(Field::Quantity)?;
        let (quantity, sum) = (quantity(row, layout, style)?.sum().decimal(), self.sum.decimal());
        let is_sum = !self.partial && self.rows >= ENOUGH && quantity == sum && !sum.is_zero();
        is_sum.then(|| {
            let message = format!("the quantity of the last row, {quantity}, is the sum of the {} rows above it", self.rows);
            Diagnostic::error(codes::TOTALS_ROW, message)
                .at(row.label(file, column, "their sum"))
                .help(format!("if it adds them up, skip it: `skip-rows = [{}]`, or a rule under `skip`", row.line()))
                .help("if it is a record like the others, write `last-row = \"record\"` under [[ledgers]]")
        })
    }
}

fn quantity(row: &Row, layout: &Layout, style: &Style) -> Option<Plain> {
    let column = layout.column(Field::Quantity)?;
    let style = if row.kind(column) == Kind::Number { Style::default() } else { *style };
    Plain::read(style.plain(row.cell(column), false).ok()?.as_bytes())
}

/// Why a row is none: one of its cells says that it adds up others. Remarks and evidence may say so of anything.
pub fn refuse_word(file: &str, row: &Row, columns: &[String], layout: &Layout) -> Option<Diagnostic> {
    let free = [Field::Note, Field::Evidence].map(|field| layout.column(field));
    let says = |column: &usize| {
        let cell = row.cell(*column);
        // Few cells begin so, are as short as that, and no numbers.
        let may = cell.len() <= LONGEST && matches!(cell.as_bytes().first(), Some(b't' | b'T' | b's' | b'S' | b'g' | b'G' | 0x80..));
        if !may || row.kind(*column) != Kind::Text {
            return false;
        }
        let cell = cell.trim_end_matches([':', '：']);
        WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell)) && !free.contains(&Some(*column))
    };
    let column = (0..columns.len()).find(says)?;
    let word = row.cell(column);
    let rule = match columns.get(column).map(String::as_str) {
        Some("") | None => format!("`skip-rows = [{}]`", row.line()),
        Some(name) => format!("`skip = [{{ column = \"{name}\", equals = \"{word}\" }}]`"),
    };
    Some(
        Diagnostic::error(codes::TOTALS_ROW, format!("this row says that it adds up others: `{word}`"))
            .at(row.label(file, column, "here"))
            .help(format!("it is no record; skip it under [[ledgers]]: {rule}")),
    )
}
