//! What went wrong, where, and the way out. Every message of the program is built here and drawn in `render`.
//!
//! All problems of a stage are collected in [`Problems`] and shown at once. A [`Diagnostic`] carries the lines of the user's own text
//! that it points at, so it can be drawn long after the file was read.

mod code;
pub mod codes;
mod fault;
mod render;
mod wording;

pub use code::{Code, Weight};
pub use render::{Style, render, render_all};
pub use wording::{closest, is_invisible};

use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be computed until it is mended.
    Error,
    /// A finding: shown beside the figures, stops nothing.
    Warning,
    /// A finding that a reader of the figures should know.
    Note,
}

/// A place in a file of the user, with the text that stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The file, as the user would name it.
    pub file: String,
    /// The first line of `text`, counted from 1.
    pub line: usize,
    /// The line or lines; of a sheet, the cells of the row with bars between them.
    pub text: String,
    /// The cell that is meant, where the file is a sheet: `D14`. Then `file` names the sheet too: `electricity.xlsx!北京機房`.
    pub cell: Option<String>,
}

impl Excerpt {
    /// Where it is, for a person who looks for it: `electricity.csv:14`, `electricity.xlsx!北京機房!D14`.
    pub fn place(&self) -> String {
        match &self.cell {
            Some(cell) => format!("{}!{cell}", self.file),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}

/// A part of an excerpt, underlined, with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub excerpt: Excerpt,
    /// Which bytes of the excerpt.
    pub span: Range<usize>,
    /// The remark below the line; may be empty.
    pub text: String,
}

/// One problem or finding, with its places and the way out.
///
/// ```
/// let problems = tonne::Inventory::open("docs/no-such-folder").compute().unwrap_err();
/// let problem: &tonne::Problem = &problems.as_slice()[0];
/// assert_eq!(problem.code.to_string(), "file-missing");
/// assert!(!problem.help.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, the title of its page.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One line that says what is wrong.
    pub message: String,
    /// The place, and the other end of a contradiction.
    pub labels: Vec<Label>,
    /// Facts that help to understand it.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Vec<String>,
    /// The names of further lines with the same problem.
    pub also: Vec<String>,
    /// The field of a record that it is about, by the name of its column.
    pub field: Option<&'static str>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A finding, as severe as its code.
    pub fn finding(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, code.severity(), message)
    }

    /// Whether a report cannot be locked because of it: an error, or a finding of severity E that nobody has waived. A waived finding is a
    /// note.
    pub fn blocks_lock(&self) -> bool {
        self.severity == Severity::Error || (self.severity == Severity::Warning && self.code.blocks_lock())
    }

    /// A diagnostic of any severity.
    fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: wording::one_line(&message.into()),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            also: Vec::new(),
            field: None,
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// Says which field of a record it is about.
    #[must_use]
    pub fn of(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(wording::one_line(&note.into()));
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(wording::one_line(&help.into()));
        self
    }

    /// Adds `did you mean ...?` when one of `known` is close to `text`.
    #[must_use]
    pub fn suggest<'a>(self, text: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let diagnostic = self.unseen(text);
        match closest(text, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        }
    }

    /// Names the first character of `text` that the eye cannot see.
    #[must_use]
    pub fn unseen(self, text: &str) -> Self {
        match text.chars().find(|character| wording::is_invisible(*character)) {
            Some(character) => self.note(format!("it holds a character that is not seen: U+{:04X}", u32::from(character))),
            None => self,
        }
    }
}

/// All problems of a stage. As text they are what the program shows.
///
/// ```
/// let problems: tonne::Problems = tonne::Inventory::open("docs/no-such-folder").compute().unwrap_err();
/// let error: Box<dyn std::error::Error> = problems.into();
/// assert!(error.to_string().starts_with("error[file-missing]: there is no file `inventory.toml`"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds one that further lines may share, and says where it is: `line` joins one that says the same, if there is any.
    pub fn push_shared(&mut self, diagnostic: Diagnostic, line: &str) -> usize {
        let same = |known: &Diagnostic| {
            known.code == diagnostic.code
                && known.message == diagnostic.message
                && known.notes == diagnostic.notes
                && known.help == diagnostic.help
        };
        match self.0.iter().position(same) {
            Some(index) => {
                self.share(index, line);
                index
            }
            None => {
                self.0.push(diagnostic);
                self.0.len() - 1
            }
        }
    }

    /// Adds a further line to the problem at `index`.
    pub fn share(&mut self, index: usize, line: &str) {
        self.0[index].also.push(line.to_string());
    }

    /// Adds all of another stage.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Points at `label` wherever a problem points at nothing.
    #[must_use]
    pub fn placed(mut self, label: &Label) -> Self {
        self.0.iter_mut().filter(|diagnostic| diagnostic.labels.is_empty()).for_each(|diagnostic| diagnostic.labels.push(label.clone()));
        self
    }

    /// Puts the problems of one file into the order of its lines.
    pub fn sort_by_line(&mut self) {
        self.0.sort_by_key(|diagnostic| diagnostic.labels.first().map_or(0, |label| label.excerpt.line));
    }

    /// Takes out the problems that say the same of the same place as `other`: another problem explains them.
    pub fn forget(&mut self, other: &Diagnostic) {
        let says = |diagnostic: &Diagnostic| (diagnostic.code, diagnostic.message.clone(), diagnostic.labels.clone());
        self.0.retain(|diagnostic| diagnostic.code != other.code || says(diagnostic) != says(other));
    }

    /// Takes the value out of a result and keeps its problems.
    pub fn keep<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problems) => {
                self.extend(problems);
                None
            }
        }
    }

    /// `Ok(value)` when nothing was found.
    ///
    /// # Errors
    /// The problems, when there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems, to be told one by one.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }

    /// The problems, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl fmt::Display for Problems {
    /// As the program shows them, without colours.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render_all(&self.0, Style::Plain).trim_end())
    }
}

impl std::error::Error for Problems {}

impl From<Diagnostic> for Problems {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_report_from_being_locked() {
        assert!(Diagnostic::error(codes::NO_FACTOR, "").blocks_lock());
        let gap = Diagnostic::finding(codes::PERIOD_GAP, "");
        assert!(gap.blocks_lock());
        assert!(!Diagnostic { severity: Severity::Note, ..gap }.blocks_lock(), "waived");
        assert!(!Diagnostic::finding(codes::CO2_ONLY, "").blocks_lock());
    }
}
