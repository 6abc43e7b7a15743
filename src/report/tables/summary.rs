//! `summary`: every figure of an inventory, in parts.

use crate::figure::{Energy, Key};
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::published_table;
use crate::report::subject::Subject;
use crate::report::view::Table;
use crate::scope::Category;
use std::collections::BTreeSet;

/// Emissions, gases, memo items, energy, intensities.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let mut tables = vec![emissions(subject)];
    tables.push(part(subject, "gases", "title.gases", |key| matches!(key, Key::Gas(..))));
    tables.push(part(subject, "memo", "title.memo", |key| matches!(key, Key::Biogenic(of) | Key::CarriedIn(of) if of.is_total())));
    tables.push(part(subject, "energy", "title.energy", |key| matches!(key, Key::Energy(_))));
    tables.push(intensities(subject));
    tables.extend(published_table::table(subject));
    tables
}

fn emissions(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "emissions", "title.emissions");
    let strong = Beside { strong: true, ..Beside::default() };
    for key in [Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope2Market, Key::Scope3] {
        table.figure(&key, strong);
    }
    table.categories("", &[], 1);
    for key in [Key::Scope12Location, Key::Scope12Market, Key::Scope123Location, Key::Scope123Market] {
        table.figure(&key, strong);
    }
    table.done()
}

/// The figures of a kind that any of the years has; a figure of several in one row.
fn part(subject: &Subject<'_>, name: &'static str, title: &str, belongs: impl Fn(&Key) -> bool) -> Table {
    let mut table = FiguresTable::new(subject, name, title);
    let mut shown = BTreeSet::new();
    for year in subject.latest_first() {
        for (key, figure) in year.totals.iter().filter(|(key, _)| belongs(key)) {
            if shown.insert(key.clone()) {
                table.figure(key, Beside::default());
                if let Key::Gas(whole, _) = key {
                    let whole = year.totals.get(whole);
                    table.part(whole.and_then(|whole| figure.value.divided_by(&whole.value)));
                }
                if matches!(key, Key::Energy(Energy::DirectCarrier(_) | Energy::IndirectCarrier(_))) {
                    let whole = year.totals.get(&Key::Energy(Energy::Total));
                    table.part(whole.and_then(|whole| figure.value.divided_by(&whole.value)));
                }
            }
        }
    }
    table.done()
}

/// Intensities, below each denominator.
fn intensities(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "intensities", "title.intensity");
    let names: BTreeSet<&String> = subject.years().flat_map(|year| year.trace.inventory.denominators.keys()).collect();
    for name in names {
        let label = subject.labels.denominator(name).to_string();
        table.denominator(name, Beside { label: &label, strong: true, ..Beside::default() });
        let mut shown = BTreeSet::new();
        for year in subject.years() {
            for (key, _) in year.totals.iter() {
                if matches!(key, Key::Intensity(_, of) if of == name) && shown.insert(key.clone()) {
                    table.figure(key, Beside { level: 1, ..Beside::default() });
                }
            }
        }
    }
    table.done()
}
