//! One record of activity data, with the place of each of its cells.

use super::balance::Balance;
use super::batch::{Batch, Part};
use super::place::Place;
use super::provenance::Provenance;
use super::route::Route;
use crate::diagnostic::Label;
use crate::factors::Basis;
use crate::number::Decimal;
use crate::period::Period;
use crate::scope::Category;
use crate::unit::Unit;
use std::borrow::Cow;
use std::sync::Arc;

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
    /// Numbers besides the quantity: indices of [`crate::formula::inputs::INPUTS`] with their values, in that order.
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
