//! What keeps an inventory from being locked: findings of severity E that nobody waived.

use crate::diagnostic::{Code, Diagnostic, Problems, Severity, codes};
use crate::trace::Trace;

/// Findings that keep a report from being locked.
const BLOCKING: [Code; 7] = [
    codes::FACTOR_NEWER,
    codes::INSTRUMENT_SURPLUS,
    codes::EVIDENCE_TWICE,
    codes::RECORD_TWICE,
    codes::PERIOD_GAP,
    codes::CATEGORY_WITHOUT_LINES,
    codes::CATEGORY_NOT_EVALUATED,
];

/// Refuses to lock an inventory with such findings.
///
/// # Errors
/// One for each finding that has to be mended or waived.
pub fn refuse(trace: &Trace, findings: &[Diagnostic]) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let blocking = |finding: &&Diagnostic| BLOCKING.contains(&finding.code) && !trace.inventory.waivers.contains_key(finding.code.name());
    for finding in findings.iter().filter(blocking) {
        let message = format!("a finding stands in the way, {}: {}", finding.code, finding.message);
        let mut refusal =
            Diagnostic { labels: finding.labels.clone(), notes: finding.notes.clone(), ..Diagnostic::error(codes::LOCK_REFUSED, message) };
        refusal.severity = Severity::Error;
        let waiver = format!("or let it stand, with the reason: {} = \"...\" under [waivers] in inventory.toml", finding.code);
        problems.push(refusal.help(format!("mend it: `tonne explain {}` says how", finding.code)).help(waiver));
    }
    problems.or(())
}
