//! The fields of a record. `inventory.toml` maps columns to them, and a ledger without a mapping has columns of these names.

use crate::formula::inputs::{self, INPUTS};

/// The parts of a mass balance by their columns, and whether they add to it.
pub const PARTS: [(&str, bool); 5] =
    [("opening", true), ("purchases", true), ("sales", false), ("closing", false), ("capacity_change", false)];

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
    /// Instead of a quantity, a part of a mass balance: an index of [`PARTS`].
    Balance(usize),
    /// A number besides the quantity: an index of [`INPUTS`].
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
