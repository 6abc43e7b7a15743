//! The kinds of values that cells hold.

/// What kind of value a cell holds, where its format tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, or a format that knows no kinds.
    Text,
    /// A number: the style that the ledger declares for its numbers is not for it.
    Number,
    /// A date.
    Date,
    /// An error of a spreadsheet: `#REF!`.
    Error,
}
