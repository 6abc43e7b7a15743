//! `[[factors]]`: which tables serve which activities.

use super::{FALLBACK_WORDS, Reader};
use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::{Placed, Section};
use crate::inventory::Use;

impl Reader<'_> {
    pub(super) fn uses(&self, top: &Section<'_, '_>, problems: &mut Problems) -> Vec<Use> {
        let mut uses: Vec<Use> = Vec::new();
        for section in top.sections("factors", problems) {
            let activities = section.required_text_such_as("activities", "electricity", problems);
            let tables = section.required_texts("tables", "[\"publisher/dataset\"]", problems);
            let fallback = section.texts("fallback", problems).unwrap_or_default();
            let properties = section.texts("properties", problems).unwrap_or_default();
            section.finish(problems);
            let document = section.document();
            if let Some(placed) = &activities {
                if !self.activities.all().any(|family| is_within(&family.path, &placed.value))
                    && self.activities.family(&placed.value).is_none()
                {
                    problems.push(self.activities.unknown(&placed.value).at(document.label(placed.span.clone(), "")));
                }
                if let Some(first) = uses.iter().find(|rule| rule.activities == placed.value) {
                    problems.push(
                        Diagnostic::error(codes::BAD_VALUE, format!("two [[factors]] for `{}`", first.activities))
                            .at(document.label(placed.span.clone(), "again here"))
                            .help("put all tables of an activity into one list"),
                    );
                }
            }
            for table in tables.iter().flatten() {
                let known = self.library.ids().any(|id| id == table.value || id.split('@').next() == Some(&table.value));
                if !known {
                    problems.push(self.library.unknown(&table.value).at(document.label(table.span.clone(), "")));
                }
            }
            for region in fallback.iter().filter(|region| !FALLBACK_WORDS.contains(&region.value.as_str())) {
                if self.regions.get(&region.value).is_none() {
                    let diagnostic = self.regions.unknown(&region.value).at(document.label(region.span.clone(), ""));
                    problems.push(diagnostic.help(format!("or one of the words {}", FALLBACK_WORDS.join(", "))));
                }
            }
            for reference in &properties {
                if let Err(wrong) = self.library.row(&reference.value) {
                    for diagnostic in wrong.as_slice() {
                        problems.push(diagnostic.clone().at(document.label(reference.span.clone(), "")));
                    }
                }
            }
            if let (Some(activities), Some(tables)) = (activities, tables) {
                let values = |list: Vec<Placed<String>>| list.into_iter().map(|placed| placed.value).collect();
                uses.push(Use {
                    activities: activities.value,
                    tables: values(tables),
                    fallback: values(fallback),
                    properties: values(properties),
                });
            }
        }
        uses
    }
}
