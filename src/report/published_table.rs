//! Figures that a document prints, in its order and its words, beside those that are derived.

use super::subject::{Subject, Year};
use super::view::{Absent, Cell, Column, Kind, Number, Origin, Table};
use crate::inventory::PublishedFigure;
use crate::number::interval::Reading;
use crate::number::rounding::Mode;
use std::borrow::Cow;

/// The columns of one period, with their titles; those of an earlier one have its name before them: `prior_published`.
const COLUMNS: [(&str, &str); 3] =
    [("published", "column.published-figure"), ("derived", "column.derived-figure"), ("difference", "column.difference")];

/// A table with a row for each published figure of any period; `None` where there is none.
pub fn table(subject: &Subject<'_>) -> Option<Table> {
    let labels = subject.labels;
    let mut columns = vec![
        Column::new("label", labels.get("column.as-published"), Kind::Text),
        Column::new("unit", labels.get("column.unit"), Kind::Text),
    ];
    for (period, year) in subject.column_keys().zip(subject.years()) {
        for (key, title) in COLUMNS {
            let key: Cow<'_, str> = if period == "current" { key.into() } else { format!("{period}_{key}").into() };
            let title = labels.fill(title, &[&year.period()]);
            columns.push(Column { key, title, kind: Kind::Number, period: Some(year.period()) });
        }
    }
    let mut table = Table::new("published", labels.get("title.published"), columns);
    let mut rows: Vec<&PublishedFigure> = Vec::new();
    for year in subject.latest_first() {
        for figure in &year.trace.inventory.published {
            if rows.iter().all(|known| known.key != figure.key) {
                rows.push(figure);
            }
        }
    }
    for row in rows {
        let mut cells = vec![Cell::text(name(subject, row)), Cell::text(unit(subject, &row.key))];
        subject.years().for_each(|year| cells.extend(compared(subject, year, &row.key)));
        table.row(row.key.clone(), cells);
    }
    table.remarks.push(labels.get("remark.published").to_string());
    let sources: std::collections::BTreeSet<&str> =
        subject.years().flat_map(|year| &year.trace.inventory.published).map(|figure| figure.source.as_str()).collect();
    let sources = sources.into_iter().filter(|source| !source.is_empty());
    table.remarks.extend(sources.map(|source| labels.fill("remark.published-source", &[source])));
    (!table.rows.is_empty()).then_some(table)
}

/// What the document calls a figure; the report's own name where nobody wrote it down.
fn name(subject: &Subject<'_>, figure: &PublishedFigure) -> String {
    if !figure.name.is_empty() {
        return figure.name.clone();
    }
    let known = subject.years().find_map(|year| year.totals.find(&figure.key).map(|(key, _)| key.clone()));
    known.map_or_else(|| figure.key.clone(), |key| subject.labels.figure(&key))
}

fn unit(subject: &Subject<'_>, key: &str) -> String {
    let unit = subject.years().find_map(|year| year.totals.find(key).map(|(_, figure)| figure.unit.clone()));
    unit.map_or_else(String::new, |unit| subject.labels.unit(&unit))
}

/// Published, derived, and published less derived; `as printed` where the derived figure rounds to what is printed.
fn compared(subject: &Subject<'_>, year: Year<'_>, key: &str) -> [Cell; 3] {
    let published = year.trace.inventory.published.iter().find(|figure| figure.key == key);
    let derived = year.totals.find(key);
    let unit = derived.map_or("", |(_, figure)| figure.unit.as_str());
    let print = published.map_or_else(
        || subject.absent(Absent::NotPublished),
        |figure| {
            let printed = &figure.printed;
            Cell::Number(Number {
                exact: printed.value.clone(),
                printed: printed.text.clone(),
                decimals: printed.decimals,
                unit: unit.into(),
                origin: Origin::Published,
            })
        },
    );
    let Some((of, figure)) = derived else {
        return [print, subject.absent(Absent::NotDerived), subject.absent(Absent::NotComparable)];
    };
    let own = subject.number(figure.value.clone(), of, &figure.unit, year);
    let Some(published) = published else { return [print, own, subject.absent(Absent::NotComparable)] };
    let reading = match year.trace.inventory.choices.rounding {
        Mode::HalfUp => Reading::HalfUp,
        Mode::HalfEven => Reading::HalfEven,
    };
    let difference = if published.printed.interval(reading).holds(&figure.value) {
        subject.absent(Absent::AsPrinted)
    } else {
        let gap = published.printed.value.minus(&figure.value);
        subject.printed(gap, published.printed.decimals, unit, Origin::Derived)
    };
    [print, own, difference]
}
