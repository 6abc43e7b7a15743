//! An inventory that is in no folder: its files as values, by their names from where the folder would be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Arc;

/// The files of an inventory as values, by their names: `inventory.toml`, `factors/acme/grid/2025/table.toml`. A later file of a name takes
/// the place of an earlier one.
///
/// ```
/// // A manifest alone is no inventory: it lacks a period, sites, the status of its categories ...
/// let files = tonne::Files::with_manifest("[inventory]\norganisation = \"Made up\"\n");
/// let problems = tonne::Inventory::of(files).compute().unwrap_err();
/// assert!(problems.to_string().contains("inventory.toml"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, Arc<[u8]>>);

impl Files {
    /// Those of an inventory whose `inventory.toml` has that text.
    pub fn with_manifest(text: &str) -> Self {
        Self::default().with_file("inventory.toml", text.as_bytes().to_vec())
    }

    /// Adds a ledger of records in CSV, under the name that the manifest gives to it; every value as text, as a cell would hold it.
    #[must_use]
    pub fn with_records<'v, R>(self, name: &str, columns: &[&str], records: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = &'v str>,
    {
        // Not the writer of CSV for people, whose guard against formulas of spreadsheets would change what records say.
        let mut text = String::new();
        let mut row = |values: &mut dyn Iterator<Item = &str>| {
            let cells: Vec<String> = values.map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        };
        row(&mut columns.iter().copied());
        records.into_iter().for_each(|record| row(&mut record.into_iter()));
        self.with_file(name, text.into_bytes())
    }

    /// Adds a factor table of the inventory's own, `publisher/dataset/edition`: the text of its `table.toml`, and of its `factors.csv`.
    #[must_use]
    pub fn with_table(self, edition: &str, about: &str, factors: &str) -> Self {
        let about = self.with_file(&format!("factors/{edition}/table.toml"), about.as_bytes().to_vec());
        about.with_file(&format!("factors/{edition}/factors.csv"), factors.as_bytes().to_vec())
    }

    /// Adds a file of any kind: a workbook, a register of instruments, the inventory of a subsidiary.
    #[must_use]
    pub fn with_file(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.0.insert(name_of(Path::new(name)), bytes.into());
        self
    }

    /// The bytes of a file.
    pub(super) fn get(&self, path: &Path) -> Option<Arc<[u8]>> {
        self.0.get(&name_of(path)).map(Arc::clone)
    }

    /// The names of the folders in a folder, sorted.
    pub(super) fn folders(&self, path: &Path) -> Vec<String> {
        let prefix = format!("{}/", name_of(path));
        let below = self.0.keys().filter_map(|name| name.strip_prefix(&prefix)?.split_once('/'));
        below.map(|(folder, _)| folder.to_string()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// A path as a name: `./a/../b.csv` is `b.csv`.
fn name_of(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => _ = parts.pop(),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    parts.join("/")
}
