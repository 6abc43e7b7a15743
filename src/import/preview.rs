//! The first records of a file as the reader of ledgers reads them with what is proposed.

use crate::diagnostic::{Diagnostic, Problems};
use crate::field::Field;
use crate::folder::OpenFile;
use crate::inventory::mapping::Said;
use crate::inventory::{Inventory, LedgerFile};
use crate::ledger::{Place, Reader, places};

/// So many records are shown.
const SHOWN: usize = 6;

/// What stands where nothing is decided yet.
pub const OPEN: &str = "?";

/// Records as they are read.
#[derive(Debug, Default)]
pub struct Preview {
    /// The fields that are shown.
    pub fields: Vec<Field>,
    /// Where the first records stand, and their fields.
    pub rows: Vec<(String, Vec<String>)>,
    /// How many records there are.
    pub records: usize,
    /// What is wrong with them, and what was noticed.
    pub problems: Vec<Diagnostic>,
}

/// Reads a file with what is proposed. What is open is `?`, and columns of which nobody knows what they are do not count.
pub fn read(file: &OpenFile, ledger: &LedgerFile, open_columns: &[String]) -> Preview {
    let mut ledger = ledger.clone();
    let said = |text: &str| Said { text: text.to_string(), label: ledger.label.clone() };
    let mapping = &mut ledger.mapping;
    mapping.ignore.extend(open_columns.iter().map(|header| said(header)));
    let mapped = |field: Field| mapping.columns.iter().any(|column| column.field == field) || mapping.constants.contains_key(&field);
    let in_two = mapped(Field::Start) && mapped(Field::End);
    let by_month = !mapping.months.is_empty();
    let needed = [Field::Site, Field::Activity, Field::Unit, Field::Quantity, Field::Period];
    let missing = needed.into_iter().filter(|field| match field {
        Field::Quantity if by_month => false,
        Field::Period if by_month || in_two => false,
        field => !mapped(*field),
    });
    let missing: Vec<Field> = missing.collect();
    for field in missing {
        mapping.constants.insert(field, said(OPEN));
    }
    let by_row = mapping.id_from_row.is_some();
    let mut preview = Preview::default();
    let read = places(file, &ledger, &mut |place: Place, _: &mut Problems| {
        if preview.fields.is_empty() {
            preview.fields =
                place.source.layout.fields().map(|(field, _)| field).filter(|field| !(*field == Field::Id && by_row)).collect();
        }
        preview.records += 1;
        if preview.rows.len() < SHOWN {
            let texts = preview.fields.iter().map(|field| place.text(*field).into_owned()).collect();
            preview.rows.push((place.to_string(), texts));
        }
    });
    preview.problems = read.unwrap_or_else(Problems::into_vec);
    preview
}

/// All that is wrong with the records of a file for which nothing is open.
pub fn check(file: &OpenFile, ledger: &LedgerFile, inventory: &Inventory, house: &crate::House) -> Vec<Diagnostic> {
    let reader = Reader { inventory, units: house.library.units(), activities: &house.activities, regions: &house.regions };
    reader.read(ledger, file).map_or_else(Problems::into_vec, |(_, noticed)| noticed)
}
