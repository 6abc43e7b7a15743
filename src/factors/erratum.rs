//! A number of a released edition that was found wrong.

use crate::number::Decimal;

/// A number that was found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erratum {
    /// The key of the row.
    pub key: String,
    /// The number column.
    pub column: String,
    /// The number that was found wrong.
    pub printed: String,
    /// What is right; empty: the publisher says that it is wrong and prints no other for that edition.
    pub corrected: String,
    /// Who said so.
    pub said_by: String,
    /// Where.
    pub reference: String,
    /// When, as far as known.
    pub on: String,
    /// Anything else.
    pub note: String,
}

impl Erratum {
    /// Whether the row, as it stands in the table, holds the wrong number.
    pub fn is_in(&self, number: Option<Decimal>) -> bool {
        number.is_some_and(|number| number.to_string() == self.printed)
    }
}

impl std::fmt::Display for Erratum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.corrected.is_empty() {
            write!(f, "{} is doubted: {}", self.printed, self.note)?;
        } else {
            write!(f, "{} was found wrong; right is {}", self.printed, self.corrected)?;
        }
        write!(f, " ({}, {})", self.said_by, self.reference)
    }
}
