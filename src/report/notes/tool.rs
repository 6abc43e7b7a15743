//! N8: the version of the tool, and the tables with the beginning of their digests.

use crate::report::subject::Subject;

/// Digits of a digest that tell two tables apart for a reader; the assurance pack prints all.
const SHOWN: usize = 12;

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let labels = subject.labels;
    let tables = subject.current.trace.tables.iter();
    let short = tables.map(|(id, hash)| format!("{id} ({})", hash.chars().take(SHOWN).collect::<String>()));
    vec![
        labels.fill("note.N8.tool", &[env!("CARGO_PKG_VERSION")]),
        labels.fill("note.N8.tables", &[&labels.list(&short.collect::<Vec<_>>())]),
    ]
}
