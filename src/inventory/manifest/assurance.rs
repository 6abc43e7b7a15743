//! `[assurance]`: what a third party has assured.

use crate::diagnostic::Problems;
use crate::document::Section;
use crate::inventory::Assurance;

/// The levels of assurance.
const LEVELS: [(&str, &str); 2] = [("limited", "limited"), ("reasonable", "reasonable")];

/// What the inventory says of its assurance.
pub(super) fn assurance(top: &Section<'_, '_>, problems: &mut Problems) -> Option<Assurance> {
    let section = top.section("assurance", problems)?;
    let provider = section.required_text("provider", problems);
    let standard = section.required_text("standard", problems);
    let level = section.required_choice("level", &LEVELS, problems);
    let covers = section.required_text("covers", problems);
    let date = section.date("date", problems);
    section.finish(problems);
    Some(Assurance {
        provider: provider?.value,
        standard: standard?.value,
        level: level?,
        covers: covers?.value,
        date: date.map(|placed| placed.value).unwrap_or_default(),
    })
}
