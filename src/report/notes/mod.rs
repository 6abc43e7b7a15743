//! The notes below every disclosure, generated from the inventory: what a reader needs to judge the figures. One note, one file.

mod assurance;
mod changes;
pub mod cited;
mod factors;
mod gases;
mod rounding;
mod scope2;
mod scope3;
mod standard;
mod tool;

use super::subject::Subject;
use super::view::Note;

/// Every note: its name, which is also the end of its label's key, and what makes it.
type Maker = fn(&Subject<'_>) -> Vec<String>;
const NOTES: [(&str, Maker); 9] = [
    ("N1", standard::paragraphs),
    ("N2", gases::paragraphs),
    ("N3", factors::paragraphs),
    ("N4", scope2::paragraphs),
    ("N5", scope3::paragraphs),
    ("N6", changes::paragraphs),
    ("N7", rounding::paragraphs),
    ("N8", tool::paragraphs),
    ("N9", assurance::paragraphs),
];

/// All notes, in their order.
pub fn all(subject: &Subject<'_>) -> Vec<Note> {
    let note = |(id, paragraphs): (&'static str, Maker)| Note {
        id,
        title: subject.labels.get(&format!("note.{id}")).to_string(),
        paragraphs: paragraphs(subject),
    };
    NOTES.map(note).into()
}
