//! The fifteen Scope 3 categories with what each counts, or why it counts nothing: the table that several frameworks ask for.

use crate::figure::Key;
use crate::formula::Source;
use crate::report::notes::cited;
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Row, Table};
use crate::scope::Category;
use std::collections::BTreeSet;

/// Category, emissions or status, biogenic CO2, activities, sources of factors, reason (GHG Protocol Scope 3 Standard, 11.1; IFRS S2,
/// 29(a)(vi); CDP 7.8). `sources` says whether activities and tables are printed or for programs only.
pub fn table(subject: &Subject<'_>, sources: Kind) -> Table {
    let labels = subject.labels;
    let title = |key: &str| labels.get(key).to_string();
    let columns = vec![
        Column::new("label", title("column.category"), Kind::Text),
        Column::new("status", title("column.status"), Kind::Text),
        Column::new("tco2e", labels.of_unit("column.emissions", "tCO2e"), Kind::Number),
        Column::new("tco2_biogenic", labels.of_unit("column.biogenic", "tCO2"), Kind::Number),
        Column::new("activities", title("column.activities"), sources),
        Column::new("tables", title("column.tables"), sources),
        Column::new("reason", title("column.reason"), Kind::Text),
    ];
    let mut table = Table::new("categories", title("title.categories"), columns);
    table.parts_of = Some("tco2e");
    let year = subject.current;
    let whole = year.totals.get(&Key::Scope3).map(|figure| figure.value.clone());
    for category in Category::scope3() {
        let key = Key::Category(category);
        let figure = year.totals.get(&key);
        let word = if figure.is_some() { "included" } else { year.absent(&key).name() };
        let (activities, tables) = made_of(subject, category);
        let biogenic = Key::Biogenic(Box::new(key.clone()));
        let cells = vec![
            Cell::text(labels.figure(&key)),
            Cell::text(labels.get(&format!("status.{word}"))),
            subject.figure(&key, year),
            if year.totals.get(&biogenic).is_some() { subject.figure(&biogenic, year) } else { Cell::Blank },
            Cell::text(activities),
            Cell::text(tables),
            Cell::text(year.trace.inventory.categories.get(&category).map_or("", |said| said.reason.as_str())),
        ];
        let part = figure.zip(whole.as_ref()).and_then(|(figure, whole)| figure.value.divided_by(whole));
        table.rows.push(Row { key: key.to_string(), level: 0, strong: false, part, cells });
    }
    table
}

/// The activities of a category, and the tables that their factors are from.
fn made_of(subject: &Subject<'_>, category: Category) -> (String, String) {
    let (mut activities, mut tables) = (BTreeSet::new(), BTreeSet::new());
    for line in subject.current.trace.lines.iter().filter(|line| line.record.category == category) {
        activities.insert(line.record.activity.clone());
        for term in cited::factors(line) {
            if let Source::Factor(citation) = &term.source {
                tables.insert(citation.table.clone());
            }
        }
    }
    let list = |items: BTreeSet<String>| subject.labels.list(&items.into_iter().collect::<Vec<_>>());
    (list(activities), list(tables))
}
