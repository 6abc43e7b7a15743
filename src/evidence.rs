//! Evidence: what records name as their proof, and which of it is a file in the folder of the inventory.
//!
//! The column `evidence` is free text. It may hold several parts between semicolons. A part that is the name of a file, from the folder of
//! the inventory that names the ledger, is that file. A part with the ending of a document that is not there is reported, not guessed.

use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::figure::Key;
use crate::fingerprint::Fingerprint;
use crate::folder::{Folder, leads_outside};
use crate::ledger::Field;
use crate::number::Exact;
use crate::rows::{Adds, Rows};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Endings by which a part that is no file of the folder looks like one.
const ENDINGS: [&str; 26] = [
    "bmp", "csv", "doc", "docx", "eml", "gif", "heic", "htm", "html", "jpeg", "jpg", "json", "md", "msg", "ods", "odt", "pdf", "png",
    "rtf", "tif", "tiff", "txt", "xls", "xlsx", "xml", "zip",
];

/// The evidence of an inventory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The files that are there, by their names from the folder of the inventory.
    pub files: BTreeSet<String>,
    /// What looks like a file and is not there, by its name.
    pub missing: BTreeMap<String, Missing>,
}

/// A file that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// How many rows name it.
    pub rows: u64,
    /// Where the first of them stands: ledger and line, and its cell where that is at hand.
    pub first: (String, usize, Option<Label>),
}

/// A part of what a line names as evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A file of the folder.
    File(String),
    /// The name of a file that is not there.
    Missing(String),
    /// A document that is kept elsewhere.
    Elsewhere(String),
}

impl Evidence {
    /// The evidence that the rows behind a trace name.
    ///
    /// # Errors
    /// The rows cannot be read again.
    pub fn of(rows: &Rows<'_>, folder: &Folder) -> Result<Self, Problems> {
        let mut evidence = Self::default();
        let inventories = inventories(rows.trace());
        let mut known: BTreeMap<String, BTreeMap<String, Vec<Part>>> = BTreeMap::new();
        rows.each(&mut |row| {
            if row.evidence.is_empty() {
                return;
            }
            let own = own_folder(row.file, &inventories);
            let of_folder = known.entry(own.to_string()).or_default();
            if !of_folder.contains_key(row.evidence) {
                of_folder.insert(row.evidence.to_string(), parts(row.evidence, own, folder));
            }
            for part in of_folder.get(row.evidence).into_iter().flatten() {
                match part {
                    Part::File(name) => _ = evidence.files.insert(name.clone()),
                    Part::Missing(name) => {
                        let label = || row.label(Field::Evidence, "the first of them");
                        let first = || Missing { rows: 0, first: (row.file.to_string(), row.at, label()) };
                        evidence.missing.entry(name.clone()).or_insert_with(first).rows += 1;
                    }
                    Part::Elsewhere(_) => {}
                }
            }
        })?;
        Ok(evidence)
    }

    /// One finding for each file that is not there.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let missing = self.missing.iter().map(|(name, Missing { rows, first: (file, line, label) })| {
            let who = if *rows == 1 { "1 record names".to_string() } else { format!("{rows} records name") };
            let message = format!("{who} `{name}` as evidence, and there is no such file in the folder");
            let diagnostic = Diagnostic::finding(codes::EVIDENCE_MISSING, message);
            match label {
                Some(label) => diagnostic.at(label.clone()),
                None => diagnostic.note(format!("the first of them: {file}:{line}")),
            }
        });
        missing.collect()
    }
}

/// What stands behind a figure: one document, and what the lines that name it add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The figure.
    pub figure: String,
    /// The document; none where lines name no evidence.
    pub part: Option<Part>,
    /// How many rows name it.
    pub lines: usize,
    /// What they add to the figure; a line that names two documents counts with each.
    pub value: Exact,
    /// The fingerprint, of a file.
    pub fingerprint: Option<Fingerprint>,
}

