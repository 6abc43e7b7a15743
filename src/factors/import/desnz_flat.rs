//! The flat file of the UK Government's conversion factors: sheet `Factors by Category`, one row per factor and gas.
//!
//! Rows carry ids since 2023 (`1_100_1000_15_1`; the last part is 1 for the total, 2 CO2, 3 CH4, 4 N2O), and the ids stay from year to
//! year. A row that the edition before has keeps its activity; a new one has none until a person gives it one.

use super::sheet::{Cells, Sheet};
use super::{Imported, Source, label_of, toml_like, write_row};
use crate::delimited::written::Written;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::factors::{Basis, Row, Table};
use crate::number::Exact;
use std::collections::{BTreeMap, BTreeSet};

const SHEET: &str = "Factors by Category";

/// The columns of the sheet by their titles; the last title goes on with the year.
const TITLES: [&str; 10] =
    ["ID", "Scope", "Level 1", "Level 2", "Level 3", "Level 4", "Column Text", "UOM", "GHG/Unit", "GHG Conversion Factor"];

/// The decimals that the workbook displays in nearly all rows.
const DISPLAYED: u32 = 5;

/// The gas texts, without ` per unit`, and the columns of the table that hold them.
const GASES: [(&str, &str); 5] = [
    ("kg CO2e", "co2e"),
    ("kg CO2e of CO2", "co2e_of_co2"),
    ("kg CO2e of CH4", "co2e_of_ch4"),
    ("kg CO2e of N2O", "co2e_of_n2o"),
    ("kWh (Net CV)", "energy"),
];

