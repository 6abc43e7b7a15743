//! What is computed of a line: its gases, their sum, its energy, and the market-based side.

use crate::methods::NOT_SPLIT;
use crate::number::{Exact, Fraction, Tally};
use crate::trace::{Covered, Line};
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

/// What formulas make of a line, to be added up.
pub fn parts(line: &Line) -> Vec<(Measured, Fraction)> {
    let inputs = line.inputs();
    let calculation = &line.calculation;
    let gases = calculation.emissions.iter().map(|emission| (Measured::Gas(emission.gas.clone()), &emission.formula));
    let energy = calculation.energy.iter().map(|formula| (Measured::Energy, formula));
    let biogenic = calculation.biogenic.iter().map(|formula| (Measured::Biogenic, formula));
    let own = gases.chain(energy).chain(biogenic);
    let mut parts: Vec<_> = own.filter_map(|(measured, formula)| Some((measured, formula.fraction(&inputs)?))).collect();
    if let Some(market) = &line.market {
        let inputs = line.part_inputs(market.rest);
        let rest = market.calculation.emissions.iter();
        parts.extend(rest.filter_map(|each| Some((Measured::MarketGas(each.gas.clone()), each.formula.fraction(&inputs)?))));
        parts.extend(market.covered.iter().filter_map(|part| Some((Measured::Covered, covered_fraction(line, part)?))));
    }
    parts
}

/// The results of a line that have a value.
pub fn results(line: &Line) -> BTreeMap<Measured, Exact> {
    let mut tallies: BTreeMap<Measured, Tally> = BTreeMap::new();
    for (measured, fraction) in parts(line) {
        for each in measured.sum().into_iter().chain([measured]) {
            tallies.entry(each).or_default().add(&fraction);
        }
    }
    let mut results: BTreeMap<_, _> = tallies.into_iter().map(|(measured, tally)| (measured, tally.exact())).collect();
    results.extend(line.market.as_ref().map(|market| (Measured::Rest, market.rest.value())));
    results
}

/// The emissions of a part of a line that an instrument covers.
pub fn covered_fraction(line: &Line, part: &Covered) -> Option<Fraction> {
    part.emission.formula.fraction(&line.part_inputs(part.part))
}
