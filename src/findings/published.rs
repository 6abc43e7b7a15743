//! Published figures that the inventory names and that are not what is derived.

use crate::audit::assertions;
use crate::diagnostic::Diagnostic;
use crate::totals::Totals;
use crate::trace::Trace;

/// One finding for each.
pub fn find(trace: &Trace, totals: &Totals) -> Vec<Diagnostic> {
    assertions::check(totals, &trace.inventory)
}
