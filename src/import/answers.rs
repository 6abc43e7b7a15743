//! What a person has said of a file already: on the command line, before anything is proposed.

use std::collections::BTreeMap;

/// What a person has said.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// What holds for the file or for all its rows: `sheet`, `encoding`, or a field such as `site`.
    pub said: BTreeMap<String, String>,
    /// What columns are, by their headers: a field, or `ignore`.
    pub columns: BTreeMap<String, String>,
    /// What words of the file stand for: field and word.
    pub values: BTreeMap<(String, String), String>,
}

/// What can be said of a file, besides fields.
pub const OF_THE_FILE: [&str; 12] = [
    "sheet",
    "header-row",
    "encoding",
    "separator",
    "thousands-separator",
    "decimal",
    "negative",
    "dates",
    "hidden-rows",
    "last-row",
    "skip-rows",
    "blank-months",
];

impl Answers {
    /// What was said under a key.
    pub fn said(&self, key: &str) -> Option<&str> {
        self.said.get(key).map(String::as_str)
    }
}
