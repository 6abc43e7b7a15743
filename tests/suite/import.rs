//! Importing a publisher's workbook: a small workbook in the layout of the flat file, made here from shipped rows, comes back as those rows.
#![allow(clippy::disallowed_types, reason = "a workbook stores numbers as binary floats")]

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::path::Path;
use tonne::House;
use tonne::factors::import::{FORMATS, Imported, Source, import};
use tonne::factors::{Row, Table};

const LIKE: &str = "uk-desnz/conversion-factors@2025-v1.0";
const TITLES: [&str; 10] =
    ["ID", "Scope", "Level 1", "Level 2", "Level 3", "Level 4", "Column Text", "UOM", "GHG/Unit", "GHG Conversion Factor 2026"];
const GASES: [(&str, &str, &str); 6] = [
    ("co2e", "kg CO2e", "1"),
    ("co2e_of_co2", "kg CO2e of CO2 per unit", "2"),
    ("co2e_of_ch4", "kg CO2e of CH4 per unit", "3"),
    ("co2e_of_n2o", "kg CO2e of N2O per unit", "4"),
    ("biogenic_co2", "kg CO2e of CO2 per unit", "2"),
    ("energy", "kWh (Net CV)", "5"),
];

/// Every 29th row of the shipped edition.
fn sample(table: &Table) -> Vec<&Row> {
    table.rows.iter().step_by(29).collect()
}

/// The cells of a table row in the flat file: one line per gas.
fn lines(table: &Table, row: &Row) -> Vec<[String; 10]> {
    let label = |name: &str| row.labels.iter().find(|(known, _)| known == name).map_or(String::new(), |(_, text)| text.clone());
    let stem = row.key.rsplit_once('_').unwrap().0;
    let filled = table.columns.iter().zip(&row.numbers).filter_map(|(column, number)| Some((column.header.as_str(), (*number)?)));
    filled
        .map(|(header, number)| {
            let (_, gas, last) = GASES.iter().find(|(column, _, _)| *column == header).unwrap();
            // The row is named by its first line; the lines of the gases follow it.
            let id = if header.starts_with("co2e_of") { format!("{stem}_{last}") } else { row.key.clone() };
            let labels = ["scope", "level1", "level2", "level3", "level4", "column_text", "unit_as_published"].map(label);
            let [scope, level1, level2, level3, level4, text, unit] = labels;
            [id, scope, level1, level2, level3, level4, text, unit, (*gas).into(), number.to_string()]
        })
        .collect()
}

