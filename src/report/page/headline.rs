//! The headline figures, and how each moved since the earlier period.

use super::words::{Tongues, Words, anchor};
use crate::figure::{Energy, Key};
use crate::report::view::{Absent, Cell, Origin};
use crate::scope::Category;

/// One figure in large print.
#[derive(Debug)]
pub struct Card {
    /// Its name.
    pub name: Words,
    /// What is printed: a number, or why there is none.
    pub value: Words,
    /// Its unit; empty where there is no number.
    pub unit: Words,
    /// Where it is taken apart; empty where there is no number.
    pub link: String,
    /// `2024: 57.15`, or why there was none; empty without an earlier period.
    pub prior: Words,
    /// `+56.03 %`; empty where there are not two numbers.
    pub change: String,
    /// That it was carried in, where it was.
    pub origin: Words,
}

/// Scopes, sums, energy, and an intensity for each denominator.
pub fn cards(tongues: &Tongues<'_>) -> Vec<Card> {
    let inventory = &tongues.subject().current.trace.inventory;
    let market = |key: &Key| inventory.choices.market_based || *key != Key::Scope2Market;
    let mut keys = vec![Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope2Market, Key::Scope3, Key::Scope123Location];
    keys.retain(market);
    keys.push(Key::Energy(Energy::Total));
    keys.extend(inventory.denominators.keys().map(|name| Key::Intensity(Box::new(Key::Scope12Location), name.clone())));
    keys.iter().map(|key| card(tongues, key)).collect()
}

fn card(tongues: &Tongues<'_>, key: &Key) -> Card {
    let subject = tongues.subject();
    let now = subject.figure(key, subject.current);
    let before = subject.prior().map(|year| (year, subject.figure(key, year)));
    let change = before.as_ref().map(|(_, before)| subject.change(before, &now));
    let printed = |cell: &Cell| if let Cell::Number(number) = cell { number.printed.clone() } else { "–".into() };
    let (unit, origin) = match &now {
        Cell::Number(number) => (tongues.unit(&number.unit), number.origin),
        _ => (Words::default(), Origin::Derived),
    };
    Card {
        name: tongues.words(|subject| subject.labels.figure(key)),
        value: tongues.words(|subject| subject.figure(key, subject.current).printed().to_string()),
        link: if matches!(now, Cell::Number(_)) { format!("#{}", anchor("figure", &key.to_string())) } else { String::new() },
        unit,
        prior: subject.prior().map_or_else(Words::default, |year| {
            tongues.words(|subject| subject.labels.fill("of", &[&year.period(), subject.figure(key, year).printed()]))
        }),
        change: change
            .filter(|cell| !matches!(cell, Cell::Absent(Absent::NotComparable, _)))
            .map_or(String::new(), |cell| format!("{} %", printed(&cell))),
        origin: match origin {
            Origin::CarriedIn => tongues.label("origin.carried-in"),
            Origin::PartlyCarriedIn => tongues.label("origin.partly-carried-in"),
            _ => Words::default(),
        },
    }
}
