//! ESRS E1: energy (E1-5, AR 34), emissions (E1-6, AR 48), intensity (AR 54 and 55).

use super::apart::{Apart, OTHER};
use crate::figure::{Energy, Key};
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::Subject;
use crate::report::view::Table;
use crate::scope::Category;

/// The rows of energy, with the labels. Fuel whose kind no record tells stands apart; which part of purchased energy is fossil, nuclear or
/// renewable, no record tells either.
const ENERGY: [(&str, &str); 8] = [
    ("coal", "esrs.coal"),
    ("oil", "esrs.oil"),
    ("gas", "esrs.gas"),
    ("unknown", "esrs.unknown"),
    ("purchased", "esrs.purchased"),
    ("biofuels", "esrs.biofuels"),
    ("self-generated", "esrs.self-generated"),
    (OTHER, "esrs.other"),
];

/// The rows whose keys say that they are fuels.
const FUELS: [&str; 4] = ["coal", "oil", "gas", "unknown"];

/// Emissions, intensity, energy, and what stands beside them.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    vec![emissions(subject), intensity(subject), energy(subject), other(subject)]
}

fn emissions(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "e1-6", "title.esrs-emissions");
    let row = |label, notes| Beside { reference: "AR 48", label, notes, ..Beside::default() };
    table.figure(&Key::Category(Category::Scope1), row("esrs.scope1", &["N1", "N2", "N3"]));
    table.not_derived("scope1.ets", "%", row("esrs.ets", &[]));
    table.figure(&Key::Scope2Location, row("esrs.scope2-location", &["N4"]));
    table.figure(&Key::Scope2Market, row("esrs.scope2-market", &["N4"]));
    table.figure(&Key::Scope3, Beside { strong: true, ..row("esrs.scope3", &["N5"]) });
    table.categories("AR 48", &["N5"], 1);
    table.figure(&Key::Scope123Location, Beside { strong: true, reference: "AR 47, 48", ..row("esrs.total-location", &["N7"]) });
    table.figure(&Key::Scope123Market, Beside { strong: true, reference: "AR 47, 48", ..row("esrs.total-market", &["N7"]) });
    table.not_derived("base-year", "", row("esrs.base-year", &[]));
    table.not_derived("targets", "", row("esrs.targets", &[]));
    table.done()
}

fn intensity(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "intensity", "title.esrs-intensity");
    let per_revenue = |figure| Key::Intensity(Box::new(figure), "revenue".into());
    for figure in [Key::Scope123Location, Key::Scope123Market] {
        table.figure(&per_revenue(figure), Beside { reference: "AR 54", notes: &["N7"], ..Beside::default() });
    }
    table.denominator("revenue", Beside { reference: "AR 55", label: "esrs.revenue", ..Beside::default() });
    table.not_derived("revenue.statements", "", Beside { reference: "AR 55", label: "esrs.statements", ..Beside::default() });
    table.done()
}

fn energy(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "e1-5", "title.esrs-energy");
    let row = |reference, label| Beside { reference, label, ..Beside::default() };
    let (total, unit) = (Key::Energy(Energy::Total), "MWh");
    let apart = Apart::of(subject, &ENERGY.map(|(row, _)| row), |family| &family.esrs, |_, _| true);
    for (name, label) in ENERGY.iter().filter(|(name, _)| *name != OTHER || apart.has(name, &total)) {
        let key = if FUELS.contains(name) { format!("fuels.{name}") } else { (*name).to_string() };
        table.cells(&key, subject.labels.get(label).to_string(), apart.row(name, &total, unit), Some(unit), row("AR 34", label));
        if *name == "purchased" {
            for (key, label) in
                [("fossil", "esrs.fossil"), ("nuclear", "esrs.nuclear"), ("purchased-renewable", "esrs.purchased-renewable")]
            {
                table.not_derived(key, unit, row("AR 34", label));
            }
        }
    }
    table.figure(&total, Beside { strong: true, ..row("AR 34", "esrs.energy-total") });
    table.remark("remark.esrs-energy");
    table.done()
}

/// E1-7 and what is not about figures of this inventory.
fn other(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "e1-7", "title.esrs-removals");
    let row = |reference, label| Beside { reference, label, ..Beside::default() };
    table.not_derived("removals", "tCO2e", row("AR 60", "esrs.removals"));
    table.not_derived("credits", "tCO2e", row("AR 60", "esrs.credits"));
    table.done()
}