fn workbook(lines: &[[String; 10]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // Its clock stands still, so that the same lines make the same bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::parse_from_str("2026-01-01").unwrap()));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Factors by Category").unwrap();
    sheet.write_string(0, 0, "Made up for a test, in the layout of the UK Government GHG Conversion Factors flat file").unwrap();
    for (column, title) in (0..).zip(TITLES) {
        sheet.write_string(5, column, title).unwrap();
    }
    for (row, line) in (6..).zip(lines) {
        for (column, text) in (0..).zip(line) {
            match text.parse::<f64>() {
                Ok(number) if column == 9 => sheet.write_number(row, column, number).unwrap(),
                _ => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn imported(bytes: &[u8]) -> Result<Imported, tonne::diagnostic::Problems> {
    let house = House::shipped();
    let source = Source {
        file: "flat.xlsx",
        bytes,
        id: "uk-desnz/conversion-factors@2026-test",
        published: "2026-07-31",
        retrieved: "2026-11-23",
        like: LIKE,
    };
    import(FORMATS[0].2, &source, &house.library)
}

#[test]
fn what_was_shipped_comes_back() {
    let house = House::shipped();
    let like = house.library.table(LIKE).unwrap();
    let all: Vec<[String; 10]> = sample(&like).iter().flat_map(|row| lines(&like, row)).collect();
    let made = imported(&workbook(&all)).unwrap();
    let table = Table::read(["table.toml", "factors.csv"], &made.toml, made.csv.as_bytes(), house.library.units()).unwrap();
    assert_eq!(table.rows.len(), sample(&like).len());
    for (new, old) in table.rows.iter().zip(sample(&like)) {
        let facts = |row: &Row| {
            (row.key.clone(), row.activity.clone(), row.name.clone(), row.region.clone(), row.stage, row.basis, row.per.clone())
        };
        assert_eq!(facts(new), facts(old));
        let printed = |row: &Row| row.numbers.iter().map(|number| number.map(|number| number.to_string())).collect::<Vec<_>>();
        assert_eq!(printed(new), printed(old), "{}", old.key);
        assert_eq!(new.labels, old.labels, "{}", old.key);
    }
}

/// Four lines, each with another fault.
fn faulty() -> Vec<[String; 10]> {
    let like = House::shipped().library.table(LIKE).unwrap();
    let mut all: Vec<[String; 10]> = sample(&like).iter().flat_map(|row| lines(&like, row)).take(4).collect();
    all[0][3] = "Gaseous fuel".into();
    all[1][7] = "firkins".into();
    all[2][8] = "kg CO2e of SF6 per unit".into();
    all[3][9] = "n/a".into();
    all
}

/// Two factors with made-up numbers: one that the edition before has, and one that is new.
fn worked() -> Vec<[String; 10]> {
    let gases = GASES[..4].iter().zip(["2540", "2500", "15.5", "24.50001234"]);
    let butane = ["Scope 1", "Fuels", "Gaseous fuels", "Butane", "", "", "tonnes"];
    let made_up = ["Scope 1", "Fuels", "Gaseous fuels", "Marsh gas (made up)", "", "", "tonnes"];
    let line = |stem: &str, labels: [&str; 7], ((_, gas, last), value): (&(&str, &str, &str), &str)| {
        let [scope, level1, level2, level3, level4, text, unit] = labels.map(str::to_string);
        [format!("{stem}_{last}"), scope, level1, level2, level3, level4, text, unit, (*gas).into(), value.into()]
    };
    let known = gases.map(|gas| line("1_100_1000_15", butane, gas));
    known.chain([line("1_100_1099_15", made_up, (&GASES[0], "1999.5"))]).collect()
}

/// Two pages run on workbooks that are made here: `UPDATE=1 cargo test --test suite import::`.
#[test]
fn the_workbooks_of_the_pages_are_current() {
    for (path, lines) in [
        ("docs/reference/errors/unknown-label.in/flat.xlsx", faulty()),
        ("docs/how-to/add-a-factor-table.in/my-company/flat-2026.xlsx", worked()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, workbook(&lines)).unwrap();
        }
        let made = |bytes: &[u8]| imported(bytes).map(|made| (made.csv, made.review));
        assert_eq!(made(&std::fs::read(path).unwrap()), made(&workbook(&lines)));
    }
}

#[test]
fn what_is_not_known_stops_the_import_and_says_where() {
    let all = faulty();
    let problems = imported(&workbook(&all)).unwrap_err();
    let said: Vec<String> =
        problems.as_slice().iter().map(|problem| format!("{} {}", problem.labels[0].excerpt.place(), problem.message)).collect();
    assert_eq!(
        said,
        [
            "flat.xlsx!Factors by Category!D7 the heading `Gaseous fuel` is not known",
            "flat.xlsx!Factors by Category!H8 the unit `firkins` is not known",
            "flat.xlsx!Factors by Category!I9 the gas `kg CO2e of SF6 per unit` is not known",
            "flat.xlsx!Factors by Category!J10 `n/a` is not a number",
        ]
    );
}

#[test]
fn a_blank_is_not_a_zero_and_a_file_that_is_no_workbook_is_refused() {
    let house = House::shipped();
    let like = house.library.table(LIKE).unwrap();
    let mut all: Vec<[String; 10]> = sample(&like).iter().flat_map(|row| lines(&like, row)).take(8).collect();
    all[0][9] = String::new();
    let made = imported(&workbook(&all)).unwrap();
    let table = Table::read(["table.toml", "factors.csv"], &made.toml, made.csv.as_bytes(), house.library.units()).unwrap();
    assert_eq!(table.rows[0].numbers[0], None);
    assert_eq!(imported(b"ID,Scope").unwrap_err().as_slice()[0].code.name(), "file-unreadable");
}
