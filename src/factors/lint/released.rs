//! A released edition never changes: the digest of each stands in `factors/RELEASED.csv`, so that an edited one fails.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::embedded;
use crate::factors::library::Library;
use std::collections::BTreeMap;

/// The list of digests: a row `edition,sha256` for each, sorted.
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
    compare(subject.library, &subject.table.about.id, &recorded())
}

fn compare(library: &Library, id: &str, recorded: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    if library.is_own(id) {
        return Vec::new();
    }
    let here = library.label_of_key(id, "id");
    let digest = library.sha256(id).unwrap_or_default();
    match recorded.get(id) {
        Some(recorded) if *recorded == digest => Vec::new(),
        Some(recorded) => vec![
            Diagnostic::error(codes::EDITION_EDITED, format!("`{id}` was edited after its release"))
                .at(here)
                .note(format!("released: {recorded}"))
                .note(format!("now:      {digest}"))
                .help("put the old bytes back, and make a new edition that names this one under `supersedes`, with the reason"),
        ],
        None => vec![
            Diagnostic::error(codes::EDITION_UNRECORDED, format!("`{id}` is not in factors/RELEASED.csv"))
                .at(here)
                .help("when it is ready for release: UPDATE=1 cargo test --test suite tables::"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Style, render};
    use crate::unit::Units;
    use std::path::Path;
    use std::sync::Arc;

    const ID: &str = "example/own@1";
    const TOML: &str = "id = \"example/own@1\"\nlicence = \"none\"\ncurrent-on = \"2026-01-01\"\n";
    const CSV: &str = "key,activity,name,per,co2,locator\nboiler,fuel/diesel,Boiler (made up),L,2.68,page 1\n";

    fn library(toml: &str, csv: &str) -> Library {
        let mut library = Library::shipped(Arc::new(Units::shipped()));
        library.ship(ID, toml, csv);
        library
    }

    /// What the lint says of an edition that was released as [`TOML`] and [`CSV`].
    fn found(toml: &str, csv: &str) -> Vec<Diagnostic> {
        let released = library(TOML, CSV).sha256(ID).unwrap();
        compare(&library(toml, csv), ID, &BTreeMap::from([(ID.to_string(), released)]))
    }

    /// The page of a code shows the message that the lint gives.
    fn is_on_its_page(found: &[Diagnostic]) {
        assert_eq!(found.len(), 1);
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/reference/errors/{}.md", found[0].code));
        let page = std::fs::read_to_string(&page).unwrap_or_default().replace("\r\n", "\n");
        let message = render(&found[0], Style::Plain);
        assert!(page.contains(&message), "{} does not show\n{message}", found[0].code);
    }

    #[test]
    fn an_edited_edition_is_refused() {
        assert_eq!(found(TOML, CSV), []);
        is_on_its_page(&found(TOML, &CSV.replace("2.68", "2.86")));
        assert_eq!(found(&TOML.replace("none", "other"), CSV).len(), 1);
    }

    #[test]
    fn what_is_known_only_later_is_no_edit() {
        let later = TOML.replace("2026-01-01", "2026-11-23") + "superseded-by = \"example/own@2\"\nreason = \"A misprint.\"\n";
        assert_eq!(found(&later, CSV), []);
    }

    #[test]
    fn an_edition_that_nobody_recorded_is_refused() {
        is_on_its_page(&compare(&library(TOML, CSV), ID, &BTreeMap::new()));
    }
}
