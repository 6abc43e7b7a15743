//! A view: what a report shows, before anybody lays it out. A format knows no view, and a view knows no format.

use crate::number::Exact;
use std::borrow::Cow;

/// Tables and notes, in one language.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name: `hkex`.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// The reporting company.
    pub organisation: String,
    /// The tag of its language: `zh-Hant`.
    pub language: &'static str,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The title above the notes.
    pub notes_title: String,
    /// Its notes.
    pub notes: Vec<Note>,
}

/// Rows of cells under columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name inside the view: `emissions`.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// The column whose numbers are parts of a total, for a picture of them.
    pub parts_of: Option<&'static str>,
    /// What a reader of the print must know: how changes are computed, what marks mean.
    pub remarks: Vec<String>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name for programs, the same in every language.
    pub key: Cow<'static, str>,
    /// Its title for people, with the unit where all its numbers share one.
    pub title: String,
    /// What its cells hold.
    pub kind: Kind,
    /// The period of its figures.
    pub period: Option<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// What programs need and people can do without: left out in print.
    Machine,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name for programs: the key of its figure, where it has one.
    pub key: String,
    /// How deep it stands below others.
    pub level: usize,
    /// Whether it is a total or a heading.
    pub strong: bool,
    /// Its part of the total that it belongs to, for a picture of it.
    pub part: Option<Exact>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The column says nothing about this row: a heading has no value.
    Blank,
    /// Words.
    Text(String),
    /// A number.
    Number(Number),
    /// There is no number, and this is why.
    Absent(Absent, String),
}

/// A number with everything that a format may need of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its exact value.
    pub exact: Exact,
    /// Rounded once, thousands grouped; `< 0.01` for what is less than the printed precision.
    pub printed: String,
    /// How many decimals `printed` has.
    pub decimals: u32,
    /// The symbol of its unit.
    pub unit: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Derived from activity data.
    Derived,
    /// Written in the inventory: activity data, a denominator.
    Given,
    /// Carried in as somebody published it.
    CarriedIn,
    /// Some of it derived, some carried in.
    PartlyCarriedIn,
    /// Printed in a report.
    Published,
}

/// Why there is no number. None of these is zero, and none stands for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// The category does not occur in the company.
    NotRelevant,
    /// The category is left out, with a reason.
    Excluded,
    /// Nobody has looked at the category.
    NotEvaluated,
    /// The category is included, and no line contributes to it.
    NoLines,
    /// No line contributes to it.
    NoRecord,
    /// A part of the sum has no lines.
    Incomplete,
    /// The inventory did not choose to compute it.
    NotChosen,
    /// The inventory does not give the number to divide by.
    NoDenominator,
    /// The tool does not derive it; the company states it by itself.
    NotDerived,
    /// There are not two numbers to compare.
    NotComparable,
    /// The document does not print it.
    NotPublished,
    /// There is no difference in print: what is derived rounds to what is published.
    AsPrinted,
}

impl Absent {
    /// Every reason with its name for programs, which is also the end of its label's key.
    pub const NAMED: [(&'static str, Self); 12] = [
        ("not-relevant", Self::NotRelevant),
        ("excluded", Self::Excluded),
        ("not-evaluated", Self::NotEvaluated),
        ("no-lines", Self::NoLines),
        ("no-record", Self::NoRecord),
        ("incomplete", Self::Incomplete),
        ("not-chosen", Self::NotChosen),
        ("no-denominator", Self::NoDenominator),
        ("not-derived", Self::NotDerived),
        ("not-comparable", Self::NotComparable),
        ("not-published", Self::NotPublished),
        ("as-printed", Self::AsPrinted),
    ];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, absent)| *absent == self).map_or("", |(name, _)| name)
    }
}

impl Number {
    /// Whether it is not zero and yet less than the printed precision.
    pub fn is_below_precision(&self) -> bool {
        self.printed.starts_with('<')
    }

    /// The printed number without separators, for programs.
    pub fn plain(&self) -> String {
        self.printed.replace(',', "").trim_start_matches('+').to_string()
    }

    /// What a program is told of it: `derived`, `carried-in`, `below-precision` ...
    pub fn status(&self) -> &'static str {
        match self.origin {
            _ if self.is_below_precision() => "below-precision",
            Origin::Derived => "derived",
            Origin::Given => "given",
            Origin::CarriedIn => "carried-in",
            Origin::PartlyCarriedIn => "partly-carried-in",
            Origin::Published => "published",
        }
    }
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// What a person reads.
    pub fn printed(&self) -> &str {
        match self {
            Self::Blank => "",
            Self::Text(text) | Self::Absent(_, text) => text,
            Self::Number(number) => &number.printed,
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(name: &'static str, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { name, title: title.into(), columns, rows: Vec::new(), parts_of: None, remarks: Vec::new() }
    }

    /// Adds a plain row.
    pub fn row(&mut self, key: impl Into<String>, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len());
        self.rows.push(Row { key: key.into(), level: 0, strong: false, part: None, cells });
    }
}

impl Column {
    /// A column.
    pub fn new(key: impl Into<Cow<'static, str>>, title: impl Into<String>, kind: Kind) -> Self {
        Self { key: key.into(), title: title.into(), kind, period: None }
    }
}

/// A note below the tables.
#[derive(Clone, Debug)]
pub struct Note {
    /// `N1`.
    pub id: &'static str,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub paragraphs: Vec<String>,
}
