//! The sheet of findings. Their titles are in the language of the workbook, their messages and notes in English, as all messages are.

use super::Book;
use super::cells::Written;
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use crate::diagnostic::Severity;
use rust_xlsxwriter::Workbook;

const HEAD: u32 = 3;

const TITLE: u16 = 36;

const MESSAGE: u16 = 72;

const NOTES: u16 = 48;

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    let mut page = book.page(workbook, Sheet::Findings)?;
    page::set_up(book, &mut page, Sheet::Findings, &[12, 26, TITLE, MESSAGE, 28, NOTES].map(Column), HEAD, 0)?;
    let about = if book.findings.is_empty() { "workbook.findings.none" } else { "workbook.findings.about" };
    page.text(1, 0, book.labels.get(about), Face::Text)?;
    let heads = ["workbook.severity", "workbook.code", "workbook.finding", "workbook.message", "workbook.place", "workbook.note"];
    page.heads(HEAD, heads.into_iter(), book.labels)?;
    let mut row = HEAD;
    for finding in book.findings {
        row += 1;
        let severity = if finding.severity == Severity::Warning { "severity.warning" } else { "severity.note" };
        let place = finding.labels.first().map_or(String::new(), |label| format!("{}:{}", label.excerpt.file, label.excerpt.line));
        let notes: Vec<&str> = finding.notes.iter().chain(&finding.help).map(String::as_str).collect();
        page.text(row, 0, book.labels.get(severity), Face::Text)?;
        page.text(row, 1, &finding.code.to_string(), Face::Key)?;
        let title = book.labels.finding(finding.code.name());
        page.text(row, 2, title, Face::Wrapped)?;
        page.text(row, 3, &finding.message, Face::Wrapped)?;
        page.text(row, 4, &place, Face::Text)?;
        let notes = notes.join("\n");
        page.text(row, 5, &notes, Face::Wrapped)?;
        page::as_high_as(&mut page, row, &[(title, TITLE), (&finding.message, MESSAGE), (&notes, NOTES)])?;
    }
    if row > HEAD {
        page.sheet.autofilter(HEAD, 0, row, 5)?;
    }
    Ok(())
}
