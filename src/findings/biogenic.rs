//! Fuels of biological origin whose CO2 is not in the memo line.
//!
//! GHG Protocol Scope 3 Standard, 6.5 and 11.1: CO2 of biological origin is reported outside the scopes, its CH4 and N2O inside.

use super::{finding, lines, rows};
use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Of;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// Families of the vocabulary whose carbon was taken up by plants.
const BIOFUELS: [&str; 4] = ["fuel/biodiesel", "fuel/biogasoline", "fuel/wood", "fuel/biogas"];

/// One finding for each activity.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.formula(|of| *of == Of::Biogenic).is_none()) {
        if BIOFUELS.iter().any(|fuel| is_within(&line.record.activity, fuel)) {
            missing.entry(&line.record.activity).or_default().push(line);
        }
    }
    let told = missing.into_iter().map(|(activity, found)| {
        let message = format!("the factor of `{activity}` has no biogenic CO2, so the memo line lacks it ({})", lines(rows(&found)));
        finding(codes::BIOGENIC_MISSING, message, found.first().copied())
            .help("take a table that prints it, or carry it in with `carried-in/biogenic`")
    });
    told.collect()
}
