//! What a document says besides figures, and what it leaves out. One check, one function; adding one adds a line to [`CHECKS`], and a row to
//! `docs/reference/published.md`, which a test sees to.
//!
//! Statements are only missed where the user wrote down what the document states: without `[method]` or `[scope3]` nothing is known of them.

mod boundary;
mod changes;
mod factors;
mod intensities;
mod method;
mod mixes;
mod precision;
mod scope2;
mod scope3;

pub use mixes::corridor;

use super::Audit;
use crate::diagnostic::Severity;
use crate::house::House;

/// Something to ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the check.
    pub check: &'static str,
    /// A warning or a note.
    pub severity: Severity,
    /// What was found, in one line.
    pub message: String,
    /// What helps to understand it.
    pub notes: Vec<String>,
}

impl Finding {
    fn warning(message: impl Into<String>) -> Self {
        Self { check: "", severity: Severity::Warning, message: message.into(), notes: Vec::new() }
    }

    fn note(message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::warning(message) }
    }

    #[must_use]
    fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// A check: what it looks at is the audit so far.
type Check = fn(&Audit, &House) -> Vec<Finding>;

/// Every check with its name, in the order in which findings are printed.
pub const CHECKS: [(&str, Check); 35] = [
    ("category-not-named", scope3::not_named),
    ("category-named-only", scope3::named_only),
    ("category-without-status", scope3::without_status),
    ("category-implied", scope3::implied),
    ("category-without-method", scope3::without_method),
    ("whole-number", precision::whole_number),
    ("decimals-differ", precision::decimals_differ),
    ("few-digits", precision::few_digits),
    ("rounding-note-missing", precision::rounding_note),
    ("change-unexplained", changes::unexplained),
    ("change-like-a-unit", changes::like_a_unit),
    ("headline-against-whole", changes::headline),
    ("negative-figure", changes::negative),
    ("denominator-conflict", intensities::conflict),
    ("denominator-not-printed", intensities::not_printed),
    ("factor-near-miss", factors::near_miss),
    ("factor-changed", factors::changed),
    ("factor-not-cited", factors::not_cited),
    ("factor-lag", factors::lag),
    ("factor-finer", factors::finer),
    ("claim-by-factor", factors::claim),
    ("co2-as-co2e", factors::co2_only),
    ("upstream-factor-unmoved", factors::upstream),
    ("mix-open", mixes::open),
    ("mix-impossible", mixes::impossible),
    ("energy-not-split", mixes::not_split),
    ("scope2-unlabelled", scope2::unlabelled),
    ("scope2-market-missing", scope2::market_missing),
    ("green-power-unsupported", scope2::green_power),
    ("gwp-not-stated", method::gwp),
    ("consolidation-not-stated", method::consolidation),
    ("gases-missing", method::gases),
    ("base-year-missing", method::base_year),
    ("standard-not-cited", method::standard),
    ("boundary-sensitive", boundary::leased),
];

/// All findings, in the order of [`CHECKS`].
pub fn find(audit: &Audit, house: &House) -> Vec<Finding> {
    let all = CHECKS.iter().flat_map(|(name, check)| check(audit, house).into_iter().map(|finding| Finding { check: name, ..finding }));
    all.collect()
}
