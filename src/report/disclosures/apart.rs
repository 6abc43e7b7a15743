//! Rows that take a total apart: every line falls into exactly one, and what no row is for into `other`. Which row an activity belongs to is
//! a column of the vocabulary of activities.

use crate::activity::Family;
use crate::figure::Key;
use crate::report::subject::{Subject, Year};
use crate::report::view::{Absent, Cell};
use crate::totals::{Sums, by};
use crate::trace::Line;
use std::collections::BTreeMap;

/// The row of what no other row is for.
pub const OTHER: &str = "other";

/// The sums of each row, and of all rows together, for each year.
pub struct Apart<'s> {
    subject: &'s Subject<'s>,
    years: Vec<Rows>,
}

struct Rows {
    rows: BTreeMap<&'static str, Sums>,
    whole: Sums,
}

impl<'s> Apart<'s> {
    /// Takes lines apart that `counts` picks; `row` says of a family which of `rows` it is.
    pub fn of(subject: &'s Subject<'s>, rows: &[&'static str], row: fn(&Family) -> &str, counts: impl Fn(&Line, Year<'_>) -> bool) -> Self {
        let row_of = |line: &Line| {
            let said = subject.activities.family(&line.record.activity).map_or(OTHER, row);
            rows.iter().find(|known| **known == said).copied().unwrap_or(OTHER)
        };
        let years = subject.years().map(|year| Rows {
            rows: by(year.trace, |line| counts(line, year).then(|| row_of(line))),
            whole: Sums::of(year.trace.lines.iter().filter(|line| counts(line, year))),
        });
        Self { subject, years: years.collect() }
    }

    /// A figure of a row, in each year.
    pub fn row(&self, row: &str, key: &Key, unit: &str) -> Vec<Cell> {
        self.years.iter().map(|each| self.cell(each.rows.get(row), key, unit)).collect()
    }

    /// The figure of all rows together, in each year.
    pub fn whole(&self, key: &Key, unit: &str) -> Vec<Cell> {
        self.years.iter().map(|each| self.cell(Some(&each.whole), key, unit)).collect()
    }

    /// Whether a row has anything of a figure in any year.
    pub fn has(&self, row: &str, key: &Key) -> bool {
        self.years.iter().any(|each| each.rows.get(row).is_some_and(|sums| sums.figure(key).is_some()))
    }

    fn cell(&self, sums: Option<&Sums>, key: &Key, unit: &str) -> Cell {
        let cell = sums.and_then(|sums| self.subject.sum(sums, |account| key.holds(account), unit));
        cell.unwrap_or_else(|| self.subject.absent(Absent::NoRecord))
    }
}
