//! A sample of lines for an auditor to test: monetary-unit sampling, with tonnes in the place of money.
//!
//! Every tonne has the same chance to be drawn, so a line is drawn with a chance in proportion to what it adds. Lines at or above the interval
//! are taken for certain. In each stratum the others are laid end to end, and each line that holds one of the points `start`,
//! `start + interval`, `start + 2 intervals` ... is drawn. The start follows from the seed by SHA-256 alone ([`start`]), so that any reader
//! draws the same lines on any machine.

use crate::figure::Key;
use crate::fingerprint::Fingerprint;
use crate::number::{Decimal, Exact};
use crate::totals::contributions;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// How many hexadecimal digits of a SHA-256 make a start: 60 bits.
const DIGITS: usize = 15;

/// What lines are sorted into before they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strata {
    /// Scopes and categories.
    Category,
    /// Sites.
    Site,
}

/// A line of the sample.
#[derive(Clone, Debug)]
pub struct Item<'t> {
    /// The line.
    pub line: &'t Line,
    /// Its stratum.
    pub stratum: String,
    /// What it adds to the figure.
    pub value: Exact,
    /// Whether it is at or above the interval.
    pub certain: bool,
    /// The tonnes of the figure that it stands for: its own when it is certain, else one interval.
    pub stands_for: Exact,
}

/// A stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// How many lines it has.
    pub lines: usize,
    /// What they add to the figure.
    pub value: Exact,
    /// Where the first point lies, in tonnes.
    pub start: Exact,
    /// How many lines were taken for certain.
    pub certain: usize,
    /// How many were drawn.
    pub drawn: usize,
}

/// A sample.
#[derive(Clone, Debug)]
pub struct Sample<'t> {
    /// What each point stands for.
    pub interval: Exact,
    /// The strata, by name.
    pub strata: BTreeMap<String, Stratum>,
    /// The lines, stratum by stratum, in the order of the ledgers.
    pub items: Vec<Item<'t>>,
    /// Lines that add nothing, or less, to the figure: no tonne of theirs can be drawn.
    pub left_out: usize,
}

/// Draws a sample of the lines that add to a figure. `interval` is above zero.
pub fn draw<'t>(trace: &'t Trace, figure: &Key, seed: u64, interval: &Exact, by: Strata) -> Sample<'t> {
    let mut sample = Sample { interval: interval.clone(), strata: BTreeMap::new(), items: Vec::new(), left_out: 0 };
    let mut population: BTreeMap<String, Vec<(&Line, Exact)>> = BTreeMap::new();
    for line in &trace.lines {
        let parts: Vec<Exact> = contributions(line, trace).into_iter().filter(|(key, _)| key == figure).map(|(_, value)| value).collect();
        let value = Exact::sum(&parts);
        if value.is_zero() || value.is_negative() {
            sample.left_out += usize::from(!parts.is_empty());
        } else {
            let name = match by {
                Strata::Category => line.record.category.to_string(),
                Strata::Site => line.record.site.clone(),
            };
            population.entry(name).or_default().push((line, value));
        }
    }
    for (name, lines) in population {
        let (stratum, items) = draw_stratum(&name, &lines, start(seed, &name, interval), interval);
        sample.strata.insert(name, stratum);
        sample.items.extend(items);
    }
    sample
}

fn draw_stratum<'t>(name: &str, lines: &[(&'t Line, Exact)], start: Exact, interval: &Exact) -> (Stratum, Vec<Item<'t>>) {
    let mut items = Vec::new();
    let (mut point, mut end) = (start.clone(), Exact::zero());
    let mut stratum = Stratum { lines: lines.len(), value: Exact::zero(), start, certain: 0, drawn: 0 };
    for (line, value) in lines {
        stratum.value = stratum.value.plus(value);
        let certain = value >= interval;
        let mut taken = certain;
        if certain {
            stratum.certain += 1;
        } else {
            end = end.plus(value);
            if point < end {
                taken = true;
                stratum.drawn += 1;
                point = point.plus(interval);
            }
        }
        if taken {
            let stands_for = if certain { value.clone() } else { interval.clone() };
            items.push(Item { line, stratum: name.to_string(), value: value.clone(), certain, stands_for });
        }
    }
    (stratum, items)
}

/// Where the first point of a stratum lies: the first 15 hexadecimal digits of the SHA-256 of the seed and the name of the stratum, each with
/// a line end behind it, as a part of 16^15, times the interval. `printf '7\nscope1\n' | sha256sum` gives the digits.
pub fn start(seed: u64, stratum: &str, interval: &Exact) -> Exact {
    let digest = Fingerprint::of_bytes(format!("{seed}\n{stratum}\n").as_bytes()).sha256;
    // A part of 16^15, so a sum over its digits: the first counts sixteenths, the next parts of 256.
    let sixteenth = Exact::from(Decimal::new(625, 4));
    let digits = digest.chars().take(DIGITS).filter_map(|digit| digit.to_digit(16));
    let mut place = Exact::one();
    let parts: Vec<Exact> = digits
        .map(|digit| {
            place = place.times(&sixteenth);
            place.times(&Exact::from(i64::from(digit)))
        })
        .collect();
    Exact::sum(&parts).times(interval)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_follows_from_the_seed_alone() {
        // printf '7\nscope1\n' | sha256sum
        let interval = Exact::from(1_i64 << 60);
        assert_eq!(start(7, "scope1", &interval).written(), START_OF_SEVEN);
        assert!(start(8, "scope1", &interval) != start(7, "scope1", &interval));
    }

    const START_OF_SEVEN: &str = "104668137329113321";
}
