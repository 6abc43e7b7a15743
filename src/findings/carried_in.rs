//! Emissions that were carried in: counted, not derived here.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Key;
use crate::number::Exact;
use crate::totals;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each scope.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut by_scope: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.carried_in && line.calculation.emissions().count() > 0) {
        by_scope.entry(line.record.category.scope()).or_default().push(line);
    }
    let sums = totals::by(trace, |line| line.calculation.carried_in.then(|| line.record.category.scope()));
    let carried = |scope: &str| sums.get(scope)?.figure(&Key::Scope123Location);
    let message = |scope: &str, count: u64, sum: &Exact| {
        let (verb, are) = if count == 1 { ("carries", "it is") } else { ("carry", "they are") };
        format!("{} of {scope} {verb} {sum} tCO2e in: {are} counted, not derived here", lines(count))
    };
    by_scope
        .into_iter()
        .filter_map(|(scope, found)| {
            Some(finding(codes::CARRIED_IN, message(scope, rows(&found), &carried(scope)?), found.first().copied()))
        })
        .collect()
}
