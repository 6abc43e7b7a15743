//! Pages of the documentation that are made from data are current: activities.md, units.md and factor-tables.md of
//! docs/reference/.
//!
//! After a change of the data, or of the tables that serve an activity: `UPDATE=1 cargo test --test suite generated::`, then read the diff.

use crate::current;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use tonne::activity::Activities;
use tonne::factors::Library;
use tonne::number::Exact;
use tonne::unit::{Unit, Units};

const ADVICE: &str = "run `UPDATE=1 cargo test --test suite generated::` and read the diff";

#[test]
fn the_page_of_activities_is_current() {
    assert!(current::is_current("docs/reference/activities.md", &activities_page()), "{ADVICE}");
}

#[test]
fn the_page_of_units_is_current() {
    assert!(current::is_current("docs/reference/units.md", &units_page()), "{ADVICE}");
}

#[test]
fn the_page_of_factor_tables_is_current() {
    let library = Library::shipped(Arc::new(Units::shipped()));
    let list = tonne::report::factor_tables(&library).unwrap_or_default();
    assert!(current::is_current("docs/reference/factor-tables.md", &format!("{}{list}", head("factor-tables.md"))), "{ADVICE}");
}

#[test]
fn the_readme_counts_the_tables() {
    let library = Library::shipped(Arc::new(Units::shipped()));
    let rows: Vec<usize> = library.ids().filter_map(|id| library.table(id).ok()).map(|table| table.rows.len()).collect();
    let count = format!("{} editions with {} rows", rows.len(), tonne::number::rounding::group(&rows.iter().sum::<usize>().to_string()));
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap_or_default();
    assert!(readme.split_whitespace().collect::<Vec<_>>().join(" ").contains(&count), "README.md should say `{count}`");
}

#[test]
fn the_page_of_ledgers_has_every_column() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/ledger.md")).unwrap_or_default();
    for name in tonne::ledger::Field::names().filter(|name| !["start", "end"].contains(name)) {
        assert!(page.contains(&format!("| `{name}` |")), "docs/reference/ledger.md has no row for column `{name}`");
    }
    for input in &tonne::formula::inputs::INPUTS {
        assert!(page.contains(input.about), "docs/reference/ledger.md does not say of `{}`: {}", input.name, input.about);
    }
}

/// The head of a page: everything that is not made from data.
fn head(page: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated").join(page);
    std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n")
}

/// The rows of a list below `factors/`.
fn rows(list: &str) -> Vec<csv::StringRecord> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("factors").join(list);
    csv::Reader::from_path(file).map(|mut reader| reader.records().flatten().collect()).unwrap_or_default()
}

fn activities_page() -> String {
    let mut page = head("activities.md");
    let datasets = datasets_by_family();
    let _ = writeln!(page, "| activity | what | counts in | or, if the record says so | method | energy | datasets with factors |");
    let _ = writeln!(page, "| --- | --- | --- | --- | --- | --- | --- |");
    for row in rows("activities/activities.csv") {
        let note = if row[9].is_empty() { String::new() } else { format!("<br>*{}*", &row[9]) };
        let needs = if row[11].is_empty() { String::new() } else { format!("<br>needs `{}`", &row[11]) };
        let names = format!("{}<br>{}<br>{}{note}{needs}", &row[6], &row[7], &row[8]);
        let served_as = if row[10].is_empty() { &row[0] } else { &row[10] };
        let energy = if row[4].is_empty() { String::new() } else { format!("{}: {}", &row[4], &row[5]) };
        let served = datasets.get(served_as).map(|ids| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join("<br>"));
        let category = if row[2].is_empty() { "the record must say" } else { &row[2] };
        let cells = [&format!("`{}`", &row[0]), &names, category, &also(&row[3]), &row[1], &energy, &served.unwrap_or_default()];
        let _ = writeln!(page, "| {} |", cells.join(" | "));
    }
    page
}

/// The other categories of an activity.
fn also(categories: &str) -> String {
    let list: Vec<&str> = categories.split(';').filter(|category| !category.is_empty()).collect();
    if list.len() == tonne::scope::Category::all().count() { "any".into() } else { list.join("<br>") }
}

/// For each family, the datasets that have rows for it.
fn datasets_by_family() -> BTreeMap<String, BTreeSet<String>> {
    let (activities, library) = (Activities::shipped(), Library::shipped(Arc::new(Units::shipped())));
    let mut datasets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for table in library.ids().filter_map(|id| library.table(id).ok()) {
        for row in table.rows.iter().filter(|row| table.is_emission(row)) {
            if let Some(family) = activities.family(&row.activity) {
                datasets.entry(family.path.clone()).or_default().insert(table.about.dataset().to_string());
            }
        }
    }
    datasets
}

fn units_page() -> String {
    let mut page = head("units.md");
    let units = Units::shipped();
    let mut dimension = String::new();
    let mut base: Option<&Unit> = None;
    for (row, unit) in rows("units/units.csv").iter().zip(units.all()) {
        if unit.dimension() != dimension {
            dimension = unit.dimension().to_string();
            base = Some(unit);
            let _ = writeln!(page, "\n## {dimension}\n\n| unit | size | where the size is from | English | Traditional | Simplified |");
            let _ = writeln!(page, "| --- | --- | --- | --- | --- | --- |");
        }
        let size = base.filter(|base| *base != unit).and_then(|base| Some((unit.in_terms_of(base)?, base)));
        let size = size.map(|(size, base): (Exact, _)| format!("{size} {base}")).unwrap_or_default();
        let cells = [&format!("`{unit}`"), &size, unit.source(), &spellings(&row[5]), &spellings(&row[6]), &spellings(&row[7])];
        let _ = writeln!(page, "| {} |", cells.join(" | "));
    }
    page
}

fn spellings(list: &str) -> String {
    list.split('|').filter(|spelling| !spelling.is_empty()).map(|spelling| format!("`{spelling}`")).collect::<Vec<_>>().join(", ")
}
