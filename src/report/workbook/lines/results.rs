//! What is computed of a line: its gases, their sum, its energy, and the market-based side. Each is a column, and a view of postings.

use crate::figure::{Account, NOT_SPLIT, Of, Side};
use crate::number::{Exact, Tally};
use crate::trace::{Line, Part, Posting};
use std::collections::BTreeMap;

/// A result of lines, each a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// The sum of the gases, in tonnes of CO2e; location-based for Scope 2.
    Emissions,
    /// What no instrument covers of a quantity.
    Rest,
    /// The market-based emissions, in tonnes of CO2e.
    Market,
    /// Megawatt hours.
    Energy,
    /// Tonnes of CO2 of biological origin.
    Biogenic,
    /// One gas of the emissions.
    Gas(String),
    /// One gas of the uncovered rest.
    MarketGas(String),
    /// What instruments cover, at the rates that they convey.
    Covered,
}

impl Measured {
    /// The column of what a posting is of.
    pub fn of(posting: &Posting<'_>) -> Self {
        match posting.part {
            Part::Covered(_) => Self::Covered,
            Part::Whole | Part::Rest(_) => Self::of_account(&posting.account),
        }
    }

    /// The column of an account; of the uncovered rest on the market-based side.
    pub fn of_account(account: &Account) -> Self {
        let gas = account.of.gas_name().map(str::to_string);
        match (&account.of, gas) {
            (Of::Energy(_), _) => Self::Energy,
            (_, Some(gas)) if account.side == Side::Market => Self::MarketGas(gas),
            (_, Some(gas)) => Self::Gas(gas),
            (_, None) => Self::Biogenic,
        }
    }

    /// The result that it is a part of.
    pub fn sum(&self) -> Option<Self> {
        match self {
            Self::Gas(_) => Some(Self::Emissions),
            Self::MarketGas(_) | Self::Covered => Some(Self::Market),
            _ => None,
        }
    }

    /// The order of parts: the three gases that most factors tell apart, others by name, what is not split.
    pub fn order(&self) -> (u8, usize, String) {
        let of = |side, gas: &String| {
            let known = ["CO2", "CH4", "N2O"].iter().position(|known| known == gas);
            let rank = known.unwrap_or(if gas == NOT_SPLIT { 4 } else { 3 });
            (side, rank, gas.clone())
        };
        match self {
            Self::Gas(gas) => of(0, gas),
            Self::MarketGas(gas) => of(1, gas),
            _ => (2, 0, String::new()),
        }
    }
}

/// The results of a line that have a value.
pub fn results(line: &Line) -> BTreeMap<Measured, Exact> {
    let mut tallies: BTreeMap<Measured, Tally> = BTreeMap::new();
    for posting in line.postings() {
        let measured = Measured::of(&posting);
        for each in measured.sum().into_iter().chain([measured]) {
            tallies.entry(each).or_default().add(&posting.fraction());
        }
    }
    let mut results: BTreeMap<_, _> = tallies.into_iter().map(|(measured, tally)| (measured, tally.exact())).collect();
    results.extend(line.market.as_ref().map(|market| (Measured::Rest, market.rest.value())));
    results
}
