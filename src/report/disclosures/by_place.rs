//! Scope 1 and 2, or energy, by country or by site.

use crate::figure::Key;
use crate::report::breakdown;
use crate::report::subject::Subject;
use crate::report::view::{Absent, Cell, Column, Kind, Table};
use crate::trace::Line;

/// A row for each place that `place` names, a column for each figure.
pub fn table(
    subject: &Subject<'_>,
    name: &'static str,
    title: &str,
    figures: &[(&'static str, Key)],
    place: impl Fn(&Line) -> (String, String),
) -> Table {
    let labels = subject.labels;
    let (trace, totals) = (subject.current.trace, subject.current.totals);
    let unit_of = |key: &Key| if matches!(key, Key::Energy(_)) { "MWh" } else { "tCO2e" };
    let present: Vec<&(&'static str, Key)> = figures.iter().filter(|(_, key)| totals.get(key).is_some()).collect();
    let mut columns = vec![Column::new("label", labels.get("column.place"), Kind::Text)];
    columns.extend(present.iter().map(|(column, key)| {
        Column::new(column, labels.fill("of-unit", &[&labels.figure(key), &labels.unit(unit_of(key))]), Kind::Number)
    }));
    let mut table = Table::new(name, labels.get(title), columns);
    let keys: Vec<Key> = present.iter().map(|(_, key)| key.clone()).collect();
    let sums = breakdown::by(trace, &keys, |line| place(line).0);
    let names: std::collections::BTreeMap<String, String> = trace.lines.iter().map(&place).collect();
    for (code, sums) in sums {
        let cell = |key: &Key| match sums.get(key) {
            Some(sum) => subject.number(sum.clone(), key, unit_of(key), subject.current),
            None => subject.absent(Absent::NoRecord),
        };
        let cells = std::iter::once(Cell::text(names.get(&code).map_or("", String::as_str))).chain(keys.iter().map(cell)).collect();
        table.row(code, cells);
    }
    table
}

/// The country of a line: its code and its name.
pub fn country(subject: &Subject<'_>, line: &Line) -> (String, String) {
    let code = breakdown::country(line, subject.current.trace, subject.regions);
    let name = subject.region(&code);
    (code, name)
}

/// The site of a line: its id and its name.
pub fn site(subject: &Subject<'_>, line: &Line) -> (String, String) {
    let id = &line.record.site;
    let name = subject.current.trace.inventory.sites.get(id).map_or(id, |site| &site.name);
    (id.clone(), name.clone())
}
