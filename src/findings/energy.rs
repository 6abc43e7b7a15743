//! Energy that cannot be derived from its record and is missing from the energy totals.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each activity.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut activities: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.energy_unknown) {
        activities.entry(&line.record.activity).or_default().push(line);
    }
    let message = |activity: &str, count| {
        format!("the energy of `{activity}` cannot be derived, so it is missing from the energy totals ({})", lines(count))
    };
    activities
        .into_iter()
        .map(|(activity, found)| {
            finding(codes::ENERGY_UNKNOWN, message(activity, rows(&found)), found.first().copied())
                .help("cite a calorific value: `properties = [\"publisher/dataset@edition#row\"]` under [[factors]]")
        })
        .collect()
}
