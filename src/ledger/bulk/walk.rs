//! One thread on its way through the rows that it takes: what can be read at a glance is handed on as it stands, everything else as a row that
//! knows its place.

use super::blocks::{Blocks, Next, Opened, Taken};
use super::cells::{Bare, Cells, Texts, glance};
use super::groups::Position;
use super::scan::Ends;
use super::shape::Shape;
use super::watch::Watch;
use crate::delimited::{self, RowTexts};
use crate::diagnostic::Diagnostic;
use crate::folder::{OpenFile, Stamp};
use crate::inventory::LedgerFile;
use crate::ledger::place::{Place, Source};
use crate::ledger::read::places;
use crate::ledger::row::Row;
use crate::number::Plain;
use std::fs::File;
use std::io::BufReader;
use std::sync::{Arc, Mutex};

/// What is done with rows.
pub trait Visit {
    /// Whether the line of every row is wanted, not only of those that are read with care.
    const NEEDS_LINES: bool = false;

    /// Takes a row that was read at a glance; `false` when it must be read with care after all.
    fn plain(&mut self, shape: &Shape, row: &impl Cells, number: Plain, position: Position) -> bool;

    /// Takes a row that is read with care, and its cells. In a block, its line is counted from the beginning of the block.
    fn careful(&mut self, ledger: &LedgerFile, shape: &Shape, place: &Place, row: &impl Cells, position: Position);

    /// Takes a problem of a row.
    fn refuse(&mut self, position: Position, diagnostic: Diagnostic);

    /// Hears that rows begin that were taken so many-th.
    fn begin(&mut self, _turn: usize) {}

    /// Hears that they end; of which ledger and block they are, and how many lines they have, if they are a block.
    fn end(&mut self, _ledger: usize, _block: usize, _lines: Option<usize>) {}

    /// Takes what was noticed in a ledger of another format, and how its rows name it: of a workbook, with the sheet.
    fn noticed(&mut self, _ledger: usize, _file: Option<Arc<Source>>, _findings: Vec<Diagnostic>) {}
}

/// A thread.
pub struct Walk<'w, V> {
    visitor: V,
    watch: &'w Watch,
    ends: Ends,
    /// The number of a ledger whose blocks cannot be taken apart at a glance.
    irregular: Option<usize>,
}

impl<'w, V: Visit> Walk<'w, V> {
    /// A thread that has not begun.
    pub fn new(visitor: V, watch: &'w Watch) -> Self {
        Self { visitor, watch, ends: Ends::default(), irregular: None }
    }

    /// Takes rows until none are left. A ledger that must be read row by row ends it early.
    pub fn go(mut self, blocks: &Mutex<Blocks<'_>>) -> (V, Option<usize>) {
        let mut buffer = Vec::new();
        loop {
            let taken = blocks.lock().map_or(None, |mut blocks| blocks.take(&mut buffer));
            let Some((turn, next)) = taken else { return (self.visitor, self.irregular) };
            let (opened, taken) = match next {
                Next::Rows(opened, taken) => (opened, taken),
                Next::Ledger { number, ledger, file } => {
                    self.visitor.begin(turn);
                    self.ledger(number, ledger, &file);
                    self.visitor.end(number, 0, None);
                    continue;
                }
            };
            match taken {
                Taken::Block { number, whole } => {
                    self.visitor.begin(turn);
                    let regular = whole && self.block(&opened, number, &buffer);
                    self.visitor.end(opened.number, number, Some(self.ends.lines));
                    if !regular {
                        self.irregular = Some(opened.number);
                        self.watch.give_up();
                    }
                }
                Taken::Rows(rows, stamp) => {
                    self.visitor.begin(turn);
                    self.rows(&opened, *rows, stamp);
                    self.visitor.end(opened.number, 0, None);
                }
            }
        }
    }

