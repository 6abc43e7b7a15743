//! Formats of `tonne report`. A format lays out any view and knows none. Adding one is a file and a line in [`FORMATS`].

mod csv;
mod html;
mod json;
mod markdown;
mod terminal;
mod xlsx;

use super::subject::Subject;
use super::view::View;
use super::{page, workbook};
use crate::diagnostic::Diagnostic;

/// A format that can be asked for.
#[derive(Debug)]
pub struct Format {
    /// Its name: `markdown`.
    pub name: &'static str,
    /// The ending of its files.
    pub ending: &'static str,
    /// Whether it is text that may be printed on a terminal.
    pub text: bool,
    /// The most lines that it carries one by one; of more, rows that no formula can tell apart stand together.
    pub most_lines: Option<usize>,
    /// Whether weights for a terminal stand in it, which go where it is no terminal.
    pub coloured: bool,
    /// Lays out a view. A format that shows more than the view, such as a workbook with its lines, takes it from the subject.
    ///
    /// # Errors
    /// It cannot be laid out so.
    pub files: fn(&View, &Subject<'_>) -> Result<Vec<File>, Diagnostic>,
}

/// A file that a format makes of a view.
#[derive(Debug)]
pub struct File {
    /// Its name without the ending: `hkex`, or `hkex.emissions` where each table is a file of its own.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Every format.
pub const FORMATS: [Format; 6] = [
    Format {
        name: "terminal",
        ending: "txt",
        text: true,
        coloured: true,
        most_lines: None,
        files: |view, subject| Ok(terminal::files(view, subject)),
    },
    Format {
        name: "markdown",
        ending: "md",
        text: true,
        coloured: false,
        most_lines: None,
        files: |view, subject| Ok(markdown::files(view, subject)),
    },
    Format {
        name: "csv",
        ending: "csv",
        text: true,
        coloured: false,
        most_lines: None,
        files: |view, subject| Ok(csv::files(view, subject)),
    },
    Format { name: "json", ending: "json", text: true, coloured: false, most_lines: None, files: json::files },
    Format { name: "html", ending: "html", text: true, coloured: false, most_lines: Some(page::MOST_LINES), files: html::files },
    Format { name: "xlsx", ending: "xlsx", text: false, coloured: false, most_lines: Some(workbook::MOST_LINES), files: xlsx::files },
];

impl Format {
    /// Whether so many lines are more than it carries one by one.
    pub fn groups(&self, lines: usize) -> bool {
        self.most_lines.is_some_and(|most| lines > most)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// One file for the whole view.
fn whole(view: &View, text: String) -> Vec<File> {
    vec![File { name: view.name.into(), bytes: text.into_bytes() }]
}
