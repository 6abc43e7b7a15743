//! All editions of all datasets: those the binary carries, and the inventory's own. A table is read when it is first asked for.

use super::about::About;
use super::table::Table;
use crate::delimited::Delimited;
use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use crate::document::Document;
use crate::embedded;
use crate::unit::Units;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Keys of `table.toml` that are filled in when a later edition appears or somebody looks again; they are no part of what was released.
const LATER_KEYS: [&str; 3] = ["current-on", "superseded-by", "reason"];

/// The files of an edition, and what was read from them so far.
#[derive(Debug)]
struct Entry {
    files: [String; 2],
    toml: Cow<'static, [u8]>,
    csv: Cow<'static, [u8]>,
    errata: Option<(String, Cow<'static, [u8]>)>,
    own: bool,
    about: OnceLock<Result<Arc<About>, Problems>>,
    table: OnceLock<Result<Arc<Table>, Problems>>,
}

/// All editions of factor tables, by id.
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let library: &tonne::Library = trace.library();
/// let about = library.about("cn-mee/electricity@2023")?;
/// assert_eq!(about.published, "2025-12-31");
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Debug)]
pub struct Library {
    units: Arc<Units>,
    entries: BTreeMap<String, Entry>,
}

impl Library {
    /// The tables that the binary carries.
    pub fn shipped(units: Arc<Units>) -> Self {
        let mut library = Self { units, entries: BTreeMap::new() };
        for path in embedded::paths().filter(|path| path.ends_with("/table.toml")) {
            let folder = path.trim_end_matches("/table.toml");
            let Some(id) = id_of(folder) else { continue };
            let csv_path = format!("{folder}/factors.csv");
            let (Some(toml), Some(csv)) = (embedded::file(path), embedded::file(&csv_path)) else { continue };
            let files = [format!("factors/{path}"), format!("factors/{csv_path}")];
            let errata_path = format!("{folder}/errata.csv");
            let errata = embedded::file(&errata_path).map(|bytes| (format!("factors/{errata_path}"), Cow::Borrowed(bytes)));
            library.insert(id, files, Cow::Borrowed(toml), Cow::Borrowed(csv), errata, false);
        }
        library
    }

    /// Adds a table of the inventory's own, found in `folder` (`<publisher>/<dataset>/<edition>`).
    ///
    /// # Errors
    /// The folder is not three deep, or a shipped table has the same id.
    pub fn add_own(
        &mut self,
        folder: &str,
        files: [String; 2],
        toml: Vec<u8>,
        csv: Vec<u8>,
        errata: Option<Vec<u8>>,
    ) -> Result<(), Problems> {
        let Some(id) = id_of(folder) else {
            let message = format!("`{}` does not stand in <publisher>/<dataset>/<edition>/", files[0]);
            return Err(Diagnostic::error(codes::BAD_TABLE, message).into());
        };
        if self.entries.contains_key(&id) {
            let message = format!("`{}` has the id `{id}`, which a shipped table has", files[0]);
            return Err(Diagnostic::error(codes::BAD_TABLE, message).help("use your own name as the publisher").into());
        }
        let errata = errata.map(|bytes| (format!("factors/{folder}/errata.csv"), Cow::Owned(bytes)));
        self.insert(id, files, Cow::Owned(toml), Cow::Owned(csv), errata, true);
        Ok(())
    }

