//! The list of all tables that the binary carries, as Markdown: `docs/reference/factor-tables.md`.

use crate::diagnostic::Problems;
use crate::factors::erratum::Erratum;
use crate::factors::{About, Library, Table};
use crate::number::rounding::group;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// The columns of the list.
const TITLES: [&str; 8] = ["edition", "title", "published", "describes or serves", "rows", "licence", "verified", "newest as of"];

/// A count, then a list for each publisher, and the errata.
///
/// # Errors
/// A table that cannot be read.
pub fn factor_tables(library: &Library) -> Result<String, Problems> {
    let mut publishers: BTreeMap<&str, Vec<Arc<Table>>> = BTreeMap::new();
    for id in library.ids().filter(|id| !library.is_own(id)) {
        publishers.entry(id.split('/').next().unwrap_or_default()).or_default().push(library.table(id)?);
    }
    let tables = || publishers.values().flatten();
    let rows: usize = tables().map(|table| table.rows.len()).sum();
    let mut out = format!("{} editions, {} rows.\n", tables().count(), group(&rows.to_string()));
    for (publisher, tables) in &publishers {
        let _ = write!(out, "\n## {publisher}\n\n{}\n\n", names(tables));
        let _ = writeln!(out, "| {} |\n|{}", TITLES.join(" | "), " --- |".repeat(TITLES.len()));
        for table in tables {
            let _ = writeln!(out, "| {} |", cells(table, library).map(|cell| cell.replace('|', "\\|")).join(" | "));
        }
    }
    let errata: Vec<String> = tables().flat_map(|table| table.errata.iter().map(|erratum| erratum_line(table, erratum))).collect();
    if !errata.is_empty() {
        let _ = write!(
            out,
            "\n## Errata\n\nNumbers that were found wrong or are doubted. The editions stay as they were released.\n\n{}",
            errata.concat()
        );
    }
    Ok(out)
}

/// The names of the publisher, which change now and then.
fn names(tables: &[Arc<Table>]) -> String {
    let mut names: Vec<&str> = tables.iter().map(|table| table.about.publisher.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join("; ")
}

fn erratum_line(table: &Table, erratum: &Erratum) -> String {
    // Where no right number is known, the erratum says its note by itself.
    let note = if erratum.corrected.is_empty() || erratum.note.is_empty() { String::new() } else { format!("; {}", erratum.note) };
    format!("- `{}#{}`, column `{}`: {erratum}{note}\n", table.about.id, erratum.key, erratum.column)
}

fn cells(table: &Table, library: &Library) -> [String; TITLES.len()] {
    let about = &table.about;
    let title = match &about.title_en {
        Some(english) => format!("{english}<br>{}", about.title),
        None => about.title.clone(),
    };
    let newest = match &about.superseded_by {
        Some(newer) if library.ids().any(|id| id == newer) => format!("superseded by `{newer}`"),
        Some(newer) => format!("superseded by `{newer}`, which is not shipped"),
        None => about.current_on.clone(),
    };
    let id = format!("`{}`", about.id);
    let rows = group(&table.rows.len().to_string());
    [id, title, about.published.clone(), years(about), rows, about.licence.clone(), about.verification.clone(), newest]
}

/// `2023; serves 2025`; runs of years are shortened.
fn years(about: &About) -> String {
    let list = |years: &[i16]| match years {
        [first, .., last] if years.len() > 2 && i16::try_from(years.len()).is_ok_and(|count| last - first + 1 == count) => {
            format!("{first} to {last}")
        }
        years => years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let serves = if about.serves.is_empty() { String::new() } else { format!("serves {}", list(&about.serves)) };
    [list(&about.data_years), serves].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}
