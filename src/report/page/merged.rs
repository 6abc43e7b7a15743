//! Tables of a view in all languages at once: the same rows and cells, in other words.

use super::words::{LANGUAGES, Tongues, Words};
use crate::report::subject::Subject;
use crate::report::view::{self, Cell as One, Kind, Note as OneNote};

/// A table of the page.
#[derive(Debug)]
pub struct Table {
    /// Its name inside the view.
    pub name: &'static str,
    /// Its title.
    pub title: Words,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What stands below it.
    pub remarks: Vec<Words>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its title.
    pub title: Words,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// How deep it stands.
    pub level: usize,
    /// Whether it is a total.
    pub strong: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What people can do without in print: a title and its text.
    pub more: Vec<(Words, Words)>,
}

/// A cell.
#[derive(Debug)]
pub struct Cell {
    /// The key of its column.
    pub column: String,
    /// Whether it names its row.
    pub heads: bool,
    /// Whether its column holds numbers.
    pub number: bool,
    /// What a person reads.
    pub words: Words,
    /// All digits of a number; empty for what is none.
    pub exact: String,
    /// Where it leads to; empty for nowhere.
    pub link: String,
}

/// What every language makes of the same tables; they differ in words only.
pub fn tables(tongues: &Tongues<'_>, make: impl Fn(&Subject<'_>) -> Vec<view::Table>) -> Vec<Table> {
    let [first, second, third] = tongues.0.each_ref().map(&make);
    let mut others = second.into_iter().zip(third);
    first.into_iter().filter_map(|one| others.next().map(|(second, third)| table([&one, &second, &third]))).collect()
}

fn table(each: [&view::Table; LANGUAGES]) -> Table {
    let [one, ..] = each;
    let label = one.columns.iter().position(|column| column.key == "label").unwrap_or_default();
    let shown = |machine: bool| {
        let columns = one.columns.iter().enumerate();
        columns.filter(move |(_, column)| (column.kind == Kind::Machine) == machine).map(|(index, _)| index)
    };
    let title = |index: usize| Words::each(each.map(|table| table.columns.get(index).map_or("", |column| &column.title)));
    let words = |row: usize, index: usize| {
        Words::each(each.map(|table| table.rows.get(row).and_then(|row| row.cells.get(index)).map_or("", One::printed)))
    };
    let cell = |row: usize, index: usize| {
        let of = one.rows.get(row).and_then(|row| row.cells.get(index));
        let column = one.columns.get(index);
        Cell {
            column: column.map_or_else(String::new, |column| column.key.to_string()),
            heads: index == label,
            number: column.is_some_and(|column| column.kind == Kind::Number),
            words: words(row, index),
            exact: if let Some(One::Number(number)) = of { number.exact.text().digits } else { String::new() },
            link: String::new(),
        }
    };
    let row = |(index, row): (usize, &view::Row)| Row {
        key: row.key.clone(),
        level: row.level,
        strong: row.strong,
        cells: shown(false).map(|column| cell(index, column)).collect(),
        more: shown(true).map(|column| (title(column), words(index, column))).filter(|(_, words)| !words.is_empty()).collect(),
    };
    Table {
        name: one.name,
        title: Words::each(each.map(|table| table.title.as_str())),
        columns: shown(false).map(|index| Column { title: title(index), number: one.columns[index].kind == Kind::Number }).collect(),
        rows: one.rows.iter().enumerate().map(row).collect(),
        remarks: (0..one.remarks.len()).map(|index| at(each.map(|table| &table.remarks), index)).collect(),
    }
}

/// A note in all languages.
#[derive(Debug)]
pub struct Note {
    /// `N1`.
    pub id: &'static str,
    /// What it is about.
    pub title: Words,
    /// What it says.
    pub paragraphs: Vec<Words>,
}

/// Notes in all languages.
pub fn notes(tongues: &Tongues<'_>, make: impl Fn(&Subject<'_>) -> Vec<OneNote>) -> Vec<Note> {
    let each = tongues.0.each_ref().map(make);
    let of = |index: usize| each.each_ref().map(|notes| notes.get(index));
    let note = |(index, one): (usize, &OneNote)| {
        let paragraphs = of(index).map(|note| note.map_or(&[] as &[String], |note| &note.paragraphs));
        Note {
            id: one.id,
            title: Words::each(of(index).map(|note| note.map_or("", |note| &note.title))),
            paragraphs: (0..one.paragraphs.len()).map(|paragraph| at(paragraphs, paragraph)).collect(),
        }
    };
    each[0].iter().enumerate().map(note).collect()
}

/// The text at a position of each list.
fn at<T: AsRef<[String]>>(each: [T; LANGUAGES], index: usize) -> Words {
    Words::each(each.each_ref().map(|texts| texts.as_ref().get(index).map_or("", String::as_str)))
}
