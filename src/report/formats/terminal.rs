//! A view on a terminal: numbers under one another by their decimal points, a bar beside parts of a total, notes below.

use super::{File, whole};
use crate::number::{Exact, rounding};
use crate::report::Grid;
use crate::report::one_line;
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Row, Table, View};
use std::fmt::Write as _;

/// The widest a column of words becomes before its cells break into lines; narrower where there are many.
const WIDEST: u16 = 56;
const WIDEST_OF_MANY: u16 = 30;

/// How many columns of words are many.
const MANY: usize = 4;

/// How wide notes are.
const NOTE_WIDTH: u16 = 100;

/// The width of a whole bar.
const BAR_WIDTH: usize = 12;

/// From empty to full, in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

pub fn files(view: &View, _subject: &Subject<'_>) -> Vec<File> {
    let mut out = format!("{}\n{}\n", bold(&one_line(&view.organisation)), view.title);
    for table in &view.tables {
        out.push('\n');
        table_text(&mut out, table);
    }
    if !view.notes.is_empty() {
        let _ = write!(out, "\n {}\n{}", bold(&view.notes_title), notes(view));
    }
    whole(view, out)
}

/// Colours and weights are for terminals: the command takes them out everywhere else.
fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

fn table_text(out: &mut String, table: &Table) {
    let _ = writeln!(out, " {}", bold(&table.title));
    let shown: Vec<(usize, &Column)> = table.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Machine).collect();
    // The bar stands behind the number that it is a picture of.
    let pictured = shown.iter().position(|(_, column)| Some(&*column.key) == table.parts_of);
    let mut titles: Vec<&str> = Vec::new();
    let (mut right, mut wrapped) = (Vec::new(), Vec::new());
    for (at, (_, column)) in shown.iter().enumerate() {
        if column.kind == Kind::Number {
            right.push(titles.len());
        } else {
            wrapped.push(titles.len());
        }
        titles.push(&column.title);
        if pictured == Some(at) {
            titles.push("");
        }
    }
    let mut grid = Grid::new(&titles, &right);
    let width = if wrapped.len() > MANY { WIDEST_OF_MANY } else { WIDEST };
    wrapped.into_iter().for_each(|index| grid.wrap(index, width));
    let fractions: Vec<usize> = table.columns.iter().enumerate().map(|(index, _)| longest_fraction(table, index)).collect();
    for row in &table.rows {
        let mut cells = Vec::new();
        for (at, (index, column)) in shown.iter().enumerate() {
            let text =
                row.cells.get(*index).map_or_else(String::new, |cell| aligned(cell, fractions.get(*index).copied().unwrap_or_default()));
            // Words of the first column of words stand deeper for parts of a total.
            cells.push(if column.key == "label" { format!("{}{text}", "  ".repeat(row.level)) } else { text });
            if pictured == Some(at) {
                cells.push(bar(row));
            }
        }
        grid.row(cells);
    }
    out.push_str(&grid.text());
    for remark in &table.remarks {
        let _ = writeln!(out, " {remark}");
    }
}

/// How much of the printed numbers of a column stands behind the point, the point included.
fn longest_fraction(table: &Table, index: usize) -> usize {
    let numbers = table.rows.iter().filter_map(|row| match row.cells.get(index) {
        Some(Cell::Number(number)) => Some(fraction(&number.printed)),
        _ => None,
    });
    numbers.max().unwrap_or_default()
}

fn fraction(printed: &str) -> usize {
    printed.find('.').map_or(0, |point| printed.len() - point)
}

/// A number with blanks behind it, so that points stand under one another.
fn aligned(cell: &Cell, longest: usize) -> String {
    let text = one_line(cell.printed());
    match cell {
        Cell::Number(number) => text + &" ".repeat(longest - fraction(&number.printed)),
        _ => text,
    }
}

/// A bar in eighths of a character.
fn bar(row: &Row) -> String {
    let Some(part) = &row.part else { return String::new() };
    let steps = BAR_WIDTH * 8;
    let scaled = part.times(&Exact::from(i64::try_from(steps).unwrap_or_default()));
    let filled = rounding::round(&scaled, 0, rounding::Mode::HalfUp).parse::<usize>().unwrap_or_default().min(steps);
    // What is not zero leaves a mark.
    let filled = if filled == 0 && !part.is_zero() && !part.is_negative() { 1 } else { filled };
    format!("{}{}", "█".repeat(filled / 8), EIGHTHS[filled % 8])
}

fn notes(view: &View) -> String {
    let mut grid = Grid::new(&["", ""], &[]);
    grid.wrap(1, NOTE_WIDTH);
    for note in &view.notes {
        grid.row([note.id.to_string(), note.title.clone()]);
        for paragraph in &note.paragraphs {
            grid.row([String::new(), one_line(paragraph)]);
        }
    }
    grid.text()
}
