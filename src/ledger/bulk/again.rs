//! Meets every row a second time, once it is known which record it is part of.

use super::batches::Lines;
use super::cells::{Cells, Key};
use super::groups::{Groups, Position};
use super::shape::{Months, Shape};
use super::walk::Visit;
use crate::diagnostic::{Diagnostic, Problems};
use crate::inventory::LedgerFile;
use crate::ledger::place::Place;
use crate::ledger::reader::Reader;
use crate::number::{Decimal, Plain};
use std::collections::BTreeMap;

/// What the first reading leaves for a second one.
#[derive(Debug)]
pub struct Kept {
    pub(super) groups: Groups,
    pub(super) months: Option<Months>,
    pub(super) lines: Lines,
    pub(super) careful: Vec<bool>,
    /// The number of the record of each group and calendar year; year 0 where a group has one record.
    pub(super) records: BTreeMap<(usize, i16), usize>,
}

/// The quantity of a row.
#[derive(Clone, Copy, Debug)]
pub enum Quantity<'m> {
    /// Read at a glance, and as it stands there.
    Plain(Plain, &'m [u8]),
    /// Read with care.
    Read(Decimal),
}

/// A row, and the record that it is part of.
#[derive(Clone, Copy, Debug)]
pub struct Met<'m> {
    /// The number of the record.
    pub record: usize,
    /// The number of the ledger.
    pub ledger: usize,
    /// The file and the sheet; empty where the name of the ledger says it.
    pub file: &'m str,
    /// The line on which it begins.
    pub line: usize,
    /// Its id.
    pub id: &'m [u8],
    /// Its period; empty where it is that of the record.
    pub period: &'m [u8],
    /// Its evidence.
    pub evidence: &'m [u8],
    /// Its quantity.
    pub quantity: Quantity<'m>,
}

/// What is done with rows that are met again.
pub trait Meet {
    /// Rows begin that were taken so many-th.
    fn begin(&mut self, turn: usize);
    /// A row.
    fn row(&mut self, row: &Met<'_>);
    /// They end.
    fn end(&mut self);
}

/// A thread that meets rows again.
pub(super) struct Again<'g, M> {
    pub(super) reader: &'g Reader<'g>,
    pub(super) kept: &'g Kept,
    pub(super) meet: M,
    /// A row that is not known from the first reading.
    pub(super) strange: Option<Position>,
}

impl Kept {
    /// The number of the record of a row with that key.
    pub(super) fn record(&self, key: &Key<'_, impl Cells>) -> Option<usize> {
        let at = self.groups.find(self.groups.hash(key), key)?;
        let year = key.month.zip(self.months.as_ref()).map_or(0, |((month, _), months)| months.year(month));
        self.records.get(&(at.group, year)).copied()
    }
}

/// The text of a cell as a record has it; `None` when it takes care to find out.
pub(super) fn text(row: &impl Cells, column: usize) -> Option<&[u8]> {
    let (cell, is_text) = row.text(column);
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| (b'!'..0x80).contains(byte));
    if is_text && edge(cell.first()) && edge(cell.last()) {
        return Some(cell);
    }
    std::str::from_utf8(cell).ok().filter(|_| is_text).map(|text| text.trim().as_bytes())
}

impl<M> Again<'_, M> {
    fn line(&self, position: Position) -> usize {
        self.kept.lines.get(&(position.ledger, position.block)).copied().unwrap_or_default() + position.line + 1
    }
}

impl<M: Meet> Visit for Again<'_, M> {
    const NEEDS_LINES: bool = true;

    fn plain(&mut self, shape: &Shape, row: &impl Cells, number: Plain, position: Position) -> bool {
        let key = Key::of(row, shape, self.kept.months.as_ref());
        let evidence = shape.evidence.map_or(Some(&[][..]), |column| text(row, column));
        let (Some(id), Some(evidence), Some(record)) = (text(row, shape.id), evidence, self.kept.record(&key)) else { return false };
        let period = shape.period.filter(|_| key.month.is_some()).map_or(&[][..], |column| row.cell(column));
        let quantity = Quantity::Plain(number, row.cell(shape.quantity));
        self.meet.row(&Met {
            record,
            ledger: position.ledger,
            file: row.file(),
            line: self.line(position),
            id,
            period,
            evidence,
            quantity,
        });
        true
    }

    fn careful(&mut self, ledger: &LedgerFile, shape: &Shape, place: &Place, row: &impl Cells, position: Position) {
        let read = self.reader.record(place, ledger, &mut Problems::default());
        let mut key = Key::of(row, shape, self.kept.months.as_ref());
        key.alone = read.as_ref().is_some_and(|record| record.balance.is_some()).then(|| position.bytes());
        let (Some(read), Some(record)) = (read, self.kept.record(&key)) else {
            self.strange.get_or_insert(position);
            return;
        };
        let (id, period) = (read.id.as_bytes(), read.period.to_string());
        let quantity = Quantity::Read(read.quantity);
        self.meet.row(&Met {
            record,
            ledger: position.ledger,
            file: place.file(),
            line: self.line(position),
            id,
            period: period.as_bytes(),
            evidence: read.evidence.as_bytes(),
            quantity,
        });
    }

    fn refuse(&mut self, position: Position, _: Diagnostic) {
        // The first reading found nothing wrong.
        self.strange.get_or_insert(position);
    }

    fn begin(&mut self, turn: usize) {
        self.meet.begin(turn);
    }

    fn end(&mut self, _: usize, _: usize, _: Option<usize>) {
        self.meet.end();
    }
}
