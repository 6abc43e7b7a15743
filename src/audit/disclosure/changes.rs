//! Changes between columns.

use super::super::Audit;
use super::super::document::{Formula, Wanted};
use super::super::key;
use super::super::materiality::magnitude;
use super::super::wording::{figure, percent};
use super::Finding;
use crate::house::House;
use crate::number::Exact;

/// From which change a row needs an explanation, in percent: always, and where it is a large part of its scope.
const ALWAYS: i64 = 50;
const OF_LARGE_ROWS: i64 = 30;
const LARGE_ROW: i64 = 5;

fn hundredths(percent: i64) -> Exact {
    Exact::from(percent).divided_by(&Exact::from(100)).unwrap_or_else(Exact::one)
}

/// Neighbouring columns.
fn steps(audit: &Audit) -> impl Iterator<Item = (usize, usize)> {
    (1..audit.published.columns.len()).map(|to| (to - 1, to))
}

fn change(audit: &Audit, key: &str, from: usize, to: usize) -> Option<Exact> {
    Some(audit.published.value(key, to)?.divided_by(&audit.published.value(key, from)?)?.minus(&Exact::one()))
}

pub fn unexplained(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    if !published.method.stated {
        return Vec::new();
    }
    for row in published.rows.iter().filter(|row| row.explained.is_none() && row.unit.dimension != "ratio") {
        // A ratio moves with what it is of; that is said once, of the figure itself.
        if row.unit.per.is_some() {
            continue;
        }
        for (from, to) in steps(audit) {
            let Some(change) = change(audit, &row.key, from, to) else { continue };
            let size = magnitude(&change);
            let scope = if key::category(&row.key).is_some() { "scope3" } else { row.key.as_str() };
            let large = published
                .value(scope, to)
                .zip(published.value(&row.key, to))
                .is_some_and(|(whole, part)| part >= whole.times(&hundredths(LARGE_ROW)));
            if size > hundredths(ALWAYS) || (size > hundredths(OF_LARGE_ROWS) && large) {
                let message = format!(
                    "`{}` changed by {} from {}, and no reason is given",
                    figure(published, &row.key, to),
                    percent(&change, 1),
                    published.columns[from]
                );
                found.push((size, Finding::warning(message)));
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Ratios between columns that a slip of a unit makes, with how near they must come.
const UNITS: [(i64, i64, &str); 6] = [
    (1000, 1, "a thousand times"),
    (1, 1000, "a thousandth of"),
    (10_000, 1, "ten thousand times"),
    (1, 10_000, "a ten-thousandth of"),
    (36, 10, "3.6 times"),
    (10, 36, "1/3.6 of"),
];
const NEAR: i64 = 5;

pub fn like_a_unit(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for row in published.rows.iter().filter(|row| row.unit.per.is_none() && row.unit.dimension != "ratio") {
        for (from, to) in steps(audit) {
            let (Some(old), Some(new)) = (published.value(&row.key, from), published.value(&row.key, to)) else { continue };
            let Some(ratio) = new.divided_by(&old) else { continue };
            for (above, below, words) in UNITS {
                let Some(exact) = Exact::from(above).divided_by(&Exact::from(below)) else { continue };
                let off = magnitude(&ratio.minus(&exact));
                if off <= exact.times(&hundredths(NEAR)) {
                    let what = figure(published, &row.key, to);
                    found.push(Finding::warning(format!("`{what}` is about {words} {}: another unit?", published.columns[from])));
                }
            }
        }
    }
    found
}

/// By how much Scope 1 to 3 must move the other way, in percent.
const OTHER_WAY: i64 = 10;

pub fn headline(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let found = published.declared.iter().filter_map(|declared| {
        let (Formula::Change(of), Wanted::Claim(claim)) = (&declared.formula, &declared.wanted) else { return None };
        let claimed = claim.printed.value.times(&claim.unit.size);
        let (from, to) = *declared.columns.first()?;
        if !matches!(key::scope(of).0, "scope1" | "scope2" | "scope12") {
            return None;
        }
        let whole = |column| {
            let printed = key::BASES.iter().find_map(|basis| published.value(&format!("scope123{basis}"), column));
            let sum = || {
                let scope12 = key::BASES.iter().find_map(|basis| published.value(&format!("scope12{basis}"), column))?;
                Some(scope12.plus(&published.value("scope3", column)?))
            };
            printed.or_else(sum)
        };
        let moved = whole(to)?.divided_by(&whole(from)?)?.minus(&Exact::one());
        let opposite = moved.is_negative() != claimed.is_negative() && magnitude(&moved) > hundredths(OTHER_WAY);
        opposite.then(|| {
            let message =
                format!("the claim on `{of}` is {}, while Scope 1, 2 and 3 together moved by {}", percent(&claimed, 2), percent(&moved, 1));
            Finding::warning(message)
        })
    });
    let mut found: Vec<Finding> = found.collect();
    found.dedup();
    found
}

pub fn negative(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let emissions = published.rows.iter().filter(|row| row.unit.kind() == "emissions" && key::kind(&row.key) == Ok(key::Kind::Emissions));
    let below_zero = emissions.flat_map(|row| {
        let columns = (0..row.cells.len()).filter(|column| row.printed(*column).is_some_and(|printed| printed.value.is_negative()));
        columns.map(|column| figure(published, &row.key, column))
    });
    below_zero.map(|what| Finding::warning(format!("`{what}` is below zero: removals and credits stand outside the scopes"))).collect()
}
