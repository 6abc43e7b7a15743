//! The sheet of notes: how to read the workbook, and the choices of the inventory.

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
    let of_view = book.view.into_iter().flat_map(|view| &view.notes);
    let of_view = of_view.map(|note| (format!("{} {}", note.id, note.title), note.paragraphs.join("\n")));
    let own = notes(book).into_iter().map(|(title, text)| (labels.get(title).to_string(), text));
    for ((title, text), row) in of_view.chain(own).zip(2..) {
        page.text(row, 0, &title, Face::Strong)?;
        page.text(row, 1, &text, Face::Wrapped)?;
        page::as_high_as(&mut page, row, &[(&text, WIDTH)])?;
    }
    Ok(())
}

fn notes(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let (labels, inventory) = (book.labels, &book.trace.inventory);
    let own = |key: &str| labels.get(key).to_string();
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
    let choices = &inventory.choices;
    let consolidation = own(&format!("consolidation.{}", inventory.consolidation.name()));
    let why = if inventory.consolidation_reason.is_empty() { String::new() } else { format!("\n{}", inventory.consolidation_reason) };
    notes.push(("head.consolidation", consolidation + &why));
    notes.push(("head.scope2", own(if choices.market_based { "basis.both" } else { "basis.location" })));
    notes.push(("head.gwp", choices.gwp.clone()));
    notes.push(("head.as-of", inventory.as_of.to_string()));
    notes.push(("head.rounding", own(&format!("rounding.{}", choices.rounding.name()))));
    notes.push(("workbook.note.tool.title", labels.fill("workbook.note.tool", &[env!("CARGO_PKG_VERSION")])));
    notes
}
