//! HKEX Main Board Listing Rules, Appendix C2: greenhouse gases (Part D, 28 and 29) and environmental indicators (Part C, A1 and A2).

use crate::figure::{Energy, Key};
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::published_table;
use crate::report::subject::Subject;
use crate::report::view::Table;
use crate::scope::Category;

/// Greenhouse gases, indicators, and what was published of them.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let mut tables = vec![emissions(subject), indicators(subject)];
    tables.extend(published_table::table(subject));
    tables
}

fn emissions(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "emissions", "title.hkex-emissions");
    let row = |reference, label, notes| Beside { reference, label, notes, ..Beside::default() };
    table.figure(&Key::Category(Category::Scope1), row("28(a)", "hkex.scope1", &["N1", "N2", "N3"]));
    table.figure(&Key::Scope2Location, row("28(b), 29(c)", "hkex.scope2", &["N3", "N4"]));
    table.figure(&Key::Scope2Market, row("29(c)", "hkex.scope2-market", &["N4"]));
    table.figure(&Key::Scope12Location, Beside { strong: true, ..row("28", "hkex.scope12", &["N7"]) });
    table.figure(&Key::Scope3, Beside { strong: true, ..row("28(c)", "hkex.scope3", &["N5"]) });
    table.categories("29(d)", &["N5"], 1);
    table.figure(&Key::Scope123Location, Beside { strong: true, ..row("28", "hkex.scope123", &["N7"]) });
    table.figure(&Key::Biogenic(Box::new(Key::Scope123Location)), row("", "hkex.biogenic", &["N2"]));
    table.intensities(&Key::Scope12Location, "", &["N7"]);
    table.done()
}

fn indicators(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "indicators", "title.hkex-indicators");
    let row = |reference, label| Beside { reference, label, ..Beside::default() };
    table.not_derived("a1.1", "kg", row("A1.1", "hkex.a1.1"));
    table.not_derived("a1.3", "t", row("A1.3", "hkex.a1.3"));
    table.not_derived("a1.4", "t", row("A1.4", "hkex.a1.4"));
    table.figure(&Key::Energy(Energy::Total), Beside { strong: true, ..row("A2.1", "") });
    for (part, direct) in [(Energy::Direct, true), (Energy::Indirect, false)] {
        table.figure(&Key::Energy(part), Beside { level: 1, ..row("A2.1", "") });
        table.carriers(direct, "A2.1", 2);
    }
    table.intensities(&Key::Energy(Energy::Total), "A2.1", &[]);
    table.not_derived("a2.2", "m3", row("A2.2", "hkex.a2.2"));
    table.not_derived("a2.5", "t", row("A2.5", "hkex.a2.5"));
    table.remark("remark.kwh");
    table.done()
}
