//! Reads a TOML file key by key, with the place of every key and value, and collects all that is wrong with it.
//!
//! Numbers keep their raw digits: the usual road through a binary float would lose some of them.

mod section;
mod values;

pub use section::Section;

use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use std::ops::Range;
use toml::de::DeTable;

/// A TOML file: its name and its text.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The file, as the user would name it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the document.
    pub span: Range<usize>,
}

impl<'a> Document<'a> {
    /// Parses the text and hands its top-level table to `read`.
    ///
    /// # Errors
    /// All syntax errors at once, or what `read` reports.
    pub fn read<T>(self, read: impl FnOnce(&Section<'_, 'a>, &mut Problems) -> Option<T>) -> Result<T, Problems> {
        let mut problems = Problems::default();
        if self.text.contains('\r') && !self.text.contains('\n') {
            let message = format!("the lines of `{}` end in a carriage return alone", self.file);
            return Err(Diagnostic::error(codes::TOML_SYNTAX, message)
                .help("save it with line ends of Unix (LF) or Windows (CRLF)")
                .into());
        }
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let diagnostic = Diagnostic::error(codes::TOML_SYNTAX, error.message().to_string()).at(self.label(span, ""));
            problems.push(match way_out(error.message()) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
        problems.sort_by_line();
        if !problems.is_empty() {
            return Err(problems);
        }
        if table.get_ref().is_empty() {
            let help = "copy from one that works: `tonne init DIR` makes an inventory, factors/TEMPLATE is a table";
            return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` is empty", self.file)).help(help).into());
        }
        let section = Section::top(self, table.get_ref());
        let value = read(&section, &mut problems);
        section.finish(&mut problems);
        problems.sort_by_line();
        match value {
            Some(value) if problems.is_empty() => Ok(value),
            _ => Err(problems),
        }
    }

    /// Points at `span`, with the whole lines around it.
    pub fn label(&self, span: Range<usize>, text: impl Into<String>) -> Label {
        let at = self.boundary(span.start);
        let start = self.text[..at].rfind('\n').map_or(0, |before| before + 1);
        let first_line_end = self.text[at..].find('\n').map_or(self.text.len(), |after| at + after);
        let end = self.boundary(span.end.clamp(at, first_line_end));
        Label {
            excerpt: Excerpt {
                file: self.file.to_string(),
                line: self.line(at),
                text: self.text[start..first_line_end].trim_end_matches('\r').to_string(),
                cell: None,
            },
            span: at - start..end - start,
            text: text.into(),
        }
    }

    /// The nearest start of a character at or before a byte.
    fn boundary(&self, at: usize) -> usize {
        (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }

    /// The line of a byte, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text[..self.boundary(at)].matches('\n').count() + 1
    }
}

/// What helps against the commonest errors of grammar.
fn way_out(message: &str) -> Option<&'static str> {
    let known = [
        ("duplicate key", "a key stands once in its part; take one of the two out"),
        ("must be quoted", "a text stands in double quotes"),
        ("invalid basic string", "a text ends on its line with the quote that it starts with"),
        ("unclosed table", "the header of a part ends with the bracket that it starts with"),
        ("unclosed array", "a list ends with a square bracket"),
    ];
    known.iter().find(|(part, _)| message.contains(part)).map(|(_, help)| *help)
}
