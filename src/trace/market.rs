//! The market-based side of a line: what instruments cover, and the rest at the factor of the market.

use super::Line;
use crate::inventory::instruments::Instrument;
use crate::methods::market::RestBasis;
use crate::methods::{Calculation, Emission};
use crate::number::{Decimal, Exact, Fraction};
use std::sync::Arc;

/// The market-based side of a line.
#[derive(Clone, Debug)]
pub struct Market {
    /// What no instrument covers, in the unit of the record.
    pub rest: Portion,
    /// The formulas of the rest; its quantity is `rest`.
    pub calculation: Arc<Calculation>,
    /// Where the factor of the rest comes from.
    pub basis: RestBasis,
    /// What instruments cover.
    pub covered: Vec<Covered>,
}

/// A part of a quantity: a number, over another where the part is no decimal. 100 MWh less 7 GJ are 3530/36 MWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// The number; a term of its formula.
    pub number: Decimal,
    /// What it is divided by, 1 for a decimal; a term of its formula too.
    pub over: Decimal,
}

impl Portion {
    /// A quantity as a whole.
    pub fn whole(number: Decimal) -> Self {
        Self { number, over: Decimal::ONE }
    }

    /// An exact number as a part; `None` when it has more digits than can be kept.
    pub fn of(value: &Exact) -> Option<Self> {
        value.as_ratio().map(|(number, over)| Self { number, over })
    }

    /// Its value.
    pub fn value(&self) -> Exact {
        Exact::ratio(self.number, self.over).unwrap_or_else(Exact::zero)
    }

    /// `150`, or `3530/36`.
    pub fn text(&self) -> String {
        if self.over == Decimal::ONE { self.number.to_string() } else { format!("{}/{}", self.number, self.over) }
    }
}

/// The part of a record that an instrument covers.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The instrument.
    pub instrument: Arc<Instrument>,
    /// How much of the quantity of the record, in its unit.
    pub part: Portion,
    /// Covered electricity x the rate that the instrument conveys.
    pub emission: Emission,
}

impl Line {
    /// What the quantity of the uncovered rest is: `quantity less what GEC-01 covers`.
    pub fn rest_name(&self, market: &Market) -> String {
        let ids: Vec<&str> = market.covered.iter().map(|part| part.instrument.id.as_str()).collect();
        if ids.is_empty() { self.quantity_name() } else { format!("quantity less what {} covers", ids.join(" and ")) }
    }

    /// The inputs of a formula for a part of the quantity.
    pub fn part_inputs(&self, part: Portion) -> Vec<Decimal> {
        let mut inputs = self.inputs();
        if let Some(quantity) = inputs.first_mut() {
            *quantity = part.number;
        }
        inputs
    }

    /// Its market-based emissions by gas, in tonnes of CO2e, to be added up: the rest, then what instruments cover.
    pub fn market_fractions(&self) -> Vec<(&str, Fraction)> {
        let Some(market) = &self.market else { return Vec::new() };
        let of = |emission: &Emission, part: Portion| emission.formula.fraction(&self.part_inputs(part));
        let rest = market.calculation.emissions.iter().map(|emission| (emission.gas.as_str(), of(emission, market.rest)));
        let covered = market.covered.iter().map(|part| (part.emission.gas.as_str(), of(&part.emission, part.part)));
        rest.chain(covered).filter_map(|(gas, value)| Some((gas, value?))).collect()
    }
}
