//! A category that makes much of Scope 3 and rests on spend, on estimates, or on figures of others.
//!
//! IFRS S2, B40 to B55: inputs that are measured in the value chain come first.

use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::ledger::Quality;
use crate::number::{Decimal, Exact, rounding};
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// From which part of Scope 3 on a category is much, in percent.
const MUCH: i64 = 40;

/// One finding for each category.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut categories: BTreeMap<Category, (Exact, Exact)> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| matches!(line.record.category, Category::Scope3(_))) {
        let value = line.emissions().fold(Exact::zero(), |sum, (_, value)| sum.plus(&value));
        let (all, weak) = categories.entry(line.record.category).or_insert_with(|| (Exact::zero(), Exact::zero()));
        *all = all.plus(&value);
        if is_weak(line) {
            *weak = weak.plus(&value);
        }
    }
    let whole = categories.values().fold(Exact::zero(), |sum, (all, _)| sum.plus(all));
    let hundred = Exact::from(Decimal::ONE_HUNDRED);
    let share = |part: &Exact, of: &Exact| part.times(&hundred).divided_by(of).unwrap_or_else(Exact::zero);
    let text = |percent: &Exact| rounding::round(percent, 1, trace.inventory.choices.rounding);
    let told = categories.iter().filter_map(|(category, (all, weak))| {
        let (of_scope3, of_category) = (share(all, &whole), share(weak, all));
        let is_much = of_scope3 > Exact::from(MUCH) && of_category > Exact::from(50);
        let message = format!(
            "{category} is {} % of scope3, and {} % of it rests on spend, on estimates or on figures carried in",
            text(&of_scope3),
            text(&of_category)
        );
        let diagnostic = Diagnostic::finding(codes::CATEGORY_BY_AVERAGE, message);
        let label = trace.inventory.categories.get(category).map(|said| said.label.clone());
        is_much.then(|| {
            label
                .into_iter()
                .fold(diagnostic, Diagnostic::at)
                .help("measure it, or ask the suppliers; say in the report how it was estimated")
        })
    });
    told.collect()
}

fn is_weak(line: &Line) -> bool {
    let estimated = line.record.provenance.quality == Some(Quality::Estimated);
    estimated || line.calculation.carried_in || is_within(&line.record.activity, "spend")
}
