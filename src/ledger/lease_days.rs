//! A record that reaches beyond the lease of its site counts pro rata to the days (GHG Protocol Scope 3 Standard, category 8): days leased
//! over days of the record are terms of its formula.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Label, codes};
use crate::field::Field;
use crate::formula::inputs;
use crate::inventory::lease::{Lease, Role};
use crate::number::Decimal;
use crate::period::Period;

/// The inputs that the days of a lease make; none where they cover the whole record.
pub fn pro_rata(cells: &mut Cells<'_>, lease: &Lease, days: Period, period: Period) -> Option<Vec<(usize, Decimal)>> {
    if days.contains(&period) {
        return Some(Vec::new());
    }
    let Some(overlap) = days.overlap(&period) else {
        let message = format!("{period} is outside the lease of the site, {days}");
        let diagnostic = Diagnostic::error(codes::PERIOD_OUTSIDE, message).help("correct the period of the record, or of the lease");
        let field = [Field::Period, Field::Start].into_iter().find(|field| cells.has(*field));
        cells.refuse_beside(field.unwrap_or(Field::Period), diagnostic, lease.label.clone());
        return None;
    };
    if lease.role == Role::Lessor {
        let message = format!("{period} reaches beyond the lease of the site, {days}");
        let diagnostic = Diagnostic::error(codes::PERIOD_OUTSIDE, message)
            .note("what the company lets is its own on the other days, and counts on another side there")
            .help("split the record where the lease begins and where it ends");
        let field = [Field::Period, Field::Start].into_iter().find(|field| cells.has(*field));
        cells.refuse_beside(field.unwrap_or(Field::Period), diagnostic, lease.label.clone());
        return None;
    }
    let counted = [("leased_days", overlap.days()), ("period_days", period.days())];
    Some(counted.into_iter().filter_map(|(name, value)| Some((inputs::find(name)?, Decimal::from(value)))).collect())
}

/// The inputs of a record with the days of the lease, and where those come from; days that the record itself gives stand.
pub fn with_days(
    mut inputs: Vec<(usize, Decimal)>,
    days: Vec<(usize, Decimal)>,
    lease: Option<&Lease>,
) -> (Vec<(usize, Decimal)>, Option<Label>) {
    if days.is_empty() || inputs.iter().any(|(given, _)| days.iter().any(|(index, _)| index == given)) {
        return (inputs, None);
    }
    inputs.extend(days);
    inputs.sort_unstable_by_key(|(index, _)| *index);
    (inputs, lease.map(|lease| lease.label.clone()))
}
