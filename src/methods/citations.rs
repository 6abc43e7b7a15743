//! Citations that are made once and shared: ten thousand formulas cite the same few GWPs.

use crate::factors::select::Chosen;
use crate::factors::vintage::Reason;
use crate::formula::Citation;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What tells one citation from another: table, row, why it was chosen, and the region that was asked for.
type What = (String, usize, Reason, Option<String>);

/// The citations of a calculation.
#[derive(Debug, Default)]
pub struct Citations(RefCell<BTreeMap<What, Arc<Citation>>>);

impl Citations {
    /// The citation of a chosen row.
    pub fn of(&self, chosen: &Chosen) -> Arc<Citation> {
        let what = (chosen.table.about.id.clone(), chosen.index, chosen.reason.clone(), chosen.instead_of.clone());
        let mut known = self.0.borrow_mut();
        Arc::clone(known.entry(what).or_insert_with(|| Arc::new(Citation::of(chosen))))
    }
}
