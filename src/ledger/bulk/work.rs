//! What one thread does with the rows that it takes: what can be read at a glance is added to its group, everything else is read with care.

use super::blocks::{Blocks, Opened, Stamp, Taken};
use super::groups::{Common, Groups, Position};
use super::row_text::RowTexts;
use super::scan::Ends;
use super::shape::{Months, Shape};
use super::{Sight, Watch};
use crate::delimited;
use crate::diagnostic::{Diagnostic, Problems};
use crate::ledger::place::{Place, Row};
use crate::ledger::reader::Reader;
use crate::number::{Plain, Sum};
use std::fs::File;
use std::io::BufReader;
use std::sync::{Arc, Mutex};

/// How many problems a thread keeps; further ones are counted.
const KEPT: usize = 1000;

/// What a thread has found.
#[derive(Debug, Default)]
pub struct Found {
    /// The rows, added up.
    pub groups: Groups,
    /// Problems of single rows, by place.
    pub problems: Vec<(Position, Diagnostic)>,
    /// Problems that were not kept.
    pub dropped: u64,
    /// How many lines each block has: ledger, block, lines.
    pub lines: Vec<(usize, usize, usize)>,
    /// The number of a ledger whose blocks cannot be taken apart at a glance.
    pub irregular: Option<usize>,
}

/// A thread at work.
pub struct Worker<'w> {
    /// What rows are checked against.
    pub reader: &'w Reader<'w>,
    /// The months of the reporting period, where the day of a row does not matter.
    pub months: Option<&'w Months>,
    /// Who looks on.
    pub watch: &'w Watch,
    /// What it has found.
    pub found: Found,
    ends: Ends,
}

/// The cells of a row, wherever they are.
trait Cells {
    fn cell(&self, column: usize) -> &[u8];
}

/// A row of a block.
struct Bare<'b> {
    block: &'b [u8],
    start: usize,
    ends: &'b [u32],
}

impl Cells for Bare<'_> {
    #[inline]
    fn cell(&self, column: usize) -> &[u8] {
        let start = if column == 0 { self.start } else { self.ends[column - 1] as usize + 1 };
        let end = self.ends[column] as usize;
        // A carriage return before the line end is no part of the last cell.
        let end = if column + 1 == self.ends.len() && end > start && self.block[end - 1] == b'\r' { end - 1 } else { end };
        &self.block[start..end]
    }
}

impl Cells for Row {
    fn cell(&self, column: usize) -> &[u8] {
        Row::cell(self, column).as_bytes()
    }
}

/// What a row has in common with others.
struct Key<'k, C> {
    cells: &'k C,
    common: &'k [(u8, usize)],
    /// The columns of the period, where months do not do.
    when: &'k [(u8, usize)],
    /// The place of a row that is one of a kind.
    alone: Option<[u8; 24]>,
    /// The ledgers that read cells as this one does.
    dialect: u8,
}

impl<C: Cells> Common for Key<'_, C> {
    #[inline]
    fn each(&self, mut part: impl FnMut(u8, &[u8]) -> bool) -> bool {
        for (tag, column) in self.common.iter().chain(self.when) {
            let cell = self.cells.cell(*column);
            if !cell.is_empty() && !part(*tag, cell) {
                return false;
            }
        }
        let dialect = self.dialect == 0 || part(u8::MAX, &[self.dialect]);
        dialect && self.alone.as_ref().is_none_or(|place| part(u8::MAX, place))
    }
}

impl<'w> Worker<'w> {
    /// A thread that has found nothing yet.
    pub fn new(reader: &'w Reader<'w>, months: Option<&'w Months>, watch: &'w Watch) -> Self {
        Self { reader, months, watch, found: Found::default(), ends: Ends::default() }
    }

    /// Takes rows until none are left.
    pub fn work(mut self, blocks: &Mutex<Blocks<'_>>) -> Found {
        let mut buffer = Vec::new();
        loop {
            let taken = blocks.lock().map_or(None, |mut blocks| blocks.take(&mut buffer));
            let Some((opened, taken)) = taken else { return self.found };
            let regular = match taken {
                Taken::Block { number, whole } => whole && self.block(&opened, number, &buffer),
                Taken::Rows(rows, stamp) => {
                    self.rows(&opened, *rows, stamp);
                    true
                }
            };
            if !regular {
                self.found.irregular = Some(opened.number);
                self.watch.give_up();
                return self.found;
            }
        }
    }

    /// Adds the rows of a block; `false` when it cannot be taken apart at a glance.
    fn block(&mut self, opened: &Opened<'_>, number: usize, block: &[u8]) -> bool {
        let Some(shape) = &opened.shape else { return false };
        let mut ends = std::mem::take(&mut self.ends);
        let regular = simdutf8::basic::from_utf8(block).is_ok() && ends.find(block, b',');
        if regular {
            let (mut start, mut at) = (0, 0);
            let mut rows = 0;
            let mut position = Position { ledger: opened.number, block: number, line: 0 };
            let mut counted = 0;
            while at < ends.at.len() {
                let cells = ends.at[at..].iter().position(|end| block[*end as usize..].first().is_none_or(|byte| *byte == b'\n'));
                let last = at + cells.unwrap_or(ends.at.len() - at - 1);
                let end = ends.at[last] as usize;
                let row = Bare { block, start, ends: &ends.at[at..=last] };
                let whole = row.ends.len() == shape.columns;
                let sight = if whole { glance(shape, &row) } else { None };
                if sight.is_none_or(|number| !self.add(shape, &row, number)) {
                    position.line += memchr::memchr_iter(b'\n', &block[counted..start]).count();
                    counted = start;
                    self.look(opened, &block[start..end.min(block.len())], position);
                }
                rows += 1;
                start = end + 1;
                at = last + 1;
            }
            self.watch.counted(rows);
            self.found.lines.push((opened.number, number, ends.lines));
        }
        self.ends = ends;
        regular
    }

