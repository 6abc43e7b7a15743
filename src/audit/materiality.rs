//! How large a gap is against the user's thresholds. Whether it is a misstatement is for the auditor to say.
//!
//! Materiality is a part of Scope 1 and 2, and separately of Scope 3 (GHG Protocol Corporate Standard, 10.5: the threshold can be set by the
//! assurer beforehand). Other figures are held against the same part of themselves.

use super::document::Published;
use super::key;
use crate::number::Exact;

/// How large a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Below what is clearly trivial.
    ClearlyTrivial,
    /// From clearly trivial up to performance materiality.
    AboveTrivial,
    /// From performance materiality up to materiality.
    AbovePerformance,
    /// Materiality or more.
    AboveMateriality,
}

impl Level {
    /// Every level with its word, the key of its label.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("clearly-trivial", Self::ClearlyTrivial),
        ("above-trivial", Self::AboveTrivial),
        ("above-performance", Self::AbovePerformance),
        ("above-materiality", Self::AboveMateriality),
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, level)| *level == self).map_or("", |(name, _)| name)
    }
}

/// What counts as material for a figure of a column, in the base of its dimension; `None` when there is nothing to measure by.
pub fn threshold(published: &Published, key: &str, column: usize) -> Option<Exact> {
    let of = |scope: &str| key::BASES.iter().find_map(|basis| published.value(&format!("{scope}{basis}"), column));
    let materiality = &published.materiality;
    let (base, part) = match key::scope(key).0 {
        "scope1" | "scope2" | "scope12" => {
            let parts = || Some(published.value("scope1", column)?.plus(&of("scope2")?));
            (of("scope12").or_else(parts).or_else(|| published.value(key, column)), &materiality.scope12)
        }
        "scope3" => (published.value("scope3", column).or_else(|| published.value(key, column)), &materiality.scope3),
        _ => (published.value(key, column), &materiality.scope12),
    };
    let threshold = magnitude(&base?).times(part);
    (!threshold.is_zero()).then_some(threshold)
}

/// The level of a gap; `None` when there is nothing to measure by.
pub fn level(published: &Published, key: &str, column: usize, gap: &Exact) -> Option<Level> {
    let material = threshold(published, key, column)?;
    let gap = magnitude(gap);
    let performance = material.times(&published.materiality.performance);
    let trivial = material.times(&published.materiality.trivial);
    Some(if gap >= material {
        Level::AboveMateriality
    } else if gap >= performance {
        Level::AbovePerformance
    } else if gap >= trivial {
        Level::AboveTrivial
    } else {
        Level::ClearlyTrivial
    })
}

/// The number without its sign.
pub fn magnitude(value: &Exact) -> Exact {
    if value.is_negative() { Exact::zero().minus(value) } else { value.clone() }
}
