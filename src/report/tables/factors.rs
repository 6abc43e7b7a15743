//! `factors`: every number that figures stand on, with what a reader needs to find it.

use crate::factors::vintage::Reason;
use crate::formula::Amount;
use crate::language::Labels;
use crate::number::Exact;
use crate::report::notes::cited::{self, Cited};
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Origin, Table};

/// One table, a row for each cited number.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let title = |key: &str| subject.labels.get(key).to_string();
    let columns = vec![
        Column::new("table", title("column.table"), Kind::Text),
        Column::new("row", title("column.row"), Kind::Text),
        Column::new("kind", title("column.kind"), Kind::Text),
        Column::new("name", title("column.name"), Kind::Text),
        Column::new("region", title("column.region"), Kind::Text),
        Column::new("value", title("column.value"), Kind::Number),
        Column::new("unit", title("column.unit"), Kind::Text),
        Column::new("locator", title("column.locator"), Kind::Text),
        Column::new("data_year", title("column.data-year"), Kind::Text),
        Column::new("published", title("column.published"), Kind::Text),
        Column::new("lines", title("column.lines"), Kind::Number),
        Column::new("chosen", title("column.chosen"), Kind::Text),
        Column::new("publisher", title("column.publisher"), Kind::Machine),
        Column::new("title", title("column.title"), Kind::Machine),
        Column::new("url", title("column.url"), Kind::Machine),
        Column::new("licence", title("column.licence"), Kind::Machine),
        Column::new("verification", title("column.verification"), Kind::Machine),
        Column::new("sha256", "SHA-256", Kind::Machine),
    ];
    let mut table = Table::new("factors", title("title.factors"), columns);
    for cited in cited::all(subject.current) {
        let key = format!("{}#{}", cited.citation.table, cited.citation.row);
        table.row(key, cells(subject, &cited));
    }
    vec![table]
}

fn cells(subject: &Subject<'_>, cited: &Cited) -> Vec<Cell> {
    let citation = &cited.citation;
    let about = subject.library.about(&citation.table).ok();
    let of = |field: fn(&crate::factors::About) -> &str| Cell::text(about.as_deref().map_or("", field));
    let value = match cited.term.amount {
        Amount::Fixed(value) => {
            let unit = cited.term.unit.to_string();
            // As it was published: every decimal, and none added.
            subject.printed(Exact::from(value), value.scale(), &unit, Origin::Published)
        }
        Amount::Given(_) => Cell::Blank,
    };
    let years: Vec<String> = citation.data_years.iter().map(ToString::to_string).collect();
    vec![
        Cell::text(&citation.table),
        Cell::text(&citation.row),
        Cell::text(subject.labels.get(&format!("role.{}", cited.term.role.name()))),
        Cell::text(&citation.name),
        Cell::text(&citation.region),
        value,
        Cell::text(cited.term.unit.to_string()),
        Cell::text(&citation.locator),
        Cell::text(subject.labels.list(&years)),
        Cell::text(&citation.published),
        subject.count(cited.rows),
        Cell::Text(reason(subject.labels, &citation.reason)),
        Cell::text(&citation.publisher),
        Cell::text(&citation.title),
        of(|about| &about.url),
        of(|about| &about.licence),
        of(|about| &about.verification),
        Cell::text(subject.current.trace.tables.get(&citation.table).map_or("", String::as_str)),
    ]
}

/// How the edition was chosen, in words.
fn reason(labels: &Labels, reason: &Reason) -> String {
    match reason {
        Reason::Named => labels.get("reason.named").into(),
        Reason::NamedByRecord => labels.get("reason.named-by-record").into(),
        Reason::SameYear => labels.get("reason.same-year").into(),
        Reason::OfNoYear { as_of } => labels.fill("reason.of-no-year", &[&as_of.to_string()]),
        Reason::LatestPublished { as_of } => labels.fill("reason.latest", &[&as_of.to_string()]),
    }
}
