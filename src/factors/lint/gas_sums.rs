//! Where a publisher prints a total and its gases, the gases add up to the total within what rounding can explain, or the row says why not.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::{Quantity, Row, Table};
use crate::gas::Substance;
use crate::number::{Decimal, Exact};

/// What a note must hold to excuse a row.
const EXCUSE: &str = "do not add up";

/// Gas columns against the total.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let rows = subject.table.rows.iter().filter(|row| !row.note.contains(EXCUSE));
    rows.filter_map(|row| {
        let (column, total, sum) = gap(subject.table, row)?;
        let message = format!("the gases add up to {sum}, the total says {total}");
        let label = subject.library.label_of_cell(&subject.table.about.id, row, column);
        Some(
            Diagnostic::error(codes::BAD_TABLE, message)
                .at(label)
                .help(format!("check the source; if it prints so, say `{EXCUSE}` in `note`")),
        )
    })
    .collect()
}

/// The total with its column and the sum of its parts, where rounding alone cannot explain their difference.
fn gap<'t>(table: &'t Table, row: &'t Row) -> Option<(&'t str, Decimal, Exact)> {
    let mut total = None;
    let mut parts = Vec::new();
    for (column, value) in table.values(row) {
        match &column.quantity {
            Quantity::Emission(Substance::Co2e) => total = Some((column.header.as_str(), value)),
            Quantity::PartOfCo2e(_) => parts.push(value),
            _ => {}
        }
    }
    let (column, total) = total.filter(|_| parts.len() >= 3)?;
    let sum = Exact::sum(&parts.iter().map(|part| Exact::from(*part)).collect::<Vec<_>>());
    // Each printed number stands for up to half a unit of its last place on either side.
    let units: Vec<Exact> = parts.iter().chain([&total]).map(|number| Exact::from(Decimal::new(1, number.scale()))).collect();
    let difference = sum.minus(&Exact::from(total));
    let (twice, band) = (difference.plus(&difference), Exact::sum(&units));
    let outside = twice > band || twice.plus(&band) < Exact::zero();
    outside.then_some((column, total, sum))
}
