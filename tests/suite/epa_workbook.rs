//! A workbook in the layout of the EPA hub, made from the rows of a table at the cells that they name.
#![allow(clippy::disallowed_types, reason = "a workbook stores numbers as binary floats")]

use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use tonne::factors::{Row, Table};

/// The cells of a sheet, by row and column as a spreadsheet names them.
pub type Cells = BTreeMap<(u32, char), String>;

/// The label columns of each table, in the order of `level2` to `level4`.
const LABELS: [&str; 12] = ["C", "C", "CD", "CDE", "CD", "CD", "C", "C", "C", "C", "DC", "EC"];

/// Header cells above the first row of a table, on two lines.
const HEADERS: [&[(char, &str)]; 12] = [
    &[('C', "Fuel Type"), ('D', "Heat Content (HHV)"), ('E', "CO2 Factor")],
    &[('C', "Fuel Type"), ('D', "kg CO2 per unit"), ('E', "Unit")],
    &[
        ('C', "Vehicle Type"),
        ('D', "Model Year"),
        ('E', "CH4 Factor \r\n(g CH4 / vehicle-mile)"),
        ('F', "N2O Factor \r\n(g N2O / vehicle-mile)"),
    ],
    &[('C', "Vehicle Type"), ('D', "Fuel Type"), ('F', "CH4 Factor (g CH4 / vehicle-mile)"), ('G', "N2O Factor (g N2O / vehicle-mile)")],
    &[('C', "Vehicle Type"), ('D', "Fuel Type"), ('E', "CH4 Factor (g CH4 / gallon)"), ('F', "N2O Factor (g N2O / gallon)")],
    &[
        ('C', "eGRID Subregion Acronym"),
        ('E', "CO2 Factor (lb CO2 / MWh)"),
        ('F', "CH4 Factor (lb CH4 / MWh)"),
        ('G', "N2O Factor (lb N2O / MWh)"),
        ('H', "CO2 Factor (lb CO2 / MWh)"),
        ('I', "CH4 Factor (lb CH4 / MWh)"),
        ('J', "N2O Factor (lb N2O / MWh)"),
        ('K', "Grid Gross Loss (%)"),
    ],
    &[('D', "CO2 Factor (kg CO2 / mmBtu)"), ('E', "CH4 Factor (g CH4 / mmBtu)"), ('F', "N2O Factor (g N2O / mmBtu)")],
    &[
        ('C', "Vehicle Type"),
        ('D', "CO₂ Factor (kg CO₂ / unit)"),
        ('E', "CH₄ Factor (g CH₄ / unit)"),
        ('F', "N₂O Factor (g N₂O / unit)"),
        ('G', "Units"),
    ],
    &[
        ('C', "Material"),
        ('D', "RecycledA"),
        ('E', "LandfilledB"),
        ('F', "CombustedC"),
        ('G', "CompostedD"),
        ('H', "Anaerobically Digested (Dry Digestate with Curing)E"),
        ('I', "Anaerobically Digested (Wet  Digestate with Curing)E"),
    ],
    &[
        ('C', "Vehicle Type"),
        ('D', "CO2 Factor (kg CO2 / unit)"),
        ('E', "CH4 Factor (g CH4 / unit)"),
        ('F', "N2O Factor (g N2O / unit)"),
        ('G', "Units"),
    ],
    &[('C', "Industrial Designation or Common Name"), ('D', "Chemical Formula"), ('E', "100-Year GWP")],
    &[('C', "ASHRAE #"), ('D', "100-year GWP"), ('E', "Blend Composition")],
];

/// What the sheet calls the units.
const UNITS: [(&str, &str); 7] = [
    ("short ton", "short ton"),
    ("scf", "scf"),
    ("US gal", "gallon"),
    ("mmBtu", "mmBtu"),
    ("mi", "vehicle-mile"),
    ("passenger.mi", "passenger-mile"),
    ("short ton.mi", "short ton-mile"),
];

fn label<'r>(row: &'r Row, name: &str) -> &'r str {
    row.labels.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
}

/// `t1-D17`: table 1, column D, row 17.
fn place(row: &Row) -> (usize, char, u32) {
    let (table, cell) = row.key.trim_start_matches('t').split_once('-').unwrap();
    (table.parse().unwrap(), cell.chars().next().unwrap(), cell[1..].parse().unwrap())
}

/// The labels of a row that stand in cells: the last of tables 6 and 9 heads a column.
fn levels(row: &Row) -> Vec<&str> {
    let mut levels = ["level2", "level3", "level4"].map(|level| label(row, level)).to_vec();
    levels.retain(|text| !text.is_empty());
    if [6, 9].contains(&place(row).0) {
        levels.pop();
    }
    levels
}

