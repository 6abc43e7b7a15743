//! Reads a table: what `table.toml` declares, then the rows of `factors.csv` by it.

use super::about::About;
use super::quantity::{PROPERTIES, Quantity};
use super::rows::RowReader;
use super::table::{Column, Row, Table};
use crate::delimited::Delimited;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::unit::Units;
use std::collections::BTreeMap;

impl Table {
    /// Reads `table.toml` and `factors.csv`.
    ///
    /// # Errors
    /// Everything in the two files that breaks the format.
    pub fn read(files: [&str; 2], toml: &str, csv: &[u8], units: &Units) -> Result<Self, Problems> {
        let about = About::read(Document { file: files[0], text: toml })?;
        let mut problems = Problems::default();
        let columns = declared_columns(&about, Document { file: files[0], text: toml }, units, &mut problems);
        let Some(sheet) = problems.keep(Delimited::read(files[1], csv)) else { return Err(problems) };
        let reader = RowReader { about: &about, columns: &columns, sheet: &sheet, units };
        let before = problems.as_slice().len();
        reader.check_header(&mut problems);
        if problems.as_slice().len() > before {
            return Err(problems);
        }
        let mut rows = Vec::with_capacity(sheet.rows.len());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for source in &sheet.rows {
            let Some(row) = reader.row(source, &mut problems) else { continue };
            if let Some(first) = seen.insert(row.key.clone(), rows.len()) {
                let first: &Row = &rows[first];
                problems.push(
                    Diagnostic::error(codes::DUPLICATE_KEY, format!("key `{}` stands twice, first on line {}", row.key, first.line))
                        .at(sheet.label(source, sheet.column("key").unwrap_or_default(), "")),
                );
            }
            rows.push(row);
        }
        problems.or(Self { about, columns, rows, errata: Vec::new() })
    }
}

fn declared_columns(about: &About, document: Document<'_>, units: &Units, problems: &mut Problems) -> Vec<Column> {
    let mut columns = Vec::new();
    for declared in &about.columns {
        let quantity = Quantity::parse(&declared.quantity.value);
        if quantity.is_none() {
            let known: Vec<_> = PROPERTIES.iter().map(|(name, _)| *name).collect();
            problems.push(
                Diagnostic::error(codes::BAD_TABLE, format!("`{}` is no quantity", declared.quantity.value))
                    .at(document.label(declared.quantity.span.clone(), ""))
                    .help(format!("a gas (`CO2`, `CH4` ...), `CO2e`, `CO2e of CH4`, `biogenic CO2`, {}", known.join(", "))),
            );
        }
        let unit = units.get(&declared.unit.value).cloned();
        if unit.is_none() {
            problems.push(units.unknown(&declared.unit.value).at(document.label(declared.unit.span.clone(), "")));
        }
        if let (Some(quantity), Some(unit)) = (quantity, unit) {
            let is_bound = declared.bound.is_some();
            columns.push(Column { header: declared.header.value.clone(), quantity, unit, is_bound });
        }
    }
    columns
}
