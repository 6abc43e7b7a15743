//! Regions: ISO 3166 codes and named grids, each inside a parent. Data: `factors/regions/regions.csv`.

use crate::diagnostic::{Diagnostic, Problems, closest, codes};
use crate::list;
use std::collections::BTreeMap;

/// Where the list of regions stands.
const FILE: &str = "regions/regions.csv";

/// One region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-1 or 3166-2 code, or the name of a grid.
    pub code: String,
    /// `world`, `country`, `province`, `state`, `grid`, `cloud-region`.
    pub kind: String,
    /// The region that it lies in; empty for the world.
    pub parent: String,
    /// Its names in English, Traditional Chinese, Simplified Chinese.
    pub names: [String; 3],
}

/// All regions.
#[derive(Debug)]
pub struct Regions(BTreeMap<String, Region>);

impl Regions {
    /// The regions that `tonne` ships.
    pub fn shipped() -> Self {
        Self::with_faults().0
    }

    /// The same, with what cannot be read of the list.
    pub(crate) fn with_faults() -> (Self, Problems) {
        let (regions, faults) = list::read(FILE, |row| {
            let [code, kind, parent, names @ ..] = row else { return Err("it has too few cells".into()) };
            let names = <[&str; 3]>::try_from(names).map_err(|_| format!("it has {} cells, not 6", row.len()))?.map(str::to_string);
            Ok((code.to_string(), Region { code: code.to_string(), kind: kind.to_string(), parent: parent.to_string(), names }))
        });
        (Self(regions.into_iter().collect()), faults)
    }

    /// The region with that code.
    pub fn get(&self, code: &str) -> Option<&Region> {
        self.0.get(code)
    }

    /// All regions, sorted by code.
    pub fn all(&self) -> impl Iterator<Item = &Region> {
        self.0.values()
    }

    /// All codes, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The region and those that it lies in, the nearest first.
    pub fn around(&self, code: &str) -> impl Iterator<Item = &Region> {
        // A chain of parents is short; the bound keeps a circle in a user's list from hanging the program.
        std::iter::successors(self.get(code), |region| self.get(&region.parent)).take(8)
    }

    /// Why `region` is none, without a place.
    pub fn unknown(&self, region: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(codes::UNKNOWN_REGION, format!("`{region}` is not a region that is known here"));
        let names = || self.codes().filter_map(|code| self.get(code)).flat_map(|known| known.names.iter().map(|name| (name, &known.code)));
        let long_enough = if region.is_ascii() { 4 } else { 2 };
        let holds = |name: &str| region.chars().count() >= long_enough && name.to_lowercase().contains(&region.to_lowercase());
        let near = closest(region, names().map(|(name, _)| name.as_str()));
        let held = || names().find(|(name, _)| holds(name)).map(|(_, code)| code);
        let code = near.and_then(|near| names().find(|(name, _)| *name == near)).map(|(_, code)| code).or_else(held);
        let diagnostic = match code {
            Some(code) => diagnostic.help(format!("write its code: `{code}`")),
            None => diagnostic.suggest(region, self.codes()),
        };
        diagnostic.help("an ISO 3166 code such as HK or CN-BJ, or a grid such as CN-grid-north")
    }

    /// Whether a region lies in another, or is it.
    pub fn lies_in(&self, inner: &str, outer: &str) -> bool {
        self.around(inner).any(|region| region.code == outer)
    }

    /// The nearest region of `kind` that `code` lies in, itself included.
    pub fn enclosing(&self, code: &str, kind: &str) -> Option<&Region> {
        self.around(code).find(|region| region.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parent_is_a_region_and_the_world_has_none() {
        let regions = Regions::shipped();
        for region in regions.0.values() {
            assert!(region.kind == "world" || regions.get(&region.parent).is_some(), "{region:?}");
            assert!(regions.enclosing(&region.code, "world").is_some(), "{region:?}");
        }
    }

    #[test]
    fn beijing_is_in_china() {
        let regions = Regions::shipped();
        assert_eq!(regions.enclosing("CN-BJ", "country").map(|region| region.code.as_str()), Some("CN"));
        assert_eq!(regions.enclosing("HK", "country").map(|region| region.code.as_str()), Some("HK"));
    }
}