fn unit(row: &Row) -> &'static str {
    UNITS.iter().find(|(symbol, _)| *symbol == row.per.symbol()).map_or("", |(_, name)| name)
}

/// The sheet of which the rows are said to come: every number in the cell that its row names.
pub fn sheet(table: &Table) -> Cells {
    let mut cells = Cells::new();
    let mut before: Option<&Row> = None;
    for row in &table.rows {
        let (number, column, line) = place(row);
        let above = before.filter(|before| place(before).0 == number).map(levels);
        if above.is_none() {
            title(&mut cells, number, line);
        }
        let above = above.unwrap_or_default();
        if number == 1 {
            fuel(&mut cells, row, above.first() != levels(row).first());
        } else {
            labels(&mut cells, row, &above);
        }
        if let 2 | 8 | 10 = number {
            cells.insert((line, if number == 2 { 'E' } else { 'G' }), unit(row).into());
        }
        if number == 9 {
            ('D'..='I').for_each(|column| _ = cells.entry((line, column)).or_insert_with(|| "NA".into()));
        }
        for (column, number) in (column..).zip(row.numbers.iter().flatten()) {
            let number = number.to_string();
            // The loss is printed as 4.1% and stored as 0.041.
            cells.insert((line, column), if column == 'K' { format!("0.0{}", number.replace('.', "")) } else { number });
        }
        before = Some(row);
    }
    cells.insert((368, 'C'), "Source: EPA eGRID2023, January 2025".into());
    cells.insert((433, 'D'), "Metric Tons CO2e / Short Ton Material".into());
    // What the publisher's file is known for: a footnote letter glued to a label, and a zero that is a text.
    cells.insert((422, 'C'), "Medium- and Heavy-Duty TruckC".into());
    assert_eq!(cells.insert((295, 'E'), "0 ".into()).as_deref(), Some("0"));
    cells
}

/// The title of a table and the headers of its columns, above its first row.
fn title(cells: &mut Cells, number: usize, first: u32) {
    cells.insert((first - 5, 'B'), format!("Table {number}"));
    cells.insert((first - 5, 'C'), "A title".into());
    let line = if number == 1 { first - 3 } else { first - 2 };
    cells.extend(HEADERS[number - 1].iter().map(|(column, text)| ((line, *column), (*text).to_string())));
}

/// A fuel of Table 1: its kind stands in a row of its own, and the units above three of the kinds.
fn fuel(cells: &mut Cells, row: &Row, is_new_kind: bool) {
    let (line, kind) = (place(row).2, levels(row)[0]);
    cells.insert((line, 'C'), levels(row)[1].into());
    if !is_new_kind {
        return;
    }
    cells.insert((line - 1, 'C'), kind.into());
    if ["Coal and Coke", "Natural Gas", "Petroleum Products"].contains(&kind) {
        let [heat, co2, ch4, n2o] = ["mmBtu", "kg CO2", "g CH4", "g N2O"].map(|mass| format!("{mass} per {}", unit(row)));
        let [by_co2, by_ch4, by_n2o] = ["kg CO2", "g CH4", "g N2O"].map(|mass| format!("{mass} per mmBtu"));
        cells.extend(('D'..).zip([heat, by_co2, by_ch4, by_n2o, co2, ch4, n2o]).map(|(column, text)| ((line - 2, column), text)));
    }
}

/// The labels of a row. A merged cell holds its text once: for the rows below it, or for the column to its right.
fn labels(cells: &mut Cells, row: &Row, above: &[&str]) {
    let (number, _, line) = place(row);
    let levels = levels(row);
    for (index, column) in LABELS[number - 1].chars().enumerate().take(levels.len()) {
        let below = (3..=5).contains(&number) && index + 1 < levels.len() && above.get(..=index) == Some(&levels[..=index]);
        let right = number == 6 && index == 1 && levels[0] == levels[1];
        if !below && !right {
            cells.insert((line, column), levels[index].into());
        }
    }
}

/// The workbook with that sheet.
pub fn workbook(cells: &Cells) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Emission Factors Hub").unwrap();
    for ((row, column), text) in cells {
        let column = u16::from(u8::try_from(*column).unwrap() - b'A');
        match text.parse::<f64>() {
            Ok(number) => sheet.write_number(row - 1, column, number).unwrap(),
            Err(_) => sheet.write_string(row - 1, column, text).unwrap(),
        };
    }
    workbook.save_to_buffer().unwrap()
}