    fn insert(
        &mut self,
        id: String,
        files: [String; 2],
        toml: Cow<'static, [u8]>,
        csv: Cow<'static, [u8]>,
        errata: Option<(String, Cow<'static, [u8]>)>,
        own: bool,
    ) {
        let entry = Entry { files, toml, csv, errata, own, about: OnceLock::new(), table: OnceLock::new() };
        self.entries.insert(id, entry);
    }

    /// The units that tables are read with.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The ids of all editions, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The ids of the editions of a dataset, sorted.
    pub fn editions<'l>(&'l self, dataset: &'l str) -> impl Iterator<Item = &'l str> {
        self.ids().filter(move |id| id.split('@').next() == Some(dataset))
    }

    /// Whether the inventory brought any table along.
    pub fn has_own(&self) -> bool {
        self.entries.values().any(|entry| entry.own)
    }

    /// Whether the inventory brought the table along.
    pub fn is_own(&self, id: &str) -> bool {
        self.entries.get(id).is_some_and(|entry| entry.own)
    }

    /// The provenance of an edition.
    ///
    /// # Errors
    /// What is wrong with its `table.toml`; an id that is not there.
    pub fn about(&self, id: &str) -> Result<Arc<About>, Problems> {
        let entry = self.entry(id)?;
        entry
            .about
            .get_or_init(|| {
                let text = crate::delimited::decode(&entry.files[0], &entry.toml)?;
                let about = About::read(Document { file: &entry.files[0], text: &text })?;
                if about.id == id {
                    Ok(Arc::new(about))
                } else {
                    let message = format!("`{}` says its id is `{}`, but it stands where `{id}` belongs", entry.files[0], about.id);
                    Err(Diagnostic::error(codes::BAD_TABLE, message).into())
                }
            })
            .clone()
    }

    /// An edition.
    ///
    /// # Errors
    /// What is wrong with its files; an id that is not there.
    pub fn table(&self, id: &str) -> Result<Arc<Table>, Problems> {
        self.about(id)?;
        let entry = self.entry(id)?;
        let read = || {
            let text = crate::delimited::decode(&entry.files[0], &entry.toml)?;
            let mut table = Table::read([&entry.files[0], &entry.files[1]], &text, &entry.csv, &self.units)?;
            if let Some((file, bytes)) = &entry.errata {
                table.errata = super::errata::read(file, bytes, &table)?;
            }
            Ok(Arc::new(table))
        };
        entry.table.get_or_init(read).clone()
    }

    /// An edition with only those rows whose lines in `factors.csv` are kept; `None` when no line is. Reading a line costs far more than
    /// looking over its bytes. The lines of rows are then those of the shortened text.
    ///
    /// # Errors
    /// As [`Self::table`].
    pub fn table_where(&self, id: &str, keep: impl Fn(&[u8]) -> bool) -> Result<Option<Arc<Table>>, Problems> {
        let entry = self.entry(id)?;
        // A row of a shipped table is one line, which a test sees to; a table of the inventory's own may break a line inside quotes.
        if entry.own {
            return self.table(id).map(Some);
        }
        let mut lines = entry.csv.split_inclusive(|byte| *byte == b'\n');
        let mut text: Vec<u8> = lines.next().unwrap_or_default().to_vec();
        let header = text.len();
        lines.filter(|line| keep(line)).for_each(|line| text.extend_from_slice(line));
        if text.len() == header {
            return Ok(None);
        }
        let toml = crate::delimited::decode(&entry.files[0], &entry.toml)?;
        Table::read([&entry.files[0], &entry.files[1]], &toml, &text, &self.units).map(|table| Some(Arc::new(table)))
    }

    /// SHA-256, in hexadecimal, over the lines of `table.toml` except those that may be added later (`LATER_KEYS`), and then the bytes of
    /// `factors.csv`. `grep -v -E '^(current-on|superseded-by|reason) ' table.toml | cat - factors.csv | sha256sum` redoes it.
    pub fn sha256(&self, id: &str) -> Option<String> {
        let entry = self.entries.get(id)?;
        let mut hash = Sha256::new();
        for line in entry.toml.split_inclusive(|byte| *byte == b'\n') {
            if !LATER_KEYS.iter().any(|key| line.strip_prefix(key.as_bytes()).is_some_and(|rest| rest.starts_with(b" "))) {
                hash.update(line);
            }
        }
        Some(hex(&hash.chain_update(&entry.csv).finalize()))
    }

    /// Adds a table as if it were shipped.
    #[cfg(test)]
    pub fn ship(&mut self, id: &str, toml: &str, csv: &str) {
        let files = ["table.toml", "factors.csv"].map(|file| format!("factors/{}/{file}", id.replace('@', "/")));
        self.insert(id.to_string(), files, toml.to_string().into_bytes().into(), csv.to_string().into_bytes().into(), None, false);
    }

    /// Points at a cell of `factors.csv`; at the key where the row has no such cell.
    pub fn label_of_cell(&self, id: &str, row: &super::Row, column: &str) -> Label {
        let (file, bytes) = self.entries.get(id).map_or(("", &[][..]), |entry| (entry.files[1].as_str(), &entry.csv[..]));
        let line = |number: usize| bytes.split(|byte| *byte == b'\n').nth(number).unwrap_or_default();
        let (header, text) = (line(0), line(row.line.saturating_sub(1)));
        // The two lines alone, so that many findings in a long table cost little.
        if let Ok(sheet) = Delimited::read(file, &[header, b"\n", text].concat())
            && let (Some(source), Some(column)) = (sheet.rows.first(), sheet.column(column).or_else(|| sheet.column("key")))
        {
            let label = sheet.label(source, column, "");
            return Label { excerpt: Excerpt { line: row.line, ..label.excerpt }, ..label };
        }
        let text = String::from_utf8_lossy(text).trim_end_matches('\r').to_string();
        let span = 0..row.key.len().min(text.len());
        Label { excerpt: Excerpt { file: file.to_string(), line: row.line, text, cell: None }, span, text: String::new() }
    }

    /// Points at a key of `table.toml`.
    pub fn label_of_key(&self, id: &str, key: &str) -> Label {
        let (file, bytes) = self.entries.get(id).map_or(("", &[][..]), |entry| (entry.files[0].as_str(), &entry.toml[..]));
        let text = String::from_utf8_lossy(bytes);
        let found = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
        let (index, line) = found.unwrap_or((0, text.lines().next().unwrap_or_default()));
        Label {
            excerpt: Excerpt { file: file.to_string(), line: index + 1, text: line.to_string(), cell: None },
            span: 0..line.len(),
            text: String::new(),
        }
    }

    /// Finds a row by its full name, `dataset@edition#key`.
    ///
    /// # Errors
    /// Not of that form, no such table, or no such row; with the nearest that exist.
    pub fn row(&self, reference: &str) -> Result<(Arc<Table>, usize), Problems> {
        let Some((id, key)) = reference.split_once('#') else {
            return Err(Diagnostic::error(codes::UNKNOWN_FACTOR, format!("`{reference}` is not the full name of a factor"))
                .help("a factor is named `publisher/dataset@edition#row`; `tonne factors search` prints such names")
                .into());
        };
        let table = self.table(id)?;
        match table.rows.iter().position(|row| row.key == key) {
            Some(row) => Ok((table, row)),
            None => Err(Diagnostic::error(codes::UNKNOWN_FACTOR, format!("`{id}` has no row `{key}`"))
                .suggest(key, table.rows.iter().map(|row| row.key.as_str()))
                .help(format!("`tonne factors show {id}` lists its rows"))
                .into()),
        }
    }

    fn entry(&self, id: &str) -> Result<&Entry, Problems> {
        self.entries.get(id).ok_or_else(|| self.unknown(id).into())
    }

    /// Why `id` is no table, without a place.
    pub fn unknown(&self, id: &str) -> Diagnostic {
        let dataset = id.split('@').next().unwrap_or_default();
        let editions: Vec<_> = self.editions(dataset).collect();
        let diagnostic = Diagnostic::error(codes::UNKNOWN_TABLE, format!("there is no table `{id}`"));
        if editions.is_empty() {
            let datasets = self.ids().map(|id| id.split('@').next().unwrap_or_default());
            diagnostic.suggest(dataset, datasets).help("`tonne factors list` prints all tables")
        } else {
            diagnostic.help(format!("editions of `{dataset}`: {}", editions.join(", ")))
        }
    }
}

/// `cn-mee/electricity/2023` becomes `cn-mee/electricity@2023`.
fn id_of(folder: &str) -> Option<String> {
    let parts: Vec<&str> = folder.split('/').collect();
    match parts.as_slice() {
        [publisher, dataset, edition] => Some(format!("{publisher}/{dataset}@{edition}")),
        _ => None,
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
