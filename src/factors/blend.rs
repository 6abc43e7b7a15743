//! Refrigerant blends: computed from their composition in the chosen set of GWPs, never stored as a number.

use super::quantity::Property;
use super::table::Table;
use crate::number::{Decimal, Exact};

/// A component of a blend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The gas, as GWP tables name it.
    pub gas: String,
    /// Its share of the mass.
    pub fraction: Decimal,
    /// The index of its row in the table of compositions.
    pub row: usize,
}

/// The components of `blend` in a table of compositions; empty when it does not list the blend.
pub fn components(compositions: &Table, blend: &str) -> Vec<Component> {
    let rows = compositions.rows.iter().enumerate();
    rows.filter(|(_, row)| row.label("blend").is_some_and(|name| name.eq_ignore_ascii_case(blend)))
        .filter_map(|(index, row)| {
            let (_, fraction) = compositions.property(row, Property::MassFraction)?;
            Some(Component { gas: row.label("component")?.to_string(), fraction, row: index })
        })
        .collect()
}

/// The GWP of a blend: the sum of its components' shares times their GWPs. `keep` says which components count. `None` when a component that
/// counts has no GWP in the set.
pub fn gwp(components: &[Component], set: &Table, keep: impl Fn(&str) -> bool) -> Option<Exact> {
    components.iter().filter(|component| keep(&component.gas)).try_fold(Exact::zero(), |sum, component| {
        let (_, value) = set.property(set.row(&component.gas)?, Property::Gwp100)?;
        Some(sum.plus(&Exact::from(component.fraction).times(&Exact::from(value))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    #[test]
    fn r_410a_follows_from_its_composition_in_each_set() {
        let library = House::shipped().library;
        let compositions = library.table("ashrae/refrigerant-blends@34-2019").unwrap();
        let parts = components(&compositions, "R-410A");
        for (set, expected) in [("ar4", "2087.5"), ("ar5", "1923.5"), ("ar6", "2255.5")] {
            let set = library.table(&format!("ipcc/gwp@{set}")).unwrap();
            assert_eq!(gwp(&parts, &set, |_| true).map(|value| value.text().digits).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_shares_of_every_blend_add_up_to_one() {
        let library = House::shipped().library;
        let compositions = library.table("ashrae/refrigerant-blends@34-2019").unwrap();
        for blend in compositions.rows.iter().filter_map(|row| row.label("blend")) {
            let shares: Vec<Exact> = components(&compositions, blend).iter().map(|part| Exact::from(part.fraction)).collect();
            assert_eq!(Exact::sum(&shares), Exact::one(), "{blend}");
        }
    }
}
