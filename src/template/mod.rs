//! `tonne init --template xlsx`: an inventory whose ledger is a workbook to fill in, in the language of those who do. The words are data:
//! `src/language/template.csv`.

mod words;
mod workbook;

use crate::import::quoted;
use crate::language::Language;
use rust_xlsxwriter::XlsxError;
use words::Words;

/// The name of the workbook.
pub const FILE: &str = "records.xlsx";

/// The columns of the workbook, by the fields that they hold.
const FIELDS: [&str; 8] = ["id", "period", "site", "activity", "quantity", "unit", "evidence", "note"];

/// Where the part about ledgers begins and ends in an inventory with ledgers that are text.
const PART: [&str; 2] = ["# Activity data: ", "# What intensities are divided by."];

/// An inventory whose ledger is a workbook.
#[derive(Debug)]
pub struct Template {
    /// `inventory.toml`.
    pub manifest: String,
    /// The workbook.
    pub workbook: Vec<u8>,
}

/// The template in a language; `manifest` is an inventory with ledgers that are text, whose part about ledgers is replaced.
///
/// # Errors
/// The workbook cannot be made.
pub fn template(manifest: &str, language: Language) -> Result<Template, XlsxError> {
    let words = Words::of(language);
    let part = ledger(&words);
    let (before, rest) = manifest.split_once(PART[0]).unwrap_or((manifest, ""));
    let after = rest.split_once(PART[1]).map_or(String::new(), |(_, after)| format!("{}{after}", PART[1]));
    Ok(Template { manifest: format!("{before}{part}\n{after}"), workbook: workbook::workbook(&words)? })
}

/// The part `[[ledgers]]` that reads the workbook.
fn ledger(words: &Words) -> String {
    let mut part = format!(
        "# Activity data: a workbook beside this file. Its columns and words are mapped here to those of docs/reference/ledger.md.\n[[ledgers]]\nfile = {}\nsheet = {}\ndates = \"month\"                            # a spreadsheet makes 2025-03-01 of 2025-03\n",
        quoted(FILE),
        quoted(words.get("sheet.records")),
    );
    part.push_str("\n[ledgers.columns]\n");
    for field in FIELDS {
        part.push_str(&format!("{} = {}\n", quoted(words.get(&format!("column.{field}"))), quoted(field)));
    }
    for field in ["site", "activity"] {
        part.push_str(&format!("\n[ledgers.values.{field}]\n"));
        for (meant, word) in words.all(&format!("{field}.")) {
            part.push_str(&format!("{} = {}\n", quoted(word), quoted(meant)));
        }
    }
    part
}
