//! Regions, activities and gases of a table are known, and no two rows serve exactly the same case.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::{Quantity, Row};
use crate::gas::Substance;
use std::collections::BTreeMap;

/// Known regions, activities and gases; no two rows for one case.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let about = &subject.table.about;
    let mut found = Vec::new();
    if subject.regions.get(&about.region).is_none() {
        let label = subject.library.label_of_key(&about.id, "region");
        found.push(subject.regions.unknown(&about.region).at(label));
    }
    let mut cases: BTreeMap<_, &Row> = BTreeMap::new();
    for row in &subject.table.rows {
        let label = |row: &Row, column: &str| subject.library.label_of_cell(&about.id, row, column);
        if row.region != about.region && subject.regions.get(&row.region).is_none() {
            found.push(subject.regions.unknown(&row.region).at(label(row, "region")));
        }
        if !row.activity.is_empty() && subject.activities.family(&row.activity).is_none() {
            found.push(subject.activities.unknown(&row.activity).at(label(row, "activity")));
        }
        found.extend(unlisted_gas(subject, row));
        if row.activity.is_empty() || !subject.table.is_emission(row) {
            continue;
        }
        let case = (&row.activity, &row.region, row.per.dimension(), row.basis, row.stage, row.data_year, row.label("price_year"));
        if let Some(first) = cases.insert(case, row) {
            let message =
                format!("`{}` and `{}` serve the same activity, region and unit: no one can choose between them", first.key, row.key);
            let help = "give one of them a narrower activity, or leave its activity empty";
            let (again, first) = (label(row, "key"), label(first, "key"));
            found.push(Diagnostic::error(codes::AMBIGUOUS_FACTOR, message).at(again).at(first).help(help));
        }
    }
    found
}

/// A gas with a number that `gases` does not list.
fn unlisted_gas(subject: &Subject<'_>, row: &Row) -> Option<Diagnostic> {
    let about = &subject.table.about;
    let (gas, column) = subject.table.values(row).find_map(|(column, _)| match &column.quantity {
        Quantity::Emission(Substance::Gas(gas)) | Quantity::PartOfCo2e(gas) if !about.gases.contains(gas) => Some((gas, &column.header)),
        _ => None,
    })?;
    let message = format!("the table holds {gas}, which its `gases` do not list");
    Some(Diagnostic::error(codes::BAD_TABLE, message).at(subject.library.label_of_cell(&about.id, row, column)))
}
