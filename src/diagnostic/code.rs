//! The name of a kind of diagnostic, and how much it weighs. The list of all is [`super::codes`].

use super::Severity;
use std::fmt;

/// How much a kind of diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// An error: nothing is computed until it is mended.
    Stops,
    /// A finding of severity E: no report is locked until it is mended, or waived with a reason.
    Blocks,
    /// A finding of severity W: a warning beside the figures.
    Warns,
    /// A finding of severity I: a note beside the figures.
    Tells,
}

/// The name of a kind of diagnostic, `unit-mismatch`, with its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    pub(super) name: &'static str,
    pub(super) weight: Weight,
    pub(super) lint: &'static str,
}

impl Code {
    /// The name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// How much it weighs.
    pub fn weight(self) -> Weight {
        self.weight
    }

    /// The check on inventories that it belongs to, `L-TIME-1`; empty: none.
    pub fn lint(self) -> &'static str {
        self.lint
    }

    /// Whether a report cannot be locked while it occurs and is not waived.
    pub fn blocks_lock(self) -> bool {
        matches!(self.weight, Weight::Stops | Weight::Blocks)
    }

    /// How a finding of this kind is drawn.
    pub(super) fn severity(self) -> Severity {
        if self.weight == Weight::Tells { Severity::Note } else { Severity::Warning }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
