//! `assurance-pack`: what an auditor asks for: the boundary, what is in and out, lines with their factors, factors, instruments, findings,
//! and the digests of what was used (GHG Protocol Scope 3 Standard, 10.6 and appendix C).

use super::{factors, lines};
use crate::diagnostic::Severity;
use crate::report::disclosures::{categories, instruments};
use crate::report::notes::cited;
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Table};

/// All of it.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let mut tables = vec![assertion(subject), categories::table(subject, Kind::Text)];
    tables.extend(lines::tables(subject).into_iter().map(|table| with_factors(subject, table)));
    tables.extend(factors::tables(subject));
    tables.push(instruments::table(subject));
    tables.push(findings(subject));
    tables.push(digests(subject));
    tables
}

/// What the company says of its inventory.
pub fn assertion(subject: &Subject<'_>) -> Table {
    let labels = subject.labels;
    let inventory = &subject.current.trace.inventory;
    let columns =
        vec![Column::new("item", labels.get("column.item"), Kind::Text), Column::new("value", labels.get("column.said"), Kind::Text)];
    let mut table = Table::new("assertion", labels.get("title.assertion"), columns);
    let approach = labels.get(&format!("consolidation.{}", inventory.consolidation.name())).to_string();
    let basis = labels.get(if inventory.choices.market_based { "basis.both" } else { "basis.location" }).to_string();
    for (key, value) in [
        ("head.organisation", inventory.organisation.clone()),
        ("head.period", inventory.period.to_string()),
        ("head.consolidation", approach),
        ("head.consolidation-reason", inventory.consolidation_reason.clone()),
        ("head.scope2", basis),
        ("head.gwp", inventory.choices.gwp.clone()),
        ("head.as-of", inventory.as_of.to_string()),
        ("head.rounding", labels.get(&format!("rounding.{}", inventory.choices.rounding.name())).to_string()),
    ] {
        table.row(key.trim_start_matches("head."), vec![Cell::text(labels.get(key)), Cell::text(value)]);
    }
    for (id, site) in &inventory.sites {
        let region = subject.region(&site.region);
        table.row(format!("site.{id}"), vec![Cell::Text(labels.fill("head.site", &[id])), Cell::Text(format!("{} ({region})", site.name))]);
    }
    table
}

/// The lines with the factors that each stands on.
fn with_factors(subject: &Subject<'_>, mut table: Table) -> Table {
    table.columns.push(Column::new("factors", subject.labels.get("column.factors"), Kind::Text));
    for (row, line) in table.rows.iter_mut().zip(&subject.current.trace.lines) {
        let mut cited: Vec<String> = cited::factors(line)
            .iter()
            .filter_map(|term| if let crate::formula::Source::Factor(citation) = &term.source { Some(citation.reference()) } else { None })
            .collect();
        cited.dedup();
        row.cells.push(Cell::text(cited.join("; ")));
    }
    table
}

/// What a reader must know beside the figures: each with its title in the language of the report, and its message, which is in English.
pub fn findings(subject: &Subject<'_>) -> Table {
    let labels = subject.labels;
    let columns = vec![
        Column::new("severity", labels.get("column.severity"), Kind::Text),
        Column::new("finding", labels.get("column.code"), Kind::Text),
        Column::new("title", labels.get("column.finding"), Kind::Text),
        Column::new("message", labels.get("column.message"), Kind::Text),
        Column::new("place", labels.get("column.where"), Kind::Text),
        Column::new("waived", labels.get("column.waived"), Kind::Text),
    ];
    let mut table = Table::new("findings", labels.get("title.findings"), columns);
    for finding in subject.current.findings {
        let severity = if finding.severity == Severity::Warning { "severity.warning" } else { "severity.note" };
        let place = finding.labels.first().map_or(String::new(), |label| label.excerpt.place());
        let waiver = subject.current.trace.inventory.waivers.get(finding.code.name()).map_or("", |waiver| waiver.reason.as_str());
        table.row(
            finding.code.name(),
            vec![
                Cell::text(labels.get(severity)),
                Cell::text(finding.code.name()),
                Cell::text(labels.finding(finding.code.name())),
                Cell::text(&finding.message),
                Cell::text(place),
                Cell::text(waiver),
            ],
        );
    }
    table
}

/// The SHA-256 of every table that was used.
fn digests(subject: &Subject<'_>) -> Table {
    let columns = vec![Column::new("table", subject.labels.get("column.table"), Kind::Text), Column::new("sha256", "SHA-256", Kind::Text)];
    let mut table = Table::new("tables", subject.labels.get("title.digests"), columns);
    for (id, hash) in &subject.current.trace.tables {
        table.row(id.clone(), vec![Cell::text(id), Cell::text(hash)]);
    }
    table
}
