//! What each site used of each kind of energy in each month: exact sums of quantity x inputs, for findings that compare months.

use super::{Line, Trace};
use crate::diagnostic::Label;
use crate::ledger::{Field, Month};
use crate::number::Exact;
use crate::unit::Unit;
use std::collections::BTreeMap;

/// The months of one activity at one site.
#[derive(Clone, Debug)]
pub struct Series<'t> {
    /// The unit of the sums: that of its first line.
    pub unit: &'t Unit,
    /// The sum of each month.
    pub months: BTreeMap<Month, Exact>,
    /// A line of each month, for messages.
    pub lines: BTreeMap<Month, &'t Line>,
}

impl Series<'_> {
    /// Points at the first record of a month.
    pub fn label(&self, month: Month) -> Option<Label> {
        let record = &self.lines.get(&month)?.record;
        let of_many = record.batch.as_ref().is_some_and(|batch| batch.parts.len() > 1);
        let text = if of_many { "the first of the rows that were added up, of any month" } else { "the first record of the month" };
        Some(record.place.label(Field::Quantity, text))
    }
}

/// The series of every site and activity that counts as energy somewhere, by their names. Records of more than a month are in none.
pub fn series(trace: &Trace) -> BTreeMap<(&str, &str), Series<'_>> {
    let mut all: BTreeMap<(&str, &str), Series<'_>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| trace.carriers.contains_key(&line.record.activity)) {
        let record = &line.record;
        let one = all.entry((&record.site, &record.activity)).or_insert_with(|| Series {
            unit: &record.unit,
            months: BTreeMap::new(),
            lines: BTreeMap::new(),
        });
        // A volume and an energy of one fuel are two series; the second is left out.
        let (Some(size), Some(multiplier)) = (record.unit.in_terms_of(one.unit), line.multiplier()) else { continue };
        let size = size.times(&multiplier);
        for part in record.parts().iter().filter(|part| Month::of(part.period.start) == Month::of(part.period.end)) {
            let month = Month::of(part.period.start);
            let sum = one.months.entry(month).or_insert_with(Exact::zero);
            *sum = sum.plus(&part.exact().times(&size));
            one.lines.entry(month).or_insert(line);
        }
    }
    all
}
