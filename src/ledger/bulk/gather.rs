//! Adds rows to the rows that they have everything in common with. The first row of a group is read like a row of a small ledger.

use super::cells::{Cells, Key, glance};
use super::groups::{Groups, Position};
use super::shape::{Months, Shape};
use super::walk::Visit;
use crate::diagnostic::{Diagnostic, Problems};
use crate::inventory::LedgerFile;
use crate::ledger::place::{Place, Source};
use crate::ledger::reader::Reader;
use crate::number::{Plain, Sum};
use std::sync::Arc;

/// How many problems a thread keeps; further ones are counted.
const KEPT: usize = 1000;

/// What a thread has gathered.
pub struct Gather<'g> {
    reader: &'g Reader<'g>,
    /// The months of the reporting period, where the day of a row does not matter.
    months: Option<&'g Months>,
    /// The rows, added up.
    pub groups: Groups,
    /// Problems of single rows, by place.
    pub problems: Vec<(Position, Diagnostic)>,
    /// How many problems were not kept.
    pub dropped: u64,
    /// What was noticed in ledgers, by their numbers.
    pub noticed: Vec<(usize, Vec<Diagnostic>)>,
    /// How rows name ledgers of other formats, by their numbers.
    pub named: Vec<(usize, Arc<Source>)>,
    /// How many lines each block has: ledger, block, lines.
    pub lines: Vec<(usize, usize, usize)>,
}

impl<'g> Gather<'g> {
    /// Nothing yet.
    pub fn new(reader: &'g Reader<'g>, months: Option<&'g Months>) -> Self {
        Self {
            reader,
            months,
            groups: Groups::default(),
            problems: Vec::new(),
            dropped: 0,
            noticed: Vec::new(),
            named: Vec::new(),
            lines: Vec::new(),
        }
    }
}

impl Visit for Gather<'_> {
    #[inline]
    fn plain(&mut self, shape: &Shape, row: &impl Cells, number: Plain, _: Position) -> bool {
        let key = Key::of(row, shape, self.months);
        let hash = self.groups.hash(&key);
        let Some(at) = self.groups.find(hash, &key) else { return false };
        let (month, days) = key.month.unwrap_or((0, 1));
        self.groups.add(at, month, number, days);
        true
    }

    fn careful(&mut self, ledger: &LedgerFile, shape: &Shape, place: &Place, row: &impl Cells, position: Position) {
        let mut problems = Problems::default();
        let record = self.reader.record(place, ledger, &mut problems);
        let mut key = Key::of(row, shape, self.months);
        key.alone = record.as_ref().is_some_and(|record| record.balance.is_some()).then(|| position.bytes());
        let months = self.months.filter(|_| key.month.is_some()).map(Months::count);
        let (month, days) = key.month.unwrap_or((0, 1));
        let hash = self.groups.hash(&key);
        let number = record.as_ref().and_then(|record| Sum::of(record.quantity));
        if let (Some(record), Some(sum), true) = (record, number, problems.is_empty()) {
            let found = self.groups.find(hash, &key);
            let at = found.unwrap_or_else(|| self.groups.insert(hash, &key, months, position, Ok(Box::new(record))));
            self.groups.add_sum(at, month, sum, 1, days);
        } else if let Some(number) = glance(shape, row) {
            // Id and quantity are fine, so what is wrong is what a whole group has in common: it is said once.
            let found = self.groups.find(hash, &key);
            let at = found.unwrap_or_else(|| self.groups.insert(hash, &key, months, position, Err(problems.into_vec())));
            self.groups.add(at, month, number, days);
        } else {
            problems.into_vec().into_iter().for_each(|problem| self.refuse(position, problem));
        }
    }

    fn refuse(&mut self, position: Position, diagnostic: Diagnostic) {
        if self.problems.len() < KEPT {
            self.problems.push((position, diagnostic));
        } else {
            self.dropped += 1;
        }
    }

    fn end(&mut self, ledger: usize, block: usize, lines: Option<usize>) {
        self.lines.extend(lines.map(|lines| (ledger, block, lines)));
    }

    fn noticed(&mut self, ledger: usize, file: Option<Arc<Source>>, findings: Vec<Diagnostic>) {
        self.named.extend(file.map(|source| (ledger, source)));
        self.noticed.push((ledger, findings));
    }
}
