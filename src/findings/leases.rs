//! Leased sites that count on another side than the standard's table gives, with the reason.

use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::lease::{Lease, Operator, Role, Side};
use crate::trace::Trace;

/// One finding for each site, and one for each that the company lets and still controls.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let approach = trace.inventory.consolidation;
    let leases = trace.inventory.sites.iter().filter_map(|(id, site)| Some((id, site.lease.as_ref()?)));
    let told = leases.filter_map(|(id, lease)| {
        let derived = lease.derived(approach, false);
        if let Some(side) = lease.instead.filter(|side| *side != derived) {
            return told(&format!("`{id}`"), side, derived, lease);
        }
        let what = if lease.operator == Operator::Company { format!("`{id}`") } else { format!("the plant of `{id}`") };
        (lease.instead.is_none() && lease.keeps_control(approach)).then(|| told(&what, Side::Own, Side::Leased, lease)).flatten()
    });
    told.collect()
}

fn told(what: &str, counts: Side, given: Side, lease: &Lease) -> Option<Diagnostic> {
    let (table, leased) = if lease.role == Role::Lessee { ("A.1", "leased") } else { ("A.2", "let to others") };
    let name = |side| if side == Side::Own { "the company's own" } else { leased };
    let reason = lease.reason.as_ref()?;
    let message = format!("{what} counts as {}, where table {table} gives {}: {reason}", name(counts), name(given));
    Some(Diagnostic::finding(codes::LEASE_SET_ASIDE, message).at(lease.label.clone()))
}
