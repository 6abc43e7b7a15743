//! A sample of lines for an auditor to test: monetary-unit sampling, with tonnes in the place of money.
//!
//! Every tonne has the same chance to be drawn, so a line is drawn with a chance in proportion to what it adds. Lines at or above the interval
//! are taken for certain. In each stratum the others are laid end to end, and each line that holds one of the points `start`,
//! `start + interval`, `start + 2 intervals` ... is drawn. The start follows from the seed by SHA-256 alone ([`start`]), so that any reader
//! draws the same lines on any machine.

use crate::diagnostic::Problems;
use crate::figure::Key;
use crate::fingerprint::Fingerprint;
use crate::number::{Decimal, Exact};
use crate::rows::{Adds, Row, Rows};
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

/// A row of the sample.
#[derive(Clone, Debug)]
pub struct Item {
    /// The id of the row.
    pub id: String,
    /// Its ledger.
    pub file: String,
    /// Its line in the ledger.
    pub at: usize,
    /// The document that proves it.
    pub evidence: String,
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
pub struct Sample {
    /// What each point stands for.
    pub interval: Exact,
    /// The strata, by name.
    pub strata: BTreeMap<String, Stratum>,
    /// The lines, stratum by stratum, in the order of the ledgers.
    pub items: Vec<Item>,
    /// Lines that add nothing, or less, to the figure: no tonne of theirs can be drawn.
    pub left_out: usize,
}

/// Draws a sample of the rows that add to a figure. `interval` is above zero.
///
/// # Errors
/// The rows cannot be read again.
pub fn draw(rows: &Rows<'_>, figure: &Key, seed: u64, interval: &Exact, by: Strata) -> Result<Sample, Problems> {
    let mut adds = Adds::to(figure, rows.trace());
    let mut strata: BTreeMap<String, Drawing> = BTreeMap::new();
    let mut left_out = 0;
    rows.each(&mut |row| {
        let Some(value) = adds.of(row) else { return };
        if value.is_zero() || value.is_negative() {
            left_out += 1;
            return;
        }
        let name = match by {
            Strata::Category => row.line.record.category.to_string(),
            Strata::Site => row.line.record.site.clone(),
        };
        let drawing = strata.entry(name).or_insert_with_key(|name| Drawing::from(start(seed, name, interval)));
        drawing.take(row, value, interval);
    })?;
    let mut sample = Sample { interval: interval.clone(), strata: BTreeMap::new(), items: Vec::new(), left_out };
    for (name, Drawing { stratum, items, .. }) in strata {
        sample.items.extend(items.into_iter().map(|item| Item { stratum: name.clone(), ..item }));
        sample.strata.insert(name, stratum);
    }
    Ok(sample)
}

/// A stratum while its rows go by, laid end to end.
struct Drawing {
    stratum: Stratum,
    items: Vec<Item>,
    /// The next point.
    point: Exact,
    /// Where the rows that are not certain end.
    end: Exact,
}

impl Drawing {
    fn from(start: Exact) -> Self {
        let stratum = Stratum { lines: 0, value: Exact::zero(), start: start.clone(), certain: 0, drawn: 0 };
        Self { stratum, items: Vec::new(), point: start, end: Exact::zero() }
    }

    fn take(&mut self, row: &Row<'_>, value: Exact, interval: &Exact) {
        let stratum = &mut self.stratum;
        stratum.lines += 1;
        stratum.value = stratum.value.plus(&value);
        let certain = &value >= interval;
        if certain {
            stratum.certain += 1;
        } else {
            self.end = self.end.plus(&value);
            if self.point >= self.end {
                return;
            }
            stratum.drawn += 1;
            self.point = self.point.plus(interval);
        }
        self.items.push(Item {
            id: row.id.to_string(),
            file: row.file.to_string(),
            at: row.at,
            evidence: row.evidence.to_string(),
            stratum: String::new(),
            stands_for: if certain { value.clone() } else { interval.clone() },
            value,
            certain,
        });
    }
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
