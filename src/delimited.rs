//! Comma-separated text with the place of every cell: what ledgers and factor tables are read through.

use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use std::collections::BTreeMap;
use std::ops::Range;

/// A file of comma-separated values, read whole.
#[derive(Debug)]
pub struct Delimited {
    /// The file, as the user would name it.
    pub file: String,
    text: String,
    /// The header cells.
    pub header: Vec<String>,
    header_row: RawRow,
    /// The rows below the header that have as many cells as the header.
    pub rows: Vec<Row>,
}

/// Where a row stands in the text.
#[derive(Clone, Debug)]
struct RawRow {
    line: usize,
    bytes: Range<usize>,
}

/// A row of cells.
#[derive(Clone, Debug)]
pub struct Row {
    raw: RawRow,
    cells: csv::StringRecord,
}

impl Row {
    /// The line on which the row begins, counted from 1.
    pub fn line(&self) -> usize {
        self.raw.line
    }

    /// A cell without the white space around it.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).unwrap_or_default().trim()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Delimited {
    /// Reads the bytes of a file. A byte-order mark and either kind of line end are fine.
    ///
    /// # Errors
    /// Not UTF-8, no header, no rows, or rows of another length than the header: all of them at once.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Problems> {
        let text = decode(file, bytes)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = Vec::new();
        let mut record = csv::StringRecord::new();
        // The bytes are valid UTF-8 and lengths are free, so there is no error left to meet.
        while reader.read_record(&mut record).unwrap_or(false) {
            let position = record.position().map_or((1, 0), |at| (at.line(), at.byte()));
            let start = usize::try_from(position.1).unwrap_or_default();
            let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
            let skipped = text[start..end].len() - text[start..end].trim_start_matches(['\n', '\r']).len();
            let line = usize::try_from(position.0).unwrap_or(1) + text[start..start + skipped].matches('\n').count();
            records.push(Row { raw: RawRow { line, bytes: start + skipped..end }, cells: record.clone() });
        }
        let mut rows = records.into_iter();
        let header_row = rows.next().filter(|row| !row.is_blank()).ok_or_else(|| {
            Diagnostic::error(codes::FILE_EMPTY, format!("`{file}` is empty")).help("it needs a header row and at least one row below it")
        })?;
        let mut delimited = Self {
            file: file.to_string(),
            text,
            header: header_row.cells.iter().map(|cell| cell.trim().to_string()).collect(),
            header_row: header_row.raw,
            rows: rows.filter(|row| !row.is_blank()).collect(),
        };
        delimited.check_header_and_lengths()?;
        if delimited.rows.is_empty() {
            return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{file}` has a header and no rows"))
                .at(delimited.header_label(0, ""))
                .help("add a row, or take the file out of the inventory")
                .into());
        }
        delimited.rows.shrink_to_fit();
        Ok(delimited)
    }

    fn check_header_and_lengths(&self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in self.header.iter().enumerate() {
            if let Some(first) = seen.insert(name, index).filter(|_| !name.is_empty()) {
                problems.push(
                    Diagnostic::error(codes::DUPLICATE_COLUMN, format!("column `{name}` stands twice"))
                        .at(self.header_label(index, "again here"))
                        .at(self.header_label(first, "first here")),
                );
            }
        }
        for row in self.rows.iter().filter(|row| row.cells.len() != self.header.len()) {
            let (have, need) = (row.cells.len(), self.header.len());
            let excerpt = self.excerpt(&row.raw);
            let span = if have > need { self.span(&row.raw, need).start..excerpt.text.len() } else { 0..excerpt.text.len() };
            problems.push(
                Diagnostic::error(codes::RAGGED_ROW, format!("this row has {have} cells where the header has {need}"))
                    .at(Label { excerpt, span, text: if have > need { "too many" } else { "too few" }.into() })
                    .help("a cell that contains a comma needs double quotes around it"),
            );
        }
        problems.or(())
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known == name)
    }

    /// Points at a cell.
    pub fn label(&self, row: &Row, column: usize, text: impl Into<String>) -> Label {
        Label { excerpt: self.excerpt(&row.raw), span: self.span(&row.raw, column), text: text.into() }
    }

    /// Points at a header cell.
    pub fn header_label(&self, column: usize, text: impl Into<String>) -> Label {
        Label { excerpt: self.excerpt(&self.header_row), span: self.span(&self.header_row, column), text: text.into() }
    }

    fn excerpt(&self, row: &RawRow) -> Excerpt {
        Excerpt { file: self.file.clone(), line: row.line, text: self.text[row.bytes.clone()].trim_end_matches(['\n', '\r']).to_string() }
    }

    /// The bytes of a cell inside its row, without the white space around it.
    fn span(&self, row: &RawRow, column: usize) -> Range<usize> {
        let text = self.text[row.bytes.clone()].trim_end_matches(['\n', '\r']);
        let mut quoted = false;
        let mut index = 0;
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted && index == column => return trimmed(text, start..at),
                b',' if !quoted => {
                    index += 1;
                    start = at + 1;
                }
                _ => {}
            }
        }
        if index == column { trimmed(text, start..text.len()) } else { text.len()..text.len() }
    }
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let cell = &text[span.clone()];
    let start = span.start + (cell.len() - cell.trim_start().len());
    start..start + cell.trim().len()
}

/// Bytes as text: UTF-8, with or without a byte-order mark.
///
/// # Errors
/// The first byte that is not UTF-8, with its line.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String, Problems> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_string()),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            let start = String::from_utf8_lossy(&before[line_start..]).to_string();
            let line_end = bytes[before.len()..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |next| before.len() + next);
            let rest = String::from_utf8_lossy(&bytes[before.len()..line_end]).trim_end_matches('\r').to_string();
            let bad = bytes.get(before.len()).copied().unwrap_or_default();
            let width = rest.chars().next().map_or(0, char::len_utf8);
            let excerpt = Excerpt {
                file: file.to_string(),
                line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
                text: format!("{start}{rest}"),
            };
            Err(Diagnostic::error(codes::NOT_UTF8, format!("`{file}` is not UTF-8: byte {} is 0x{bad:02x}", before.len()))
                .at(Label { excerpt, span: start.len()..start.len() + width, text: "here".into() })
                .help("save it as `CSV UTF-8`; a file from an older Windows program is probably GBK or Big5")
                .into())
        }
    }
}
