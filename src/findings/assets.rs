//! Sites with chillers, gas extinguishers or switchgear, and no line of the gas that leaks from them.
//!
//! GHG Protocol Corporate Standard, chapter 4: fugitive emissions; the seven gases of IFRS S2, appendix A.

use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::Asset;
use crate::trace::Trace;
use std::collections::BTreeSet;

/// The gas of switchgear.
const SF6: &str = "fugitive/sf6";

/// One finding for each site and asset.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let lines = trace.lines.iter().filter(|line| is_within(&line.record.activity, "fugitive"));
    let gases: BTreeSet<(&str, bool)> = lines.map(|line| (line.record.site.as_str(), is_within(&line.record.activity, SF6))).collect();
    let mut findings = Vec::new();
    for (id, site) in &trace.inventory.sites {
        for (asset, label) in &site.assets {
            // Chillers and extinguishers hold the same family of gases, switchgear another.
            if gases.contains(&(id.as_str(), *asset == Asset::Switchgear)) {
                continue;
            }
            let gas = if *asset == Asset::Switchgear { "SF6" } else { "its refrigerant or extinguishing gas" };
            let message = format!("`{id}` has {}, and no line of {gas}: it is missing, not zero", asset.name());
            let help = "add what was topped up, a mass balance, or the charge with a leak rate; quantity 0 where nothing leaked";
            findings.push(Diagnostic::finding(codes::GAS_MISSING, message).at(label.clone()).help(help));
        }
    }
    findings
}
