//! A category that makes much of Scope 3 and rests on spend, on estimates, or on figures of others.
//!
//! IFRS S2, B40 to B55: inputs that are measured in the value chain come first.

use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Key;
use crate::ledger::Quality;
use crate::number::{Decimal, Exact, rounding};
use crate::scope::Category;
use crate::totals;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// From which part of Scope 3 on a category is much, in percent.
const MUCH: i64 = 40;

/// One finding for each category.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let sums = totals::by(trace, |line| Some((line.record.category, is_weak(line))));
    let scope3 = |category: Category, weak: bool| sums.get(&(category, weak)).and_then(|sums| sums.figure(&Key::Scope3));
    let mut categories: BTreeMap<Category, (Exact, Exact)> = BTreeMap::new();
    for category in Category::scope3() {
        let (weak, strong) = (scope3(category, true), scope3(category, false));
        if weak.is_some() || strong.is_some() {
            let (weak, strong) = (weak.unwrap_or_else(Exact::zero), strong.unwrap_or_else(Exact::zero));
            categories.insert(category, (weak.plus(&strong), weak));
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
