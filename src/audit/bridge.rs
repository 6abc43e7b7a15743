//! When two columns imply different factors: how much of the change of emissions is the factor, and what a claim says at a constant factor.
//!
//! The activity's part is its change at the old factor, the factor's part its change at the new activity: the two add up exactly (ISO
//! 14064-1, 7.10 and 7.11 ask for the reason of a change, in tonnes).

use super::candidates::Candidate;
use super::document::{Formula, Published, Wanted};
use super::key;
use super::which_factor::{Explained, Implied};
use crate::number::Exact;

/// A change of emissions, split.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// The key of the emissions.
    pub emissions: String,
    /// The first of the two columns.
    pub from: usize,
    /// The second.
    pub to: usize,
    /// The factors: what explains each column best.
    pub factors: [Candidate; 2],
    /// The part of the change that is activity, in tonnes.
    pub activity: Exact,
    /// The part that is the factor.
    pub factor: Exact,
    /// The printed change.
    pub printed: Exact,
    /// The part of the change that is the factor's; `None` where there is no change.
    pub share: Option<Exact>,
    /// Claims about these emissions, restated at the factor of the second column.
    pub restated: Vec<Restated>,
}

/// A claimed change, and what it would be at a constant factor.
#[derive(Clone, Debug)]
pub struct Restated {
    /// The figure that the claim is about.
    pub key: String,
    /// The change as claimed.
    pub claimed: Exact,
    /// The change at a constant factor.
    pub constant: Exact,
}

/// A bridge for each two neighbouring columns whose factors differ for certain, and are each known: one that fits, or one that is so near
/// that nothing else comes into question.
pub fn find(published: &Published, explained: &[Explained]) -> Vec<Bridge> {
    let mut bridges = Vec::new();
    // A mix of fuels has no factor of its own that could change.
    for each in explained.iter().filter(|each| each.pair.fuels.is_empty()) {
        for (first, second) in each.implied.iter().zip(each.implied.iter().skip(1)) {
            if first.range.and(&second.range).is_none() {
                bridges.extend(between(published, each, first, second));
            }
        }
    }
    bridges
}

/// The factor of a column: the only one that fits, else the nearest where its gap is clearly trivial. Where several fit, none is known.
pub fn best(published: &Published, emissions: &str, implied: &Implied) -> Option<Candidate> {
    if let Some(fit) = implied.fits.first() {
        return implied.certain.then(|| fit.clone());
    }
    let near = implied.nearest.first()?;
    let material = super::materiality::threshold(published, emissions, implied.column)?;
    (super::materiality::magnitude(&near.gap) < material.times(&published.materiality.trivial)).then(|| near.candidate.clone())
}

fn between(published: &Published, each: &Explained, first: &Implied, second: &Implied) -> Option<Bridge> {
    let emissions = &each.pair.emissions;
    let factors = [best(published, emissions, first)?, best(published, emissions, second)?];
    let amount = |column| published.value(&each.pair.activity, column);
    let (old, new) = (amount(first.column)?, amount(second.column)?);
    let [before, after] = &factors;
    let activity = new.minus(&old).times(&before.value);
    let factor = new.times(&after.value.minus(&before.value));
    let printed = published.value(emissions, second.column)?.minus(&published.value(emissions, first.column)?);
    let share = factor.divided_by(&activity.plus(&factor));
    let restated = published.declared.iter().filter_map(|declared| {
        let (Formula::Change(of), Wanted::Claim(claim)) = (&declared.formula, &declared.wanted) else { return None };
        let covers = key::scope(of).0 == "scope12" || of == emissions;
        if !covers || declared.columns != [(first.column, second.column)] {
            return None;
        }
        // The rest of a sum stays as printed; both columns take the second column's factor.
        let rest = |column| if of == emissions { Some(Exact::zero()) } else { published.value("scope1", column) };
        let total = |column, amount: &Exact| Some(amount.times(&after.value).plus(&rest(column)?));
        let constant = total(second.column, &new)?.divided_by(&total(first.column, &old)?)?.minus(&Exact::one());
        Some(Restated { key: of.clone(), claimed: claim.printed.value.times(&claim.unit.size), constant })
    });
    let restated = restated.collect();
    Some(Bridge {
        emissions: emissions.clone(),
        from: first.column,
        to: second.column,
        factors,
        activity,
        factor,
        printed,
        share,
        restated,
    })
}
