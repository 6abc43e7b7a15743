//! The cells of a row, and what is said of those that are wrong.

use super::layout::Origin;
use super::place::Place;
use super::quantity;
use crate::diagnostic::{Code, Diagnostic, Problems, codes};
use crate::field::Field;
use crate::number::Style;
use crate::period::Period;
use std::borrow::Cow;

/// How periods are written.
const WRITTEN: &str = "a period is 2025, 2025-03, 2025-03-14, or a first and a last day: 2025-01-15/2025-02-14";

/// One row of a ledger, cell by cell.
pub struct Cells<'a> {
    pub place: &'a Place,
    /// How the ledger writes its numbers.
    pub numbers: &'a Style,
    pub problems: &'a mut Problems,
}

impl<'a> Cells<'a> {
    /// The text of a field; empty where the ledger has no such field, and for an id that is the place of the row.
    pub fn text(&self, field: Field) -> &'a str {
        self.place.source.layout.text(field, &self.place.row)
    }

    /// A number as plain digits; `share` takes a percent sign where the ledger declares it.
    ///
    /// # Errors
    /// A separator in the wrong place, as a `code` without a place.
    pub fn number(&self, field: Field, share: bool, code: Code) -> Result<Cow<'a, str>, Diagnostic> {
        quantity::plain(self.text(field), &self.style(field), share, code)
    }

    /// The style of a number: that of the ledger, but for numbers that are stored as such.
    pub fn style(&self, field: Field) -> Style {
        if self.place.is_typed(field) { Style::default() } else { *self.numbers }
    }

    /// Whether the ledger has a column for a field.
    pub fn has(&self, field: Field) -> bool {
        self.place.source.layout.has(field)
    }

    /// The cell of a column.
    pub fn named(&self, column: &str) -> &'a str {
        Field::named(column).map_or("", |field| self.text(field))
    }

    /// The cell of a field, if it holds anything.
    pub fn optional(&self, field: Field) -> Option<String> {
        Some(self.place.text(field)).filter(|text| !text.is_empty()).map(Cow::into_owned)
    }

    /// The cell of a field that has to hold something.
    pub fn filled(&mut self, field: Field) -> Option<String> {
        let text = self.optional(field);
        if text.is_none() {
            let way_out = match field {
                Field::Id => "every record has an id of its own, so that it can be traced",
                Field::Site => "every record has a site of the inventory",
                Field::Activity => "every record has an activity: docs/reference/activities.md",
                Field::Unit => "a quantity without a unit says nothing: docs/reference/units.md",
                _ => WRITTEN,
            };
            let diagnostic = Diagnostic::error(codes::EMPTY_CELL, format!("`{}` is empty", field.name())).help(way_out);
            let merged = self.place.source.layout.column(field).and_then(|column| self.place.row.merged(column));
            let merged = merged.map(|cell| format!("the merged cell {cell} covers it: split that cell, and fill in each row"));
            self.refuse(field, merged.into_iter().fold(diagnostic, Diagnostic::help));
        }
        text
    }

    /// A cell with a date or a period.
    pub fn period(&mut self, field: Field) -> Option<Period> {
        let text = self.filled(field)?;
        let in_one = field == Field::Period || !text.contains('/');
        let period = Period::parse(&text).filter(|_| in_one);
        if period.is_none() {
            let message = match text.split_once('/').map(|(start, end)| (Period::parse(start), Period::parse(end))) {
                Some((Some(start), Some(end))) if start.start > end.end => format!("`{text}` ends before it starts"),
                _ if !in_one => format!("`{text}` is two days; column `{}` takes one", field.name()),
                _ if Period::looks_like_one(&text) => format!("`{text}` is not in the calendar"),
                _ => format!("`{text}` is not a period"),
            };
            self.refuse(field, Diagnostic::error(codes::PERIOD_MALFORMED, message).help(WRITTEN));
        }
        period
    }

    /// Refuses what stands in a column without a name; once for all rows.
    pub fn refuse_nameless(&mut self) {
        for column in &self.place.source.layout.nameless {
            if self.place.row.cell(*column).is_empty() {
                continue;
            }
            let message = format!("column {} has no name, and holds something", column + 1);
            let diagnostic = Diagnostic::error(codes::UNKNOWN_COLUMN, message)
                .at(self.place.row.label(self.place.file(), *column, "here, for one"))
                .help("name the column, or empty it: a remark belongs in `note`");
            self.problems.push_shared(diagnostic, &self.place.row.name());
        }
    }

    /// Refuses what a field says, and points at both ends where the inventory has a part in it. What it says of all rows is refused once.
    pub fn refuse(&mut self, field: Field, diagnostic: Diagnostic) {
        let (diagnostic, shared) = self.placed(field, diagnostic);
        self.push(diagnostic, shared);
    }

    /// Refuses a cell, and points at what it contradicts.
    pub fn refuse_beside(&mut self, field: Field, diagnostic: Diagnostic, other: crate::diagnostic::Label) {
        let (diagnostic, shared) = self.placed(field, diagnostic);
        self.push(diagnostic.at(other), shared);
    }

    fn placed(&self, field: Field, diagnostic: Diagnostic) -> (Diagnostic, bool) {
        let shared = matches!(self.place.source.layout.origin(field), Some(Origin::Constant(_)));
        let diagnostic = diagnostic.of(field.name());
        let diagnostic =
            diagnostic.at(self.place.label(field, format!("{} `{}`", if shared { "constant" } else { "column" }, field.name())));
        (self.place.other_end(field).into_iter().fold(diagnostic, Diagnostic::at), shared)
    }

    fn push(&mut self, diagnostic: Diagnostic, shared: bool) {
        if shared {
            self.problems.push_shared(diagnostic, &self.place.row.name());
        } else {
            self.problems.push(diagnostic);
        }
    }
}
