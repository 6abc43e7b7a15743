//! `lines`: every line with its activity data and what it adds.

use crate::figure::{Energy, Key};
use crate::number::Exact;
use crate::report::subject::Subject;
use crate::report::view::{Absent, Cell, Column, Kind, Origin, Table};
use crate::scope::Category;
use crate::trace::Line;

/// One table. A line of a large ledger stands for all rows of its kind, and says how many they are.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let labels = subject.labels;
    let title = |key: &str| labels.get(key).to_string();
    let columns = vec![
        Column::new("line", title("column.line"), Kind::Text),
        Column::new("where", title("column.where"), Kind::Text),
        Column::new("period", title("column.period"), Kind::Text),
        Column::new("site", title("column.site"), Kind::Text),
        Column::new("activity", title("column.activity"), Kind::Text),
        Column::new("category", title("column.category"), Kind::Text),
        Column::new("quantity", title("column.quantity"), Kind::Number),
        Column::new("unit", title("column.unit"), Kind::Text),
        Column::new("tco2e", labels.of_unit("column.emissions", "tCO2e"), Kind::Number),
        Column::new("tco2e_market", labels.of_unit("column.emissions-market", "tCO2e"), Kind::Number),
        Column::new("tco2_biogenic", labels.of_unit("column.biogenic", "tCO2"), Kind::Number),
        Column::new("mwh", labels.of_unit("column.energy", "MWh"), Kind::Number),
        Column::new("rows", title("column.rows"), Kind::Machine),
        Column::new("evidence", title("column.evidence"), Kind::Machine),
        Column::new("note", title("column.note"), Kind::Machine),
    ];
    let mut table = Table::new("lines", title("title.lines"), columns);
    for line in &subject.current.trace.lines {
        table.row(line.record.id.clone(), cells(subject, line));
    }
    vec![table]
}

fn cells(subject: &Subject<'_>, line: &Line) -> Vec<Cell> {
    let record = &line.record;
    let decimals = subject.current.trace.inventory.choices.decimals;
    let origin = if line.calculation.carried_in { Origin::CarriedIn } else { Origin::Derived };
    let amount = |key: Key, unit: &str| line.adds(&key).map(|value| subject.printed(value, decimals, unit, origin));
    let tonnes = |key: Key| amount(key, "tCO2e").unwrap_or_else(|| subject.absent(Absent::NoRecord));
    vec![
        Cell::text(&record.id),
        Cell::Text(record.place.to_string()),
        Cell::Text(record.period.to_string()),
        Cell::text(&record.site),
        Cell::text(&record.activity),
        Cell::Text(category(subject, record.category)),
        // As it was written: it is an input, and nothing rounds it.
        subject.printed(Exact::from(record.quantity), record.quantity.scale(), record.unit.symbol(), Origin::Given),
        Cell::Text(subject.labels.unit(record.unit.symbol())),
        tonnes(Key::Scope123Location),
        if line.market.is_some() { tonnes(Key::Scope2Market) } else { Cell::Blank },
        amount(Key::Biogenic(Box::new(Key::Scope123Location)), "tCO2").unwrap_or(Cell::Blank),
        amount(Key::Energy(Energy::Total), "MWh").unwrap_or(Cell::Blank),
        subject.count(record.rows()),
        Cell::text(&record.evidence),
        Cell::text(&record.note),
    ]
}

/// The name of a category.
pub fn category(subject: &Subject<'_>, category: Category) -> String {
    match category {
        Category::Scope2 => subject.labels.get("scope2").to_string(),
        other => subject.labels.figure(&Key::Category(other)),
    }
}
