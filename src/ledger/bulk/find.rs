//! Finds one row by its id, without adding anything up.

use super::cells::Cells;
use super::groups::Position;
use super::shape::Shape;
use super::walk::Visit;
use super::watch::Watch;
use crate::diagnostic::{Diagnostic, Problems};
use crate::field::Field;
use crate::inventory::LedgerFile;
use crate::ledger::place::Place;
use crate::ledger::reader::Reader;
use crate::ledger::record::Record;
use crate::number::Plain;

/// A thread that looks for an id.
pub(super) struct Find<'f> {
    pub(super) reader: &'f Reader<'f>,
    pub(super) id: &'f str,
    pub(super) watch: &'f Watch,
    /// The row as a record, or what is wrong with it.
    pub(super) found: Option<(Position, Result<Record, Problems>)>,
    /// How many lines each block has: ledger, block, lines.
    pub(super) lines: Vec<(usize, usize, usize)>,
}

impl Visit for Find<'_> {
    #[inline]
    fn plain(&mut self, shape: &Shape, row: &impl Cells, _: Plain, _: Position) -> bool {
        let (id, is_text) = row.text(shape.id);
        is_text && id != self.id.as_bytes()
    }

    fn careful(&mut self, ledger: &LedgerFile, _: &Shape, place: &Place, _: &impl Cells, position: Position) {
        if self.found.is_some() || place.text(Field::Id) != self.id {
            return;
        }
        let mut problems = Problems::default();
        let record = self.reader.record(place, ledger, &mut problems);
        self.found = Some((position, record.ok_or(problems)));
        self.watch.give_up();
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // A row that cannot be taken apart has no id.
    }

    fn end(&mut self, ledger: usize, block: usize, lines: Option<usize>) {
        self.lines.extend(lines.map(|lines| (ledger, block, lines)));
    }
}
