//! Sums over lines that are no figures: by site, by activity, and of the columns of the sheet of lines.

use super::lines::results::{Measured, parts};
use crate::number::{Exact, Tally};
use crate::scope::Category;
use crate::trace::Trace;
use std::collections::BTreeMap;

/// By what lines of a scope are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The site.
    Site,
    /// The activity.
    Activity,
}

/// The sums of one group of lines.
#[derive(Clone, Debug, Default)]
pub struct Group {
    sums: BTreeMap<Measured, Tally>,
    /// How many rows of ledgers it has.
    pub lines: u64,
}

impl Group {
    /// Its sum of a result; zero where no line has it.
    pub fn of(&self, measured: &Measured) -> Exact {
        self.sums.get(measured).map_or_else(Exact::zero, Tally::exact)
    }
}

/// All sums.
#[derive(Debug, Default)]
pub struct Sums {
    columns: BTreeMap<Measured, Tally>,
    groups: BTreeMap<(&'static str, By), BTreeMap<String, Group>>,
}

impl Sums {
    /// The sums of a trace.
    pub fn of(trace: &Trace) -> Self {
        let mut sums = Self::default();
        for line in &trace.lines {
            let parts = parts(line);
            for (measured, fraction) in &parts {
                for each in measured.sum().into_iter().chain([measured.clone()]) {
                    sums.columns.entry(each).or_default().add(fraction);
                }
            }
            let scope = scope(line.record.category);
            for (by, key) in [(By::Site, &line.record.site), (By::Activity, &line.record.activity)] {
                let groups = sums.groups.entry((scope, by)).or_default();
                if !groups.contains_key(key) {
                    groups.insert(key.clone(), Group::default());
                }
                let Some(group) = groups.get_mut(key) else { continue };
                group.lines += line.record.rows();
                for (measured, fraction) in &parts {
                    if let Some(sum) = measured.sum() {
                        group.sums.entry(sum).or_default().add(fraction);
                    }
                }
            }
        }
        sums
    }

    /// The sum of a column.
    pub fn of_column(&self, measured: &Measured) -> Option<Exact> {
        self.columns.get(measured).map(Tally::exact)
    }

    /// The groups of a scope.
    pub fn groups(&self, scope: &'static str, by: By) -> impl Iterator<Item = (&String, &Group)> {
        self.groups.get(&(scope, by)).into_iter().flatten()
    }
}

/// The scope of a category, by the key of its figure.
pub fn scope(category: Category) -> &'static str {
    match category {
        Category::Scope1 => "scope1",
        Category::Scope2 => "scope2",
        Category::Scope3(_) => "scope3",
    }
}
