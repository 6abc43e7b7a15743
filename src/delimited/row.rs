//! A row of delimited text, with the place of its cells. It carries its own text, so it can be pointed at long after its file was read.

use super::cells;
use crate::diagnostic::{Excerpt, Label};
use std::ops::Range;
use std::sync::Arc;

/// Where a row stands in the text, which all rows of a file share.
#[derive(Clone, Debug)]
pub(super) struct RawRow {
    pub(super) line: usize,
    pub(super) separator: u8,
    text: Arc<str>,
    bytes: Range<usize>,
}

impl RawRow {
    /// A row with a text of its own.
    pub(super) fn of(line: usize, separator: u8, text: &str) -> Self {
        Self { line, separator, text: text.into(), bytes: 0..text.len() }
    }

    /// The row without its line end.
    pub(super) fn raw(&self) -> &str {
        self.text[self.bytes.clone()].trim_end_matches(['\n', '\r'])
    }

    /// The bytes of a cell inside the row, without the white space around it.
    pub(super) fn cell(&self, column: usize) -> Range<usize> {
        let text = self.raw();
        let span = cells::cells(text, self.separator).0.get(column).cloned().unwrap_or(text.len()..text.len());
        let cell = &text[span.clone()];
        let start = span.start + (cell.len() - cell.trim_start().len());
        start..start + cell.trim().len()
    }

    /// Points at bytes of the row, and shows the line in which they begin: a row can run over many.
    pub(super) fn place(&self, file: &str, span: Range<usize>, text: impl Into<String>) -> Label {
        let raw = self.raw();
        let start = raw[..span.start].rfind(['\n', '\r']).map_or(0, |before| before + 1);
        let end = raw[span.start..].find(['\n', '\r']).map_or(raw.len(), |after| span.start + after);
        let excerpt =
            Excerpt { file: file.to_string(), line: self.line + line_ends(&raw[..start]), text: raw[start..end].to_string(), cell: None };
        Label { excerpt, span: span.start - start..span.end.min(end) - start, text: text.into() }
    }
}

/// A row of cells.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) raw: RawRow,
    pub(super) cells: csv::StringRecord,
}

impl Row {
    /// A row whose text begins on `line`, without its line end.
    pub fn of(text: &str, line: usize, separator: u8) -> Self {
        let cells = cells::cells(text, separator).0.into_iter().map(|cell| cells::unquoted(&text[cell]));
        Self { cells: cells.collect(), raw: RawRow::of(line, separator, text) }
    }

    /// The same row, so many lines further down its file.
    pub fn move_down(&mut self, lines: usize) {
        self.raw.line += lines;
    }

    /// The line on which the row begins, counted from 1.
    pub fn line(&self) -> usize {
        self.raw.line
    }

    /// A cell without the white space around it.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).unwrap_or_default().trim()
    }

    /// The cells, with the white space around them.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Points at a cell of it.
    pub fn label(&self, file: &str, column: usize, text: impl Into<String>) -> Label {
        self.raw.place(file, self.raw.cell(column), text)
    }

    /// Points at the whole of it.
    pub fn whole_label(&self, file: &str, text: impl Into<String>) -> Label {
        self.raw.place(file, 0..self.raw.raw().len(), text)
    }
}

/// All rows of a text, the first included.
pub(super) fn rows_of(text: &Arc<str>) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    // The bytes are valid UTF-8 and lengths are free, so there is no error left to meet.
    while reader.read_record(&mut record).unwrap_or(false) {
        let position = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(position).unwrap_or_default();
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        let start = start + (text[start..end].len() - text[start..end].trim_start_matches(['\n', '\r']).len());
        line += line_ends(&text[counted..start]);
        counted = start;
        rows.push(Row { raw: RawRow { line, separator: b',', text: Arc::clone(text), bytes: start..end }, cells: record.clone() });
    }
    rows
}

/// How many lines end in a text, by LF, CRLF or CR.
pub(super) fn line_ends(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}
