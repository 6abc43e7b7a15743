//! What a choice of boundary moves: the largest ones are printed beside the totals.
//!
//! Whether a leased data centre is the company's own can move Scope 1 and 2 more than anything else (IFRS S2, B26-B27 asks for the approach;
//! GHG Protocol Scope 3 Standard, appendix A for the leases).

use crate::figure::Key;
use crate::inventory::Denominator;
use crate::number::Exact;
use crate::scope::Category;
use crate::totals::{Figure, Totals};
use std::collections::BTreeMap;

/// A figure as it is, and as it would be.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The choice.
    pub choice: &'static str,
    /// The figure.
    pub key: Key,
    /// Its unit.
    pub unit: String,
    /// As it is.
    pub is: Exact,
    /// As it would be.
    pub would_be: Exact,
}

/// `category-8-as-own`: if upstream leased assets were the company's own.
pub const CATEGORY_8_AS_OWN: &str = "category-8-as-own";

/// The sensitivities of an inventory.
pub fn find(totals: &Totals, denominators: &BTreeMap<String, Denominator>) -> Vec<Sensitivity> {
    let leased = totals.get(&Key::Category(Category::Scope3(8)));
    let own = totals.get(&Key::Scope12Location);
    let (Some(leased), Some(own)) = (leased, own) else { return Vec::new() };
    let would_be = own.value.plus(&leased.value);
    let of = |key: Key, figure: &Figure, would_be: Exact| Sensitivity {
        choice: CATEGORY_8_AS_OWN,
        key,
        unit: figure.unit.clone(),
        is: figure.value.clone(),
        would_be,
    };
    let mut found = vec![of(Key::Scope12Location, own, would_be.clone())];
    for (name, denominator) in denominators {
        let key = Key::Intensity(Box::new(Key::Scope12Location), name.clone());
        if let (Some(figure), Some(would_be)) = (totals.get(&key), would_be.divided_by(&Exact::from(denominator.amount))) {
            found.push(of(key, figure, would_be));
        }
    }
    found
}
