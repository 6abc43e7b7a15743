//! A view as JSON: decimals are texts, as in the JSON of `tonne run`.

use super::{File, whole};
use crate::diagnostic::Diagnostic;
use crate::report::json_text;
use crate::report::subject::Subject;
use crate::report::view::{self, Kind, View};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'v> {
    schema: u32,
    view: &'v str,
    language: &'v str,
    title: &'v str,
    organisation: &'v str,
    tables: Vec<Table<'v>>,
    notes: Vec<Note<'v>>,
}

#[derive(Serialize)]
struct Table<'v> {
    name: &'v str,
    title: &'v str,
    columns: Vec<Column<'v>>,
    rows: Vec<Row<'v>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    remarks: &'v [String],
}

#[derive(Serialize)]
struct Column<'v> {
    key: &'v str,
    title: &'v str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'v str>,
}

#[derive(Serialize)]
struct Row<'v> {
    key: &'v str,
    level: usize,
    cells: Vec<Option<Cell<'v>>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'v> {
    Text(&'v str),
    Number { value: String, exact: bool, printed: &'v str, unit: &'v str, status: &'static str },
    Absent { status: &'static str, text: &'v str },
}

#[derive(Serialize)]
struct Note<'v> {
    id: &'v str,
    title: &'v str,
    paragraphs: &'v [String],
}

pub fn files(view: &View, _subject: &Subject<'_>) -> Result<Vec<File>, Diagnostic> {
    let report = Report {
        schema: 1,
        view: view.name,
        language: view.language,
        title: &view.title,
        organisation: &view.organisation,
        tables: view.tables.iter().map(table).collect(),
        notes: view.notes.iter().map(|note| Note { id: note.id, title: &note.title, paragraphs: &note.paragraphs }).collect(),
    };
    Ok(whole(view, json_text(&report)?))
}

fn table(table: &view::Table) -> Table<'_> {
    Table {
        name: table.name,
        title: &table.title,
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(|row| Row { key: &row.key, level: row.level, cells: row.cells.iter().map(cell).collect() }).collect(),
        remarks: &table.remarks,
    }
}

fn column(column: &view::Column) -> Column<'_> {
    let kind = if column.kind == Kind::Number { "number" } else { "text" };
    Column { key: &column.key, title: &column.title, kind, period: column.period.as_deref() }
}

/// `null` where the column says nothing about the row.
fn cell(cell: &view::Cell) -> Option<Cell<'_>> {
    match cell {
        view::Cell::Blank => None,
        view::Cell::Text(text) => Some(Cell::Text(text)),
        view::Cell::Absent(absent, text) => Some(Cell::Absent { status: absent.name(), text }),
        view::Cell::Number(number) => {
            let exact = number.exact.text();
            let value = exact.with_decimals(number.decimals);
            Some(Cell::Number { value, exact: exact.exact, printed: &number.printed, unit: &number.unit, status: number.status() })
        }
    }
}
