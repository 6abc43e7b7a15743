//! A view as CSV: one file for each table, with names of columns that are the same in every language.

use super::File;
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
    let mut rows = vec![vec!["key".to_string()]];
    if let Some(header) = rows.first_mut() {
        for column in &table.columns {
            if column.period.is_some() {
                header.push(format!("{}_period", column.key));
            }
            header.push(column.key.into());
            if column.kind == Kind::Number {
                header.extend([format!("{}_exact", column.key), format!("{}_status", column.key)]);
            }
        }
    }
    rows.extend(table.rows.iter().map(|row| cells(row, &table.columns)));
    write(rows)
}

fn cells(row: &Row, columns: &[Column]) -> Vec<String> {
    let mut cells = vec![text(&row.key)];
    for (column, cell) in columns.iter().zip(&row.cells) {
        if let Some(period) = &column.period {
            cells.push(period.clone());
        }
        match (column.kind, cell) {
            (Kind::Number, Cell::Number(number)) => {
                let exact = number.exact.text();
                let mark = if exact.exact { "" } else { "..." };
                // A number is never quoted: `-12.5` is a number, and no formula.
                cells.extend([number.plain(), format!("{}{mark}", exact.with_decimals(number.decimals)), number.status().to_string()]);
            }
            (Kind::Number, Cell::Absent(absent, _)) => cells.extend([String::new(), String::new(), absent.name().into()]),
            (Kind::Number, cell) => cells.extend([text(cell.printed()), String::new(), String::new()]),
            (_, Cell::Number(number)) => cells.push(number.plain()),
            (_, Cell::Absent(absent, _)) => cells.push(absent.name().into()),
            (_, cell) => cells.push(text(cell.printed())),
        }
    }
    cells
}

fn notes(view: &View) -> Vec<u8> {
    let mut rows = vec![["id", "title", "text"].map(String::from).to_vec()];
    for note in &view.notes {
        rows.extend(note.paragraphs.iter().map(|paragraph| vec![note.id.to_string(), text(&note.title), text(paragraph)]));
    }
    write(rows)
}

fn write(rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@`, a tab or a carriage return, as OWASP
/// advises against CSV injection.
pub fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { format!("'{text}") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        assert_eq!(text("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(text("＝1+1"), "'＝1+1");
        assert_eq!(text("1 Purchased goods"), "1 Purchased goods");
    }
}
