//! UK Streamlined Energy and Carbon Reporting: energy in kWh and emissions, of the United Kingdom and of the whole inventory.

use super::apart::{Apart, OTHER};
use crate::figure::{Energy, Key};
use crate::report::breakdown;
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::{Subject, Year};
use crate::report::view::Table;
use crate::trace::Line;

/// The country that the first table is about.
const UK: &str = "GB";

/// What is told apart, with the labels. Petrol and diesel do not say whether a vehicle burned them.
const ROWS: [(&str, &str); 7] = [
    ("gas", "secr.gas"),
    ("transport", "secr.transport"),
    ("other-fuels", "secr.other-fuels"),
    ("electricity", "secr.electricity"),
    ("heat", "secr.heat"),
    ("on-site", "secr.on-site"),
    (OTHER, "secr.other"),
];

/// The rows that the form does not name; they stand where anything falls into them.
const BESIDE: [&str; 2] = ["on-site", OTHER];

/// The United Kingdom, then everything.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    vec![table(subject, "uk", "title.secr-uk", true), table(subject, "global", "title.secr-global", false)]
}

fn table(subject: &Subject<'_>, name: &'static str, title: &str, only_uk: bool) -> Table {
    let mut table = FiguresTable::new(subject, name, title);
    let counts = |line: &Line, year: Year<'_>| !only_uk || breakdown::country(line, year.trace, subject.regions) == UK;
    let apart = Apart::of(subject, &ROWS.map(|(row, _)| row), |family| &family.secr, counts);
    let label = |label: &str| subject.labels.get(label).to_string();
    let mut each = |part: &str, key: &Key, unit: &str, notes: &[&str]| {
        for (name, said) in ROWS.iter().filter(|(name, _)| !BESIDE.contains(name) || apart.has(name, key)) {
            let beside = Beside { notes, level: 1, ..Beside::default() };
            table.cells(&format!("{part}.{name}"), label(said), apart.row(name, key, unit), Some(unit), beside);
        }
        if part == "emissions" {
            table.not_derived("employee-transport", "tCO2e", Beside { label: "secr.employee-transport", ..Beside::default() });
        }
        table.cells(
            part,
            label(&format!("secr.{part}")),
            apart.whole(key, unit),
            Some(unit),
            Beside { notes, strong: true, ..Beside::default() },
        );
    };
    each("energy", &Key::Energy(Energy::Total), "kWh", &[]);
    each("emissions", &Key::Scope12Location, "tCO2e", &["N1", "N3"]);
    if !only_uk {
        table.intensities(&Key::Scope12Location, "", &["N7"]);
    }
    table.not_derived("efficiency", "", Beside { label: "secr.efficiency", ..Beside::default() });
    table.done()
}
