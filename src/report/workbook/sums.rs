//! Sums over lines that are no figures: by site, by activity, and of the columns of the sheet of lines.

use super::lines::results::Measured;
use crate::figure::Account;
use crate::number::{Exact, Tally};
use crate::totals::{self, Sums as Accounts};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};

/// By what lines of a scope are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The site.
    Site,
    /// The activity.
    Activity,
}

/// All sums.
#[derive(Debug, Default)]
pub struct Sums {
    columns: BTreeMap<Measured, Exact>,
    posted: BTreeSet<(Account, Measured)>,
    groups: BTreeMap<By, BTreeMap<(&'static str, String), Accounts>>,
}

impl Sums {
    /// The sums of a trace.
    pub fn of(trace: &Trace) -> Self {
        let mut columns: BTreeMap<Measured, Tally> = BTreeMap::new();
        let mut posted = BTreeSet::new();
        for posting in trace.lines.iter().flat_map(crate::trace::Line::postings) {
            let measured = Measured::of(&posting);
            for each in measured.sum().into_iter().chain([measured.clone()]) {
                columns.entry(each).or_default().add(&posting.fraction());
            }
            posted.insert((posting.account, measured));
        }
        let by = |by: By| {
            let sums = totals::by(trace, |line| {
                let key = if by == By::Site { &line.record.site } else { &line.record.activity };
                Some((line.record.category.scope(), key.clone()))
            });
            (by, sums)
        };
        let columns = columns.into_iter().map(|(measured, tally)| (measured, tally.exact())).collect();
        Self { columns, posted, groups: [By::Site, By::Activity].map(by).into() }
    }

    /// The sum of a column.
    pub fn of_column(&self, measured: &Measured) -> Option<&Exact> {
        self.columns.get(measured)
    }

    /// Every account that anything is posted to, with the column in which it stands.
    pub fn posted(&self) -> impl Iterator<Item = &(Account, Measured)> {
        self.posted.iter()
    }

    /// The groups of a scope.
    pub fn groups(&self, scope: &'static str, by: By) -> impl Iterator<Item = (&String, &Accounts)> {
        let groups = self.groups.get(&by).into_iter().flatten();
        groups.filter(move |((of, _), _)| *of == scope).map(|((_, key), sums)| (key, sums))
    }
}

/// The sum of a result over a group; zero where no line of it has one, as `SUMIFS` says too.
pub fn of_group(group: &Accounts, measured: &Measured) -> Exact {
    let sum = group.sum(|account| Measured::of_account(account).sum().as_ref() == Some(measured));
    sum.unwrap_or_else(Exact::zero)
}
