//! Factors of an older edition than there was: a named edition stays when the next one comes.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each edition and the one that came after it.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut pairs: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in &trace.lines {
        let Some(facts) = &line.calculation.factor else { continue };
        if let Some(newer) = &facts.newer {
            pairs.entry((&facts.citation.table, newer)).or_default().push(line);
        }
    }
    let as_of = trace.inventory.as_of;
    let told = pairs.into_iter().map(|((used, newer), found)| {
        let message = format!("`{used}` is named, and `{newer}` was published by {as_of} ({})", lines(rows(&found)));
        finding(codes::FACTOR_NEWER, message, found.first().copied())
            .help("name the dataset without an edition, and the rule chooses; or name the newer one")
    });
    told.collect()
}
