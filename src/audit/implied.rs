//! What a denominator must be that is not printed: each intensity bounds it, and all of them together more narrowly.

use super::document::Published;
use super::key;
use crate::number::{Exact, Interval};
use std::collections::BTreeSet;

/// What one intensity says of the denominator.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The key of the intensity.
    pub key: String,
    /// All denominators that give it, in the denominator's base.
    pub range: Interval,
}

/// A denominator in a column.
#[derive(Clone, Debug)]
pub struct Implied {
    /// Its name: `revenue`.
    pub denominator: String,
    /// The column.
    pub column: usize,
    /// What each intensity says.
    pub bounds: Vec<Bound>,
    /// Intensities that bound nothing: what they print may be zero.
    pub silent: Vec<String>,
    /// All denominators that give every intensity; `None` when there is none.
    pub range: Option<Interval>,
    /// The fewest intensities without which the others agree.
    pub odd_ones: Vec<String>,
    /// Two intensities that no denominator gives both of.
    pub conflict: Option<(String, String)>,
    /// The unit in which it is said: its text and its size.
    pub unit: (String, Exact),
}

/// All denominators that two intensities or more are per, and that are not printed.
pub fn find(published: &Published) -> Vec<Implied> {
    let names: BTreeSet<&str> = published.rows.iter().filter_map(|row| key::intensity(&row.key)).map(|(_, name)| name).collect();
    let columns = 0..published.columns.len();
    let all = columns.flat_map(|column| names.iter().map(move |name| (column, *name)));
    all.filter(|(column, name)| published.printed(&format!("denominator.{name}"), *column).is_none())
        .filter_map(|(column, name)| of(published, name, column))
        .collect()
}

fn of(published: &Published, name: &str, column: usize) -> Option<Implied> {
    let (mut bounds, mut silent, mut unit) = (Vec::new(), Vec::new(), None);
    for row in &published.rows {
        let Some((numerator, _)) = key::intensity(&row.key).filter(|(_, denominator)| *denominator == name) else { continue };
        let (Some(above), Some(ratio)) = (published.interval(numerator, column), row.printed(column)) else { continue };
        let per = row.unit.per.as_ref()?;
        unit.get_or_insert_with(|| (per.text.clone(), per.size.clone()));
        // The size of the quotient is that of the unit above over that of the unit below: the result is in the denominator's base.
        match above.divided_by(&ratio.interval(published.style.reading).scaled(&row.unit.size)) {
            Some(range) => bounds.push(Bound { key: row.key.clone(), range }),
            None => silent.push(row.key.clone()),
        }
    }
    let unit = unit.filter(|_| !bounds.is_empty())?;
    let range = intersection(bounds.iter().map(|bound| &bound.range));
    let (odd_ones, conflict) = if range.is_none() { (odd_ones(&bounds), conflict(&bounds)) } else { (Vec::new(), None) };
    Some(Implied { denominator: name.to_string(), column, bounds, silent, range, odd_ones, conflict, unit })
}

fn intersection<'i>(mut ranges: impl Iterator<Item = &'i Interval>) -> Option<Interval> {
    let first = ranges.next()?.clone();
    ranges.try_fold(first, |both, next| both.and(next))
}

/// The fewest intervals without which the rest share a number. The largest number that share one share the lower end of one of them, so it
/// is enough to look there.
fn odd_ones(bounds: &[Bound]) -> Vec<String> {
    let apart = |with: &Bound| -> Vec<String> {
        let mut shared = with.range.clone();
        let mut left_out = Vec::new();
        let reaches = |bound: &&Bound| bound.range.low().value <= with.range.low().value;
        for bound in bounds.iter().filter(reaches).chain(bounds.iter().filter(|bound| !reaches(bound))) {
            match shared.and(&bound.range) {
                Some(narrower) => shared = narrower,
                None => left_out.push(bound.key.clone()),
            }
        }
        left_out
    };
    bounds.iter().map(apart).min_by_key(Vec::len).unwrap_or_default()
}

/// Two intervals without a common number. Where many have none, two of them have none (Helly's theorem on a line), so there is a pair to show.
fn conflict(bounds: &[Bound]) -> Option<(String, String)> {
    let pairs = bounds.iter().enumerate().flat_map(|(index, one)| bounds.iter().skip(index + 1).map(move |other| (one, other)));
    let mut apart = pairs.filter(|(one, other)| one.range.and(&other.range).is_none());
    apart.next().map(|(one, other)| (one.key.clone(), other.key.clone()))
}
