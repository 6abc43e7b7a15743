//! Electricity and heat in tonnes of coal equivalent: by their own heat (当量值), or by the coal that makes them (等价值)?
//!
//! GB/T 2589-2020 knows both for electricity, and the second is about two and a half times the first.

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::trace::{Line, Trace};

/// The units of coal equivalent.
const UNITS: [&str; 2] = ["tce", "kgce"];

/// At most one finding.
pub fn find(trace: &Trace) -> Option<Diagnostic> {
    let is_secondary = |line: &&Line| {
        let carrier = trace.carriers.get(&line.record.activity).map(|carrier| &*carrier.name);
        matches!(carrier, Some("electricity" | "heat" | "cooling")) && UNITS.contains(&line.record.unit.symbol())
    };
    let found: Vec<&Line> = trace.lines.iter().filter(is_secondary).collect();
    let message =
        format!("electricity or heat in coal equivalent is read as its own heat, 当量值, not as 等价值 ({})", lines(rows(&found)));
    let first = *found.first()?;
    Some(
        finding(codes::COAL_EQUIVALENT, message, Some(first))
            .help("give kWh or GJ, as the meter does; or waive this if the ledger holds 当量值"),
    )
}
