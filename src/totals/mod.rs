//! Figures: a fold over the trace. Every figure is the exact sum of what its lines contribute; nothing is rounded here.

mod fold;

pub use fold::{Sums, When, by, energy_by_month};

use crate::figure::{Account, Energy, Key, Of, rank};
use crate::inventory::Denominator;
use crate::number::{Exact, Fraction, Tally};
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// A figure.
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let figure: &tonne::Figure = trace.figure("energy.total").unwrap();
/// assert_eq!((figure.value.to_string().as_str(), figure.unit.as_str()), ("107066.79", "MWh"));
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value.
    pub value: Exact,
    /// Its unit: `tCO2e`, `tCO2`, `MWh`, or one of them per the unit of a denominator.
    pub unit: String,
    /// How many rows of ledgers it stands on.
    pub lines: u64,
}

/// All figures of an inventory. A figure that no line contributes to is not there: missing is not zero.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    figures: BTreeMap<Key, Figure>,
    sums: Sums,
}

impl Totals {
    /// Adds up a trace.
    pub fn of(trace: &Trace) -> Self {
        let sums = Sums::of(&trace.lines);
        let with_market = trace.inventory.choices.market_based;
        let keys: BTreeSet<Key> = sums.accounts().flat_map(Key::of_account).filter(|key| with_market || !key.is_of_market()).collect();
        let figure = |key: Key| {
            let (value, lines) = (sums.figure(&key)?, sums.rows(|account| key.holds(account)));
            Some((key.clone(), Figure { value, unit: unit_of(&key), lines }))
        };
        let figures = keys.into_iter().filter_map(figure).collect();
        let mut totals = Self { figures, sums };
        totals.drop_sums_with_missing_parts();
        totals.divide(&trace.inventory.denominators);
        totals
    }

    /// A sum that lacks a part says less than its name: it is left out, as missing is not zero.
    fn drop_sums_with_missing_parts(&mut self) {
        let scope1 = Key::Category(Category::Scope1);
        let has = |key: &Key| self.figures.contains_key(key);
        let complete12 = has(&scope1) && has(&Key::Scope2Location);
        let complete123 = complete12 && has(&Key::Scope3);
        self.figures.retain(|key, _| match key.headline() {
            Key::Scope12Location | Key::Scope12Market => complete12,
            Key::Scope123Location | Key::Scope123Market => complete123,
            _ => true,
        });
    }

    fn divide(&mut self, denominators: &BTreeMap<String, Denominator>) {
        let totals: Vec<_> =
            self.figures.iter().filter(|(key, _)| key.is_total()).map(|(key, figure)| (key.clone(), figure.clone())).collect();
        for (name, denominator) in denominators {
            for (key, figure) in &totals {
                let Some(value) = figure.value.divided_by(&Exact::from(denominator.amount)) else { continue };
                let unit = format!("{}/{}", figure.unit, denominator.unit);
                self.figures.insert(Key::Intensity(Box::new(key.clone()), name.clone()), Figure { value, unit, lines: figure.lines });
            }
        }
    }

    /// A figure.
    pub fn get(&self, key: &Key) -> Option<&Figure> {
        self.figures.get(key)
    }

    /// What the figures are made of, account by account: for sums that no figure is.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// A figure by the text of its key.
    pub fn find(&self, text: &str) -> Option<(&Key, &Figure)> {
        self.figures.get_key_value(&Key::parse(text)?)
    }

    /// All figures in the order in which reports show them.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Figure)> {
        let mut all: Vec<_> = self.figures.iter().collect();
        all.sort_by_key(|(key, _)| (rank(key), (*key).clone()));
        all.into_iter()
    }
}

/// What a line adds to which figures, in the order in which traces and locks tell it. Contributions to one figure follow one another.
pub fn contributions(line: &Line, trace: &Trace) -> Vec<(Key, Exact)> {
    let postings: Vec<(Account, Fraction)> =
        line.postings().into_iter().map(|posting| (posting.account.clone(), posting.fraction())).collect();
    let mut parts = Vec::new();
    let sum = |key: &Key| {
        let mut held = postings.iter().filter(|(account, _)| key.holds(account)).map(|(_, amount)| amount).peekable();
        held.peek()?;
        let mut tally = Tally::default();
        held.for_each(|amount| tally.add(amount));
        Some(tally.exact())
    };
    let with_market = trace.inventory.choices.market_based;
    for figure in Key::headlines(line.record.category).into_iter().filter(|key| with_market || !key.is_of_market()) {
        let of_figure = |key: Key| sum(&key).map(|value| (key, value));
        parts.extend(of_figure(Key::CarriedIn(Box::new(figure.clone()))));
        parts.extend(of_figure(figure.clone()));
        for (account, amount) in postings.iter().filter(|(account, _)| figure.has_gases() && figure.holds(account)) {
            let gas = account.of.gas_name().map(|gas| Key::Gas(Box::new(figure.clone()), gas.to_string()));
            parts.extend(gas.map(|key| (key, amount.clone().exact())));
        }
        parts.extend(of_figure(Key::Biogenic(Box::new(figure))));
    }
    for (account, amount) in &postings {
        if let Of::Energy(carrier) = &account.of {
            parts.extend(Energy::of(carrier).map(|energy| (Key::Energy(energy), amount.clone().exact())));
        }
    }
    parts
}

/// The unit of a figure that is no intensity.
pub fn unit_of(key: &Key) -> String {
    match key {
        Key::Energy(_) => "MWh".into(),
        Key::Biogenic(_) => "tCO2".into(),
        _ => "tCO2e".into(),
    }
}
