//! A view as CSV: one file for each table, with names of columns that are the same in every language.

use super::File;
use crate::delimited::written::Written;
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Row, Table, View};

pub fn files(view: &View, _subject: &Subject<'_>) -> Vec<File> {
    let file = |table: &Table| File { name: format!("{}.{}", view.name, table.name), bytes: bytes(table) };
    let mut files: Vec<File> = view.tables.iter().map(file).collect();
    if !view.notes.is_empty() {
        files.push(File { name: format!("{}.notes", view.name), bytes: notes(view) });
    }
    files
}

/// `key`, then the columns; a column of numbers is four: its period, if it has one, the printed number, the exact one, and its status.
fn bytes(table: &Table) -> Vec<u8> {
    let mut header = vec!["key".to_string()];
    for column in &table.columns {
        if column.period.is_some() {
            header.push(format!("{}_period", column.key));
        }
        header.push(column.key.to_string());
        if column.kind == Kind::Number {
            header.extend([format!("{}_exact", column.key), format!("{}_status", column.key)]);
        }
    }
    let mut written = Written::under(header);
    table.rows.iter().for_each(|row| written.row(cells(row, &table.columns)));
    written.text().into_bytes()
}

fn cells(row: &Row, columns: &[Column]) -> Vec<String> {
    let mut cells = vec![row.key.clone()];
    for (column, cell) in columns.iter().zip(&row.cells) {
        if let Some(period) = &column.period {
            cells.push(period.clone());
        }
        match (column.kind, cell) {
            (Kind::Number, Cell::Number(number)) => {
                let exact = number.exact.text();
                let mark = if exact.exact { "" } else { "..." };
                cells.extend([number.plain(), format!("{}{mark}", exact.with_decimals(number.decimals)), number.status().to_string()]);
            }
            (Kind::Number, Cell::Absent(absent, _)) => cells.extend([String::new(), String::new(), absent.name().into()]),
            (Kind::Number, cell) => cells.extend([cell.printed().to_string(), String::new(), String::new()]),
            (_, Cell::Number(number)) => cells.push(number.plain()),
            (_, Cell::Absent(absent, _)) => cells.push(absent.name().into()),
            (_, cell) => cells.push(cell.printed().to_string()),
        }
    }
    cells
}

fn notes(view: &View) -> Vec<u8> {
    let mut written = Written::under(["id", "title", "text"]);
    for note in &view.notes {
        note.paragraphs.iter().for_each(|paragraph| written.row([note.id, &note.title, paragraph]));
    }
    written.text().into_bytes()
}
