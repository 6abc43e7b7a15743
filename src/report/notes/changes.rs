//! N6: what differs between two inventories besides what the company did (IFRS S2, 29(a)(iii)(3); HKEX Appendix C2, Part B).

use crate::figure::Key;
use crate::report::subject::{Subject, Year};
use std::collections::BTreeSet;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let labels = subject.labels;
    if subject.earlier.is_empty() {
        return vec![labels.get("note.N6.none").to_string()];
    }
    let mut said = vec![labels.get("note.N6.own-factors").to_string()];
    let years: Vec<Year<'_>> = subject.years().collect();
    for pair in years.windows(2) {
        let [prior, later] = pair else { continue };
        let found = between(subject, *prior, *later);
        // Between which two, where there are more.
        if years.len() > 2 && !found.is_empty() {
            said.push(labels.fill("note.N6.between", &[&prior.period(), &later.period()]));
        }
        said.extend(found);
    }
    said.push(labels.get("note.N6.restated").to_string());
    said
}

/// What differs from one inventory to the next.
fn between(subject: &Subject<'_>, prior: Year<'_>, later: Year<'_>) -> Vec<String> {
    let labels = subject.labels;
    let mut said = Vec::new();
    let mut differs = |name: &str, facts: [String; 2]| {
        let [was, is] = facts;
        if was != is {
            said.push(labels.fill("note.N6.differs", &[labels.get(name), &was, &is]));
        }
    };
    let of = |said: fn(&Subject<'_>, Year<'_>) -> String| [said(subject, prior), said(subject, later)];
    differs(
        "head.consolidation",
        of(|subject, year| subject.labels.get(&format!("consolidation.{}", year.trace.inventory.consolidation.name())).into()),
    );
    differs(
        "head.scope2",
        of(|subject, year| {
            subject.labels.get(if year.trace.inventory.choices.market_based { "basis.both" } else { "basis.location" }).into()
        }),
    );
    differs("head.gwp", of(|_, year| year.trace.inventory.choices.gwp.clone()));
    differs(
        "head.rounding",
        of(|subject, year| subject.labels.get(&format!("rounding.{}", year.trace.inventory.choices.rounding.name())).into()),
    );
    let tables = |year: Year<'_>| -> BTreeSet<String> { year.trace.tables.keys().cloned().collect() };
    let (was, is) = (tables(prior), tables(later));
    for (label, only) in [("note.N6.tables-gone", was.difference(&is)), ("note.N6.tables-new", is.difference(&was))] {
        let only: Vec<String> = only.cloned().collect();
        if !only.is_empty() {
            said.push(labels.fill(label, &[&labels.list(&only)]));
        }
    }
    for (category, status) in &later.trace.inventory.categories {
        let was = prior.trace.inventory.categories.get(category).map_or(status.status, |said| said.status);
        if was != status.status {
            let word = |status: crate::scope::Status| labels.get(&format!("status.{}", status.name())).to_string();
            let name = labels.figure(&Key::Category(*category));
            said.push(labels.fill("note.N6.differs", &[&name, &word(was), &word(status.status)]));
        }
    }
    said
}
