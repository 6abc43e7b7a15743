//! Every figure taken apart: its exact value, what it is divided by, and what the lines of each scope and category add to it.

use super::words::{Tongues, Words, anchor};
use crate::figure::Key;
use crate::report::printed;
use crate::report::tables::lines::category;
use crate::totals;

/// A figure.
#[derive(Debug)]
pub struct Figure {
    /// What it is found by on the page.
    pub id: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// As it is printed.
    pub printed: String,
    /// Its unit.
    pub unit: Words,
    /// All its digits.
    pub exact: String,
    /// Whether `exact` has all of them.
    pub ends: bool,
    /// For an intensity: what is divided, and by what.
    pub division: Option<Division>,
    /// What lines add to it, by scope and category.
    pub parts: Vec<Part>,
}

/// An intensity.
#[derive(Debug)]
pub struct Division {
    /// Where the numerator is taken apart.
    pub link: String,
    /// Its name.
    pub name: Words,
    /// All its digits.
    pub exact: String,
    /// The denominator's name.
    pub by: Words,
    /// Its amount, as written, with its unit.
    pub amount: Words,
    /// Where the amount was read.
    pub source: String,
}

/// What the lines of a category add.
#[derive(Debug)]
pub struct Part {
    /// Where the lines are.
    pub link: String,
    /// The category.
    pub name: Words,
    /// All digits of their sum.
    pub exact: String,
    /// As it is printed.
    pub printed: String,
    /// How many rows of ledgers.
    pub rows: u64,
}

/// Every figure, in the order of reports.
pub fn all(tongues: &Tongues<'_>) -> Vec<Figure> {
    let year = tongues.subject().current;
    let parts = totals::by(year.trace, |line| Some(line.record.category));
    let choices = &year.trace.inventory.choices;
    let of = |(key, figure): (&Key, &crate::totals::Figure)| {
        let text = figure.value.text();
        let numerator = key.numerator();
        let own =
            parts.iter().filter_map(|(place, sums)| Some((place, sums.figure(numerator)?, sums.rows(|account| numerator.holds(account)))));
        Figure {
            id: anchor("figure", &key.to_string()),
            key: key.to_string(),
            name: tongues.words(|subject| subject.labels.figure(key)),
            printed: printed(key, &figure.value, choices),
            unit: tongues.unit(&figure.unit),
            exact: text.digits,
            ends: text.exact,
            division: division(tongues, key),
            parts: own
                .map(|(place, sum, rows)| Part {
                    link: format!("#{}", anchor("lines", &place.to_string())),
                    name: tongues.words(|subject| category(subject, *place)),
                    exact: sum.text().digits,
                    printed: printed(numerator, &sum, choices),
                    rows,
                })
                .collect(),
        }
    };
    year.totals.iter().map(of).collect()
}

fn division(tongues: &Tongues<'_>, key: &Key) -> Option<Division> {
    let Key::Intensity(numerator, name) = key else { return None };
    let year = tongues.subject().current;
    let denominator = year.trace.inventory.denominators.get(name)?;
    let unit = denominator.unit.symbol();
    Some(Division {
        link: format!("#{}", anchor("figure", &numerator.to_string())),
        name: tongues.words(|subject| subject.labels.figure(numerator)),
        exact: year.totals.get(numerator)?.value.text().digits,
        by: tongues.words(|subject| subject.labels.denominator(name).to_string()),
        amount: tongues.words(|subject| format!("{} {}", denominator.amount, subject.labels.unit(unit))),
        source: denominator.source.clone(),
    })
}
