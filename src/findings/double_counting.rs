//! Double counting is a check, not a hope: the same document in two categories, and records that are alike in everything but their id.
//!
//! GHG Protocol Scope 3 Standard, 5.1 and table 5.4: categories 1, 2, 4 and 8 exclude one another.

use super::{lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::ledger::Field;
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// The categories of which one excludes the others.
const EXCLUSIVE: [Category; 4] = [Category::Scope3(1), Category::Scope3(2), Category::Scope3(4), Category::Scope3(8)];

/// Documents in two categories, and records that stand twice.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = evidence_twice(trace);
    findings.extend(records_twice(trace));
    findings
}

fn evidence_twice(trace: &Trace) -> Vec<Diagnostic> {
    let mut by_evidence: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| EXCLUSIVE.contains(&line.record.category) && !line.record.evidence.is_empty()) {
        by_evidence.entry(&line.record.evidence).or_default().push(line);
    }
    let twice = by_evidence.into_iter().filter_map(|(evidence, found)| {
        let first = found.first()?;
        let other = found.iter().find(|line| line.record.category != first.record.category)?;
        let message = format!("`{evidence}` is the evidence of {} and of {}", first.record.category, other.record.category);
        let diagnostic = Diagnostic::finding(codes::EVIDENCE_TWICE, message)
            .at(other.record.place.record_label(Field::Evidence, "again here"))
            .at(first.record.place.record_label(Field::Evidence, "first here"));
        Some(diagnostic.note("an invoice counts in one of the categories 1, 2, 4 and 8 (Scope 3 Standard, table 5.4)"))
    });
    twice.collect()
}

fn records_twice(trace: &Trace) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<_, Vec<&Line>> = BTreeMap::new();
    for line in &trace.lines {
        let record = &line.record;
        let inputs = format!("{:?}", record.inputs);
        let what = (
            record.period,
            &record.site,
            &record.activity,
            record.category,
            record.quantity.normalize(),
            &record.unit,
            &record.evidence,
            inputs,
        );
        alike.entry(what).or_default().push(line);
    }
    let twice =
        alike.into_values().filter(|found| found.len() > 1).filter(|found| found.iter().all(|line| !line.record.quantity.is_zero()));
    twice
        .filter_map(|found| {
            let (first, second) = (found.first()?, found.get(1)?);
            let ids: Vec<&str> = found.iter().map(|line| line.record.id.as_str()).collect();
            let message = format!("{} are alike in everything but their id: {}", lines(rows(&found)), ids.join(", "));
            let diagnostic = Diagnostic::finding(codes::RECORD_TWICE, message)
                .at(second.record.place.record_label(Field::Quantity, "again here"))
                .at(first.record.place.record_label(Field::Quantity, "first here"));
            Some(diagnostic.help("take one out; if both are right, tell them apart by their evidence"))
        })
        .collect()
}
