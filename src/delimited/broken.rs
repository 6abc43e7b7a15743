//! Rows that cannot be read: quotes that do not do their work, too many cells or too few.

use super::cells::{self, StrayQuote};
use super::row::{RawRow, Row, line_ends};
use crate::diagnostic::{Diagnostic, codes};

impl Row {
    /// Why it cannot be read below a header of `need` cells, if it cannot.
    pub fn broken(&self, file: &str, need: usize) -> Option<Diagnostic> {
        if let Some(diagnostic) = self.unreadable(file) {
            return Some(diagnostic);
        }
        let have = self.cells.len();
        if have == need {
            return None;
        }
        let length = self.raw.raw().len();
        let from = if have > need { self.raw.cell(need).start } else { 0 };
        let cells = if have == 1 { "1 cell".to_string() } else { format!("{have} cells") };
        let (name, separator) = match self.raw.separator {
            b',' => ("comma", ','),
            b'\t' => ("tab", '\t'),
            other => ("separator", char::from(other)),
        };
        let way_out = if have < need {
            format!("every row has a cell for every column; an empty cell still needs its {name}")
        } else if self.raw.raw().contains(&format!("{separator} \"")) {
            format!("a cell that contains a {name} needs double quotes around it, with no space before the first")
        } else {
            format!("a cell that contains a {name} needs double quotes around it")
        };
        Some(
            Diagnostic::error(codes::RAGGED_ROW, format!("this row has {cells} where the header has {need}"))
                .at(self.raw.place(file, from..length, if have > need { "too many" } else { "too few" }))
                .help(way_out),
        )
    }

    /// Why its cells cannot be told: a double quote that does not do its work, or a character that is no text.
    pub fn unreadable(&self, file: &str) -> Option<Diagnostic> {
        self.raw.stray_quote(file).or_else(|| {
            let column = self.cells.iter().position(|cell| cell.contains('\0'))?;
            Some(
                Diagnostic::error(codes::NUL_BYTE, "a cell holds the character NUL, which is no text")
                    .at(self.label(file, column, "in this cell"))
                    .help("if the file is UTF-16 without a byte-order mark, declare `encoding = \"utf-16le\"` under [[ledgers]]")
                    .help("else delete the character, or export the file again"),
            )
        })
    }
}

impl RawRow {
    /// The first double quote that does not do its work.
    pub(super) fn stray_quote(&self, file: &str) -> Option<Diagnostic> {
        let text = self.raw();
        let error = |message: &str| Diagnostic::error(codes::STRAY_QUOTE, message);
        let here = |at: usize, remark: &str| self.place(file, at..at + 1, remark);
        let way_out = "a cell in quotes ends with a quote before the next comma; a quote inside it is written twice";
        match text.contains('"').then(|| cells::cells(text, self.separator).1)?? {
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
}