/// The evidence behind figures, figure by figure, in the order of `figures`.
///
/// # Errors
/// The rows cannot be read again, or a file that is there cannot be read.
pub fn behind(figures: &[Key], rows: &Rows<'_>, folder: &Folder) -> Result<Vec<Proof>, Problems> {
    let inventories = inventories(rows.trace());
    let mut adds: Vec<Adds> = figures.iter().map(|figure| Adds::to(figure, rows.trace())).collect();
    let mut known: BTreeMap<(String, String), Vec<Option<Part>>> = BTreeMap::new();
    let mut found: BTreeMap<(usize, Option<Part>), (usize, Exact)> = BTreeMap::new();
    rows.each(&mut |row| {
        let own = own_folder(row.file, &inventories);
        let named = known.entry((own.to_string(), row.evidence.to_string())).or_insert_with_key(|(own, text)| {
            let parts = parts(text, own, folder);
            if parts.is_empty() { vec![None] } else { parts.into_iter().map(Some).collect() }
        });
        for (index, adds) in adds.iter_mut().enumerate() {
            let Some(value) = adds.of(row) else { continue };
            for part in named.iter() {
                let (lines, sum) = found.entry((index, part.clone())).or_insert_with(|| (0, Exact::zero()));
                *lines += 1;
                *sum = sum.plus(&value);
            }
        }
    })?;
    let mut fingerprints: BTreeMap<String, Fingerprint> = BTreeMap::new();
    let mut proofs = Vec::new();
    for ((index, part), (lines, value)) in found {
        if let Some(Part::File(name)) = &part
            && !fingerprints.contains_key(name)
        {
            fingerprints.insert(name.clone(), fingerprint(folder, name)?);
        }
        let fingerprint = match &part {
            Some(Part::File(name)) => fingerprints.get(name).cloned(),
            _ => None,
        };
        let figure = figures.get(index).map(ToString::to_string).unwrap_or_default();
        proofs.push(Proof { figure, part, lines, value, fingerprint });
    }
    Ok(proofs)
}

/// The fingerprint of a file in the folder.
///
/// # Errors
/// It cannot be read.
pub fn fingerprint(folder: &Folder, name: &str) -> Result<Fingerprint, Diagnostic> {
    Fingerprint::of(folder.open(name)?.file)
        .map_err(|error| Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` cannot be read: {}", error.kind())))
}

/// The folders of the inventories that a trace is made of: `""`, and those of subsidiaries, with `/` behind them.
fn inventories(trace: &Trace) -> Vec<&str> {
    trace.files.iter().filter_map(|file| file.strip_suffix("inventory.toml").filter(|own| own.is_empty() || own.ends_with('/'))).collect()
}

/// The folder of the inventory that a line belongs to: the nearest above its ledger.
fn own_folder<'t>(file: &str, inventories: &[&'t str]) -> &'t str {
    inventories.iter().copied().filter(|own| file.starts_with(own)).max_by_key(|own| own.len()).unwrap_or_default()
}

fn parts(text: &str, own: &str, folder: &Folder) -> Vec<Part> {
    let each = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    each.map(|part| {
        let name = format!("{own}{part}");
        if !leads_outside(part) && folder.holds(&name) {
            Part::File(name)
        } else if looks_like_a_file(part) {
            Part::Missing(name)
        } else {
            Part::Elsewhere(part.to_string())
        }
    })
    .collect()
}

fn looks_like_a_file(part: &str) -> bool {
    let ending = Path::new(part).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) && !part.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_file() {
        for (text, is_file) in [
            ("invoices/2025-03.pdf", true),
            ("Meter.XLSX", true),
            ("Kingsoft Cloud 2025 ESG report, environmental KPIs", false),
            ("invoice no. 12", false),
            ("https://example.com/report.pdf", false),
            ("v1.2", false),
            (".pdf", false),
        ] {
            assert_eq!(looks_like_a_file(text), is_file, "{text}");
        }
    }
}
