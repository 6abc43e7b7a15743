//! Figures by site or by country: the same contributions as in the totals, added up by another name.

use crate::figure::Key;
use crate::number::Exact;
use crate::region::Regions;
use crate::totals::contributions;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// The figures `keys` by what `name` says of each line.
pub fn by(trace: &Trace, keys: &[Key], name: impl Fn(&Line) -> String) -> BTreeMap<String, BTreeMap<Key, Exact>> {
    let mut groups: BTreeMap<String, BTreeMap<Key, Exact>> = BTreeMap::new();
    for line in &trace.lines {
        let parts = contributions(line, trace).into_iter().filter(|(key, _)| keys.contains(key));
        for (key, value) in parts {
            let sum = groups.entry(name(line)).or_default().entry(key).or_insert_with(Exact::zero);
            *sum = sum.plus(&value);
        }
    }
    groups
}

/// The code of the region of a line: its own, or that of its site.
pub fn region<'l>(line: &'l Line, trace: &'l Trace) -> &'l str {
    let site = || trace.inventory.sites.get(&line.record.site).map(|site| site.region.as_str());
    line.record.region.as_deref().or_else(site).unwrap_or_default()
}

/// The code of the country of a line; of the region itself where it lies in none.
pub fn country(line: &Line, trace: &Trace, regions: &Regions) -> String {
    let region = region(line, trace);
    let country = regions.around(region).find(|around| around.kind == "country");
    country.map_or_else(|| region.to_string(), |country| country.code.clone())
}
