//! CDP corporate questionnaire (numbers of 2024 and later), module 7.

use super::apart::OTHER;
use super::by_place::Column;
use super::{by_place, categories, instruments};
use crate::figure::{Energy, Key};
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::Subject;
use crate::report::view::{Kind, Table};
use crate::scope::Category;

/// The columns of energy by country, which make its total.
const ENERGY: [&str; 6] = ["fuels", "electricity", "heat", "cooling", "own_renewable", OTHER];

/// The questions that an inventory answers.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let scope = |name, key: Key| Column { name, title: subject.labels.figure(&key), key, row: None };
    let scopes = [
        scope("scope1", Key::Category(Category::Scope1)),
        scope("scope2_location", Key::Scope2Location),
        scope("scope2_market", Key::Scope2Market),
    ];
    let total = Key::Energy(Energy::Total);
    let energy =
        |name| Column { name, title: subject.labels.get(&format!("cdp.energy.{name}")).into(), key: total.clone(), row: Some(name) };
    let whole = Column { name: "total", title: subject.labels.figure(&total), key: total.clone(), row: None };
    let energy: Vec<Column> = ENERGY.into_iter().map(energy).chain([whole]).collect();
    vec![
        emissions(subject),
        categories::table(subject, Kind::Machine),
        gases(subject),
        by_place::table(subject, "countries", "title.cdp-countries", &scopes, |line| by_place::country(subject, line)),
        by_place::table(subject, "facilities", "title.cdp-facilities", &scopes, |line| by_place::site(subject, line)),
        fuels(subject),
        by_place::table(subject, "energy-countries", "title.cdp-energy-countries", &energy, |line| by_place::country(subject, line)),
        instruments::table(subject),
        intensities(subject),
    ]
}

fn emissions(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "emissions", "title.cdp-emissions");
    let row = |reference, notes| Beside { reference, notes, ..Beside::default() };
    table.not_derived("base-year", "tCO2e", Beside { label: "cdp.base-year", ..row("7.5", &[]) });
    table.figure(&Key::Category(Category::Scope1), row("7.6", &["N1", "N2", "N3"]));
    table.figure(&Key::Scope2Location, row("7.7", &["N4"]));
    table.figure(&Key::Scope2Market, row("7.7", &["N4"]));
    table.figure(&Key::Scope3, row("7.8", &["N5"]));
    table.not_derived("change", "%", Beside { label: "cdp.change", ..row("7.10.1", &[]) });
    for figure in [Key::Category(Category::Scope1), Key::Scope3] {
        table.figure(&Key::Biogenic(Box::new(figure)), row("7.12.1", &["N2"]));
    }
    table.done()
}

fn gases(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "gases", "title.cdp-gases");
    table.gases(&Key::Category(Category::Scope1), "7.15.1", &["N2"], 0);
    table.done()
}

fn fuels(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "fuels", "title.cdp-fuels");
    table.carriers(true, "7.30.7", 0);
    table.figure(&Key::Energy(Energy::Direct), Beside { reference: "7.30.7", strong: true, ..Beside::default() });
    table.done()
}

fn intensities(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "intensities", "title.cdp-intensities");
    table.intensities(&Key::Scope12Location, "7.45", &["N7"]);
    table.intensities(&Key::Scope12Market, "7.45", &["N7"]);
    table.done()
}
