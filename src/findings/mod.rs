//! Findings: what a reader of the figures must know. They stop nothing. One kind, one file; adding one adds a line to [`find`].

mod assets;
mod baseline;
mod biogenic;
mod boundary;
mod carried_in;
mod categories;
mod coal_equivalent;
mod elsewhere;
mod energy;
mod estimates;
mod factors;
mod finer;
mod footing;
mod gwp;
mod implied;
mod leases;
mod market;
mod meters;
mod methods;
mod months;
mod newer;
mod outliers;
mod peers;
mod published;
mod ratio;
mod upstream;
mod waivers;

use crate::diagnostic::{Code, Diagnostic};
use crate::ledger::Field;
use crate::methods::FactorFacts;
use crate::totals::Totals;
use crate::trace::{Line, Trace};

/// All findings of a trace, one for each cause; warnings before notes.
pub fn find(trace: &Trace, totals: &Totals) -> Vec<Diagnostic> {
    let mut findings = carried_in::find(trace);
    findings.extend(factors::find(trace));
    findings.extend(newer::find(trace));
    findings.extend(finer::find(trace));
    findings.extend(elsewhere::find(trace));
    findings.extend(baseline::find(trace));
    findings.extend(upstream::find(trace));
    findings.extend(gwp::find(trace));
    findings.extend(leases::find(trace));
    findings.extend(trace.early_findings.iter().cloned());
    findings.extend(market::find(trace));
    findings.extend(months::find(trace));
    findings.extend(meters::find(trace));
    findings.extend(estimates::find(trace));
    findings.extend(outliers::find(trace));
    findings.extend(peers::find(trace));
    findings.extend(coal_equivalent::find(trace));
    findings.extend(assets::find(trace));
    findings.extend(biogenic::find(trace));
    findings.extend(energy::find(trace));
    findings.extend(implied::find(trace));
    findings.extend(categories::find(trace));
    findings.extend(methods::find(trace));
    findings.extend(boundary::find(trace, totals));
    findings.extend(footing::find(trace, totals));
    findings.extend(published::find(trace, totals));
    findings.extend(waivers::unused(trace, &findings));
    waivers::apply(trace, &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// A finding that points at the first line that it concerns.
fn finding(code: Code, message: String, line: Option<&Line>) -> Diagnostic {
    let diagnostic = Diagnostic::finding(code, message);
    match line {
        Some(line) => diagnostic.at(line.record.place.record_label(Field::Activity, "the first of them")),
        None => diagnostic,
    }
}

/// The factors of a line: the location-based one, and the one that its uncovered electricity takes in the market-based total.
fn factors_of(line: &Line) -> impl Iterator<Item = &FactorFacts> {
    let rest = line.market.as_ref().filter(|market| !market.rest.number.is_zero());
    let own = line.calculation.factor.as_ref();
    let other = rest.and_then(|market| market.calculation.factor.as_ref());
    own.into_iter().chain(other.filter(move |facts| own.is_none_or(|own| own.citation.reference() != facts.citation.reference())))
}

/// How many rows of ledgers the lines stand for.
fn rows(found: &[&Line]) -> u64 {
    found.iter().map(|line| line.record.rows()).sum()
}

/// `1 line`, `12 lines`.
fn lines(count: u64) -> String {
    if count == 1 { "1 line".into() } else { format!("{count} lines") }
}
