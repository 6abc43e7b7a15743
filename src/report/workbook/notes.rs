//! The sheet of notes: those on the inventory, then how to read the workbook.

use super::Book;
use super::cells::Written;
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use rust_xlsxwriter::Workbook;

/// The width of the notes.
const WIDTH: u16 = 120;

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    let mut page = book.page(workbook, Sheet::Notes)?;
    page::set_up(book, &mut page, Sheet::Notes, &[34, WIDTH].map(Column), 0, 0)?;
    let labels = book.labels;
    let of_inventory = book.notes.iter().map(|note| {
        (
            format!("{} {}", note.id, note.title),
            note.paragraphs.join(
                "
",
            ),
        )
    });
    let own = notes(book).into_iter().map(|(title, text)| (labels.get(title).to_string(), text));
    for ((title, text), row) in of_inventory.chain(own).zip(2..) {
        page.text(row, 0, &title, Face::Strong)?;
        page.text(row, 1, &text, Face::Wrapped)?;
        page::as_high_as(&mut page, row, &[(&text, WIDTH)])?;
    }
    Ok(())
}

fn notes(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let own = |key: &str| book.labels.get(key).to_string();
    let mut notes = vec![
        ("workbook.note.inputs.title", own("workbook.note.inputs")),
        ("workbook.note.formulas.title", own("workbook.note.formulas")),
        ("workbook.note.exact.title", own("workbook.note.exact")),
        ("workbook.note.check.title", own("workbook.note.check")),
        ("workbook.note.names.title", own("workbook.note.names")),
    ];
    let market = if book.register.complete { "workbook.note.market" } else { "workbook.note.market.covered" };
    notes.extend(book.register.parts().next().map(|_| ("workbook.note.market.title", own(market))));
    let grouped = book.trace.lines.iter().any(|line| line.record.batch.is_some());
    notes.extend(grouped.then(|| ("workbook.note.grouped.title", own("workbook.note.grouped"))));
    notes
}
