//! Waivers: a waived finding becomes a note with its reason, and a waiver that waives nothing is one.

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::trace::Trace;

/// Says beside each waived finding why it may stand.
pub fn apply(trace: &Trace, findings: &mut [Diagnostic]) {
    for finding in findings {
        if let Some(waiver) = trace.inventory.waivers.get(finding.code.name()) {
            finding.severity = Severity::Note;
            finding.message = format!("{}; waived: {}", finding.message, waiver.reason);
        }
    }
}

/// One finding for each waiver that nothing needs: it may be stale, or name an error, which cannot be waived.
pub fn unused(trace: &Trace, findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let occurs = |name: &str| findings.iter().any(|finding| finding.code.name() == name);
    let unused = trace.inventory.waivers.iter().filter(|(name, _)| !occurs(name));
    unused
        .map(|(name, waiver)| {
            let message = format!("`{name}` is waived, and there is no such finding");
            Diagnostic::finding(codes::WAIVER_UNUSED, message).at(waiver.label.clone()).help("take the waiver out")
        })
        .collect()
}
