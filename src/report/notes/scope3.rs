//! N5: which categories are in, which are out and why, and what is carried in. From the same data as the table, so the two cannot differ.

use crate::figure::Key;
use crate::report::subject::Subject;
use crate::report::view::{Absent, Origin};

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let (labels, year) = (subject.labels, subject.current);
    let mut said = Vec::new();
    let named = |status: Option<Absent>| -> Vec<String> {
        let categories = year.trace.inventory.categories.keys().map(|category| Key::Category(*category));
        let of_status = categories.filter(|key| match year.totals.get(key) {
            Some(_) => status.is_none(),
            None => status == Some(year.absent(key)),
        });
        of_status.map(|key| labels.figure(&key)).collect()
    };
    for (status, label) in
        [(None, "note.N5.included"), (Some(Absent::NoLines), "note.N5.no-lines"), (Some(Absent::NotEvaluated), "note.N5.not-evaluated")]
    {
        let categories = named(status);
        if !categories.is_empty() {
            said.push(labels.fill(label, &[&labels.list(&categories)]));
        }
    }
    for (category, status) in &year.trace.inventory.categories {
        let key = Key::Category(*category);
        if !status.reason.is_empty() {
            let word = if year.totals.get(&key).is_some() { "included" } else { year.absent(&key).name() };
            said.push(labels.fill("note.N5.reason", &[&labels.figure(&key), labels.get(&format!("status.{word}")), &status.reason]));
        }
    }
    let carried = |key: &Key| matches!(year.origin(key), Origin::CarriedIn | Origin::PartlyCarriedIn);
    let carried: Vec<String> = year
        .totals
        .iter()
        .map(|(key, _)| key)
        .filter(|key| matches!(key, Key::Category(_) | Key::Scope2Location) && carried(key))
        .map(|key| labels.figure(key))
        .collect();
    if !carried.is_empty() {
        said.push(labels.fill("note.N5.carried-in", &[&labels.list(&carried)]));
    }
    said
}
