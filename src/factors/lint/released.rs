//! A released edition never changes: the digest of each stands in `factors/RELEASED`, so that an edited one fails.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::embedded;
use crate::factors::library::Library;
use std::collections::BTreeMap;

/// The list of digests: `<digest>  <id>` a line, sorted by id.
const FILE: &str = "RELEASED.csv";

/// The recorded digest of each edition.
pub fn recorded() -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(embedded::file(FILE).unwrap_or_default());
    let rows = reader.records().flatten();
    rows.filter_map(|row| Some((row.get(0)?.to_string(), row.get(1)?.to_string()))).collect()
}

/// What `RELEASED.csv` has to hold for a library.
pub fn digest_list(library: &Library) -> String {
    let shipped = library.ids().filter(|id| !library.is_own(id));
    let lines = shipped.map(|id| format!("{id},{}\n", library.sha256(id).unwrap_or_default()));
    std::iter::once("edition,sha256\n".to_string()).chain(lines).collect()
}

/// A shipped edition is the one that was released. An inventory's own tables are its own business.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let id = &subject.table.about.id;
    if subject.library.is_own(id) {
        return Vec::new();
    }
    let label = || subject.library.label_of_key(id, "id");
    match recorded().get(id) {
        Some(recorded) if Some(recorded) == subject.library.sha256(id).as_ref() => Vec::new(),
        Some(_) => vec![
            Diagnostic::error(codes::EDITION_EDITED, format!("`{id}` was edited after its release"))
                .at(label())
                .help("put the old bytes back, and make a new edition that names this one under `supersedes`, with the reason"),
        ],
        None => vec![
            Diagnostic::error(codes::EDITION_UNRECORDED, format!("`{id}` is not in factors/RELEASED.csv"))
                .at(label())
                .help("when it is ready for release, run the test `released_editions_are_recorded` with UPDATE=1"),
        ],
    }
}
