//! One thread on its way through the rows that it takes: what can be read at a glance is handed on as it stands, everything else as a row that
//! knows its place.

use super::blocks::{Blocks, Opened, Stamp, Taken};
use super::cells::{Bare, Cells, glance};
use super::groups::Position;
use super::row_text::RowTexts;
use super::scan::Ends;
use super::shape::Shape;
use super::watch::Watch;
use crate::delimited;
use crate::diagnostic::Diagnostic;
use crate::ledger::place::Row;
use crate::number::Plain;
use std::fs::File;
use std::io::BufReader;
use std::sync::Mutex;

/// What is done with rows.
pub trait Visit {
    /// Whether the line of every row is wanted, not only of those that are read with care.
    const NEEDS_LINES: bool = false;

    /// Takes a row that was read at a glance; `false` when it must be read with care after all.
    fn plain(&mut self, opened: &Opened<'_>, shape: &Shape, row: &impl Cells, number: Plain, position: Position) -> bool;

    /// Takes a row that is read with care. In a block, its line is counted from the beginning of the block.
    fn careful(&mut self, opened: &Opened<'_>, row: Row, position: Position);

    /// Takes a problem of a row.
    fn refuse(&mut self, position: Position, diagnostic: Diagnostic);

    /// Hears that rows begin that were taken so many-th.
    fn begin(&mut self, _turn: usize) {}

    /// Hears that they end; how many lines they have, if they are a block.
    fn end(&mut self, _opened: &Opened<'_>, _block: usize, _lines: Option<usize>) {}
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
            let Some((opened, turn, taken)) = taken else { return (self.visitor, self.irregular) };
            match taken {
                Taken::Block { number, whole } => {
                    self.visitor.begin(turn);
                    let regular = whole && self.block(&opened, number, &buffer);
                    self.visitor.end(&opened, number, Some(self.ends.lines));
                    if !regular {
                        self.irregular = Some(opened.number);
                        self.watch.give_up();
                    }
                }
                Taken::Rows(rows, stamp) => {
                    self.visitor.begin(turn);
                    self.rows(&opened, *rows, stamp);
                    self.visitor.end(&opened, 0, None);
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
                if sight.is_none_or(|number| !self.visitor.plain(opened, shape, &row, number, position)) {
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
        if let Some(row) = delimited::Row::first_of(text, position.line + 1).filter(|row| !row.is_blank()) {
            match opened.head.broken(&row) {
                Some(diagnostic) => self.visitor.refuse(position, diagnostic),
                None => self.visitor.careful(opened, Row::Text(row), position),
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
