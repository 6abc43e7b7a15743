//! N9: what a third party has assured.

use crate::report::subject::Subject;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let labels = subject.labels;
    let Some(assurance) = &subject.current.trace.inventory.assurance else { return vec![labels.get("note.N9.none").to_string()] };
    let level = labels.get(&format!("assurance.{}", assurance.level)).to_string();
    let mut said = vec![labels.fill("note.N9.by", &[&assurance.provider, &assurance.standard, &level, &assurance.covers])];
    if !assurance.date.is_empty() {
        said.push(labels.fill("note.N9.date", &[&assurance.date]));
    }
    said
}
