//! UK Streamlined Energy and Carbon Reporting: energy in kWh and emissions, of the United Kingdom and of the whole inventory.

use crate::figure::Key;
use crate::number::Exact;
use crate::report::breakdown;
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::{Subject, Year};
use crate::report::view::{Absent, Origin, Table};
use crate::scope::Category;
use crate::trace::Line;

/// The country that the first table is about.
const UK: &str = "GB";

/// What is told apart: a label, the scope, and carriers of energy. Petrol and diesel do not say whether a vehicle burned them.
const SOURCES: [(&str, &str, Category, &[&str]); 5] = [
    ("gas", "secr.gas", Category::Scope1, &["natural-gas"]),
    ("transport", "secr.transport", Category::Scope1, &["vehicle-fuel"]),
    (
        "other-fuels",
        "secr.other-fuels",
        Category::Scope1,
        &[
            "diesel",
            "petrol",
            "lpg",
            "fuel-oil",
            "kerosene",
            "jet-kerosene",
            "coal",
            "biodiesel",
            "biogasoline",
            "wood",
            "biogas",
            "fuel",
            "not-stated",
        ],
    ),
    ("electricity", "secr.electricity", Category::Scope2, &["electricity"]),
    ("heat", "secr.heat", Category::Scope2, &["heat", "cooling"]),
];

/// The United Kingdom, then everything.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    vec![table(subject, "uk", "title.secr-uk", true), table(subject, "global", "title.secr-global", false)]
}

fn table(subject: &Subject<'_>, name: &'static str, title: &str, only_uk: bool) -> Table {
    let mut table = FiguresTable::new(subject, name, title);
    let counts = |line: &Line, year: Year<'_>| !only_uk || breakdown::country(line, year.trace, subject.regions) == UK;
    let from = |line: &Line, year: Year<'_>, scope: Category, carriers: &[&str]| {
        let carrier = year.trace.carriers.get(&line.record.activity);
        counts(line, year) && line.record.category == scope && carrier.is_some_and(|(_, carrier)| carriers.contains(&carrier.as_str()))
    };
    for (key, label, scope, carriers) in SOURCES {
        let of = |line: &Line, year: Year<'_>| from(line, year, scope, carriers);
        row(&mut table, subject, &format!("energy.{key}"), label, true, of);
    }
    row(&mut table, subject, "energy", "secr.energy", true, counts);
    for (key, label, scope, carriers) in SOURCES {
        let of = |line: &Line, year: Year<'_>| from(line, year, scope, carriers);
        row(&mut table, subject, &format!("emissions.{key}"), label, false, of);
    }
    table.not_derived("employee-transport", "tCO2e", Beside { label: "secr.employee-transport", ..Beside::default() });
    row(&mut table, subject, "emissions", "secr.emissions", false, |line, year| {
        counts(line, year) && matches!(line.record.category, Category::Scope1 | Category::Scope2)
    });
    if !only_uk {
        table.intensities(&Key::Scope12Location, "", &["N7"]);
    }
    table.not_derived("efficiency", "", Beside { label: "secr.efficiency", ..Beside::default() });
    table.done()
}

/// Energy in kWh, or emissions, of the lines that `of` picks.
fn row(table: &mut FiguresTable<'_>, subject: &Subject<'_>, key: &str, label: &str, energy: bool, of: impl Fn(&Line, Year<'_>) -> bool) {
    let unit = if energy { "kWh" } else { "tCO2e" };
    let cell = |year: Year<'_>| {
        let lines = year.trace.lines.iter().filter(|line| of(line, year));
        let (mut parts, mut origins) = (Vec::new(), Vec::new());
        for line in lines {
            let before = parts.len();
            if energy {
                parts.extend(line.energy().map(|value| value.times(&Exact::from(1000))));
            } else {
                parts.extend(line.emissions().map(|(_, value)| value));
            }
            origins.extend((parts.len() > before).then_some(line.calculation.carried_in));
        }
        let origin = match (origins.contains(&true), origins.contains(&false)) {
            (false, false) => return subject.absent(Absent::NoRecord),
            (true, false) => Origin::CarriedIn,
            (true, true) => Origin::PartlyCarriedIn,
            (false, true) => Origin::Derived,
        };
        subject.printed(Exact::sum(&parts), subject.current.trace.inventory.choices.decimals, unit, origin)
    };
    let cells = subject.years().map(cell).collect();
    let strong = matches!(key, "energy" | "emissions");
    let notes: &[&str] = if energy { &[] } else { &["N1", "N3"] };
    let beside = Beside { notes, strong, level: usize::from(!strong), ..Beside::default() };
    table.cells(key, subject.labels.get(label).to_string(), cells, Some(unit), beside);
}
