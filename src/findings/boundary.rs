//! A choice of boundary that moves Scope 1 and 2 by more than is material.

use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Key;
use crate::number::{Decimal, Exact, rounding};
use crate::sensitivity;
use crate::totals::Totals;
use crate::trace::Trace;
use std::collections::BTreeMap;

/// What is taken as material where nobody has said otherwise, in percent.
const MATERIAL: i64 = 5;

/// One finding for each choice.
pub fn find(trace: &Trace, totals: &Totals) -> Vec<Diagnostic> {
    let found = sensitivity::find(totals, &BTreeMap::new());
    let told = found.iter().filter(|one| one.key == Key::Scope12Location).filter_map(|one| {
        let moved = one.would_be.minus(&one.is).times(&Exact::from(Decimal::ONE_HUNDRED)).divided_by(&one.is)?;
        let message = format!(
            "if category 8 were the company's own, {} would be {} % larger: say in the report why it is not",
            one.key,
            rounding::round(&moved, 1, trace.inventory.choices.rounding)
        );
        (moved >= Exact::from(MATERIAL)).then(|| Diagnostic::finding(codes::BOUNDARY_SENSITIVE, message))
    });
    told.collect()
}
