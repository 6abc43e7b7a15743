//! `[[published]]`: figures that were published, to hold against what is derived.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::inventory::PublishedFigure;
use crate::number::printed::{self, Style};

/// The figures of all parts, in the order of the file.
pub(super) fn published(top: &Section<'_, '_>, problems: &mut Problems) -> Vec<PublishedFigure> {
    let mut found: Vec<PublishedFigure> = Vec::new();
    for section in top.sections("published", problems) {
        let source = section.text("source", problems).map(|placed| placed.value).unwrap_or_default();
        let figures = section.required_section("figures", problems);
        let names = section.section("names", problems);
        section.finish(problems);
        let Some(figures) = figures else { continue };
        let name = |key: &str, problems: &mut Problems| {
            names.as_ref().and_then(|names| names.text(key, problems)).map(|placed| placed.value).unwrap_or_default()
        };
        for key in figures.keys() {
            let Some(text) = figures.text(&key.value, problems) else { continue };
            let label = section.document().label(text.span.clone(), "");
            let Ok(Some(printed)) = printed::read(&text.value, &Style::default()) else {
                problems.push(
                    Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{}` is not a printed number", text.value))
                        .at(label)
                        .help("digits as printed, with a comma between thousands or none: \"56,622.34\"; leave out what has no number"),
                );
                continue;
            };
            if let Some(first) = found.iter().find(|known| known.key == key.value) {
                problems.push(
                    Diagnostic::error(codes::FIGURE_TWICE, format!("`{}` has two published figures", key.value))
                        .at(label)
                        .at(first.label.clone())
                        .help("keep the one that the latest document prints"),
                );
                continue;
            }
            let name = name(&key.value, problems);
            found.push(PublishedFigure { key: key.value, name, printed, source: source.clone(), label });
        }
        // A name of a figure that is not given is a slip.
        if let Some(names) = &names {
            names.finish(problems);
        }
    }
    found
}
