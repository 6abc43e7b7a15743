//! Factors that a record names and that hold in another region: a fallback that is declared is a choice, this may be a slip.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each row and region.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<(String, &str, &str), Vec<&Line>> = BTreeMap::new();
    for line in &trace.lines {
        let Some(facts) = &line.calculation.factor else { continue };
        if let Some(own) = &facts.elsewhere {
            causes.entry((facts.citation.reference(), &facts.citation.region, own)).or_default().push(line);
        }
    }
    let told = causes.into_iter().map(|((row, region, own), found)| {
        let message = format!("`{row}` holds in {region} and is named for {own}, which does not lie there ({})", lines(rows(&found)));
        finding(codes::FACTOR_ELSEWHERE, message, found.first().copied())
            .help("leave column `factor` empty and declare the region as `fallback` under [[factors]], or waive this with the reason")
    });
    told.collect()
}
