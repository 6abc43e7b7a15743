//! Errata are data: `errata.csv` beside an edition names rows that were later found wrong, what is right, and who said so. The edition itself
//! stays as it was released.

use super::erratum::Erratum;
use super::table::Table;
use crate::delimited::Delimited;
use crate::diagnostic::{Diagnostic, Problems, codes};

/// The columns of `errata.csv`.
const COLUMNS: [&str; 8] = ["key", "column", "printed", "corrected", "said_by", "reference", "on", "note"];

/// Reads `errata.csv`.
///
/// # Errors
/// Unknown or missing columns, or rows and columns that the table does not have.
pub fn read(file: &str, bytes: &[u8], table: &Table) -> Result<Vec<Erratum>, Problems> {
    let sheet = Delimited::read(file, bytes)?;
    let mut problems = sheet.check_columns("errata", &COLUMNS, &[]);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut errata = Vec::new();
    for source in &sheet.rows {
        let cell = |name: &str| sheet.column(name).map_or("", |column| source.cell(column)).to_string();
        let here = |name: &str| sheet.label(source, sheet.column(name).unwrap_or_default(), "");
        if table.row(&cell("key")).is_none() {
            let diagnostic = Diagnostic::error(codes::UNKNOWN_FACTOR, format!("the table has no row `{}`", cell("key")));
            problems.push(diagnostic.at(here("key")).suggest(&cell("key"), table.rows.iter().map(|row| row.key.as_str())));
        }
        // An erratum of a column that is not there would never be found.
        let columns: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
        if !columns.contains(&cell("column").as_str()) {
            let diagnostic = Diagnostic::error(codes::UNKNOWN_COLUMN, format!("the table has no number column `{}`", cell("column")));
            problems.push(diagnostic.at(here("column")).help(format!("its number columns: {}", columns.join(", "))));
        }
        errata.push(Erratum {
            key: cell("key"),
            column: cell("column"),
            printed: cell("printed"),
            corrected: cell("corrected"),
            said_by: cell("said_by"),
            reference: cell("reference"),
            on: cell("on"),
            note: cell("note"),
        });
    }
    problems.or(errata)
}
