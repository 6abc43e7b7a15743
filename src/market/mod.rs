//! Market-based Scope 2: instruments are tested, then cover electricity; what is left takes the factor of the market.
//!
//! GHG Protocol Scope 2 Guidance, chapters 6 and 7. An instrument that fails a quality criterion covers nothing and is listed. Instruments
//! never cover more than was consumed, and Scope 2 is never negative.

mod blocks;
mod cover;
mod criteria;

pub use cover::of_energy;

use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::Inventory;
use crate::methods::Cases;
use crate::region::Regions;
use crate::trace::Line;
use crate::unit::Units;
use std::sync::Arc;

/// Covers the electricity of lines with the instruments that pass, in the order of the register; each covers lines by site, then by
/// the factor of their rest, then by period and id.
///
/// # Errors
/// A part of a record has more digits than can be kept.
pub fn cover(
    lines: &mut [Line],
    inventory: &Inventory,
    regions: &Regions,
    units: &Units,
    cases: &mut Cases,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let mut findings = Vec::new();
    let Some(energy) = cover::EnergyUnits::of(units) else { return Ok(findings) };
    let order = blocks::in_order(lines, inventory);
    let mut shared = cover::Shared::new(cases);
    for instrument in &inventory.instruments {
        let instrument = Arc::new(instrument.clone());
        match criteria::test(&instrument, inventory, regions) {
            Ok(remark) => findings.extend(remark),
            Err(fault) => {
                findings.push(fault);
                continue;
            }
        }
        let may_cover = |line: &Line| blocks::is_open(line) && blocks::is_in_reach(line, &instrument, inventory, regions);
        let lines_in_reach = order.iter().copied().filter(|index| lines.get(*index).is_some_and(may_cover));
        let in_reach: Vec<usize> = lines_in_reach.collect();
        let left = cover::apply(&instrument, &in_reach, lines, &energy, &mut shared)?;
        if !left.is_zero() {
            let message = format!("instrument `{}`: {left} MWh are more than what it could cover, and count nowhere", instrument.id);
            let surplus = Diagnostic::finding(codes::INSTRUMENT_SURPLUS, message).at(instrument.label.clone());
            let not_energy = in_reach.iter().filter_map(|index| lines.get(*index)).filter(|line| !cover::is_energy(line, &energy));
            let ids: Vec<&str> = not_energy.map(|line| line.record.id.as_str()).collect();
            let note = || format!("not covered, since their quantity is no energy: {}", ids.join(", "));
            findings.push(if ids.is_empty() { surplus } else { surplus.note(note()) });
        }
    }
    lines.iter_mut().for_each(|line| shared.divide_rest(line));
    Ok(findings)
}

/// The lines that each instrument of the register covers as long as it and they last, in its order: none for one that fails a criterion.
/// Other quantities change what is covered, and nothing here.
pub fn reach(lines: &[Line], inventory: &Inventory, regions: &Regions) -> Vec<Vec<usize>> {
    let order = blocks::in_order(lines, inventory);
    let covers =
        |instrument, index: &usize| lines.get(*index).is_some_and(|line| blocks::is_in_reach(line, instrument, inventory, regions));
    let passes = |instrument| criteria::test(instrument, inventory, regions).is_ok();
    let of = |instrument| order.iter().copied().filter(|index| covers(instrument, index)).collect();
    inventory.instruments.iter().map(|each| if passes(each) { of(each) } else { Vec::new() }).collect()
}
