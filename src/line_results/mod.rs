//! What every row of the ledgers adds, row by row, in the order of the ledgers: for ledgers of any size.
//!
//! The first reading has made lines that stand for many rows; a second one meets each row again, and multiplies its quantity by what one unit
//! of its line makes. Memory holds lines, not rows.

mod prepared;
mod sink;

pub use prepared::Format;
pub use sink::Sink;

use crate::ledger::bulk::{Meet, Met};
use crate::trace::Line;
use prepared::Prepared;

/// Writes what rows add.
#[derive(Debug)]
pub struct LineResults {
    format: Format,
    /// What stands before the ids of a subsidiary's rows.
    prefix: String,
    /// How rows of each ledger are named.
    files: Vec<String>,
    prepared: Vec<Prepared>,
}

impl LineResults {
    /// For the rows of ledgers whose lines these are; of a subsidiary, with what stands before its ids.
    pub fn new(format: Format, prefix: &str, files: &[String], lines: &[Line]) -> Self {
        let prepared = lines.iter().map(|line| Prepared::of(line, format)).collect();
        Self { format, prefix: prefix.to_string(), files: files.iter().map(|file| prepared::text(file, format)).collect(), prepared }
    }

    /// A thread's writer.
    pub fn writer<'r, 's>(&'r self, sink: &'r Sink<'s>) -> Writer<'r, 's> {
        Writer { results: self, sink, buffer: Vec::new(), turn: 0 }
    }
}

/// How much is gathered before it is handed on, where rows come in no blocks.
const ENOUGH: usize = 1024 * 1024;

/// Writes the rows that a thread meets.
pub struct Writer<'r, 's> {
    results: &'r LineResults,
    sink: &'r Sink<'s>,
    buffer: Vec<u8>,
    turn: usize,
}

impl Meet for Writer<'_, '_> {
    fn begin(&mut self, turn: usize) {
        self.turn = turn;
    }

    fn row(&mut self, row: &Met<'_>) {
        let results = self.results;
        if let (Some(prepared), Some(file)) = (results.prepared.get(row.record), results.files.get(row.ledger)) {
            let of_sheet = (!row.file.is_empty()).then(|| prepared::text(row.file, results.format));
            let id: Vec<u8>;
            let mut row = *row;
            if !results.prefix.is_empty() {
                id = [results.prefix.as_bytes(), row.id].concat();
                row.id = &id;
            }
            prepared.write(&row, of_sheet.as_deref().unwrap_or(file), results.format, &mut self.buffer);
        }
        if self.buffer.len() > ENOUGH {
            self.sink.write(self.turn, &self.buffer);
            self.buffer.clear();
        }
    }

    fn end(&mut self) {
        self.sink.write(self.turn, &self.buffer);
        self.buffer.clear();
        self.sink.next(self.turn);
    }
}
