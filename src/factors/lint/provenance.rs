//! A table says who checked it, under which licence it may be used, and where the source is.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};

/// The words that `status` and `checked` know.
const CHECKED: [&str; 5] = ["publisher", "two-sources", "one-source", "derived", "mixed"];

/// Licence, attribution, source, verification, and the tables that it refers to.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let about = &subject.table.about;
    let mut found = Vec::new();
    let mut say = |key: &str, message: String| {
        found.push(Diagnostic::error(codes::BAD_TABLE, message).at(subject.library.label_of_key(&about.id, key)));
    };
    for (key, text) in
        [("licence", &about.licence), ("attribution", &about.attribution), ("publisher", &about.publisher), ("title", &about.title)]
    {
        if text.trim().is_empty() {
            say(key, format!("`{key}` is empty"));
        }
    }
    if about.url.is_empty() && about.source_note.is_none() {
        say("url", "`url` is empty and no `source-note` says why".into());
    }
    if !CHECKED.contains(&about.verification.as_str()) {
        say("status", format!("`{}` is no status of verification: it is one of {}", about.verification, CHECKED.join(", ")));
    }
    if !["none", "mixed"].contains(&about.gwp_basis.as_str()) && !subject.library.ids().any(|id| id == about.gwp_basis) {
        say("gwp-basis", format!("`{}` is neither `none`, `mixed` nor a table", about.gwp_basis));
    }
    if about.superseded_by.is_some() && about.reason.is_none() {
        say("superseded-by", "`superseded-by` without `reason`".into());
    }
    for row in subject.table.rows.iter().filter(|row| !row.checked.is_empty() && !CHECKED.contains(&row.checked.as_str())) {
        let message = format!("`{}` is not a way of checking: it is one of {}", row.checked, CHECKED.join(", "));
        found.push(Diagnostic::error(codes::BAD_TABLE, message).at(subject.library.label_of_cell(&about.id, row, "checked")));
    }
    found
}
