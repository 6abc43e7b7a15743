//! The Emission Factors Hub of the US EPA: one sheet with twelve tables below each other.
//!
//! The layout was inferred: from the cells of which the shipped editions are made, and from what public programs say that read the workbooks
//! of 2021 and 2025. No copy of the publisher's own file was at hand to try it on. Rows have no ids; a row is matched to the edition before
//! by table, labels and unit, and takes its activity from there. Anything that does not fit stops the import and names the cell.

mod known;
mod layout;
mod walk;

use super::sheet::Sheet;
use super::{Imported, Source, label_of, toml_like, write_row};
use crate::delimited::written::Written;
use crate::diagnostic::Problems;
use crate::factors::{Basis, Row, Table};
use known::{Case, Known, LEVELS};
use std::collections::BTreeSet;
use walk::{Found, Harvest, walk};

const SHEET: &str = "Emission Factors Hub";

/// Imports the hub.
pub fn import(source: &Source<'_>, like: &Table) -> Result<Imported, Problems> {
    let sheet = Sheet::open(source, SHEET)?;
    let known = Known::of(like);
    let harvest = walk(&sheet, &known)?;
    let mut review = Vec::new();
    let numbers: Vec<&str> = like.columns.iter().map(|column| column.header.as_str()).collect();
    let header = ["key", "activity", "name", "region", "data_year", "stage", "basis", "per"].into_iter();
    let header = header.chain(numbers.iter().copied()).chain(like.about.labels.iter().map(String::as_str));
    let mut written = Written::under(header.chain(["locator", "checked", "note"]));
    for found in harvest.found.iter().filter(|found| !found.numbers.is_empty()) {
        let row = record(found, &sheet, &known, &harvest, &mut review);
        write_row(&mut written, &row, &mut review);
    }
    review.extend(missing(&known, &harvest));
    let year = source.published.get(..4).unwrap_or(source.published);
    let title = format!("Emission Factors for Greenhouse Gas Inventories (GHG Emission Factors Hub {year})");
    Ok(Imported { toml: toml_like(source, &like.about, &title, None), csv: written.text(), review })
}

/// The row of `factors.csv`: what the edition before says of it, with the new numbers.
fn record(found: &Found<'_>, sheet: &Sheet<'_>, known: &Known<'_>, harvest: &Harvest<'_>, review: &mut Vec<String>) -> Vec<String> {
    let like = known.like();
    let (case, row) = (&found.case, found.row.row);
    let key = format!("t{}-{}{row}", case.table, found.group.first);
    let before = known.row(case);
    let model = before.or_else(|| known.nearest(case));
    if before.is_none() {
        review.push(format!("{key}: new ({}); it serves no activity until you give it one", case.labels.join(" / ")));
    }
    let mut values: Vec<(&str, String)> = Vec::new();
    let mut note = model.map_or(String::new(), |model| model.note.clone());
    for (column, holds, value) in &found.numbers {
        let held = |name: &&&str| model.is_some_and(|model| like.number(model, name).is_some());
        let name = holds.columns.iter().find(held).or(holds.columns.first()).copied().unwrap_or_default();
        let printed = model.and_then(|model| like.number(model, name));
        let text = match printed {
            Some(printed) => sheet.displayed(found.row, *column, value, printed.scale(), review),
            None => value.text().digits,
        };
        if let Some(printed) = printed {
            note = note.replace(&format!("prints {printed}%"), &format!("prints {text}%"));
        }
        values.push((name, text));
    }
    let of = |get: fn(&Row) -> String| before.map(get).unwrap_or_default();
    let mut record = vec![
        key.clone(),
        of(|row| row.activity.clone()),
        before.map_or_else(|| case.labels.join(" / "), |row| row.name.clone()),
        before.filter(|row| row.region != like.about.region).map(|row| row.region.clone()).unwrap_or_default(),
        model.and_then(|model| model.data_year).map_or(String::new(), |_| data_year(case, harvest, review)),
        model.map_or("", |model| model.stage.name()).to_string(),
        model.and_then(|model| model.basis).map_or("", Basis::name).to_string(),
        case.per.clone(),
    ];
    for column in &like.columns {
        record.push(values.iter().find(|(name, _)| *name == column.header).map_or(String::new(), |(_, text)| text.clone()));
    }
    let levels = if case.labels.len() == 1 { &LEVELS[1..2] } else { &LEVELS };
    for name in &like.about.labels {
        let level = levels.iter().position(|level| level == name).and_then(|index| case.labels.get(index)).map_or("", String::as_str);
        let level = before.map_or(level, |before| label_of(before, name));
        record.push(if name == "table" { format!("Table {}", case.table) } else { level.to_string() });
    }
    let last = found.group.holds.len().saturating_sub(1);
    let cell = |column| crate::cell::cell_name(row, column);
    let first = walk::index(found.group.first);
    let cells = if last == 0 { format!("cell {}", cell(first)) } else { format!("cells {}:{}", cell(first), cell(first + last)) };
    record.extend([format!("table {}, {cells}", case.table), "one-source".into(), note]);
    record
}

/// The year that the rates describe, as the table says it: `eGRID2023`. It is never taken over from the edition before.
fn data_year(case: &Case, harvest: &Harvest<'_>, review: &mut Vec<String>) -> String {
    let text = harvest.texts.get(&case.table).map_or("", String::as_str);
    let years = text.match_indices("eGRID").filter_map(|(at, word)| text.get(at + word.len()..at + word.len() + 4));
    let years: BTreeSet<&str> = years.filter(|year| year.chars().all(|digit| digit.is_ascii_digit())).collect();
    if let Some(year) = years.first().filter(|_| years.len() == 1) {
        return (*year).to_string();
    }
    let point = format!("table {} does not say which one year it describes; fill in `data_year`", case.table);
    if !review.contains(&point) {
        review.push(point);
    }
    String::new()
}

/// The rows of the edition before that are not there any more; a table that is missing as a whole is one point.
fn missing(known: &Known<'_>, harvest: &Harvest<'_>) -> Vec<String> {
    let found: BTreeSet<&Case> = harvest.found.iter().filter(|found| !found.numbers.is_empty()).map(|found| &found.case).collect();
    let mut points = Vec::new();
    for table in layout::TABLES.iter().map(|table| table.number) {
        let gone = known.rows().filter(|(case, _)| case.table == table && !found.contains(case));
        if harvest.texts.contains_key(&table) {
            points.extend(gone.map(|(_, row)| format!("{}: {} is not there any more", row.key, row.name)));
        } else {
            points.push(format!("table {table} is not there; rows of the edition before: {}", gone.count()));
        }
    }
    points
}
