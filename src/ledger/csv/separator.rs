//! Which character separates the cells of a ledger: the one that is declared, or the only one that makes a header of its first row.

use crate::delimited::{Row, RowTexts};
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;
use crate::inventory::LedgerFile;
use crate::inventory::mapping::header_text;

/// What is tried where nothing is declared.
const TRIED: [(u8, &str); 3] = [(b',', ","), (b';', ";"), (b'\t', "tab")];

/// How many names of columns make a header.
const ENOUGH: usize = 2;

/// The separator of a ledger whose text begins with `head`.
///
/// # Errors
/// Several separators make a header.
pub(super) fn separator(head: &[u8], ledger: &LedgerFile) -> Result<u8, Diagnostic> {
    if let Some((separator, _)) = &ledger.text.separator {
        return Ok(*separator);
    }
    let fits: Vec<(u8, &str)> = TRIED.into_iter().filter(|(separator, _)| known_names(head, *separator, ledger) >= ENOUGH).collect();
    match fits.as_slice() {
        // None makes a header: what is wrong with it is said of the one with commas.
        [] => Ok(b','),
        [(separator, _)] => Ok(*separator),
        several => {
            let words: Vec<String> = several.iter().map(|(_, word)| format!("`separator = \"{word}\"`")).collect();
            let message = format!("several characters could separate the cells of `{}`", ledger.file);
            let help = format!("say which one: {} under [[ledgers]]", words.join(" or "));
            Err(Diagnostic::error(codes::WRONG_SEPARATOR, message).at(ledger.label.clone()).help(help))
        }
    }
}

/// How many columns of the header are named as fields are, or mapped.
fn known_names(head: &[u8], separator: u8, ledger: &LedgerFile) -> usize {
    let mapping = &ledger.mapping;
    let mapped = |name: &str| {
        let columns = mapping.columns.iter().map(|column| &column.header);
        let months = mapping.months.iter().map(|month| &month.header);
        columns.chain(months).chain(mapping.ignore.iter().map(|said| &said.text)).any(|header| header == name)
    };
    let mut rows = RowTexts::new(&ledger.file, head);
    while let Ok(Some((line, text))) = rows.next(separator) {
        let row = Row::of(&String::from_utf8_lossy(&text), line, separator);
        if !row.is_blank() && mapping.header_row.is_none_or(|line| row.line() >= line) {
            return row.cells().filter(|name| Field::named(name).is_some() || mapped(&header_text(name))).count();
        }
    }
    0
}
