//! What keeps an inventory from being locked: findings of severity E that nobody waived.

use crate::diagnostic::{Diagnostic, Problems, Severity, codes};

/// Refuses to lock an inventory with such findings.
///
/// # Errors
/// One for each finding that has to be mended or waived.
pub fn refuse(findings: &[Diagnostic]) -> Result<(), Problems> {
    let mut problems = Problems::default();
    // No waiver helps: what nobody looked for, nobody can have a reason for.
    for finding in findings.iter().filter(|finding| finding.code == codes::ROWS_NOT_COMPARED) {
        let refusal = Diagnostic::error(codes::LOCK_REFUSED, format!("{}: {}", finding.code, finding.message));
        problems.push(refusal.help("compare them: nothing more is needed than to leave `compare` as it is"));
    }
    for finding in findings.iter().filter(|finding| finding.blocks_lock()) {
        let message = format!("a finding stands in the way, {}: {}", finding.code, finding.message);
        let mut refusal =
            Diagnostic { labels: finding.labels.clone(), notes: finding.notes.clone(), ..Diagnostic::error(codes::LOCK_REFUSED, message) };
        refusal.severity = Severity::Error;
        let waiver = format!("or let it stand, with the reason: {} = \"...\" under [waivers] in inventory.toml", finding.code);
        problems.push(refusal.help(format!("mend it: `tonne explain {}` says how", finding.code)).help(waiver));
    }
    problems.or(())
}
