//! Scopes and categories without lines, and categories that nobody has evaluated.

use crate::diagnostic::{Diagnostic, codes};
use crate::scope::{Category, Status};
use crate::trace::Trace;

/// What is missing from the totals, and what is open.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let has_lines = |category: Category| trace.lines.iter().any(|line| line.record.category == category);
    for category in [Category::Scope1, Category::Scope2].into_iter().filter(|category| !has_lines(*category)) {
        let message = format!("{category} has no line: it is missing, not zero, and so are the sums that it belongs to");
        let help = "if there is nothing to count, say so with a line of quantity 0";
        findings.push(Diagnostic::finding(codes::CATEGORY_WITHOUT_LINES, message).help(help));
    }
    for (category, said) in &trace.inventory.categories {
        if said.status == Status::Included && !has_lines(*category) {
            let message = format!("{category} is included and has no line: it is missing from the totals, not zero");
            findings.push(Diagnostic::finding(codes::CATEGORY_WITHOUT_LINES, message).at(said.label.clone()));
        }
    }
    let open: Vec<_> = trace.inventory.categories.iter().filter(|(_, said)| said.status == Status::NotEvaluated).collect();
    if let Some((_, first)) = open.first() {
        let names: Vec<_> = open.iter().map(|(category, _)| category.to_string()).collect();
        let message = format!("not evaluated: {}", names.join(", "));
        findings.push(Diagnostic::finding(codes::CATEGORY_NOT_EVALUATED, message).at(first.label.clone()));
    }
    findings
}
