//! `tonne factors list` and `show`: what a table and a row are, with a citation ready to paste.

use super::Grid;
use crate::diagnostic::Problems;
use crate::factors::{About, Library, Quantity, Row, Table};
use crate::language::Language;
use std::fmt::Write as _;

/// All tables: id, published, rows, licence, verification.
///
/// # Errors
/// A table that cannot be read.
pub fn list(library: &Library) -> Result<String, Problems> {
    let mut grid = Grid::new(&["table", "published", "rows", "licence", "verified", "title"], &[2]);
    let ids: Vec<String> = library.ids().map(str::to_string).collect();
    for id in &ids {
        let table = library.table(id)?;
        let about = &table.about;
        grid.row([
            id.clone(),
            about.published.clone(),
            table.rows.len().to_string(),
            shortened(&about.licence, 28),
            about.verification.clone(),
            shortened(about.title_en.as_ref().unwrap_or(&about.title), 60),
        ]);
    }
    Ok(format!("{}\n {} tables\n", grid.text(), ids.len()))
}

/// A text of at most `most` characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_string() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

/// A table: its provenance and its rows.
pub fn table_page(table: &Table) -> String {
    let mut out = provenance(&table.about);
    let mut grid = Grid::new(&["row", "activity", "region", "value", "name"], &[]);
    for row in &table.rows {
        grid.row([row.key.clone(), row.activity.clone(), row.region.clone(), values(table, row).join("; "), shortened(&row.name, 50)]);
    }
    let _ = write!(out, "\n{}", grid.text());
    out
}

/// A row: its values, its place in the source, its provenance, and a citation.
pub fn row_page(table: &Table, row: &Row) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}#{}", table.about.id, row.key);
    let mut grid = Grid::new(&["", ""], &[]);
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            grid.row([name.to_string(), value]);
        }
    };
    say("name", if row.name_zh.is_empty() { row.name.clone() } else { format!("{} {}", row.name, row.name_zh) });
    say("activity", row.activity.clone());
    say("region", row.region.clone());
    say("stage", row.stage.name().into());
    say("calorific basis", row.basis.map_or(String::new(), |basis| basis.name().into()));
    for value in values(table, row) {
        say("value", value);
    }
    say("data year", row.data_year.map_or(String::new(), |year| year.to_string()));
    for (label, text) in &row.labels {
        say(label, text.clone());
    }
    say("locator", row.locator.clone());
    say("checked", row.checked.clone());
    say("valid", row.validity.map_or(String::new(), |validity| validity.to_string()));
    say("evidence", row.evidence.clone());
    say("note", row.note.clone());
    let _ = write!(out, "{}\n{}", grid.text(), provenance(&table.about));
    let _ = writeln!(out, "\ncite as");
    for (tag, language) in Language::NAMED {
        let _ = writeln!(out, "  {tag:<8} {}", citation(table, row, language));
    }
    out
}

/// The numbers of a row: `0.5306 kg CO2 per kWh`, `830.565 kg per m3 (density)`.
pub fn values(table: &Table, row: &Row) -> Vec<String> {
    let shown = table.values(row).map(|(column, value)| {
        let (unit, name, per) = (&column.unit, column.quantity.name(), &row.per);
        match column.quantity {
            Quantity::Property(_) if unit == per => format!("{value} ({name})"),
            Quantity::Property(_) if unit.symbol() == "%" => format!("{value} % ({name})"),
            Quantity::Property(_) => format!("{value} {unit} per {per} ({name})"),
            _ => format!("{value} {unit} {name} per {per}"),
        }
    });
    shown.collect()
}

fn provenance(about: &About) -> String {
    let years = |years: &[i16]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut out = format!("{}\n", about.id);
    let mut grid = Grid::new(&["", ""], &[]);
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            grid.row([name.to_string(), value.to_string()]);
        }
    };
    say("publisher", &about.publisher);
    say("title", &about.title);
    say("", about.title_en.as_deref().unwrap_or_default());
    say("published", &about.published);
    say("describes", &years(&about.data_years));
    say("serves", &years(&about.serves));
    say("gases", &about.gases.join(", "));
    say("GWP basis", &about.gwp_basis);
    say("url", &about.url);
    say("licence", &about.licence);
    say("attribution", &about.attribution);
    say("source SHA-256", about.source_sha256.as_deref().unwrap_or_default());
    say("source note", about.source_note.as_deref().unwrap_or_default());
    say("verification", &format!("{} on {}: {}", about.verification, about.verified_on, about.verified_how));
    say("newest as of", &about.current_on);
    say("supersedes", about.supersedes.as_deref().unwrap_or_default());
    say("superseded by", about.superseded_by.as_deref().unwrap_or_default());
    say("reason", about.reason.as_deref().unwrap_or_default());
    out.push_str(&grid.text());
    out
}

/// A citation ready to paste into a report.
pub fn citation(table: &Table, row: &Row, language: Language) -> String {
    let about = &table.about;
    let values = values(table, row).join(", ");
    let title_en = about.title_en.as_ref().unwrap_or(&about.title);
    let url = if about.url.is_empty() { String::new() } else { format!(" {}", about.url) };
    let name_zh = if row.name_zh.is_empty() { &row.name } else { &row.name_zh };
    match language {
        Language::English => {
            format!("{} ({}). {title_en}. {}: {}, {values}.{url}", about.publisher, about.published, row.locator, row.name)
        }
        Language::TraditionalChinese => {
            format!("{}（{}）。《{}》，{}：{name_zh}，{values}。{url}", about.publisher, about.published, about.title, row.locator)
        }
        Language::SimplifiedChinese => {
            format!("{}（{}）：《{}》，{}：{name_zh}，{values}。{url}", about.publisher, about.published, about.title, row.locator)
        }
    }
}
