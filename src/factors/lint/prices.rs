//! A price index or an exchange rate is never zero: formulas divide by it.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::{Property, Quantity};

/// The properties that money is divided by.
const DIVISORS: [Quantity; 2] = [Quantity::Property(Property::PriceIndex), Quantity::Property(Property::ExchangeRate)];

/// Indices and rates of zero.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &subject.table.rows {
        for (column, _) in subject.table.values(row).filter(|(column, value)| value.is_zero() && DIVISORS.contains(&column.quantity)) {
            let message = format!("the {} of `{}` is zero", column.quantity.name(), row.key);
            let label = subject.library.label_of_cell(&subject.table.about.id, row, &column.header);
            found.push(Diagnostic::error(codes::BAD_TABLE, message).at(label).help("take the row out if nothing was published for it"));
        }
    }
    found
}
