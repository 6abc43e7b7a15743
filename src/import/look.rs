//! A look at a file before anything is known of its columns: all its rows as they stand.

use super::answers::Answers;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::field::Field;
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use crate::inventory::ledger_file::{ENCODINGS, SEPARATORS};
use crate::inventory::mapping::{HiddenRows, Said};
use crate::ledger::{Header, Row, Sink, format};

/// So many rows are kept; of a longer file, the first and the last.
const KEPT: usize = 20_000;

/// So many rows of a file are looked at for a header below a merged title.
const TITLES: usize = 60;

/// A row as it stands.
#[derive(Debug)]
pub struct Line {
    /// Its number in the file.
    pub number: usize,
    /// The row; `None` for the names of JSON, which are no row.
    pub row: Option<Row>,
    /// Its cells.
    pub cells: Vec<String>,
}

/// All rows of a file.
#[derive(Debug, Default)]
pub struct Rows {
    /// The file; of a workbook, with the sheet.
    pub file: String,
    /// The rows that are not blank.
    pub lines: Vec<Line>,
    /// Titles above them that are one cell over several columns. With them, the header is not the first row.
    pub titles: Vec<String>,
    /// How many rows were not kept.
    pub left_out: usize,
    /// What cannot be read at all.
    pub broken: Vec<Diagnostic>,
}

impl Rows {
    fn add(&mut self, line: Line) {
        if self.lines.len() >= KEPT {
            self.lines.pop();
            self.left_out += 1;
        }
        self.lines.push(line);
    }
}

impl Sink for Rows {
    fn header(&mut self, header: Header) -> Result<(), Problems> {
        let number = header.whole_label("").excerpt.line;
        self.add(Line { number, row: None, cells: header.names });
        self.file = header.file;
        Ok(())
    }

    fn row(&mut self, row: Row) {
        if !row.is_blank() {
            let width = row.width();
            let cells = (0..width).map(|column| row.cell(column).to_string()).collect();
            self.add(Line { number: row.line(), row: Some(row), cells });
        }
    }

    fn broken(&mut self, diagnostic: Diagnostic) {
        self.broken.push(diagnostic);
    }
}

/// The rows of a file that is read so.
///
/// # Errors
/// It cannot be read.
pub fn rows(file: &OpenFile, ledger: &LedgerFile) -> Result<Rows, Problems> {
    let format = format::of(file, ledger)?;
    let mut ledger = ledger.clone();
    let mut titles = Vec::new();
    for _ in 0..TITLES {
        let mut rows = Rows { titles: titles.clone(), ..Rows::default() };
        let Err(problems) = (format.read)(file, &ledger, &mut rows) else { return Ok(rows) };
        // A title is often one cell over all columns, and the line below it may be blank.
        let merged = problems.as_slice().iter().find(|problem| problem.code == codes::MERGED_HEADER);
        let below = merged.and_then(|problem| problem.labels.first());
        titles.extend(below.map(|label| label.excerpt.text.clone()));
        let below = below.map(|label| label.excerpt.line);
        let blank = problems.as_slice().iter().any(|problem| problem.code == codes::MISSING_COLUMN);
        match (below.or(ledger.mapping.header_row), below.is_some() || blank) {
            (Some(row), true) => ledger.mapping.header_row = Some(row + 1),
            _ => return Err(problems),
        }
    }
    let empty = Diagnostic::error(codes::FILE_EMPTY, format!("no row of `{}` looks like a header", file.name));
    Err(empty.at(ledger.label.clone()).into())
}

/// A ledger of which only so much is known as it takes to open its file.
pub fn unmapped(file: &str, label: &Label, answers: &Answers) -> Result<LedgerFile, Problems> {
    let mut ledger = LedgerFile::plain(file.to_string(), label.clone());
    let mut problems = Problems::default();
    let said = |text: &str| Said { text: text.to_string(), label: label.clone() };
    ledger.mapping.sheet = answers.said("sheet").map(said);
    if format::is_workbook(file) {
        ledger.mapping.hidden_rows = Some(HiddenRows::Read);
    }
    let unknown = |key: &str, text: &str, known: &str| {
        Diagnostic::error(codes::BAD_VALUE, format!("`{text}` is no {key}")).at(label.clone()).help(format!("it is one of {known}"))
    };
    if let Some(word) = answers.said("encoding") {
        match ENCODINGS.iter().find(|(known, _)| *known == word) {
            Some((_, encoding)) => ledger.text.encoding = Some((*encoding, label.clone())),
            None => problems.push(unknown("encoding", word, &ENCODINGS.map(|(word, _)| word).join(", "))),
        }
    }
    if let Some(word) = answers.said("separator") {
        match SEPARATORS.iter().find(|(known, _)| *known == word) {
            Some((_, separator)) => ledger.text.separator = Some((*separator, label.clone())),
            None => problems.push(unknown("separator", word, ", ; tab |")),
        }
    }
    if let Some(row) = answers.said("header-row").filter(|row| row.parse::<usize>().is_err()) {
        problems.push(unknown("row", row, "the numbers of rows, from 1"));
    }
    for key in answers.said.keys().filter(|key| Field::named(key).is_none() && !super::answers::OF_THE_FILE.contains(&key.as_str())) {
        let keys = super::answers::OF_THE_FILE.join(", ");
        problems.push(unknown("field of a record, nor anything that is said of a file", key, &format!("site, activity, unit ...; {keys}")));
    }
    problems.or(ledger)
}
