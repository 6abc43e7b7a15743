//! IFRS S2, paragraph 29(a), with B30 to B56.

use super::{categories, instruments};
use crate::figure::Key;
use crate::ledger::Quality;
use crate::number::Exact;
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::{Subject, Year};
use crate::report::view::{Absent, Cell, Kind, Origin, Table};
use crate::scope::Category;
use crate::totals::Sums;
use crate::trace::Line;

/// Gross emissions; the group and others; instruments; categories; gases; measurement.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    vec![
        emissions(subject),
        group(subject),
        instruments::table(subject),
        categories::table(subject, Kind::Machine),
        shares(subject),
        gases(subject),
    ]
}

fn emissions(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "emissions", "title.ifrs-emissions");
    let row = |reference, notes| Beside { reference, notes, ..Beside::default() };
    table.figure(&Key::Category(Category::Scope1), row("29(a)(i)(1)", &["N1", "N2", "N3"]));
    table.figure(&Key::Scope2Location, row("29(a)(i)(2), (v)", &["N3", "N4"]));
    table.figure(&Key::Scope3, row("29(a)(i)(3)", &["N5"]));
    table.figure(&Key::Scope123Location, Beside { strong: true, ..row("29(a)(i)", &["N7"]) });
    table.figure(&Key::Scope2Market, row("29(a)(v)", &["N4"]));
    table.done()
}

/// The consolidated group and other investees: an inventory does not say which of its sites belong to which.
fn group(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "group", "title.ifrs-group");
    let row = |label| Beside { reference: "29(a)(iv)", label, ..Beside::default() };
    table.not_derived("group", "tCO2e", row("ifrs.group"));
    table.not_derived("investees", "tCO2e", row("ifrs.investees"));
    let strong = Beside { reference: "29(a)(iv)", label: "ifrs.both", notes: &["N1"], strong: true, ..Beside::default() };
    table.figure(&Key::Scope12Location, strong);
    table.done()
}

/// How much of Scope 3 is measured with primary, and with verified data; and what is left out.
fn shares(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "measurement", "title.ifrs-measurement");
    let row = |reference, label| Beside { reference, label, ..Beside::default() };
    for (key, reference, label, of) in SHARES {
        let cells = subject.years().map(|year| share(subject, year, of)).collect();
        table.cells(key, subject.labels.get(label).to_string(), cells, Some("%"), row(reference, label));
    }
    table.not_derived("financed", "tCO2e", row("29(a)(vi)(2)", "ifrs.financed"));
    table.done()
}

/// Which lines count as measured with primary data, and as verified.
type Of = fn(&Line) -> bool;
const SHARES: [(&str, &str, &str, Of); 2] = [
    ("primary", "B56(a)", "ifrs.primary", |line| line.record.provenance.quality == Some(Quality::Measured)),
    ("verified", "B56(b)", "ifrs.verified", |line| line.record.provenance.verified),
];

/// The part of Scope 3 that lines make of which `of` holds; not derived where no line of Scope 3 says how its quantity came about.
fn share(subject: &Subject<'_>, year: Year<'_>, of: Of) -> Cell {
    let lines = || year.trace.lines.iter().filter(|line| matches!(line.record.category, Category::Scope3(_)));
    let said = |line: &Line| line.record.provenance.quality.is_some() || line.record.provenance.verified;
    let whole = year.totals.get(&Key::Scope3).filter(|_| lines().any(said));
    // Of what is said, nothing at all may be measured, or verified.
    let part = Sums::of(lines().filter(|line| of(line))).figure(&Key::Scope3).unwrap_or_else(Exact::zero);
    let share = whole.and_then(|whole| part.times(&Exact::from(100)).divided_by(&whole.value));
    share.map_or_else(|| subject.absent(Absent::NotDerived), |share| subject.printed(share, 2, "%", Origin::Derived))
}

fn gases(subject: &Subject<'_>) -> Table {
    let mut table = FiguresTable::new(subject, "gases", "title.gases");
    for whole in [Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope3] {
        table.gases(&whole, "B20", &["N2"], 0);
    }
    table.done()
}
