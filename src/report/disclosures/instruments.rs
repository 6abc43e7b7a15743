//! Contractual instruments, applied or not (IFRS S2, 29(a)(v) and B31; HKEX Appendix C2, 29(c); CDP 7.30.14).

use crate::number::Exact;
use crate::report::subject::Subject;
use crate::report::view::{Cell, Column, Kind, Origin, Table};

/// Every instrument of the register; the energy of it that covers consumption.
pub fn table(subject: &Subject<'_>) -> Table {
    let labels = subject.labels;
    let title = |key: &str| labels.get(key).to_string();
    let columns = vec![
        Column::new("instrument", title("column.instrument"), Kind::Text),
        Column::new("type", title("column.type"), Kind::Text),
        Column::new("mwh", labels.of_unit("column.energy", "MWh"), Kind::Number),
        Column::new("applied", title("column.applied"), Kind::Text),
        Column::new("technology", title("column.technology"), Kind::Text),
        Column::new("generator", title("column.generator"), Kind::Text),
        Column::new("generated", title("column.generated"), Kind::Text),
        Column::new("retired_on", title("column.retired"), Kind::Text),
        Column::new("market", title("column.market"), Kind::Text),
        Column::new("site", title("column.site"), Kind::Text),
        Column::new("evidence", title("column.evidence"), Kind::Machine),
    ];
    let mut table = Table::new("instruments", title("title.instruments"), columns);
    for instrument in &subject.current.trace.inventory.instruments {
        let markets = subject.current.trace.lines.iter().filter_map(|line| line.market.as_ref());
        let applied = markets.flat_map(|market| &market.covered).any(|part| part.instrument.id == instrument.id);
        let retired = instrument.retired_on.map_or_else(|| labels.get("instrument.not-retired").to_string(), |day| day.to_string());
        table.row(
            instrument.id.clone(),
            vec![
                Cell::text(&instrument.id),
                Cell::text(labels.get(&format!("instrument.{}", instrument.kind.name()))),
                subject.printed(Exact::from(instrument.mwh), instrument.mwh.scale(), "MWh", Origin::Given),
                Cell::text(labels.get(if applied { "word.yes" } else { "word.no" })),
                Cell::text(&instrument.technology),
                Cell::text(&instrument.generator),
                Cell::Text(instrument.generated.to_string()),
                Cell::text(retired),
                Cell::text(&instrument.market),
                Cell::text(&instrument.site),
                Cell::text(&instrument.evidence),
            ],
        );
    }
    table
}
