//! In which order electricity is covered. Total coverage must not depend on how the ledgers are ordered or their records split, so what is
//! covered are blocks: all lines of one site whose rest takes the same row of a factor table. Within a block every covered kilowatt hour
//! saves the same, and it does not matter whose it is; which blocks come first is decreed.

use crate::inventory::Inventory;
use crate::inventory::instruments::Instrument;
use crate::methods::market::RestBasis;
use crate::region::Regions;
use crate::scope::Category;
use crate::trace::Line;

/// The numbers of the lines with a market-based side: by site, then by the row that the rest takes, then by period and id.
pub fn in_order(lines: &[Line], inventory: &Inventory) -> Vec<usize> {
    if inventory.instruments.is_empty() {
        return Vec::new();
    }
    let keyed = lines.iter().enumerate().filter_map(|(index, line)| {
        let market = line.market.as_ref()?;
        let row = market.calculation.factor.as_ref().map_or_else(String::new, |facts| facts.citation.reference());
        Some(((&line.record.site, row, line.record.period, &line.record.id), index))
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, index)| index).collect()
}

/// Whether an instrument may cover a line: electricity of its market and site that takes the factor of the market.
pub fn is_in_reach(line: &Line, instrument: &Instrument, inventory: &Inventory, regions: &Regions) -> bool {
    let Some(site) = inventory.sites.get(&line.record.site) else { return false };
    let of_market = line.market.as_ref().is_some_and(|market| market.basis != RestBasis::Location);
    let its_site = instrument.site.is_empty() || instrument.site == line.record.site;
    of_market && its_site && line.record.category == Category::Scope2 && regions.lies_in(&site.region, &instrument.market)
}

/// Whether something of a line is not covered yet.
pub fn is_open(line: &Line) -> bool {
    line.market.as_ref().is_some_and(|market| !market.rest.number.is_zero())
}
