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
    let half_units =
        parts.iter().chain([&total]).map(|number| Exact::ratio(Decimal::new(5, 0), Decimal::ONE).map(|five| scaled(&five, number.scale())));
    let band = half_units.flatten().fold(Exact::zero(), |band, half| band.plus(&half));
    let difference = sum.minus(&Exact::from(total));
    let outside = difference.minus(&band) > Exact::zero() || difference.plus(&band) < Exact::zero();
    outside.then_some((column, total, sum))
}

/// `value / 10^(scale + 1)`.
fn scaled(value: &Exact, scale: u32) -> Exact {
    let tenth = Exact::ratio(Decimal::ONE, Decimal::TEN).unwrap_or_else(Exact::one);
    (0..=scale).fold(value.clone(), |value, _| value.times(&tenth))
}