    /// The rows of a block; `false` when it cannot be taken apart at a glance.
    fn block(&mut self, opened: &Opened<'_>, number: usize, block: &[u8]) -> bool {
        let Some(shape) = &opened.shape else { return false };
        let mut ends = std::mem::take(&mut self.ends);
        let regular = simdutf8::basic::from_utf8(block).is_ok() && ends.find(block, b',');
        if regular {
            let (mut start, mut at, mut rows) = (0, 0, 0);
            let mut position = Position { ledger: opened.number, block: number, line: 0 };
            let mut counted = 0;
            for behind in &ends.rows {
                let cells = &ends.at[at..*behind as usize];
                let end = cells.last().map_or(start, |end| *end as usize);
                let row = Bare { block, start, ends: cells };
                if V::NEEDS_LINES {
                    position.line += memchr::memchr_iter(b'\n', &block[counted..start]).count();
                    counted = start;
                }
                let sight = if row.ends.len() == shape.columns { glance(shape, &row) } else { None };
                if sight.is_none_or(|number| !self.visitor.plain(shape, &row, number, position)) {
                    position.line += memchr::memchr_iter(b'\n', &block[counted..start]).count();
                    counted = start;
                    self.look(opened, &String::from_utf8_lossy(&block[start..end.min(block.len())]), position);
                }
                rows += 1;
                start = end + 1;
                at = *behind as usize;
            }
            self.watch.counted(rows);
        }
        self.ends = ends;
        regular
    }

    /// Takes a row of text apart.
    fn look(&mut self, opened: &Opened<'_>, text: &str, position: Position) {
        let row = delimited::Row::of(text.trim_end_matches(['\n', '\r']), position.line + 1, b',');
        if row.is_blank() {
            return;
        }
        match (row.broken(&opened.source.file, opened.head.header.len()), &opened.shape) {
            (Some(diagnostic), _) => self.visitor.refuse(position, diagnostic),
            (None, Some(shape)) => {
                let place = Place { source: Arc::clone(&opened.source), row: Row::Text(Arc::new(row)) };
                self.visitor.careful(opened.ledger, shape, &place, &place.row, position);
            }
            (None, None) => {}
        }
    }

    /// A ledger of another format, or with a mapping.
    fn ledger(&mut self, number: usize, ledger: &LedgerFile, file: &OpenFile) {
        self.watch.read(usize::try_from(file.size()).unwrap_or(usize::MAX));
        // The layouts of a ledger have the same fields, so one shape does for all.
        let (mut shape, mut named) = (None, None);
        let read = places(file, ledger, &mut |place, _| {
            if self.watch.stopped() {
                return;
            }
            self.watch.counted(1);
            named.get_or_insert_with(|| Arc::clone(&place.source));
            // The header was checked, so every record has an id and a quantity.
            let Some(shape) = shape.get_or_insert_with(|| Shape::of_fields(&place.source.layout)) else { return };
            // Records of one row stand in one line, and still are apart.
            let position = Position { ledger: number, block: place.source.part, line: place.line().saturating_sub(1) };
            let texts = Texts::of(&place, &ledger.numbers);
            let sight = glance(shape, &texts);
            if sight.is_none_or(|number| !self.visitor.plain(shape, &texts, number, position)) {
                self.visitor.careful(ledger, shape, &place, &texts, position);
            }
        });
        match read {
            Ok(findings) => self.visitor.noticed(number, named, findings),
            Err(problems) => {
                for problem in problems.into_vec() {
                    let line = problem.labels.first().map_or(0, |label| label.excerpt.line.saturating_sub(1));
                    self.visitor.refuse(Position { ledger: number, block: 0, line }, problem);
                }
            }
        }
    }

    /// A ledger row by row.
    fn rows(&mut self, opened: &Opened<'_>, mut rows: RowTexts<BufReader<File>>, stamp: Stamp) {
        let place = |line: usize| Position { ledger: opened.number, block: 0, line: line - 1 };
        let file = opened.source.file.as_str();
        while !self.watch.stopped() {
            match rows.next(b',') {
                Ok(Some((line, text))) => {
                    self.watch.read(text.len() + 1);
                    self.watch.counted(1);
                    match delimited::decode(file, &text) {
                        Ok(text) => self.look(opened, &text, place(line)),
                        Err(problems) => {
                            for mut problem in problems.into_vec() {
                                problem.labels.iter_mut().for_each(|label| label.excerpt.line += line - 1);
                                self.visitor.refuse(place(line), problem);
                            }
                        }
                    }
                }
                Ok(None) => {
                    let still = stamp.still(file, rows.input().get_ref());
                    return still.unwrap_or_else(|diagnostic| self.visitor.refuse(place(1), diagnostic));
                }
                Err(diagnostic) => return self.visitor.refuse(place(rows.lines + 1), diagnostic),
            }
        }
    }
}
