//! Scope 1 and 2, or energy, by country or by site.

use super::apart::OTHER;
use crate::figure::Key;
use crate::report::breakdown;
use crate::report::subject::Subject;
use crate::report::view::{self, Absent, Cell, Kind, Table};
use crate::totals::{self, Sums};
use crate::trace::Line;
use std::collections::BTreeMap;

/// A column: a figure, of all lines or of those that fall into a row of a disclosure.
#[derive(Debug)]
pub struct Column {
    /// Its name in files.
    pub name: &'static str,
    /// Its head, without the unit.
    pub title: String,
    /// The figure.
    pub key: Key,
    /// The row that its lines fall into; all where it is not said.
    pub row: Option<&'static str>,
}

/// A row for each place that `place` names, a column for each figure that the inventory has anything of.
pub fn table(
    subject: &Subject<'_>,
    name: &'static str,
    title: &str,
    columns: &[Column],
    place: impl Fn(&Line) -> (String, String),
) -> Table {
    let labels = subject.labels;
    let trace = subject.current.trace;
    let rows: Vec<&str> = columns.iter().filter_map(|column| column.row).collect();
    let falls_into = |line: &Line| {
        let said = subject.activities.family(&line.record.activity).map_or(OTHER, |family| family.cdp.as_str());
        rows.iter().find(|row| **row == said).copied().unwrap_or(OTHER)
    };
    let counts = |line: &Line, column: &Column| column.row.is_none_or(|row| row == falls_into(line));
    let sums = columns.iter().map(|column| (column, totals::by(trace, |line| counts(line, column).then(|| place(line).0))));
    let has = |sums: &BTreeMap<String, Sums>, key: &Key| sums.values().any(|sums| sums.figure(key).is_some());
    let is_chosen = |key: &Key| trace.inventory.choices.market_based || !key.is_of_market();
    let present: Vec<_> = sums.filter(|(column, sums)| is_chosen(&column.key) && has(sums, &column.key)).collect();
    let mut heads = vec![view::Column::new("label", labels.get("column.place"), Kind::Text)];
    heads.extend(present.iter().map(|(column, _)| {
        let title = labels.fill("of-unit", &[&column.title, &labels.unit(&totals::unit_of(&column.key))]);
        view::Column::new(column.name, title, Kind::Number)
    }));
    let mut table = Table::new(name, labels.get(title), heads);
    let places: BTreeMap<String, String> = trace.lines.iter().map(&place).collect();
    let anything = |code: &str| present.iter().any(|(column, sums)| sums.get(code).is_some_and(|sums| sums.figure(&column.key).is_some()));
    for (code, name) in places.into_iter().filter(|(code, _)| anything(code)) {
        let cell = |(column, sums): &(&Column, BTreeMap<String, Sums>)| match sums.get(&code).and_then(|sums| sums.figure(&column.key)) {
            Some(sum) => subject.number(sum, &column.key, &totals::unit_of(&column.key), subject.current),
            None => subject.absent(Absent::NoRecord),
        };
        let cells = std::iter::once(Cell::text(name)).chain(present.iter().map(cell)).collect();
        table.row(code.clone(), cells);
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
