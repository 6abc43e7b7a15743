//! Leased sites that count on another side than the standard's table gives, with the reason.

use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::lease::Side;
use crate::trace::Trace;

/// One finding for each site.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let inventory = &trace.inventory;
    let leases = inventory.sites.iter().filter_map(|(id, site)| Some((id, site.lease.as_ref()?)));
    let set_aside = leases.filter_map(|(id, lease)| {
        let (side, reason) = lease.instead.as_ref()?;
        let derived = lease.derived(inventory.consolidation, false);
        let name = |side| if side == Side::Own { "the company's own" } else { "leased" };
        let message = format!("`{id}` counts as {}, where table A.1 gives {}: {reason}", name(*side), name(derived));
        (*side != derived).then(|| Diagnostic::finding(codes::LEASE_SET_ASIDE, message).at(lease.label.clone()))
    });
    set_aside.collect()
}
