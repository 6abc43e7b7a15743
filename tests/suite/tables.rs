//! Everything shipped under `factors/`: every table is green in the lint, holds the digits that its source prints, and is the one that was
//! released.

use std::fs;
use std::path::Path;
use tonne::House;
use tonne::factors::lint;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_shipped_table_is_green() {
    let house = House::shipped();
    for id in house.library.ids() {
        let problems = lint::lint(id, &house.library, &house.regions, &house.activities);
        assert!(problems.is_empty(), "{}", tonne::diagnostic::render_all(problems.as_slice(), tonne::diagnostic::Style::Plain));
    }
}

/// `UPDATE=1 cargo test --test suite tables::` adds new editions to the list. It never changes the digest of one that is recorded: that edition was
/// released, and a correction is a new edition.
#[test]
fn released_editions_are_recorded() {
    let house = House::shipped();
    let list = lint::digest_list(&house.library);
    let path = root().join("factors/RELEASED.csv");
    if std::env::var_os("UPDATE").is_some() {
        let recorded = lint::recorded();
        for line in list.lines().skip(1) {
            let (id, digest) = line.split_once(',').unwrap();
            assert!(recorded.get(id).is_none_or(|old| old == digest), "{id} was released; make a new edition");
        }
        fs::write(&path, &list).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), list, "UPDATE=1 cargo test --test suite tables:: adds new editions");
}

/// Search looks over the lines of a table before it reads any.
#[test]
fn a_row_of_a_shipped_table_is_one_line() {
    let house = House::shipped();
    for id in house.library.ids() {
        let table = house.library.table(id).unwrap();
        let text = fs::read_to_string(root().join(format!("factors/{}/factors.csv", id.replace('@', "/")))).unwrap();
        let lines = text.split('\n').filter(|line| !line.is_empty()).count();
        assert_eq!(table.rows.len() + 1, lines, "{id}");
    }
}

/// The fixtures hold 200 random rows of each source file (all rows of smaller ones), copied from the source as printed.
#[test]
fn tables_hold_the_digits_that_sources_print() {
    let house = House::shipped();
    let mut files: Vec<_> = fs::read_dir(root().join("tests/fixtures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut checked = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "csv")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_path(file).unwrap();
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let cell = |column: &str| header.iter().position(|known| known == column).map(|index| record[index].to_string());
            let id = cell("table").unwrap_or_else(|| desnz_edition(&name));
            let table = house.library.table(&id).unwrap();
            let row = table.row(&cell("key").unwrap()).unwrap_or_else(|| panic!("{id} has no row {:?}", cell("key")));
            let column = cell("column").unwrap();
            let number = table.number(row, &column).map(|number| number.to_string());
            let held = number.or_else(|| row.label(&column).map(str::to_string));
            assert_eq!(held, cell("value"), "{name}: {id}#{} {column}", row.key);
            checked += 1;
        }
    }
    assert!(checked > 2000, "only {checked} rows were compared");
}

/// `desnz-2025` is `uk-desnz/conversion-factors@2025-v1.0`.
fn desnz_edition(name: &str) -> String {
    let year = name.trim_start_matches("desnz-");
    let house = House::shipped();
    let found = house.library.ids().find(|id| id.starts_with(&format!("uk-desnz/conversion-factors@{year}"))).map(str::to_string);
    found.unwrap_or_else(|| panic!("no table for the fixture {name}"))
}
