//! What was audited, what to ask about, and the count.

use super::Part;
use crate::audit::Audit;
use crate::audit::verdict::Verdict;
use crate::audit::wording::{figure, fixed};
use crate::audit::{key, materiality};
use crate::diagnostic::Severity;
use crate::language::Labels;
use crate::number::Exact;

pub(super) fn title(audit: &Audit) -> String {
    format!("{}: {}\n", audit.published.about.organisation, audit.published.about.title)
}

pub(super) fn head(audit: &Audit, labels: &Labels) -> Part {
    let published = &audit.published;
    let mut part = Part::new("audit.head", &["", ""], &[], labels);
    let numbers: usize =
        published.rows.iter().map(|row| (0..row.cells.len()).filter(|column| row.printed(*column).is_some()).count()).sum();
    let reading = labels.get(&format!("reading.{}", published.style.reading.name())).to_string();
    let mut row = |key: &str, value: String| part.rows.push(vec![labels.get(key).to_string(), value]);
    row("audit.columns", published.columns.join(", "));
    row("audit.figures", numbers.to_string());
    row("head.rounding", reading);
    let percent = |part: &Exact| fixed(&part.times(&Exact::from(100)), 0);
    let materiality = &published.materiality;
    let parts = [&materiality.scope12, &materiality.scope3, &materiality.performance, &materiality.trivial].map(percent);
    let [scope12, scope3, performance, trivial] = parts.each_ref().map(String::as_str);
    let words = if materiality.declared { "audit.materiality.declared" } else { "audit.materiality.default" };
    row("audit.materiality", labels.fill(words, &[scope12, scope3, performance, trivial]));
    let last = published.columns.len().saturating_sub(1);
    let own = key::BASES.map(|basis| format!("scope12{basis}"));
    let own = own.iter().find(|key| published.value(key, last).is_some()).map_or("scope1", String::as_str);
    for key in [own, "scope3"] {
        if let Some(threshold) = materiality::threshold(published, key, last) {
            let trivial = threshold.times(&materiality.trivial);
            let amounts = [figure(published, key, last), fixed(&threshold, 0), fixed(&trivial, 0)];
            row("", labels.fill("audit.threshold", &amounts.each_ref().map(String::as_str)));
        }
    }
    part
}

pub(super) fn findings(audit: &Audit, labels: &Labels) -> Part {
    let mut part = Part::new("audit.findings", &[], &[], labels);
    for finding in &audit.findings {
        let level = if finding.severity == Severity::Warning { "warning" } else { "note" };
        part.lines.push((0, format!("{level}[{}]: {}", finding.check, finding.message)));
        part.lines.extend(finding.notes.iter().map(|note| (1, note.clone())));
    }
    part
}

pub(super) fn count(audit: &Audit, labels: &Labels) -> String {
    let count = |verdict: Verdict| audit.checks.iter().filter(|checked| checked.check.verdict == verdict).count().to_string();
    let counts = [
        audit.checks.len().to_string(),
        count(Verdict::Exact),
        count(Verdict::WithinRounding),
        count(Verdict::OutsideRounding),
        audit.findings.len().to_string(),
    ];
    labels.fill("audit.count", &counts.each_ref().map(String::as_str))
}
