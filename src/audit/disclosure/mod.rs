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
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// When it fires, in a few words.
    pub fires_when: &'static str,
    find: fn(&Audit, &House) -> Vec<Finding>,
}

/// Every check, in the order in which findings are printed.
pub const CHECKS: [Check; 35] = [
    Check { name: "category-not-named", fires_when: "a category is in the table and not in the note", find: scope3::not_named },
    Check { name: "category-named-only", fires_when: "a category is in the note and not in the table", find: scope3::named_only },
    Check {
        name: "category-without-status",
        fires_when: "categories are neither counted nor left out with a reason",
        find: scope3::without_status,
    },
    Check {
        name: "category-implied",
        fires_when: "waste or freight is printed, and categories 5 or 4 are neither counted nor excluded",
        find: scope3::implied,
    },
    Check {
        name: "category-without-method",
        fires_when: "a category of more than 40 % of Scope 3 has no word on its method",
        find: scope3::without_method,
    },
    Check { name: "whole-number", fires_when: "a whole number stands among decimals", find: precision::whole_number },
    Check { name: "decimals-differ", fires_when: "a row has different decimals in different columns", find: precision::decimals_differ },
    Check { name: "few-digits", fires_when: "an intensity has fewer than three digits", find: precision::few_digits },
    Check {
        name: "rounding-note-missing",
        fires_when: "parts do not add up in print, and no note says why",
        find: precision::rounding_note,
    },
    Check {
        name: "change-unexplained",
        fires_when: "a figure changed by more than 50 %, or by more than 30 % where it is a large part of its scope",
        find: changes::unexplained,
    },
    Check {
        name: "change-like-a-unit",
        fires_when: "a figure is about 1,000, 10,000 or 3.6 times that of the column before, or a part of it",
        find: changes::like_a_unit,
    },
    Check {
        name: "headline-against-whole",
        fires_when: "a claim on Scope 1 and 2 goes one way, and Scope 1 to 3 the other by more than 10 %",
        find: changes::headline,
    },
    Check { name: "negative-figure", fires_when: "emissions are below zero", find: changes::negative },
    Check { name: "denominator-conflict", fires_when: "no denominator gives all intensities", find: intensities::conflict },
    Check { name: "denominator-not-printed", fires_when: "a denominator is not printed", find: intensities::not_printed },
    Check {
        name: "factor-near-miss",
        fires_when: "no factor gives the emissions, and one is so near that the gap is clearly trivial",
        find: factors::near_miss,
    },
    Check { name: "factor-changed", fires_when: "two columns have two factors", find: factors::changed },
    Check { name: "factor-not-cited", fires_when: "the factor that gives a column is not the one that is cited", find: factors::not_cited },
    Check { name: "factor-lag", fires_when: "the factor describes an earlier year than the column", find: factors::lag },
    Check {
        name: "factor-finer",
        fires_when: "the table of the factor has one for a region that the document names",
        find: factors::finer,
    },
    Check {
        name: "claim-by-factor",
        fires_when: "more than a quarter of a claimed change is the change of the factor",
        find: factors::claim,
    },
    Check { name: "co2-as-co2e", fires_when: "a figure in CO2e follows from a factor of CO2 alone", find: factors::co2_only },
    Check {
        name: "upstream-factor-unmoved",
        fires_when: "category 3 per MWh stayed while the factor of Scope 2 moved",
        find: factors::upstream,
    },
    Check { name: "mix-open", fires_when: "two fuels fit in several ways", find: mixes::open },
    Check { name: "mix-impossible", fires_when: "two fuels fit in no way", find: mixes::impossible },
    Check { name: "energy-not-split", fires_when: "energy is not split by type", find: mixes::not_split },
    Check { name: "scope2-unlabelled", fires_when: "Scope 2 does not say its basis", find: scope2::unlabelled },
    Check { name: "scope2-market-missing", fires_when: "nothing is said of a market-based total", find: scope2::market_missing },
    Check { name: "green-power-unsupported", fires_when: "green power is claimed without an instrument", find: scope2::green_power },
    Check { name: "gwp-not-stated", fires_when: "the set of global warming potentials is not stated", find: method::gwp },
    Check { name: "consolidation-not-stated", fires_when: "the consolidation approach is not stated", find: method::consolidation },
    Check { name: "gases-missing", fires_when: "not all seven gases are named", find: method::gases },
    Check { name: "base-year-missing", fires_when: "a change is claimed without a base year", find: method::base_year },
    Check { name: "standard-not-cited", fires_when: "the Corporate Standard is not cited", find: method::standard },
    Check {
        name: "boundary-sensitive",
        fires_when: "category 8 is material for Scope 1 and 2, and the approach is not stated",
        find: boundary::leased,
    },
];

/// All findings, in the order of [`CHECKS`].
pub fn find(audit: &Audit, house: &House) -> Vec<Finding> {
    let all =
        CHECKS.iter().flat_map(|check| (check.find)(audit, house).into_iter().map(|finding| Finding { check: check.name, ..finding }));
    all.collect()
}
