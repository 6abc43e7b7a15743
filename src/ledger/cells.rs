//! The cells of a row, and what is said of those that are wrong.

use super::place::Place;
use super::record::Field;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::period::Period;

/// How periods are written.
const WRITTEN: &str = "a period is 2025, 2025-03, 2025-03-14, or a first and a last day: 2025-01-15/2025-02-14";

/// One row of a ledger, cell by cell.
pub struct Cells<'a> {
    pub place: &'a Place,
    pub problems: &'a mut Problems,
}

impl<'a> Cells<'a> {
    /// The cell of a field; empty where the ledger has no such column.
    pub fn text(&self, field: Field) -> &'a str {
        self.place.text(field)
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
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_string)
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
            self.refuse(field, Diagnostic::error(codes::EMPTY_CELL, format!("`{}` is empty", field.name())).help(way_out));
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
            self.problems.push_shared(diagnostic, &format!("line {}", self.place.line()));
        }
    }

    /// Refuses a cell.
    pub fn refuse(&mut self, field: Field, diagnostic: Diagnostic) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))));
    }

    /// Refuses a cell, and points at what it contradicts.
    pub fn refuse_beside(&mut self, field: Field, diagnostic: Diagnostic, other: crate::diagnostic::Label) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))).at(other));
    }
}
