//! Finds one row by its id, without adding anything up.

use super::blocks::Opened;
use super::cells::Cells;
use super::groups::Position;
use super::shape::Shape;
use super::walk::Visit;
use super::watch::Watch;
use crate::diagnostic::{Diagnostic, Problems};
use crate::ledger::place::{Place, Row};
use crate::ledger::reader::Reader;
use crate::ledger::record::{Field, Record};
use crate::number::Plain;
use std::sync::Arc;

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
    fn plain(&mut self, _: &Opened<'_>, shape: &Shape, row: &impl Cells, _: Plain, _: Position) -> bool {
        let (id, is_text) = row.text(shape.id);
        is_text && id != self.id.as_bytes()
    }

    fn careful(&mut self, opened: &Opened<'_>, row: Row, position: Position) {
        let place = Place { source: Arc::clone(&opened.source), row };
        if self.found.is_some() || place.text(Field::Id) != self.id {
            return;
        }
        let mut problems = Problems::default();
        let record = self.reader.record(&place, opened.ledger, &mut problems);
        self.found = Some((position, record.ok_or(problems)));
        self.watch.give_up();
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // A row that cannot be taken apart has no id.
    }

    fn end(&mut self, opened: &Opened<'_>, block: usize, lines: Option<usize>) {
        self.lines.extend(lines.map(|lines| (opened.number, block, lines)));
    }
}
