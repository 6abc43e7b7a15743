//! What would close the gaps: where to look, never what happened.

use super::Part;
use crate::audit::Audit;
use crate::audit::small_edits::Edit;
use crate::audit::verdict::Verdict;
use crate::audit::wording::figure;
use crate::language::Labels;

/// How many edits are shown for one gap.
const SHOWN: usize = 6;

pub(super) fn edits(audit: &Audit, labels: &Labels) -> Part {
    let mut part = Part::new("audit.edits", &[], &[], labels);
    for checked in audit.checks.iter().filter(|checked| checked.check.verdict == Verdict::OutsideRounding) {
        let what = super::relations::name(audit, &checked.check.relation, labels);
        let formula = super::relations::formula(audit, &checked.check.relation, labels);
        part.lines.push((0, format!("{what} = {formula}: {}", super::relations::gap_text(&checked.check))));
        let check = &checked.check;
        if check.relation.result.key == "scope3" && !check.gap.is_negative() {
            part.lines.push((1, labels.get("audit.listed-some").to_string()));
        }
        part.lines.extend(checked.edits.iter().take(SHOWN).map(|edit| (1, words(audit, edit, labels))));
        let hidden = checked.edits.len().saturating_sub(SHOWN);
        if hidden > 0 {
            part.lines.push((1, labels.fill("audit.more", &[&hidden.to_string()])));
        }
        if checked.edits.is_empty() {
            part.lines.push((1, labels.get("audit.no-edit").to_string()));
        }
    }
    part
}

/// An edit in words.
pub(super) fn words(audit: &Audit, edit: &Edit, labels: &Labels) -> String {
    let kind = labels.get(&format!("edit.{}", edit.kind.name())).to_string();
    let what = figure(&audit.published, &edit.key, edit.column);
    let other = edit.other.as_ref().map(|(key, column)| figure(&audit.published, key, *column));
    let change = match (&other, edit.to.is_empty()) {
        (Some(other), _) => format!("{what} ({}) <-> {other} ({})", edit.from, edit.to),
        (None, true) => format!("{what} ({})", edit.from),
        (None, false) => format!("{what}: {} -> {}", edit.from, edit.to),
    };
    let verdict = if edit.exact { Verdict::Exact } else { Verdict::WithinRounding };
    format!("{kind}: {change}: {}", labels.get(&format!("verdict.{}", verdict.name())))
}
