//! The formats of ledgers, one line each. A file says its format by the ending of its name, and its first bytes must agree.

use super::rows::Sink;
use super::{csv, json_lines, workbook};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;

/// Reads the rows of a ledger.
pub type Read = fn(&OpenFile, &LedgerFile, &mut dyn Sink) -> Result<(), Problems>;

/// A format that ledgers can have.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// The ending of a file's name, in small letters.
    pub ending: &'static str,
    /// How its files begin.
    pub begins: Begins,
    /// Reads its rows.
    pub read: Read,
}

/// How files of a format begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// As text.
    Text,
    /// As a ZIP archive: `PK`.
    Archive,
    /// As a compound file, which older workbooks are, and workbooks with a password.
    Compound,
    /// `PAR1`.
    Parquet,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "comma-separated text", ending: "csv", begins: Begins::Text, read: csv::read },
    Format { name: "tab-separated text", ending: "tsv", begins: Begins::Text, read: csv::read },
    Format { name: "delimited text", ending: "txt", begins: Begins::Text, read: csv::read },
    Format { name: "JSON Lines", ending: "jsonl", begins: Begins::Text, read: json_lines::read },
    Format { name: "JSON Lines", ending: "ndjson", begins: Begins::Text, read: json_lines::read },
    Format { name: "an Excel workbook", ending: "xlsx", begins: Begins::Archive, read: workbook::xlsx::read },
    Format { name: "an Excel workbook with macros", ending: "xlsm", begins: Begins::Archive, read: workbook::xlsx::read },
    Format { name: "an Excel workbook of the older kind", ending: "xls", begins: Begins::Compound, read: workbook::whole::read_xls },
    Format { name: "an OpenDocument spreadsheet", ending: "ods", begins: Begins::Archive, read: workbook::whole::read_ods },
    #[cfg(feature = "parquet")]
    Format { name: "a Parquet file", ending: "parquet", begins: Begins::Parquet, read: super::parquet::read },
];

/// The format of a ledger.
///
/// # Errors
/// The ending is not known, the file begins like another format, or the inventory says what means nothing for this one.
pub fn of(file: &OpenFile, ledger: &LedgerFile) -> Result<&'static Format, Problems> {
    let ending = ledger.file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let head = file.head(512)?;
    let begins = begins(&head);
    let here = |message: String| Diagnostic::error(codes::WRONG_FORMAT, message).at(ledger.label.clone());
    let Some(format) = FORMATS.iter().find(|format| format.ending == ending) else {
        let endings: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.ending)).collect();
        let message = format!("the name of `{}` does not say its format", ledger.file);
        let diagnostic = here(message).help(format!("ledgers end in {}", endings.join(", ")));
        return Err(match ending.as_str() {
            "json" => diagnostic.help("JSON Lines has one object on each line: save it so, and call it .jsonl").into(),
            #[cfg(not(feature = "parquet"))]
            "parquet" => diagnostic.help("this program was built without Parquet: build it with `--features parquet`").into(),
            "xlsb" => diagnostic.help("save it as .xlsx").into(),
            _ => diagnostic.into(),
        });
    };
    // A workbook with a password is a compound file whatever its name; its reader says so.
    let locked = format.begins == Begins::Archive && begins == Begins::Compound && workbook::is_locked(file)?;
    if head.is_empty() && format.begins != Begins::Text {
        let empty = Diagnostic::error(codes::FILE_EMPTY, format!("`{}` is empty", ledger.file)).at(ledger.label.clone());
        return Err(empty.help("it holds not a single byte: copy or export it again").into());
    }
    if begins == format.begins || locked {
        return means_nothing(format, ledger).map(|()| format);
    }
    let (what, way_out) = match begins {
        Begins::Text if looks_like_page(&head) => ("a web page", "open it in a spreadsheet and save it as .xlsx"),
        Begins::Text => ("text", "call it .csv if its cells are separated, or export it again"),
        Begins::Archive if format.begins == Begins::Compound => ("a workbook of the newer kind", "call it .xlsx"),
        Begins::Archive => ("a workbook or another archive", "call it .xlsx or .ods, whichever it is"),
        Begins::Compound => ("a workbook of the older kind", "call it .xls, or save it as .xlsx"),
        Begins::Parquet => ("a Parquet file", "call it .parquet"),
    };
    let message = format!("`{}` is {what}, and its name says that it is {}", ledger.file, format.name);
    Err(here(message).help(format!("{way_out}; then name it so under [[ledgers]]")).into())
}

impl Format {
    /// Whether it is text whose cells a character separates.
    pub fn is_delimited(&self) -> bool {
        ["csv", "tsv", "txt"].contains(&self.ending)
    }
}

/// Whether a file is a workbook, by the ending of its name.
pub fn is_workbook(file: &str) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    FORMATS.iter().any(|format| format.ending == ending && matches!(format.begins, Begins::Archive | Begins::Compound))
}

/// How a file begins.
fn begins(head: &[u8]) -> Begins {
    match head {
        [b'P', b'K', 3, 4, ..] => Begins::Archive,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Begins::Compound,
        [b'P', b'A', b'R', b'1', ..] => Begins::Parquet,
        _ => Begins::Text,
    }
}

/// Whether a file is one of the web pages that portals call .xls.
fn looks_like_page(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    ["<html", "<table", "<!doctype html", "<?xml"].iter().any(|tag| text.contains(tag))
}

/// What the inventory says of a ledger that means nothing for its format.
fn means_nothing(format: &Format, ledger: &LedgerFile) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let mut refuse = |key: &str, label: &Label, needs: &str| {
        let message = format!("`{key}` means nothing for {}", format.name);
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(label.clone()).help(format!("take it out; it is for {needs}")));
    };
    let is_text = format.begins == Begins::Text;
    let is_delimited = format.is_delimited();
    if let Some((_, label)) = ledger.text.encoding.as_ref().filter(|_| !is_delimited) {
        refuse("encoding", label, "delimited text");
    }
    if let Some((_, label)) = ledger.text.separator.as_ref().filter(|_| !is_delimited) {
        refuse("separator", label, "delimited text");
    }
    if let Some(sheet) = ledger.mapping.sheet.as_ref().filter(|_| is_text || format.begins == Begins::Parquet) {
        refuse("sheet", &sheet.label, "workbooks");
    }
    if ledger.mapping.hidden_rows.is_some() && is_text {
        refuse("hidden-rows", &ledger.label, "workbooks");
    }
    if ledger.mapping.dates.is_some() && is_text {
        refuse("dates", &ledger.label, "cells of workbooks with dates");
    }
    if ledger.mapping.header_row.is_some() && ["jsonl", "ndjson", "parquet"].contains(&format.ending) {
        refuse("header-row", &ledger.label, "files that have a header");
    }
    problems.or(())
}