    /// Adds a row to the group that it belongs to, if there is one yet.
    #[inline]
    fn add(&mut self, shape: &Shape, row: &impl Cells, number: Plain) -> bool {
        let month = self.months.zip(shape.period).and_then(|(months, column)| months.find(row.cell(column)));
        let when: &[(u8, usize)] = if month.is_some() { &[] } else { &shape.when };
        let key = Key { cells: row, common: &shape.common, when, alone: None, dialect: 0 };
        let hash = self.found.groups.hash(&key);
        let Some(group) = self.found.groups.find(hash, &key) else { return false };
        let (slot, days) = month.unwrap_or((0, 1));
        self.found.groups.add(group, slot, number, days);
        true
    }

    /// Reads a row of a block with care.
    fn look(&mut self, opened: &Opened<'_>, text: &[u8], position: Position) {
        let line = position.line + 1;
        let text = String::from_utf8_lossy(text);
        if let Some(row) = delimited::Row::first_of(&text, line).filter(|row| !row.is_blank()) {
            match opened.head.broken(&row) {
                Some(diagnostic) => self.refuse(position, diagnostic),
                None => self.careful(opened, Row::Text(row), position),
            }
        }
    }

    /// Reads a row with care: a record of its own, or the first of a group.
    fn careful(&mut self, opened: &Opened<'_>, row: Row, position: Position) {
        let place = Place { source: Arc::clone(&opened.source), row };
        let mut problems = Problems::default();
        let record = self.reader.record(&place, opened.ledger, &mut problems);
        let Some(shape) = &opened.shape else { return };
        let month = self.months.zip(shape.period).and_then(|(months, column)| months.find(place.row.cell(column).as_bytes()));
        let alone = record.as_ref().is_some_and(|record| record.balance.is_some()).then(|| whereabouts(position));
        let when: &[(u8, usize)] = if month.is_some() { &[] } else { &shape.when };
        let key = Key { cells: &place.row, common: &shape.common, when, alone, dialect: 0 };
        let hash = self.found.groups.hash(&key);
        let months = self.months.filter(|_| month.is_some()).map(Months::count);
        let (slot, days) = month.unwrap_or((0, 1));
        let number = record.as_ref().and_then(|record| Sum::of(record.quantity));
        if let (Some(record), Some(sum), true) = (record, number, problems.is_empty()) {
            let found = self.found.groups.find(hash, &key);
            let group = found.unwrap_or_else(|| self.found.groups.insert(hash, &key, months, position, Ok(Box::new(record))));
            self.found.groups.add_sum(group, slot, sum, 1, days);
            return;
        }
        let problems = problems.into_vec();
        // Where id and quantity are fine, what is wrong is what its whole group has in common: it is said once.
        if let Some(number) = glance(shape, &place.row).filter(|_| alone.is_none()) {
            let group = self.found.groups.find(hash, &key);
            let group = group.unwrap_or_else(|| self.found.groups.insert(hash, &key, months, position, Err(problems)));
            self.found.groups.add(group, slot, number, days);
            return;
        }
        problems.into_iter().for_each(|problem| self.refuse(position, problem));
    }

    fn refuse(&mut self, position: Position, diagnostic: Diagnostic) {
        if self.found.problems.len() < KEPT {
            self.found.problems.push((position, diagnostic));
        } else {
            self.found.dropped += 1;
        }
    }

    /// Reads a ledger row by row.
    fn rows(&mut self, opened: &Opened<'_>, mut rows: RowTexts<BufReader<File>>, stamp: Stamp) {
        loop {
            if self.watch.stopped() {
                return;
            }
            let place = |line: usize| Position { ledger: opened.number, block: 0, line: line - 1 };
            match rows.next(b',') {
                Ok(Some((line, text))) => {
                    self.watch.read(text.len() + 1);
                    self.watch.counted(1);
                    let position = place(line);
                    match delimited::decode(&opened.source.file, &text) {
                        Ok(text) => self.look(opened, text.as_bytes(), position),
                        Err(problems) => {
                            for mut problem in problems.into_vec() {
                                problem.labels.iter_mut().for_each(|label| label.excerpt.line += line - 1);
                                self.refuse(position, problem);
                            }
                        }
                    }
                }
                Ok(None) => {
                    if let Err(diagnostic) = stamp.still(&opened.source.file, rows.input().get_ref()) {
                        self.refuse(place(1), diagnostic);
                    }
                    return;
                }
                Err(diagnostic) => return self.refuse(place(rows.lines + 1), diagnostic),
            }
        }
    }
}

/// The quantity of a row whose id and quantity can be read at a glance.
#[inline]
fn glance(shape: &Shape, row: &impl Cells) -> Sight {
    let id = row.cell(shape.id).first().is_some_and(|byte| *byte > b' ' && *byte != b'"' && byte.is_ascii());
    let single = shape.single.iter().any(|column| !row.cell(*column).is_empty());
    if id && !single { Plain::read(row.cell(shape.quantity)) } else { None }
}

/// A place as the key of a row that is one of a kind.
fn whereabouts(position: Position) -> [u8; 24] {
    let mut bytes = [0; 24];
    for (part, number) in bytes.chunks_exact_mut(8).zip([position.ledger, position.block, position.line]) {
        part.copy_from_slice(&u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes());
    }
    bytes
}
