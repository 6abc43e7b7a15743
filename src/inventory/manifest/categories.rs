//! `[scope3]`: the status of the fifteen categories.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::inventory::CategoryStatus;
use crate::scope::{Category, Status};
use std::collections::BTreeMap;

/// The fifteen categories; all of them have a status.
pub(super) fn categories(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<Category, CategoryStatus> {
    let mut categories = BTreeMap::new();
    let mut silent = Vec::new();
    let Some(list) = top.required_section("scope3", problems) else { return categories };
    for category in Category::scope3() {
        let key = category.to_string().replace("scope3.", "");
        if list.keys().iter().all(|known| known.value != key) {
            silent.push(key);
            continue;
        }
        let Some(section) = list.section(&key, problems) else { continue };
        let status = section.required_choice("status", &Status::NAMED, problems);
        let reason = section.text("reason", problems).map(|placed| placed.value).unwrap_or_default();
        section.finish(problems);
        let Some(status) = status else { continue };
        if reason.trim().is_empty() && matches!(status, Status::Excluded | Status::NotRelevant) {
            problems.push(section.missing("reason", "\"...\"").note(format!("a category that is {} needs a reason", status.name())));
        }
        categories.insert(category, CategoryStatus { status, reason, label: section.label("its status") });
    }
    if let Some(first) = silent.first() {
        problems.push(
            Diagnostic::error(codes::MISSING_KEY, format!("`scope3` does not say what becomes of {}", silent.join(", ")))
                .at(list.label("in this part"))
                .note("all fifteen categories have a status (GHG Protocol Scope 3 Standard, 11.1)")
                .help(format!("add a line for each, for example `{first} = {{ status = \"not-evaluated\" }}`")),
        );
    }
    list.finish(problems);
    categories
}
