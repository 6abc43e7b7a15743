//! Where lines are: the names by which figures are seen by site or by country.

use crate::region::Regions;
use crate::trace::{Line, Trace};

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
