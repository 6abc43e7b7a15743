//! Factors of a wider region than there was: the average of a country where its provinces have factors.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::methods::Finer;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each table, region and finer choice.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<String, (Vec<&Line>, &str)> = BTreeMap::new();
    for line in &trace.lines {
        let Some(facts) = &line.calculation.factor else { continue };
        let (table, region) = (&facts.citation.table, &facts.citation.region);
        let (message, help) = match &facts.finer {
            Some(Finer::Around(finer)) => (
                format!("`{table}` has a factor of {finer}, finer than that of {region}"),
                "leave column `factor` empty, or put the finer region before the wider one under `fallback`",
            ),
            Some(Finer::Inside(kinds)) => {
                let counts: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
                (
                    format!("`{table}` has factors for regions inside {region} ({}), and that of {region} is used", counts.join(", ")),
                    "give the site, or column `region`, the region that it lies in",
                )
            }
            None => continue,
        };
        causes.entry(message).or_insert_with(|| (Vec::new(), help)).0.push(line);
    }
    let told = causes.into_iter().map(|(message, (found, help))| {
        let message = format!("{message} ({})", lines(rows(&found)));
        finding(codes::FACTOR_FINER, message, found.first().copied()).help(help)
    });
    told.collect()
}
