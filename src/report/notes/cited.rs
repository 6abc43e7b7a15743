//! What the lines of an inventory cite: each row of a table once, with how many rows of ledgers stand on it.

use crate::formula::{Citation, Formula, Role, Source, Term, TermId};
use crate::methods::FactorFacts;
use crate::report::subject::Year;
use crate::trace::Line;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cited number.
#[derive(Clone, Debug)]
pub struct Cited {
    /// Where it was published.
    pub citation: Arc<Citation>,
    /// The term in which it is first met.
    pub term: Term,
    /// How many rows of ledgers stand on it.
    pub rows: u64,
}

/// Every cited number, by its table, row, and what it is.
pub fn all(year: Year<'_>) -> Vec<Cited> {
    let mut found: BTreeMap<TermId, Cited> = BTreeMap::new();
    for line in &year.trace.lines {
        let mut met = BTreeSet::new();
        for term in formulas(line).flat_map(Formula::terms) {
            let (Source::Factor(citation), Some(id)) = (&term.source, term.id()) else { continue };
            let rows = if met.insert(id.clone()) { line.record.rows() } else { 0 };
            let cited = found.entry(id).or_insert_with(|| Cited { citation: Arc::clone(citation), term: term.clone(), rows: 0 });
            cited.rows += rows;
        }
    }
    found.into_values().collect()
}

/// The emission factors that a line stands on.
pub fn factors(line: &Line) -> Vec<&Term> {
    let terms = formulas(line).flat_map(Formula::terms);
    terms.filter(|term| term.role == Role::EmissionFactor && matches!(term.source, Source::Factor(_))).collect()
}

/// All formulas of a line; those of the market too.
fn formulas(line: &Line) -> impl Iterator<Item = &Formula> {
    line.calculations().flat_map(|calculation| calculation.formulas())
}

/// What readers must know of the factors, once for each calculation.
pub fn facts<'y>(year: Year<'y>) -> impl Iterator<Item = &'y FactorFacts> {
    year.trace.lines.iter().filter_map(|line| line.calculation.factor.as_ref())
}
