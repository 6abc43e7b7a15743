//! Workbooks that can only be read whole: `.xls`, whose sheets have 65,536 rows at most, and `.ods`. Neither tells which rows are hidden.

use super::look::Look;
use super::parts::{LARGEST_PART, Parts, damaged, too_large};
use super::row::Row;
use super::xlsx::Rows;
use super::{ask, choose, locked, value};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use crate::inventory::mapping::HiddenRows;
use crate::ledger::rows::Sink;
use calamine::{Ods, Reader, Xls};
use std::fmt::Display;
use std::fs::File;
use std::io::BufReader;

/// The most cells of an OpenDocument sheet: repeated cells take no room in the file, and much in memory.
const MOST_CELLS: usize = 20_000_000;

/// Reads the rows of a sheet of an Excel workbook of the older kind.
///
/// # Errors
/// What keeps it from being read on.
pub fn read_xls(file: &OpenFile, ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    if super::is_locked(file)? {
        return Err(locked(&file.name).into());
    }
    if file.size() > LARGEST_PART {
        return Err(too_large(&file.name, "the file").into());
    }
    if ledger.mapping.hidden_rows != Some(HiddenRows::Read) {
        let message = format!("which rows of `{}` are hidden cannot be told: it is a workbook of the older kind", file.name);
        return Err(hidden(ledger, message).into());
    }
    let source = file.start()?;
    sheet::<Xls<BufReader<File>>>(&file.name, source, ledger, sink)
}

/// Reads the rows of a sheet of an OpenDocument spreadsheet.
///
/// # Errors
/// What keeps it from being read on.
pub fn read_ods(file: &OpenFile, ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    if file.head(2)? != b"PK" {
        return Err(damaged(&file.name, "it is no archive").into());
    }
    let mut parts = Parts::open(&file.name, file.start()?)?;
    if parts.text("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(locked(&file.name).into());
    }
    let content = parts.text("content.xml").ok_or_else(|| damaged(&file.name, "content.xml is missing"))?;
    if cells(&content) > MOST_CELLS {
        return Err(too_large(&file.name, "content.xml").into());
    }
    let hides = ["\"collapse\"", "\"filter\""].iter().any(|how| content.contains(&format!("table:visibility={how}")));
    if hides && ledger.mapping.hidden_rows != Some(HiddenRows::Read) {
        return Err(hidden(ledger, format!("`{}` hides rows or columns, and which ones cannot be told here", file.name)).into());
    }
    drop(content);
    let source = file.start()?;
    sheet::<Ods<BufReader<File>>>(&file.name, source, ledger, sink)
}

/// Hidden rows that cannot be told from others.
fn hidden(ledger: &LedgerFile, message: String) -> Diagnostic {
    Diagnostic::error(codes::HIDDEN_ROWS, message)
        .at(ledger.label.clone())
        .help("if hidden rows are records too, or none is hidden, write `hidden-rows = \"read\"` under [[ledgers]]")
        .help("if they are not, save it as .xlsx")
}

/// How many cells the sheets have that hold something, with those that are repeated, and rows that are repeated.
fn cells(content: &str) -> usize {
    let number = |tag: &str, key: &str| -> usize {
        let rest = tag.split_once(key).and_then(|(_, rest)| rest.split_once('"')).map(|(number, _)| number);
        rest.and_then(|number| number.parse().ok()).unwrap_or(1)
    };
    let (mut all, mut row, mut repeated) = (0_usize, 0_usize, 1_usize);
    for tag in content.split('<') {
        if tag.starts_with("table:table-row") {
            all = all.saturating_add(row.saturating_mul(repeated));
            (row, repeated) = (0, number(tag, "number-rows-repeated=\""));
        } else if tag.starts_with("table:table-cell") && (tag.contains("value-type=") || tag.contains("formula=")) {
            row = row.saturating_add(number(tag, "number-columns-repeated=\""));
        }
    }
    all.saturating_add(row.saturating_mul(repeated))
}

/// Hands over the rows of a sheet of a workbook that its library reads whole.
fn sheet<R>(name: &str, source: File, ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems>
where
    R: Reader<BufReader<File>>,
    R::Error: Display,
{
    let mut workbook = ask(name, || R::new(BufReader::new(source)))?;
    let sheet = choose(workbook.sheets_metadata(), ledger)?;
    let values = ask(name, || workbook.worksheet_range(&sheet))?;
    // A range has coordinates of its own: it begins at the first cell that holds something.
    let formulas = ask(name, || workbook.worksheet_formula(&sheet))?;
    let (Some(first), Some(last)) = (values.start(), values.end()) else {
        return Rows::new(format!("{name}!{sheet}"), ledger, Look::default(), sink).end();
    };
    let mut rows = Rows::new(format!("{name}!{sheet}"), ledger, Look::default(), sink);
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    for number in first.0..=last.0 {
        let mut row = Row { number: index(number) + 1, ..Row::default() };
        for column in first.1..=last.1 {
            let formula = formulas.get_value((number, column)).filter(|formula| !formula.is_empty()).cloned();
            let cell = values.get_value((number, column)).map(|value| value::owned(value, formula)).unwrap_or_default();
            if cell.kind.is_some() || cell.remark.is_some() {
                row.cells.resize_with(index(column) + 1, Default::default);
                row.cells[index(column)] = cell;
            }
        }
        rows.take(row)?;
    }
    rows.end()
}
