//! Importing the EPA hub: a workbook in its layout, made here from the shipped rows at the cells that they name, comes back as those rows.
//! The layout was inferred; no copy of the publisher's file was at hand.

use crate::epa_workbook::{Cells, sheet, workbook};
use tonne::House;
use tonne::diagnostic::Problems;
use tonne::factors::import::{FORMATS, Imported, Source, import};
use tonne::factors::{Row, Table};

const LIKE: &str = "us-epa/emission-factors-hub@2025-01";

fn imported(cells: &Cells) -> Result<Imported, Problems> {
    imported_like(cells, LIKE)
}

fn imported_like(cells: &Cells, like: &str) -> Result<Imported, Problems> {
    let house = House::shipped();
    let bytes = workbook(cells);
    let source = Source {
        file: "hub.xlsx",
        bytes: &bytes,
        id: "us-epa/emission-factors-hub@2026-test",
        published: "2026-01-15",
        retrieved: "2026-11-23",
        like,
    };
    let (_, _, format) = FORMATS.iter().find(|(name, _, _)| *name == "epa-hub").unwrap();
    import(*format, &source, &house.library)
}

fn said(cells: &Cells) -> Vec<String> {
    said_like(cells, LIKE)
}

fn said_like(cells: &Cells, like: &str) -> Vec<String> {
    let problems = imported_like(cells, like).unwrap_err();
    let place = |problem: &tonne::diagnostic::Diagnostic| problem.labels[0].excerpt.cell.clone().unwrap();
    problems.as_slice().iter().map(|problem| format!("{} {}: {}", problem.code, place(problem), problem.message)).collect()
}

fn shipped() -> std::sync::Arc<Table> {
    House::shipped().library.table(LIKE).unwrap()
}

#[test]
fn what_was_shipped_comes_back() {
    let like = shipped();
    let made = imported(&sheet(&like)).unwrap();
    assert_eq!(made.review, Vec::<String>::new());
    let house = House::shipped();
    let table = Table::read(["table.toml", "factors.csv"], &made.toml, made.csv.as_bytes(), house.library.units()).unwrap();
    assert_eq!(table.rows.len(), like.rows.len());
    for (new, old) in table.rows.iter().zip(&like.rows) {
        let facts = |row: &Row| {
            let texts = [&row.key, &row.activity, &row.name, &row.region, &row.locator, &row.note].map(String::clone);
            (texts, row.data_year, row.stage, row.basis, row.per.clone(), row.labels.clone())
        };
        assert_eq!(facts(new), facts(old));
        let printed = |row: &Row| row.numbers.iter().map(|number| number.map(|number| number.to_string())).collect::<Vec<_>>();
        assert_eq!(printed(new), printed(old), "{}", old.key);
    }
}

#[test]
fn what_is_not_known_stops_the_import_and_says_where() {
    let mut cells = sheet(&shipped());
    cells.insert((17, 'C'), "Anthracitic".into());
    cells.insert((104, 'E'), "firkin".into());
    cells.insert((288, 'F'), "SF6 Factor (g SF6 / gallon)".into());
    cells.insert((410, 'D'), "n/a".into());
    cells.insert((434, 'D'), "Shredded".into());
    assert_eq!(
        said(&cells),
        [
            "unknown-label C17: the label `Anthracitic` is not known in table 1",
            "unknown-label E104: the unit `firkin` is not known",
            "unknown-label F288: a column of table 5 holds `g N2O`, and its header says `SF6 Factor (g SF6 / gallon)`",
            "bad-table D410: `n/a` is not a number",
            "unknown-label D434: the label `Shredded` is not known in table 9",
        ]
    );
}

#[test]
fn another_mass_or_unit_in_a_header_stops_the_import() {
    let mut cells = sheet(&shipped());
    cells.insert((15, 'H'), "lb CO2 per short ton".into());
    cells.insert((36, 'D'), "mmBtu per Mcf".into());
    ('E'..='F').for_each(|column| drop(cells.insert((125, column), "CH4 and N2O (g CH4, g N2O / vehicle-km)".into())));
    assert_eq!(
        said(&cells),
        [
            "unknown-label H15: a column of table 1 holds `kg CO2`, and its header says `lb CO2 per short ton`",
            "unknown-label D36: the unit `Mcf` is not known",
            "unknown-label B122: no header of table 3 says `vehicle-mile`",
        ]
    );
}

#[test]
fn a_column_that_the_edition_before_does_not_have_stops_the_import() {
    assert_eq!(
        said_like(&sheet(&shipped()), "us-epa/emission-factors-hub@2024-06"),
        ["unknown-label K337: a column of table 6 holds `loss`, for which the edition before has no column"]
    );
}

#[test]
fn what_is_new_or_gone_is_for_review() {
    let mut cells = sheet(&shipped());
    // A new model year, which every edition has; a row and a table that are gone; a year that the table does not say; more digits.
    cells.insert((238, 'D'), "2023".into());
    cells.retain(|(row, _), _| *row != 428 && !(405..=410).contains(row));
    cells.insert((368, 'C'), "Source: EPA".into());
    cells.insert((17, 'E'), "103.694".into());
    let made = imported(&cells).unwrap();
    assert_eq!(
        made.review,
        [
            "Emission Factors Hub!E17: stored as 103.694; take the digits that the workbook displays",
            "t3-E238: new (Gasoline Heavy-Duty Vehicles / 2023); it serves no activity until you give it one",
            "table 6 does not say which one year it describes; fill in `data_year`",
            "t3-E238: Gasoline Heavy-Duty Vehicles, 2022 is not there any more",
            "table 7 is not there; rows of the edition before: 1",
            "t8-D428: Aircraft is not there any more",
        ]
    );
    let csv = made.csv;
    let new = csv.lines().find(|line| line.starts_with("t3-E238,")).unwrap();
    assert!(new.starts_with("t3-E238,,Gasoline Heavy-Duty Vehicles / 2023,,,direct,,mi,,,0.0332,"), "{new}");
    assert!(new.ends_with(",one-source,\"CH4 and N2O only; the CO2 is in table 2, by fuel burned\""), "{new}");
}