/// Imports the flat file.
pub fn import(source: &Source<'_>, like: &Table) -> Result<Imported, Problems> {
    let sheet = Sheet::open(source, SHEET)?;
    let (header, year) = header(source, &sheet)?;
    let mut problems = Problems::default();
    let known = Known::of(like);
    let mut groups: BTreeMap<String, Vec<(&'static str, &Cells, String)>> = BTreeMap::new();
    let mut order = Vec::new();
    let mut review = Vec::new();
    for row in sheet.rows.iter().skip(header + 1).filter(|row| !row.get(0).is_empty()) {
        let Some(column) = known.check(row, &sheet, &mut problems) else { continue };
        let Some(number) = sheet.number(row, 9, &mut problems) else { continue };
        let value = sheet.displayed(row, 9, &Exact::from(number), DISPLAYED, &mut review);
        let group = row.get(0).rsplit_once('_').map_or(row.get(0), |(group, _)| group).to_string();
        if !groups.contains_key(&group) {
            order.push(group.clone());
        }
        groups.entry(group).or_default().push((column, row, value));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let numbers: Vec<&str> = like.columns.iter().map(|column| column.header.as_str()).collect();
    let fixed = ["key", "activity", "name", "region", "stage", "basis", "per"];
    let header: Vec<&str> = fixed
        .into_iter()
        .chain(numbers.iter().copied())
        .chain(like.about.labels.iter().map(String::as_str))
        .chain(["locator", "note"])
        .collect();
    let mut written = Written::under(header);
    for group in order.iter().filter_map(|group| groups.get(group)) {
        let row = record(group, like, &numbers, &known, &mut review);
        write_row(&mut written, &row, &mut review);
    }
    let title = format!("UK Government GHG Conversion Factors for Company Reporting {year}, flat file");
    Ok(Imported { toml: toml_like(source, &like.about, &title, year.parse().ok()), csv: written.text(), review })
}

/// The index of the header row and the year in its last title.
fn header(source: &Source<'_>, sheet: &Sheet<'_>) -> Result<(usize, String), Problems> {
    let is_header = |row: &Cells| TITLES.iter().enumerate().all(|(column, title)| row.get(column).starts_with(title));
    let found = sheet.rows.iter().enumerate().take(30).find(|(_, row)| is_header(row));
    found.map(|(index, row)| (index, row.get(9).trim_start_matches(TITLES[9]).trim().to_string())).ok_or_else(|| {
        let message = format!("sheet `{SHEET}` of `{}` has no row with the titles of the flat file", source.file);
        Diagnostic::error(codes::MISSING_COLUMN, message).help(format!("titles: {}", TITLES.join(", "))).into()
    })
}

/// The labels and units that the edition before knows.
struct Known<'a> {
    headings: BTreeSet<(&'a str, &'a str, &'a str)>,
    units: BTreeMap<&'a str, (&'a Row, Option<Basis>)>,
}

impl<'a> Known<'a> {
    fn of(like: &'a Table) -> Self {
        let headings = like.rows.iter().map(|row| (label_of(row, "scope"), label_of(row, "level1"), label_of(row, "level2"))).collect();
        let units = like.rows.iter().map(|row| (label_of(row, "unit_as_published"), (row, row.basis))).collect();
        Self { headings, units }
    }

    /// The number column of a row; a heading, unit or gas that is not known stops the import.
    fn check(&self, row: &Cells, sheet: &Sheet<'_>, problems: &mut Problems) -> Option<&'static str> {
        let mut refuse = |column: usize, what: &str, known: Vec<&str>| {
            let message = format!("the {what} `{}` is not known", row.get(column));
            let diagnostic = Diagnostic::error(codes::UNKNOWN_LABEL, message).at(sheet.label(row, column)).suggest(row.get(column), known);
            problems.push(diagnostic.help("look what it means; then teach it to src/factors/import/desnz_flat.rs or add the row by hand"));
        };
        let heading = (row.get(1), row.get(2), row.get(3));
        if !self.headings.contains(&heading) {
            let known = self.headings.iter().map(|(_, _, level2)| *level2).collect();
            refuse(3, "heading", known);
            return None;
        }
        if !self.units.contains_key(row.get(7)) {
            refuse(7, "unit", self.units.keys().copied().collect());
            return None;
        }
        let gas = row.get(8).trim_end_matches(" per unit");
        let column = GASES.iter().find(|(text, _)| *text == gas).map(|(_, column)| *column);
        if column.is_none() {
            refuse(8, "gas", GASES.iter().map(|(text, _)| *text).collect());
        }
        // Outside of scopes, the total is CO2 of biological origin.
        column.map(|column| if row.get(1) == "Outside of Scopes" || row.get(2) == "Outside of scopes" { "biogenic_co2" } else { column })
    }
}

/// The row of `factors.csv` for the rows of one group.
fn record(group: &[(&str, &Cells, String)], like: &Table, numbers: &[&str], known: &Known<'_>, review: &mut Vec<String>) -> Vec<String> {
    let (_, first, _) = &group[0];
    let key = first.get(0);
    let before = like.row(key);
    let (unit_row, basis) = known.units[first.get(7)];
    if before.is_none() {
        review.push(format!("{key}: new; it serves no activity until you give it one"));
    }
    let levels: Vec<&str> = (2..7).map(|index| first.get(index)).filter(|text| !text.is_empty()).collect();
    let name = levels.join(" / ");
    if let Some(before) = before.filter(|before| before.name != name) {
        review.push(format!("{key}: named `{name}`, before `{}`", before.name));
    }
    let text = |get: fn(&Row) -> String| before.map(get).unwrap_or_default();
    let basis_text = if first.get(7).contains("CV)") || group[0].0 == "energy" { basis.map_or("", Basis::name) } else { "" };
    let mut record = vec![
        key.to_string(),
        text(|row| row.activity.clone()),
        name,
        before.filter(|row| row.region != like.about.region).map(|row| row.region.clone()).unwrap_or_default(),
        text(|row| row.stage.name().to_string()),
        before.map_or(basis_text, |row| row.basis.map_or("", Basis::name)).to_string(),
        before.map_or(unit_row.per.symbol(), |row| row.per.symbol()).to_string(),
    ];
    for column in numbers {
        let value = group.iter().find(|(held, _, _)| held == column).map(|(_, _, value)| value.clone());
        record.push(value.unwrap_or_default());
    }
    for label in &like.about.labels {
        record.push(match label.as_str() {
            "scope" => first.get(1).into(),
            "level1" => first.get(2).into(),
            "level2" => first.get(3).into(),
            "level3" => first.get(4).into(),
            "level4" => first.get(5).into(),
            "column_text" => first.get(6).into(),
            "unit_as_published" => first.get(7).into(),
            other => before.map_or(String::new(), |row| label_of(row, other).to_string()),
        });
    }
    record.push(format!("sheet \"{SHEET}\", row {}", first.row));
    record.push(String::new());
    record
}
