//! The market-based side of a line: what instruments cover, and the rest at the factor of the market.

use crate::inventory::instruments::Instrument;
use crate::methods::Calculation;
use crate::methods::market::RestBasis;
use crate::number::{Decimal, Exact};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Portion {
    /// The number; a term of its formula.
    pub number: Decimal,
    /// What it is divided by, 1 for a decimal, never 0; a term of its formula too.
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
        // The denominator of a fraction is not zero.
        Exact::ratio(self.number, self.over).unwrap_or_else(|| Exact::from(self.number))
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
    /// Covered electricity x the rate that the instrument conveys; shared by all parts of the same unit and inputs.
    pub calculation: Arc<Calculation>,
}
