//! N1: the standards, the approach and its reason, the period.

use crate::report::subject::Subject;
use crate::scope::Category;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let (labels, trace) = (subject.labels, subject.current.trace);
    let inventory = &trace.inventory;
    let approach = labels.get(&format!("consolidation.{}", inventory.consolidation.name())).to_string();
    let mut said = vec![labels.get("note.N1.corporate").to_string()];
    if trace.lines.iter().any(|line| matches!(line.record.category, Category::Scope3(_))) {
        said.push(labels.get("note.N1.scope3").to_string());
    }
    said.push(labels.fill("note.N1.approach", &[&approach, &inventory.consolidation_reason]));
    said.push(labels.fill("note.N1.period", &[&inventory.period.start.to_string(), &inventory.period.end.to_string()]));
    for prior in subject.earlier {
        let period = prior.trace.inventory.period;
        said.push(labels.fill("note.N1.prior", &[&period.start.to_string(), &period.end.to_string()]));
    }
    said
}
