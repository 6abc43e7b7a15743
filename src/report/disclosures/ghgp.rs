//! GHG Protocol: what the Corporate Standard (chapter 9) and the Scope 3 Standard (11.1) ask an inventory to report.

use super::{categories, instruments};
use crate::figure::Key;
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::Subject;
use crate::report::view::{Kind, Table};
use crate::scope::Category;

/// Scopes, gases, biogenic CO2, categories, instruments.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    vec![scopes(subject), gases(subject), categories::table(subject, Kind::Text), instruments::table(subject), quality(subject)]
}

fn scopes(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "scopes", "title.ghgp-scopes");
    let row = |notes| Beside { notes, ..Beside::default() };
    table.figure(&Key::Category(Category::Scope1), row(&["N1", "N2", "N3"]));
    table.figure(&Key::Scope2Location, row(&["N4"]));
    table.figure(&Key::Scope2Market, row(&["N4"]));
    table.figure(&Key::Scope3, Beside { strong: true, ..row(&["N5"]) });
    table.categories("", &["N5"], 1);
    for figure in [Key::Category(Category::Scope1), Key::Scope3] {
        table.figure(&Key::Biogenic(Box::new(figure)), row(&["N2"]));
    }
    table.intensities(&Key::Scope12Location, "", &["N7"]);
    table.not_derived("base-year", "tCO2e", Beside { label: "ghgp.base-year", ..Beside::default() });
    table.done()
}

fn gases(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "gases", "title.gases");
    for whole in [Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope3] {
        table.gases(&whole, "", &["N2"], 0);
    }
    table.done()
}

/// What the Scope 3 Standard asks of each category besides tonnes, and no record tells.
fn quality(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "quality", "title.ghgp-quality");
    for (key, label, unit) in [("suppliers", "ghgp.suppliers", "%"), ("quality", "ghgp.quality", ""), ("allocation", "ghgp.allocation", "")]
    {
        table.not_derived(key, unit, Beside { reference: "11.1", label, ..Beside::default() });
    }
    table.done()
}
