//! N7: how figures are rounded, and what follows from it for their sums.

use crate::diagnostic::codes;
use crate::report::subject::Subject;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let (labels, year) = (subject.labels, subject.current);
    let choices = &year.trace.inventory.choices;
    let mode = labels.get(&format!("rounding.{}", choices.rounding.name())).to_string();
    let mut said = vec![
        labels.get("note.N7.exact").to_string(),
        labels.fill("note.N7.mode", &[&mode, &choices.decimals.to_string(), &choices.intensity_decimals.to_string()]),
    ];
    if year.findings.iter().any(|finding| finding.code == codes::DOES_NOT_FOOT) {
        said.push(labels.get("note.N7.footing").to_string());
    }
    if subject.prior().is_some() {
        said.push(labels.get("remark.change").to_string());
    }
    said
}
