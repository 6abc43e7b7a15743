//! N2: the gases, and the global warming potentials that make them comparable.

use super::cited;
use crate::figure::Key;
use crate::figure::NOT_SPLIT;
use crate::report::subject::{Subject, Year};
use std::collections::BTreeSet;

/// The seven gases and groups of gases (IFRS S2, appendix A; GHG Protocol Scope 3 Standard, 6.1), with how the names of their gases begin.
const GROUPS: [&str; 7] = ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3"];

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let labels = subject.labels;
    let year = subject.current;
    let gases = gases(year);
    let mut said = Vec::new();
    let named: Vec<String> = gases.iter().filter(|gas| *gas != NOT_SPLIT).cloned().collect();
    if !named.is_empty() {
        said.push(labels.fill("note.N2.gases", &[&labels.list(&named)]));
    }
    if gases.contains(NOT_SPLIT) {
        said.push(labels.get("note.N2.not-split").to_string());
    }
    let missing = |group: &&&str| !named.iter().any(|gas| gas == **group || gas.starts_with(&format!("{group}-")));
    let lacking: Vec<String> = GROUPS
        .iter()
        .filter(missing)
        .map(|group| if matches!(*group, "HFC" | "PFC") { format!("{group}s") } else { (*group).to_string() })
        .collect();
    if !lacking.is_empty() {
        said.push(labels.fill("note.N2.lacking", &[&labels.list(&lacking)]));
    }
    let co2_only: Vec<String> = cited::facts(year)
        .filter(|facts| facts.co2_only)
        .map(|facts| facts.citation.table.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    if !co2_only.is_empty() {
        said.push(labels.fill("note.N2.co2-only", &[&labels.list(&co2_only)]));
    }
    let gwp = &year.trace.inventory.choices.gwp;
    let title = subject.library.about(gwp).map_or_else(|_| String::new(), |about| about.title.clone());
    said.push(labels.fill("note.N2.gwp", &[gwp, &title]));
    let embedded: Vec<String> = cited::facts(year)
        .filter_map(|facts| facts.embedded_gwp.clone())
        .filter(|set| set != gwp)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    if !embedded.is_empty() {
        said.push(labels.fill("note.N2.embedded", &[&labels.list(&embedded)]));
    }
    said.push(labels.get("note.N2.biogenic").to_string());
    said
}

/// The gases that any figure is made of.
fn gases(year: Year<'_>) -> BTreeSet<String> {
    let gas = |key: &Key| if let Key::Gas(_, gas) = key { Some(gas.clone()) } else { None };
    year.totals.iter().filter_map(|(key, _)| gas(key)).collect()
}
