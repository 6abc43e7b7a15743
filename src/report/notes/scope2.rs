//! N4: the bases of Scope 2, and every contractual instrument (HKEX Appendix C2, 29(c); IFRS S2, 29(a)(v)).

use crate::diagnostic::codes;
use crate::methods::market::RestBasis;
use crate::report::subject::Subject;
use std::collections::BTreeSet;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let (labels, trace) = (subject.labels, subject.current.trace);
    let inventory = &trace.inventory;
    let mut said = vec![labels.get("note.N4.location").to_string()];
    said.push(labels.get(if inventory.choices.market_based { "note.N4.market" } else { "note.N4.no-market" }).to_string());
    if inventory.instruments.is_empty() {
        said.push(labels.get("note.N4.none").to_string());
        return said;
    }
    for instrument in &inventory.instruments {
        let retired = instrument.retired_on.map_or_else(|| labels.get("instrument.not-retired").to_string(), |day| day.to_string());
        let kind = labels.get(&format!("instrument.{}", instrument.kind.name())).to_string();
        said.push(labels.fill(
            "note.N4.instrument",
            &[
                &instrument.id,
                &kind,
                &instrument.mwh.to_string(),
                &labels.unit("MWh"),
                &instrument.technology,
                &instrument.generator,
                &retired,
            ],
        ));
    }
    let failed: Vec<String> = trace
        .early_findings
        .iter()
        .filter(|finding| finding.code == codes::INSTRUMENT_NOT_APPLIED)
        .map(|finding| finding.message.clone())
        .collect();
    if !failed.is_empty() {
        said.push(labels.fill("note.N4.failed", &[&failed.len().to_string()]));
    }
    let bases: BTreeSet<RestBasis> = trace.lines.iter().filter_map(|line| Some(line.market.as_ref()?.basis)).collect();
    for basis in bases {
        let name = match basis {
            RestBasis::Supplier => "note.N4.rest.supplier",
            RestBasis::ResidualMix => "note.N4.rest.residual-mix",
            RestBasis::GridAverage => "note.N4.rest.grid-average",
            RestBasis::Location => "note.N4.rest.location",
        };
        said.push(labels.get(name).to_string());
    }
    said
}
