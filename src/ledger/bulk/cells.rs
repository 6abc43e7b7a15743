//! The cells of a row, wherever they are, and what rows must have in common to be added up.

use super::groups::Common;
use super::shape::{Months, Shape};
use crate::field::Field;
use crate::ledger::place::Place;
use crate::ledger::row::Row;
use crate::number::{Plain, Style};
use std::borrow::Cow;

/// Stands for the number of a field whose cell has doubled quotes in it.
const DOUBLED: u8 = u8::MAX - 1;

/// The cells of a row.
pub trait Cells {
    /// A cell without the quotes around it, and whether that is its text: quotes inside of it are still doubled if not.
    fn text(&self, column: usize) -> (&[u8], bool);

    /// The file and the sheet, where there is more to say than the name of the ledger.
    fn file(&self) -> &str {
        ""
    }

    /// A cell without the quotes around it.
    #[inline]
    fn cell(&self, column: usize) -> &[u8] {
        self.text(column).0
    }
}

/// A row of a block.
pub struct Bare<'b> {
    /// The block.
    pub block: &'b [u8],
    /// Where the row begins in it.
    pub start: usize,
    /// Where its cells end.
    pub ends: &'b [u32],
}

impl Cells for Bare<'_> {
    #[inline]
    fn text(&self, column: usize) -> (&[u8], bool) {
        let start = if column == 0 { self.start } else { self.ends[column - 1] as usize + 1 };
        let end = self.ends[column] as usize;
        // A carriage return before the line end is no part of the last cell.
        let end = if column + 1 == self.ends.len() && end > start && self.block[end - 1] == b'\r' { end - 1 } else { end };
        match &self.block[start..end] {
            [b'"', cell @ .., b'"'] => (cell, memchr::memchr(b'"', cell).is_none()),
            cell => (cell, true),
        }
    }
}

impl Cells for Row {
    fn text(&self, column: usize) -> (&[u8], bool) {
        (Row::cell(self, column).as_bytes(), true)
    }
}

/// The texts of the fields of a record, its numbers as plain digits, and then those of the columns without a name.
pub struct Texts<'p> {
    place: &'p Place,
    texts: Vec<Cow<'p, str>>,
}

impl<'p> Texts<'p> {
    /// Those of the record at a place.
    pub fn of(place: &'p Place, style: &Style) -> Self {
        let layout = &place.source.layout;
        let field = |field: Field| {
            let text = place.text(field);
            if !matches!(field, Field::Quantity | Field::Input(_)) || place.is_typed(field) {
                return text;
            }
            // What is written in another style is the same number; what is wrong with it is found when it is read with care.
            match style.plain(&text, field != Field::Quantity) {
                Ok(plain) => Cow::Owned(plain.into_owned()),
                Err(_) => text,
            }
        };
        let nameless = layout.nameless.iter().map(|column| Cow::Borrowed(place.row.cell(*column)));
        Self { place, texts: layout.fields().map(|(name, _)| field(name)).chain(nameless).collect() }
    }
}

impl Cells for Texts<'_> {
    fn file(&self) -> &str {
        self.place.file()
    }

    fn text(&self, column: usize) -> (&[u8], bool) {
        (self.texts.get(column).map_or(&[], |text| text.as_bytes()), true)
    }
}

/// The quantity of a row whose id and quantity can be read at a glance.
#[inline]
pub fn glance(shape: &Shape, row: &impl Cells) -> Option<Plain> {
    // The bytes that are left out may begin a blank of Unicode.
    let id = row.cell(shape.id).first().is_some_and(|byte| *byte > b' ' && !matches!(byte, 0xc2 | 0xe1..=0xe3));
    let single = shape.single.iter().any(|column| !row.cell(*column).is_empty());
    if id && !single { Plain::read(row.cell(shape.quantity)) } else { None }
}

/// What a row has in common with others, and in which month it belongs.
pub struct Key<'k, C> {
    cells: &'k C,
    common: &'k [(u8, usize)],
    /// The columns of the period, where months do not do.
    when: &'k [(u8, usize)],
    /// The index of its month and a bit for its day, where months do.
    pub month: Option<(usize, u32)>,
    /// The place of a row that is one of a kind.
    pub alone: Option<[u8; 24]>,
}

impl<'k, C: Cells> Key<'k, C> {
    /// The key of a row.
    #[inline]
    pub fn of(cells: &'k C, shape: &'k Shape, months: Option<&Months>) -> Self {
        let month = months.zip(shape.period).and_then(|(months, column)| months.find(cells.cell(column)));
        let when: &[(u8, usize)] = if month.is_some() { &[] } else { &shape.when };
        Self { cells, common: &shape.common, when, month, alone: None }
    }
}

impl<C: Cells> Common for Key<'_, C> {
    #[inline]
    fn each(&self, mut part: impl FnMut(u8, &[u8]) -> bool) -> bool {
        for (tag, column) in self.common.iter().chain(self.when) {
            let (cell, is_text) = self.cells.text(*column);
            // Another number keeps it apart from a text that has such quotes; it is never found, and its row is read with care.
            let tag = if is_text { *tag } else { DOUBLED };
            if !cell.is_empty() && !part(tag, cell) {
                return false;
            }
        }
        self.alone.as_ref().is_none_or(|place| part(u8::MAX, place))
    }
}
