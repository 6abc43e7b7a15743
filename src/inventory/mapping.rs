//! How a file that somebody else laid out is read as a ledger: which of its columns are which fields, what holds for all its rows, which of
//! its words stand for which of ours, and which rows are no records.
//!
//! A mapping is written under `[[ledgers]]` of `inventory.toml`; `docs/reference/inventory.md` says how. Nothing in it is guessed from the
//! file, and everything in it keeps the place where the inventory says so, since that is one end of many contradictions.

use crate::diagnostic::Label;
use crate::field::Field;
use crate::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// A text of `inventory.toml`, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Points at it.
    pub label: Label,
}

/// How the file of a ledger becomes records. The default reads columns that are named as fields are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The sheet of a workbook. A workbook of one sheet needs none.
    pub sheet: Option<Said>,
    /// The row of the header, counted from 1 as a spreadsheet does, or the line of a text. Without it: the first that is not blank.
    pub header_row: Option<usize>,
    /// `[ledgers.columns]`: columns by the text of their header.
    pub columns: Vec<MappedColumn>,
    /// `[ledgers.constants]`: what holds for every row.
    pub constants: BTreeMap<Field, Said>,
    /// `[ledgers.values.<field>]`: words of the file, and what they stand for. A word that is not listed stands for itself.
    pub values: BTreeMap<Field, BTreeMap<String, Said>>,
    /// `[ledgers.months]`: columns that each hold the quantity of one period. Each makes a record of its own.
    pub months: Vec<MonthColumn>,
    /// Whether a blank cell of such a column is no record (`blank-months = "skip"`); else it is an error, since missing is not zero.
    pub skip_blank_months: bool,
    /// Columns that nobody reads.
    pub ignore: Vec<Said>,
    /// Rows that are no records, by their numbers.
    pub skip_rows: BTreeSet<usize>,
    /// Rows that are no records, by what they hold.
    pub skip: Vec<SkipRule>,
    /// The first row below the records: it and all that follow are no records.
    pub footer: Option<SkipRule>,
    /// What happens to rows that a spreadsheet hides. Without it they are an error.
    pub hidden_rows: Option<HiddenRows>,
    /// What a cell with a date stands for in `period`.
    pub dates: Option<Dates>,
    /// Where the inventory says `id = "row"`: the id of a record is the place of its row.
    pub id_from_row: Option<Label>,
    /// Whether the inventory says that the last row is a record like the others, although its quantity is the sum of theirs.
    pub last_row_is_record: bool,
}

/// A column and the field that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The text of its header, in any language, with single spaces.
    pub header: String,
    /// The field.
    pub field: Field,
    /// Where the inventory says so.
    pub label: Label,
}

/// A column that holds the quantities of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthColumn {
    /// The text of its header, with single spaces.
    pub header: String,
    /// The period, as written.
    pub written: Said,
    /// The period.
    pub period: Period,
}

/// Tells rows that are no records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkipRule {
    /// The column that is looked at, by its header.
    pub column: Said,
    /// What its cell must hold.
    pub test: SkipTest,
}

/// What a cell must hold for its row to be skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipTest {
    /// Exactly this text.
    Equals(String),
    /// A text that begins so.
    StartsWith(String),
    /// Nothing.
    Empty,
}

impl SkipTest {
    /// Whether a cell passes.
    pub fn holds(&self, cell: &str) -> bool {
        match self {
            Self::Equals(text) => cell == text,
            Self::StartsWith(text) => cell.starts_with(text.as_str()),
            Self::Empty => cell.is_empty(),
        }
    }
}

/// What happens to rows that a spreadsheet hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenRows {
    /// They are no records.
    Skip,
    /// They are records like the others.
    Read,
}

/// What a cell with a date stands for in `period`. Spreadsheets make the first of a month of `2025-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// The day.
    Day,
    /// Its month.
    Month,
}

impl Mapping {
    /// Whether it says nothing: columns are named as fields are, and every row is a record.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A header as it is compared: the white space around it dropped, each run of white space inside it (a line break, say) one space.
pub fn header_text(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
