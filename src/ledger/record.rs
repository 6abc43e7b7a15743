//! One record of activity data, with the place of each of its cells.

use super::balance::{Balance, PARTS};
use super::batch::{Batch, Part};
use super::place::Place;
use super::provenance::Provenance;
use super::route::Route;
use crate::diagnostic::Label;
use crate::factors::Basis;
use crate::formula::inputs::{self, INPUTS};
use crate::number::Decimal;
use crate::period::Period;
use crate::scope::Category;
use crate::unit::Unit;
use std::borrow::Cow;
use std::sync::Arc;

/// The fields of a record, named as the columns of a ledger are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Unique in the inventory.
    Id,
    /// A day, a month, a year, or a start and an end with `/` between them.
    Period,
    /// Instead of `period`: its first day.
    Start,
    /// Instead of `period`: its last day.
    End,
    /// A site of the inventory.
    Site,
    /// An activity of the vocabulary.
    Activity,
    /// How much.
    Quantity,
    /// Of what unit.
    Unit,
    /// Which scope or category.
    Category,
    /// A row of a factor table, by its full name.
    Factor,
    /// Net or gross calorific value.
    Basis,
    /// Where it happened, when that is not the site's region.
    Region,
    /// The document that proves it.
    Evidence,
    /// A remark.
    Note,
    /// The unit of the ratio: `mi/US gal`.
    RatioUnit,
    /// The year whose prices an amount of money is in.
    PriceYear,
    /// The data quality of a financed emission.
    PcafScore,
    /// The meter that measured the quantity.
    Meter,
    /// The meter that it lies behind.
    ParentMeter,
    /// Measured or estimated.
    Quality,
    /// Whether somebody independent has verified it.
    Verified,
    /// The airport where a flight begins.
    From,
    /// The airport where it ends.
    To,
    /// Instead of a quantity, a part of a mass balance: an index of [`super::balance::PARTS`].
    Balance(usize),
    /// A number besides the quantity: an index of [`crate::formula::inputs::INPUTS`].
    Input(usize),
}

impl Field {
    /// Every field with its column name.
    pub const NAMED: [(&'static str, Self); 23] = [
        ("id", Self::Id),
        ("period", Self::Period),
        ("start", Self::Start),
        ("end", Self::End),
        ("site", Self::Site),
        ("activity", Self::Activity),
        ("quantity", Self::Quantity),
        ("unit", Self::Unit),
        ("category", Self::Category),
        ("factor", Self::Factor),
        ("basis", Self::Basis),
        ("region", Self::Region),
        ("evidence", Self::Evidence),
        ("note", Self::Note),
        ("ratio_unit", Self::RatioUnit),
        ("price_year", Self::PriceYear),
        ("pcaf_score", Self::PcafScore),
        ("meter", Self::Meter),
        ("parent_meter", Self::ParentMeter),
        ("quality", Self::Quality),
        ("verified", Self::Verified),
        ("from", Self::From),
        ("to", Self::To),
    ];

    /// Every column name.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        Self::NAMED.iter().map(|(name, _)| *name).chain(PARTS.iter().map(|part| part.0)).chain(INPUTS.iter().map(|input| input.name))
    }

    /// The field with that column name.
    pub fn named(name: &str) -> Option<Self> {
        let of = |position: Option<usize>, field: fn(usize) -> Self| position.map(field);
        let own = Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        own.or_else(|| of(PARTS.iter().position(|part| part.0 == name), Self::Balance)).or_else(|| of(inputs::find(name), Self::Input))
    }

    /// Its column name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input(index) => return INPUTS.get(index).map_or("", |input| input.name),
            Self::Balance(index) => return PARTS.get(index).map_or("", |part| part.0),
            _ => {}
        }
        Self::NAMED.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// One record of activity data.
#[derive(Clone, Debug)]
pub struct Record {
    /// Unique in the inventory.
    pub id: String,
    /// When.
    pub period: Period,
    /// Where: a site of the inventory.
    pub site: String,
    /// Where, when that is not the site's region.
    pub region: Option<String>,
    /// What was done.
    pub activity: String,
    /// How much.
    pub quantity: Decimal,
    /// Of what unit.
    pub unit: Unit,
    /// Which scope or category it counts in.
    pub category: Category,
    /// The factor that the record names outright.
    pub factor: Option<String>,
    /// Net or gross calorific value.
    pub basis: Option<Basis>,
    /// Numbers besides the quantity: indices of [`INPUTS`] with their values, in that order.
    pub inputs: Vec<(usize, Decimal)>,
    /// Where the inventory gives the days of the lease, when the record counts pro rata to them.
    pub lease: Option<Label>,
    /// The two units of the input `ratio`: so many of the first for one of the second.
    pub ratio_unit: Option<(Unit, Unit)>,
    /// The year whose prices an amount of money is in, where that is not the year of the period.
    pub price_year: Option<i16>,
    /// The data quality of a financed emission: 1 (verified) to 5 (estimated from the economy).
    pub pcaf_score: Option<u8>,
    /// The mass balance that the quantity is the sum of.
    pub balance: Option<Balance>,
    /// The airports of a flight, whose distance is the input `ratio`.
    pub route: Option<Route>,
    /// How the quantity came about.
    pub provenance: Provenance,
    /// The rows that it stands for, where it stands for more than its own; `quantity` is their sum, and `place` that of the first.
    pub batch: Option<Arc<Batch>>,
    /// The document that proves it.
    pub evidence: String,
    /// A remark.
    pub note: String,
    /// Where it stands.
    pub place: Place,
}

impl Record {
    /// How many rows of ledgers it stands for.
    pub fn rows(&self) -> u64 {
        self.batch.as_ref().map_or(1, |batch| batch.rows)
    }

    /// Its quantity by month or period: one part for a row of its own.
    pub fn parts(&self) -> Cow<'_, [Part]> {
        match &self.batch {
            Some(batch) => Cow::Borrowed(&batch.parts),
            None => Cow::Owned(vec![Part { period: self.period, days: 0, quantity: self.quantity, rows: 1 }]),
        }
    }
}
