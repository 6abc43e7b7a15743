//! Evidence: what records name as their proof, and which of it is a file in the folder of the inventory.
//!
//! The column `evidence` is free text. It may hold several parts between semicolons. A part that is the name of a file, from the folder of
//! the inventory that names the ledger, is that file. A part with the ending of a document that is not there is reported, not guessed.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::figure::Key;
use crate::fingerprint::Fingerprint;
use crate::folder::{Folder, leads_outside};
use crate::ledger::Field;
use crate::number::Exact;
use crate::totals::contributions;
use crate::trace::{Line, Trace};
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
    /// What looks like a file and is not there: its name, and the indices of the lines that name it.
    pub missing: BTreeMap<String, Vec<usize>>,
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
    /// The evidence that the lines of a trace name.
    pub fn of(trace: &Trace, folder: &Folder) -> Self {
        let mut evidence = Self::default();
        let inventories = inventories(trace);
        let mut known: BTreeMap<(String, &str), Vec<Part>> = BTreeMap::new();
        for (index, line) in trace.lines.iter().enumerate().filter(|(_, line)| !line.record.evidence.is_empty()) {
            let key = (own_folder(line, &inventories).to_string(), line.record.evidence.as_str());
            let parts = known.entry(key).or_insert_with_key(|(own, text)| parts(text, own, folder));
            for part in parts.iter() {
                match part {
                    Part::File(name) => _ = evidence.files.insert(name.clone()),
                    Part::Missing(name) => evidence.missing.entry(name.clone()).or_default().push(index),
                    Part::Elsewhere(_) => {}
                }
            }
        }
        evidence
    }

    /// One finding for each file that is not there.
    pub fn findings(&self, trace: &Trace) -> Vec<Diagnostic> {
        let missing = self.missing.iter().map(|(name, lines)| {
            let who = if lines.len() == 1 { "1 record names".to_string() } else { format!("{} records name", lines.len()) };
            let message = format!("{who} `{name}` as evidence, and there is no such file in the folder");
            let diagnostic = Diagnostic::finding(codes::EVIDENCE_MISSING, message);
            match lines.first().and_then(|index| trace.lines.get(*index)) {
                Some(line) => diagnostic.at(line.record.place.label(Field::Evidence, "the first of them")),
                None => diagnostic,
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
    /// How many lines name it.
    pub lines: usize,
    /// What they add to the figure; a line that names two documents counts with each.
    pub value: Exact,
    /// The fingerprint, of a file.
    pub fingerprint: Option<Fingerprint>,
}

/// The evidence behind figures, figure by figure, in the order of `figures`.
///
/// # Errors
/// A file that is there cannot be read.
pub fn behind(figures: &[Key], trace: &Trace, folder: &Folder) -> Result<Vec<Proof>, Problems> {
    let inventories = inventories(trace);
    let mut found: BTreeMap<(usize, Option<Part>), (usize, Exact)> = BTreeMap::new();
    for line in &trace.lines {
        let mut named: Vec<Option<Part>> =
            parts(&line.record.evidence, own_folder(line, &inventories), folder).into_iter().map(Some).collect();
        if named.is_empty() {
            named.push(None);
        }
        let adds = contributions(line, trace);
        for (index, figure) in figures.iter().enumerate() {
            let values: Vec<&Exact> = adds.iter().filter(|(key, _)| key == figure).map(|(_, value)| value).collect();
            if !values.is_empty() {
                let value = Exact::sum(values);
                for part in &named {
                    let (lines, sum) = found.entry((index, part.clone())).or_insert_with(|| (0, Exact::zero()));
                    *lines += 1;
                    *sum = sum.plus(&value);
                }
            }
        }
    }
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
fn own_folder<'t>(line: &Line, inventories: &[&'t str]) -> &'t str {
    let file = line.record.place.file();
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
