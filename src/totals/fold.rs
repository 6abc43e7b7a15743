//! The one fold: what lines add, by account, for whatever a reader wants to see it by. No report adds up for itself.

use crate::figure::{Account, Key, Of};
use crate::number::{Exact, Fraction, Tally};
use crate::trace::{Line, Part, Trace};
use std::collections::BTreeMap;

/// What some lines add, by account.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    accounts: BTreeMap<Account, Tally>,
    /// How many rows of ledgers add to each set of accounts: a row counts once in a figure that holds several of them.
    rows: BTreeMap<Vec<Account>, u64>,
}

impl Sums {
    /// Adds up lines.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Self {
        let mut sums = Self::default();
        lines.into_iter().for_each(|line| sums.add(line));
        sums
    }

    /// Adds what a line adds.
    pub fn add(&mut self, line: &Line) {
        let mut set: Vec<Account> = Vec::new();
        for posting in line.postings() {
            self.post(&posting.account, &posting.fraction());
            if !set.contains(&posting.account) {
                set.push(posting.account);
            }
        }
        *self.rows.entry(set).or_default() += line.record.rows();
    }

    fn post(&mut self, account: &Account, amount: &Fraction) {
        match self.accounts.get_mut(account) {
            Some(tally) => tally.add(amount),
            None => self.accounts.entry(account.clone()).or_default().add(amount),
        }
    }

    /// The accounts that anything is posted to.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.keys()
    }

    /// The sum over the accounts that `held` picks; `None` where nothing is posted to any of them.
    pub fn sum(&self, held: impl Fn(&Account) -> bool) -> Option<Exact> {
        let mut held = self.accounts.iter().filter(|(account, _)| held(account)).map(|(_, tally)| tally);
        let mut sum = held.next()?.clone();
        held.for_each(|tally| sum.join(tally));
        Some(sum.exact())
    }

    /// A figure.
    pub fn figure(&self, key: &Key) -> Option<Exact> {
        self.sum(|account| key.holds(account))
    }

    /// How many rows of ledgers add to the accounts that `held` picks.
    pub fn rows(&self, held: impl Fn(&Account) -> bool) -> u64 {
        self.rows.iter().filter(|(set, _)| set.iter().any(&held)).map(|(_, rows)| rows).sum()
    }

    /// How many rows of ledgers were added up.
    pub fn all_rows(&self) -> u64 {
        self.rows.values().sum()
    }

    /// Whether any, and whether all of what the accounts that `held` picks add was carried in.
    pub fn carried_in(&self, held: impl Fn(&Account) -> bool) -> (bool, bool) {
        let of = |carried: bool| self.accounts.keys().any(|account| held(account) && account.carried_in == carried);
        (of(true), of(true) && !of(false))
    }
}

/// The sums of the lines of a trace, by whatever `key` says of each; lines of which it says nothing are in none.
pub fn by<'t, K: Ord>(trace: &'t Trace, key: impl Fn(&'t Line) -> Option<K>) -> BTreeMap<K, Sums> {
    let mut sums: BTreeMap<K, Sums> = BTreeMap::new();
    for line in &trace.lines {
        if let Some(key) = key(line) {
            sums.entry(key).or_default().add(line);
        }
    }
    sums
}

/// When an amount came about: in a month, or over longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// In one month.
    Month(crate::ledger::Month),
    /// Over more than one, which nobody divides.
    Longer,
}

/// Energy by month: of every carrier what its lines add, each part of a line in its own month.
pub fn energy_by_month(trace: &Trace) -> BTreeMap<crate::figure::Carrier, BTreeMap<When, Exact>> {
    let mut tallies: BTreeMap<_, BTreeMap<When, Tally>> = BTreeMap::new();
    for line in &trace.lines {
        for posting in line.postings() {
            let (Of::Energy(carrier), Part::Whole) = (&posting.account.of, posting.part) else { continue };
            let months: &mut BTreeMap<When, Tally> = tallies.entry(carrier.clone()).or_default();
            for part in line.record.parts().iter() {
                let month = crate::ledger::Month::of(part.period.start);
                let when = if month == crate::ledger::Month::of(part.period.end) { When::Month(month) } else { When::Longer };
                let inputs = posting.inputs.with_quantity(part.quantity);
                months.entry(when).or_default().add(&crate::trace::Posting { inputs: inputs.into(), ..posting.clone() }.fraction());
            }
        }
    }
    let exact = |months: BTreeMap<When, Tally>| months.into_iter().map(|(when, tally)| (when, tally.exact())).collect();
    tallies.into_iter().map(|(carrier, months)| (carrier, exact(months))).collect()
}
