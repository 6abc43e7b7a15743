//! Scopes, the fifteen Scope 3 categories, and their status in an inventory.

use std::fmt;

/// Where emissions are counted (GHG Protocol Corporate Standard, chapter 4; Scope 3 Standard, chapter 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Direct emissions.
    Scope1,
    /// Indirect emissions from purchased electricity, heat, steam and cooling.
    Scope2,
    /// Other indirect emissions: category 1 to 15.
    Scope3(u8),
}

impl Category {
    /// The fifteen Scope 3 categories.
    pub fn scope3() -> impl Iterator<Item = Self> {
        (1..=15).map(Self::Scope3)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Scope1, Self::Scope2].into_iter().chain(Self::scope3())
    }

    /// `scope1`, `scope2`, `scope3`.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Scope1 => "scope1",
            Self::Scope2 => "scope2",
            Self::Scope3(_) => "scope3",
        }
    }

    /// Reads `scope1`, `scope2`, `scope3.6`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|category| category.to_string() == text)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scope1 => f.write_str("scope1"),
            Self::Scope2 => f.write_str("scope2"),
            Self::Scope3(number) => write!(f, "scope3.{number}"),
        }
    }
}

/// What an inventory says of a Scope 3 category. All fifteen always have one (GHG Protocol Scope 3 Standard, 11.1; IFRS S2, 29(a)(vi)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Counted.
    Included,
    /// Relevant and left out, with a reason.
    Excluded,
    /// Does not occur in the company, with a reason.
    NotRelevant,
    /// Nobody has looked yet.
    NotEvaluated,
}

impl Status {
    /// Every status with the word an inventory uses for it.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("included", Self::Included),
        ("excluded", Self::Excluded),
        ("not-relevant", Self::NotRelevant),
        ("not-evaluated", Self::NotEvaluated),
    ];

    /// The word an inventory uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Included => "included",
            Self::Excluded => "excluded",
            Self::NotRelevant => "not-relevant",
            Self::NotEvaluated => "not-evaluated",
        }
    }
}
