//! Comma-separated text with the place of every cell: what ledgers and factor tables are read through.

mod cells;
mod text;

pub use text::decode;

use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, closest, codes};
use cells::StrayQuote;
use std::collections::BTreeMap;
use std::ops::Range;

/// What separates cells in files that are not comma-separated.
const OTHER_SEPARATORS: [(char, &str); 4] = [(';', "a semicolon"), ('\t', "a tab"), ('|', "a bar"), ('，', "a comma of full width")];

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
    /// Reads the bytes of a file. A byte-order mark and any kind of line end are fine.
    ///
    /// # Errors
    /// Not UTF-8, no header, no rows, or rows that are broken: all of them at once.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Problems> {
        let (delimited, problems) = Self::read_good_rows(file, bytes)?;
        problems.or(delimited)
    }

    /// As [`Self::read`], with the broken rows left out and reported beside the others, so that a reader can check those too.
    ///
    /// # Errors
    /// Not UTF-8, no header or a broken one, no rows.
    pub fn read_good_rows(file: &str, bytes: &[u8]) -> Result<(Self, Problems), Problems> {
        let text = decode(file, bytes)?;
        let mut rows = rows_of(&text).into_iter().filter(|row| !row.is_blank());
        let header = rows.next().ok_or_else(|| {
            Diagnostic::error(codes::FILE_EMPTY, format!("`{file}` is empty")).help("it needs a header row and at least one row below it")
        })?;
        let mut delimited = Self {
            file: file.to_string(),
            header: header.cells.iter().map(|cell| cell.trim().to_string()).collect(),
            header_row: header.raw,
            rows: rows.collect(),
            text,
        };
        delimited.check_header()?;
        let mut problems = Problems::default();
        let rows = std::mem::take(&mut delimited.rows);
        for row in rows {
            match delimited.broken(&row) {
                Some(diagnostic) => problems.push(diagnostic),
                None => delimited.rows.push(row),
            }
        }
        if delimited.rows.is_empty() && problems.is_empty() {
            return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{file}` has a header and no rows"))
                .at(delimited.whole_header_label(""))
                .help("add a row, or take the file out of the inventory")
                .into());
        }
        delimited.rows.shrink_to_fit();
        Ok((delimited, problems))
    }

    fn check_header(&self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        if let ([only], Some((separator, name))) = (self.header.as_slice(), self.other_separator()) {
            let shown = only.matches(separator).count() + 1;
            return Err(Diagnostic::error(codes::WRONG_SEPARATOR, format!("`{}` has no commas between its cells", self.file))
                .at(self.header_label(0, format!("{shown} cells with {name} between them")))
                .help("save it with commas between the cells; a decimal comma must become a point first")
                .into());
        }
        if let Some(diagnostic) = self.stray_quote(&self.header_row) {
            return Err(diagnostic.into());
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in self.header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if let Some(first) = seen.get(name.as_str()) {
                problems.push(
                    Diagnostic::error(codes::DUPLICATE_COLUMN, format!("column `{name}` stands twice"))
                        .at(self.header_label(index, "again here"))
                        .at(self.header_label(*first, "first here"))
                        .help("take one of the two out, or rename it"),
                );
            } else {
                seen.insert(name, index);
            }
        }
        problems.or(())
    }

    fn other_separator(&self) -> Option<(char, &'static str)> {
        OTHER_SEPARATORS.into_iter().find(|(separator, _)| self.text[self.header_row.bytes.clone()].contains(*separator))
    }

    /// Why a row cannot be read, if it cannot.
    fn broken(&self, row: &Row) -> Option<Diagnostic> {
        if let Some(diagnostic) = self.stray_quote(&row.raw) {
            return Some(diagnostic);
        }
        let (have, need) = (row.cells.len(), self.header.len());
        if have == need {
            return None;
        }
        let length = self.raw(&row.raw).len();
        let from = if have > need { self.cell(&row.raw, need).start } else { 0 };
        let cells = if have == 1 { "1 cell".to_string() } else { format!("{have} cells") };
        let way_out = if have < need {
            "every row has a cell for every column; an empty cell still needs its comma"
        } else if self.raw(&row.raw).contains(", \"") {
            "a cell that contains a comma needs double quotes around it, with no space before the first"
        } else {
            "a cell that contains a comma needs double quotes around it"
        };
        Some(
            Diagnostic::error(codes::RAGGED_ROW, format!("this row has {cells} where the header has {need}"))
                .at(self.place(&row.raw, from..length, if have > need { "too many" } else { "too few" }))
                .help(way_out),
        )
    }

    fn stray_quote(&self, row: &RawRow) -> Option<Diagnostic> {
        let text = self.raw(row);
        let error = |message: &str| Diagnostic::error(codes::STRAY_QUOTE, message);
        let here = |at: usize, remark: &str| self.place(row, at..at + 1, remark);
        let way_out = "a cell in quotes ends with a quote before the next comma; a quote inside it is written twice";
        match text.contains('"').then(|| cells::cells(text).1)?? {
            StrayQuote::Unclosed { at } => {
                let swallowed = line_ends(&text[at..]);
                let diagnostic = error("a double quote opens a cell and none closes it").at(here(at, "opened here")).help(way_out);
                let lines = if swallowed == 1 { "1 more line".to_string() } else { format!("{swallowed} more lines") };
                Some(if swallowed > 0 {
                    diagnostic.note(format!("so the cell takes in {lines}, to the end of the file"))
                } else {
                    diagnostic
                })
            }
            StrayQuote::TooEarly { opened, at } => Some(
                error("a cell goes on after its closing quote").at(here(at, "closed here")).at(here(opened, "opened here")).help(way_out),
            ),
        }
    }

    /// Unknown and missing columns of `what`, which has all of `required` and may have `optional`. A misspelt column is not missing as well.
    pub fn check_columns(&self, what: &str, required: &[&str], optional: &[&str]) -> Problems {
        let mut problems = Problems::default();
        let known: Vec<&str> = required.iter().chain(optional).copied().collect();
        let mut misspelt = Vec::new();
        for (index, name) in self.header.iter().enumerate().filter(|(_, name)| !known.contains(&name.as_str())) {
            let absent = || known.iter().copied().filter(|known| self.column(known).is_none());
            misspelt.extend(closest(name, absent()));
            let diagnostic = Diagnostic::error(codes::UNKNOWN_COLUMN, format!("no one reads a column `{name}`")).suggest(name, absent());
            problems.push(diagnostic.at(self.header_label(index, "")).help(format!("columns of {what}: {}", known.join(", "))));
        }
        for name in required.iter().filter(|name| self.column(name).is_none() && !misspelt.contains(*name)) {
            problems.push(
                Diagnostic::error(codes::MISSING_COLUMN, format!("column `{name}` is missing"))
                    .at(self.whole_header_label("in this header")),
            );
        }
        problems
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known == name)
    }

    /// Points at a cell.
    pub fn label(&self, row: &Row, column: usize, text: impl Into<String>) -> Label {
        self.place(&row.raw, self.cell(&row.raw, column), text)
    }

    /// Points at a whole row.
    pub fn row_label(&self, row: &Row, text: impl Into<String>) -> Label {
        self.place(&row.raw, 0..self.raw(&row.raw).len(), text)
    }

    /// Points at a header cell.
    pub fn header_label(&self, column: usize, text: impl Into<String>) -> Label {
        self.place(&self.header_row, self.cell(&self.header_row, column), text)
    }

    /// Points at the whole header.
    pub fn whole_header_label(&self, text: impl Into<String>) -> Label {
        self.place(&self.header_row, 0..self.raw(&self.header_row).len(), text)
    }

    fn raw(&self, row: &RawRow) -> &str {
        self.text[row.bytes.clone()].trim_end_matches(['\n', '\r'])
    }

    /// Points at bytes of a row, and shows the line in which they begin: a row can run over many.
    fn place(&self, row: &RawRow, span: Range<usize>, text: impl Into<String>) -> Label {
        let raw = self.raw(row);
        let start = raw[..span.start].rfind(['\n', '\r']).map_or(0, |before| before + 1);
        let end = raw[span.start..].find(['\n', '\r']).map_or(raw.len(), |after| span.start + after);
        let excerpt = Excerpt { file: self.file.clone(), line: row.line + line_ends(&raw[..start]), text: raw[start..end].to_string() };
        Label { excerpt, span: span.start - start..span.end.min(end) - start, text: text.into() }
    }

    /// The bytes of a cell inside its row, without the white space around it.
    fn cell(&self, row: &RawRow, column: usize) -> Range<usize> {
        let text = self.raw(row);
        let span = cells::cells(text).0.get(column).cloned().unwrap_or(text.len()..text.len());
        let cell = &text[span.clone()];
        let start = span.start + (cell.len() - cell.trim_start().len());
        start..start + cell.trim().len()
    }
}

/// All rows of a text, the first included.
fn rows_of(text: &str) -> Vec<Row> {
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
        rows.push(Row { raw: RawRow { line, bytes: start..end }, cells: record.clone() });
    }
    rows
}

/// How many lines end in a text, by LF, CRLF or CR.
fn line_ends(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}
