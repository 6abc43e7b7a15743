//! The rows of ledgers behind a trace: from memory where each is a line, by reading the ledgers once more where rows were added up.
//!
//! What speaks of a row (a sample, evidence) is given rows, never a line that stands for many. Memory does not grow with them.

use crate::diagnostic::{Label, Problems};
use crate::field::Field;
use crate::figure::Key;
use crate::ledger::bulk::{Meet, Met, Quantity};
use crate::number::{Decimal, Exact};
use crate::pipeline::{self, Options};
use crate::trace::{Line, Trace};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The lines of one inventory in the trace of a group, one inventory after the other.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The folder of the inventory, from that of the group, with `/` behind it; empty for the group's own.
    pub folder: String,
    /// How many lines they are.
    pub lines: usize,
    /// Whether its rows were added up before they became lines.
    pub added_up: bool,
}

/// A row of a ledger.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// The number of the line that it is part of.
    pub number: usize,
    /// The line: its own, or that of all rows that it was added up with.
    pub line: &'r Line,
    /// Its id.
    pub id: &'r str,
    /// Its ledger.
    pub file: &'r str,
    /// Its line in the ledger.
    pub at: usize,
    /// Its quantity.
    pub quantity: Decimal,
    /// Its evidence.
    pub evidence: &'r str,
}

/// The rows behind a trace.
#[derive(Clone, Copy)]
pub struct Rows<'t> {
    trace: &'t Trace,
    folder: &'t Path,
    options: &'t Options<'t>,
}

impl<'t> Rows<'t> {
    /// The rows of a trace that was computed from `folder` with these options.
    pub fn of(trace: &'t Trace, folder: &'t Path, options: &'t Options<'t>) -> Self {
        Self { trace, folder, options }
    }

    /// The trace.
    pub fn trace(&self) -> &'t Trace {
        self.trace
    }

    /// Hands over each row, in the order of the ledgers, those of subsidiaries behind the group's own.
    ///
    /// # Errors
    /// A ledger cannot be read, or was changed meanwhile.
    pub fn each(&self, visit: &mut (dyn FnMut(&Row<'_>) + Send)) -> Result<(), Problems> {
        let mut first = 0;
        let visit = Mutex::new(visit);
        for stretch in &self.trace.stretches {
            let lines = first..first + stretch.lines;
            first = lines.end;
            let own = self.trace.lines.get(lines.clone()).unwrap_or_default();
            if stretch.added_up {
                let meet = |files: &[String]| Again {
                    files: files.to_vec(),
                    prefix: &stretch.folder,
                    first: lines.start,
                    lines: own,
                    visit: &visit,
                };
                pipeline::meet_again(self.folder, stretch, self.options, &meet)?;
            } else {
                let mut visit = visit.lock().unwrap_or_else(PoisonError::into_inner);
                own.iter().enumerate().for_each(|(index, line)| visit(&Row::of_line(lines.start + index, line)));
            }
        }
        Ok(())
    }
}

impl<'r> Row<'r> {
    /// Points at a cell of a row; `None` where it takes its ledger to show it.
    pub fn label(&self, field: Field, text: &str) -> Option<Label> {
        let place = &self.line.record.place;
        (self.line.record.batch.is_none() || place.line() == self.at && place.file() == self.file).then(|| place.label(field, text))
    }

    /// A line that is a row.
    fn of_line(number: usize, line: &'r Line) -> Self {
        let record = &line.record;
        Self {
            number,
            line,
            id: &record.id,
            file: record.place.file(),
            at: record.place.line(),
            quantity: record.quantity,
            evidence: &record.evidence,
        }
    }
}

/// What rows add to one figure: for each line, what it adds, and how much of it one unit of the quantity is.
pub struct Adds {
    figure: Key,
    of_lines: Vec<Option<Option<OfLine>>>,
}

#[derive(Clone)]
struct OfLine {
    whole: Exact,
    quantity: Decimal,
    per_unit: Option<Exact>,
}

impl Adds {
    /// For a figure.
    pub fn to(figure: &Key, trace: &Trace) -> Self {
        Self { figure: figure.clone(), of_lines: vec![None; trace.lines.len()] }
    }

    /// What a row adds; `None` where it counts elsewhere. Electricity that instruments cover is covered alike in all rows that are added up.
    pub fn of(&mut self, row: &Row<'_>) -> Option<Exact> {
        let figure = &self.figure;
        let known = self.of_lines.get_mut(row.number)?.get_or_insert_with(|| {
            let (whole, quantity) = (row.line.adds(figure)?, row.line.record.quantity);
            let per_unit = whole.divided_by(&Exact::from(quantity));
            Some(OfLine { whole, quantity, per_unit })
        });
        let of_line = known.as_ref()?;
        if row.quantity == of_line.quantity {
            return Some(of_line.whole.clone());
        }
        Some(of_line.per_unit.as_ref().map_or_else(Exact::zero, |per_unit| per_unit.times(&Exact::from(row.quantity))))
    }
}

/// Hands over rows that are met again.
struct Again<'a, 'v> {
    files: Vec<String>,
    prefix: &'a str,
    first: usize,
    lines: &'a [Line],
    visit: &'a Mutex<&'v mut (dyn FnMut(&Row<'_>) + Send)>,
}

impl Meet for Again<'_, '_> {
    fn begin(&mut self, _: usize) {}

    fn row(&mut self, met: &Met<'_>) {
        let (Some(line), Some(file)) = (self.lines.get(met.record), self.files.get(met.ledger)) else { return };
        let id = format!("{}{}", self.prefix, String::from_utf8_lossy(met.id));
        let row = Row {
            number: self.first + met.record,
            line,
            id: &id,
            file: if met.file.is_empty() { file } else { met.file },
            at: met.line,
            quantity: match met.quantity {
                Quantity::Plain(number, _) => number.sum().decimal(),
                Quantity::Read(decimal) => decimal,
            },
            evidence: &String::from_utf8_lossy(met.evidence),
        };
        let mut visit = self.visit.lock().unwrap_or_else(PoisonError::into_inner);
        visit(&row);
    }

    fn end(&mut self) {}
}
