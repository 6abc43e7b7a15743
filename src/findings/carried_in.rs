//! Emissions that were carried in: counted, not derived here.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::number::Exact;
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each scope.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut by_scope: BTreeMap<&str, (Vec<&Line>, Exact)> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.carried_in && !line.calculation.emissions.is_empty()) {
        let scope = match line.record.category {
            Category::Scope1 => "scope1",
            Category::Scope2 => "scope2",
            Category::Scope3(_) => "scope3",
        };
        let entry = by_scope.entry(scope).or_insert_with(|| (Vec::new(), Exact::zero()));
        entry.0.push(line);
        entry.1 = line.emissions().fold(entry.1.clone(), |sum, (_, value)| sum.plus(&value));
    }
    let message = |scope: &str, count: u64, sum: &Exact| {
        let (verb, are) = if count == 1 { ("carries", "it is") } else { ("carry", "they are") };
        format!("{} of {scope} {verb} {sum} tCO2e in: {are} counted, not derived here", lines(count))
    };
    by_scope
        .into_iter()
        .map(|(scope, (found, sum))| finding(codes::CARRIED_IN, message(scope, rows(&found), &sum), found.first().copied()))
        .collect()
}
