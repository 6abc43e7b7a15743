//! A subsidiary whose inventory joins the group's.

use super::Consolidation;
use crate::diagnostic::Label;
use crate::number::Decimal;

/// A subsidiary that the inventory names.
#[derive(Clone, Debug)]
pub struct Subsidiary {
    /// The folder of its inventory, from the folder of the group's.
    pub folder: String,
    /// The share that the group owns.
    pub share: Decimal,
    /// Whether the group controls it, under the approach of the inventory.
    pub controlled: bool,
    /// Where the inventory says so, for messages.
    pub label: Label,
}

impl Subsidiary {
    /// What it counts with: its share, all, or nothing.
    pub fn weight(&self, approach: Consolidation) -> Decimal {
        match (approach, self.controlled) {
            (Consolidation::EquityShare, _) => self.share,
            (_, true) => Decimal::ONE,
            (_, false) => Decimal::ZERO,
        }
    }
}
