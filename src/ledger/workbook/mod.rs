//! Ledgers in workbooks: Excel's `.xlsx` row by row, `.xls` and OpenDocument's `.ods` read whole. A library reads the cells; this room
//! turns them into text, and deals with what spreadsheets hide: rows, sheets, merged cells, formulas, rounded numbers.

mod look;
mod parts;
mod row;
pub mod stored;
mod value;
pub mod whole;
pub mod xlsx;

pub use row::{Remark, Row};

use crate::diagnostic::{Diagnostic, codes};
use crate::folder::{OpenFile, unreadable};
use crate::inventory::LedgerFile;
use calamine::{Sheet, SheetType, SheetVisible};
use std::fmt::Display;
use std::io::Read;

/// Whether a compound file is a workbook with a password: then it has a stream of this name, in UTF-16.
///
/// # Errors
/// It cannot be read.
pub fn is_locked(file: &OpenFile) -> Result<bool, Diagnostic> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut source = file.start()?;
    let mut block = Vec::new();
    loop {
        let kept = block.len().saturating_sub(name.len());
        block.drain(..kept);
        let count = source.by_ref().take(256 * 1024).read_to_end(&mut block).map_err(|error| unreadable(&file.name, error.kind()))?;
        if count == 0 {
            return Ok(false);
        }
        if memchr::memmem::find(&block, &name).is_some() {
            return Ok(true);
        }
    }
}

/// Why a workbook with a password is refused.
fn locked(file: &str) -> Diagnostic {
    Diagnostic::error(codes::WORKBOOK_LOCKED, format!("`{file}` is protected by a password"))
        .help("open it in a spreadsheet, take the password off, and save a copy")
}

/// Why a library cannot read a workbook.
fn refused(file: &str, why: &str) -> Diagnostic {
    if why.to_lowercase().contains("password") { locked(file) } else { parts::damaged(file, why) }
}

/// Asks the library that reads workbooks for something. On some damaged workbooks it panics; that is an error like those that it tells.
fn ask<T, E: Display>(file: &str, question: impl FnOnce() -> Result<T, E>) -> Result<T, Diagnostic> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(question)) {
        Ok(answer) => answer.map_err(|error| refused(file, &error.to_string())),
        Err(_) => Err(parts::damaged(file, "it says of itself what cannot be")),
    }
}

/// The sheet that the inventory names, or the only one.
fn choose(sheets: &[Sheet], ledger: &LedgerFile) -> Result<String, Diagnostic> {
    let sheets: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    let listed: Vec<String> = sheets
        .iter()
        .map(
            |sheet| if sheet.visible == SheetVisible::Visible { format!("`{}`", sheet.name) } else { format!("`{}` (hidden)", sheet.name) },
        )
        .collect();
    let listed = format!("its sheets: {}", listed.join(", "));
    match (&ledger.mapping.sheet, sheets.as_slice()) {
        (Some(said), sheets) => match sheets.iter().find(|sheet| sheet.name == said.text) {
            Some(sheet) => Ok(sheet.name.clone()),
            None => Err(Diagnostic::error(codes::SHEET_NEEDED, format!("`{}` has no sheet `{}`", ledger.file, said.text))
                .at(said.label.clone())
                .suggest(&said.text, sheets.iter().map(|sheet| sheet.name.as_str()))
                .help(listed)),
        },
        (None, [only]) => Ok(only.name.clone()),
        (None, several) => {
            let message = format!("`{}` has {} sheets, and none is named", ledger.file, several.len());
            let example = several.first().map_or("...", |sheet| sheet.name.as_str());
            Err(Diagnostic::error(codes::SHEET_NEEDED, message)
                .at(ledger.label.clone())
                .help(format!("name it under [[ledgers]]: sheet = \"{example}\"; each further sheet is a further [[ledgers]]"))
                .help(listed))
        }
    }
}
