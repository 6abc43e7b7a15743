//! Categories that the records imply and nobody has evaluated.
//!
//! Only what follows without a guess: energy that is bought was extracted, refined, generated and carried (Scope 3 Standard, table 5.4,
//! category 3). An inventory that leaves the category out with a reason has been told what this finding would say.

use super::{lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::ledger::Field;
use crate::scope::{Category, Status};
use crate::trace::{Line, Trace};

/// Fuel- and energy-related activities.
const UPSTREAM_OF_ENERGY: Category = Category::Scope3(3);

/// At most one finding.
pub fn find(trace: &Trace) -> Option<Diagnostic> {
    let said = trace.inventory.categories.get(&UPSTREAM_OF_ENERGY).filter(|said| said.status == Status::NotEvaluated)?;
    let found: Vec<&Line> = trace.lines.iter().filter(|line| is_own_energy(line, trace)).collect();
    let first = found.first()?;
    let message = format!(
        "fuel or energy of scope1 and scope2 ({}) has emissions upstream: {UPSTREAM_OF_ENERGY}, which is not evaluated",
        lines(rows(&found))
    );
    let diagnostic = Diagnostic::finding(codes::CATEGORY_IMPLIED, message)
        .at(said.label.clone())
        .at(first.record.place.record_label(Field::Activity, "the first of them"));
    Some(diagnostic.help("add lines of the category, or leave it out with a reason"))
}

fn is_own_energy(line: &Line, trace: &Trace) -> bool {
    let record = &line.record;
    let is_own = matches!(record.category, Category::Scope1 | Category::Scope2);
    is_own && trace.carriers.contains_key(&record.activity) && !record.quantity.is_zero()
}
