//! Comma-separated text with the place of every cell: what ledgers and factor tables are read through; and text as this program writes it.

mod broken;
mod cells;
mod row;
mod row_text;
mod text;
pub mod written;

pub use row::Row;
pub use row_text::RowTexts;
pub use text::{decode, not_utf8};

use crate::diagnostic::{Diagnostic, Label, Problems, closest, codes};
use row::{RawRow, rows_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What separates cells in files that are not comma-separated.
const OTHER_SEPARATORS: [(char, &str); 4] = [(';', "a semicolon"), ('\t', "a tab"), ('|', "a bar"), ('，', "a comma of full width")];

/// A file of comma-separated values, read whole.
#[derive(Debug)]
pub struct Delimited {
    /// The file, as the user would name it.
    pub file: String,
    /// The header cells.
    pub header: Vec<String>,
    header_row: RawRow,
    /// The rows below the header that have as many cells as the header.
    pub rows: Vec<Row>,
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
        let mut delimited = Self::read_rows(file, bytes)?;
        let mut problems = Problems::default();
        let rows = std::mem::take(&mut delimited.rows);
        for row in rows {
            match row.broken(&delimited.file, delimited.header.len()) {
                Some(diagnostic) => problems.push(diagnostic),
                None => delimited.rows.push(row),
            }
        }
        if delimited.rows.is_empty() && problems.is_empty() {
            return Err(delimited.no_rows().into());
        }
        delimited.rows.shrink_to_fit();
        Ok((delimited, problems))
    }

    /// As [`Self::read_good_rows`], with the rows as they are; there may be none.
    ///
    /// # Errors
    /// Not UTF-8, no header or a broken one.
    pub fn read_rows(file: &str, bytes: &[u8]) -> Result<Self, Problems> {
        let text: Arc<str> = decode(file, bytes)?.into();
        let mut rows = rows_of(&text).into_iter().filter(|row| !row.is_blank());
        let header = rows.next().ok_or_else(|| {
            Diagnostic::error(codes::FILE_EMPTY, format!("`{file}` is empty")).help("it needs a header row and at least one row below it")
        })?;
        let delimited = Self {
            file: file.to_string(),
            header: header.cells.iter().map(|cell| cell.trim().to_string()).collect(),
            header_row: header.raw,
            rows: rows.collect(),
        };
        delimited.check_header()?;
        Ok(delimited)
    }

    /// Says that there is a header and nothing below it.
    pub fn no_rows(&self) -> Diagnostic {
        Diagnostic::error(codes::FILE_EMPTY, format!("`{}` has a header and no rows", self.file))
            .at(self.whole_header_label(""))
            .help("add a row, or take the file out of the inventory")
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
        if let Some(diagnostic) = self.header_row.stray_quote(&self.file) {
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
        OTHER_SEPARATORS.into_iter().find(|(separator, _)| self.header_row.raw().contains(*separator))
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

    /// The header, as a row.
    pub fn header_as_row(&self) -> Row {
        Row { raw: self.header_row.clone(), cells: self.header.iter().map(String::as_str).collect() }
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known == name)
    }

    /// Points at a cell.
    pub fn label(&self, row: &Row, column: usize, text: impl Into<String>) -> Label {
        row.label(&self.file, column, text)
    }

    /// Points at a header cell.
    pub fn header_label(&self, column: usize, text: impl Into<String>) -> Label {
        self.header_row.place(&self.file, self.header_row.cell(column), text)
    }

    /// Points at the whole header.
    pub fn whole_header_label(&self, text: impl Into<String>) -> Label {
        self.header_row.place(&self.file, 0..self.header_row.raw().len(), text)
    }
}
