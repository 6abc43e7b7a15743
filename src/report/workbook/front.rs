//! The sheet in front: the tables of a view, as they are handed in. A number that is a figure of the inventory refers to its cell on the
//! summary, where its exact text stands, so that it follows what is changed there; others, of an earlier year or a part, are numbers.

use super::Book;
use super::cells::{Page, Written};
use super::page::{self, Column as Width};
use super::sheets::Sheet;
use super::style::Face;
use crate::report::view::{Cell, Column, Kind, Number, Row, Table, View};
use rust_xlsxwriter::Workbook;

/// Writes the sheet.
pub fn write(book: &Book<'_>, view: &View, workbook: &mut Workbook) -> Written {
    let mut front = Front { book, page: book.page(workbook, Sheet::View)?, row: 2 };
    page::set_up(book, &mut front.page, Sheet::View, &widths(view), 0, 0)?;
    view.tables.iter().try_for_each(|table| front.table(table))
}

/// The columns that people read.
fn columns(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Machine)
}

/// Each column is as wide as its longest text, within reason.
fn widths(view: &View) -> Vec<Width> {
    let mut widths: Vec<u16> = Vec::new();
    for table in &view.tables {
        for (place, (index, column)) in columns(table).enumerate() {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index)).map(Cell::printed);
            let longest = cells.chain([column.title.as_str()]).map(page::width_of).max().unwrap_or_default();
            widths.resize(widths.len().max(place + 1), NARROWEST);
            widths[place] = widths[place].max(longest.min(WIDEST) + 2);
        }
    }
    widths.into_iter().map(Width).collect()
}

const NARROWEST: u16 = 8;

const WIDEST: u16 = 58;

struct Front<'s, 'b> {
    book: &'b Book<'b>,
    page: Page<'s>,
    row: u32,
}

impl Front<'_, '_> {
    fn table(&mut self, table: &Table) -> Written {
        self.page.text(self.row, 0, &table.title, Face::Heading)?;
        self.row += 1;
        for ((_, column), place) in columns(table).zip(0..) {
            let face = if column.kind == Kind::Number { Face::HeadOfNumbers } else { Face::Head };
            self.page.text(self.row, place, if column.title.is_empty() { " " } else { &column.title }, face)?;
        }
        self.page.sheet.set_row_height(self.row, super::cells::HEIGHT_OF_HEADS)?;
        self.row += 1;
        for row in &table.rows {
            self.cells(table, row)?;
            self.row += 1;
        }
        for remark in &table.remarks {
            self.page.text(self.row, 0, remark, Face::Key)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, table: &Table, row: &Row) -> Written {
        let words = match (row.strong, row.level) {
            (true, _) => Face::Strong,
            (false, 0) => Face::Text,
            (false, _) => Face::Below,
        };
        for ((index, column), place) in columns(table).zip(0..) {
            match row.cells.get(index) {
                Some(Cell::Number(number)) => self.number(place, row, column, number)?,
                Some(cell) => {
                    self.page.text(self.row, place, cell.printed(), if column.kind == Kind::Text { words } else { Face::Status })?
                }
                None => {}
            }
        }
        Ok(())
    }

    fn number(&mut self, at: u16, row: &Row, column: &Column, number: &Number) -> Written {
        let book = self.book;
        let of_this_year = column.period.as_ref().is_none_or(|period| *period == book.trace.inventory.period.to_string());
        let figure = book.totals.find(&row.key).filter(|(_, figure)| of_this_year && figure.value == number.exact);
        match figure {
            Some((key, _)) => {
                let formula = format!("={}", book.names.get(&key.to_string()));
                self.page.formula(self.row, at, &formula, &number.exact.text().digits, number.decimals)
            }
            None => self.page.result(self.row, at, &number.exact, number.decimals),
        }
    }
}
