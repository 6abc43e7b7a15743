//! From groups to records: one for each group and calendar year, in the order of the ledgers.

use super::groups::{Groups, Position};
use super::shape::Months;
use crate::diagnostic::{Diagnostic, Problems};
use crate::ledger::batch::{Batch, Part};
use crate::ledger::record::Record;
use crate::number::Sum;
use crate::period::Period;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records, each with the number of its group.
pub type Numbered = Vec<(usize, Record)>;

/// How many lines end before each block: by ledger and block.
pub type Lines = BTreeMap<(usize, usize), usize>;

/// The records of all groups, with the number of the group; or what keeps some rows from being records.
pub fn records(groups: &Groups, months: Option<&Months>, lines: &Lines) -> Result<Numbered, Vec<(Position, Diagnostic)>> {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for number in groups.in_order() {
        let group = groups.get(number);
        let slots = groups.months(number);
        let above = lines.get(&(group.first.ledger, group.first.block)).copied().unwrap_or_default();
        let first = match &group.record {
            Ok(record) => record,
            Err(found) => {
                let more = slots.iter().map(|month| month.rows).sum::<u64>().saturating_sub(1);
                problems.extend(found.iter().map(|problem| (group.first, and_more(problem.clone(), more))));
                continue;
            }
        };
        // A group of one row is that row as it was written.
        if slots.iter().map(|month| month.rows).sum::<u64>() == 1 {
            let mut record = first.as_ref().clone();
            record.place.row.move_down(above);
            records.push((number, record));
            continue;
        }
        let by_month = months.filter(|_| group.by_month);
        let mut parts: Vec<Part> = Vec::new();
        for found in &slots {
            let period = by_month.map_or(first.period, |months| months.month(found.month).period());
            let days = if by_month.is_none() || found.days & 1 == 1 { 0 } else { found.days };
            for (index, sum) in found.sums.iter().enumerate() {
                let rows = if index == 0 { found.rows } else { 0 };
                parts.push(Part { period, days, quantity: sum.decimal(), rows });
            }
        }
        for year in parts.chunk_by(|one, next| one.period.start.year() == next.period.start.year()) {
            for (quantity, parts) in whole_numbers(year) {
                let mut record = record_of(first, quantity, parts);
                record.place.row.move_down(above);
                records.push((number, record));
            }
        }
    }
    if problems.is_empty() { Ok(records) } else { Err(problems) }
}

/// Adds parts up as long as the sum fits into one number.
fn whole_numbers(parts: &[Part]) -> Vec<(Sum, Vec<Part>)> {
    let mut numbers: Vec<(Sum, Vec<Part>)> = Vec::new();
    for part in parts {
        let sum = Sum::of(part.quantity).unwrap_or_default();
        if let Some((last, its)) = numbers.last_mut()
            && last.add(&sum)
        {
            its.push(part.clone());
        } else {
            numbers.push((sum, vec![part.clone()]));
        }
    }
    numbers
}

fn record_of(first: &Record, quantity: Sum, parts: Vec<Part>) -> Record {
    let rows = parts.iter().map(|part| part.rows).sum();
    let period = Period {
        start: parts.iter().flat_map(Part::covered).map(|period| period.start).min().unwrap_or(first.period.start),
        end: parts.iter().flat_map(Part::covered).map(|period| period.end).max().unwrap_or(first.period.end),
    };
    let batch = Some(Arc::new(Batch { rows, parts }));
    Record { period, quantity: quantity.decimal(), batch, evidence: String::new(), note: String::new(), ..first.clone() }
}

/// Says how many rows more have the same problem.
fn and_more(problem: Diagnostic, rows: u64) -> Diagnostic {
    match rows {
        0 => problem,
        1 => problem.note("1 more row is like it"),
        rows => problem.note(format!("{rows} more rows are like it")),
    }
}

/// Puts problems into the order of the ledgers, with their lines counted from the beginning of the file.
pub fn in_order(mut found: Vec<(Position, Diagnostic)>, files: &[String], lines: &Lines) -> Problems {
    found.sort_by_key(|(position, _)| *position);
    let mut problems = Problems::default();
    for (position, mut diagnostic) in found {
        let above = lines.get(&(position.ledger, position.block)).copied().unwrap_or_default();
        let own = files.get(position.ledger);
        for label in diagnostic.labels.iter_mut().filter(|label| Some(&label.excerpt.file) == own) {
            label.excerpt.line += above;
        }
        problems.push(diagnostic);
    }
    problems
}
