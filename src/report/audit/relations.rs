//! Sums, ratios, changes; and denominators that are not printed.

use super::Part;
use crate::audit::relations::{Operand, Relation, Shape};
use crate::audit::verdict::{Check, Verdict};
use crate::audit::wording::{figure, fixed, gap, range};
use crate::audit::{Audit, Checked};
use crate::language::Labels;
use crate::number::Exact;

/// Decimals of a computed number besides those of the printed one.
const MORE_DECIMALS: u32 = 3;

pub(super) fn relations(audit: &Audit, labels: &Labels) -> Part {
    let columns = ["column.verdict", "column.figure", "column.relation", "column.printed", "column.computed", "column.gap"];
    let mut part = Part::new("audit.relations", &columns, &[3, 4, 5], labels);
    for checked in &audit.checks {
        let check = &checked.check;
        let relation = &check.relation;
        part.rows.push(vec![
            verdict(checked, labels),
            name(audit, relation, labels),
            formula(audit, relation, labels),
            format!("{} {}", relation.result.printed.text, unit(relation)).trim().to_string(),
            computed(check),
            gap_text(check),
        ]);
        if check.verdict == Verdict::WithinRounding && relation.result.key.is_empty() {
            let ends = in_unit_range(check);
            part.lines.push((0, labels.fill("audit.only-unrounded", &[&formula(audit, relation, labels), &ends])));
        }
        if let Some(reading) = check.holds_if {
            let what = name(audit, relation, labels);
            let words = labels.get(&format!("reading.{}", reading.name())).to_string();
            part.lines.push((0, labels.fill("audit.holds-if", &[&what, &words])));
        }
    }
    part
}

/// `scope3 2025`, or `claim 2025` for a number in prose.
pub(super) fn name(audit: &Audit, relation: &Relation, labels: &Labels) -> String {
    let what = figure(&audit.published, &relation.result.key, relation.result.column);
    if relation.result.key.is_empty() { labels.fill("audit.claim", &[&what]) } else { what }
}

/// The unit behind a number, where the number does not carry it.
fn unit(relation: &Relation) -> &str {
    if relation.result.printed.percent || relation.unit == "1" { "" } else { &relation.unit }
}

fn verdict(checked: &Checked, labels: &Labels) -> String {
    let verdict = labels.get(&format!("verdict.{}", checked.check.verdict.name())).to_string();
    match checked.level {
        Some(level) => format!("{verdict}, {}", labels.get(&format!("level.{}", level.name()))),
        None => verdict,
    }
}

/// A number of the result's dimension in the result's unit.
pub(super) fn in_unit(check: &Check, value: &Exact) -> Exact {
    value.divided_by(&check.relation.result.size).unwrap_or_else(|| value.clone())
}

fn in_unit_range(check: &Check) -> String {
    let decimals = check.relation.result.printed.decimals + MORE_DECIMALS - 1;
    let per_unit = Exact::one().divided_by(&check.relation.result.size).unwrap_or_else(Exact::one);
    range(&check.range.scaled(&per_unit), decimals)
}

/// What the printed terms give, with more decimals where it is a quotient.
pub(super) fn computed(check: &Check) -> String {
    let decimals = check.relation.result.printed.decimals;
    let more = match check.relation.shape {
        Shape::Sum(_) | Shape::AtMost => check.relation.terms.iter().map(|term| term.printed.decimals).max().unwrap_or_default(),
        Shape::Quotient | Shape::Change => decimals + MORE_DECIMALS,
    };
    fixed(&in_unit(check, &check.computed), decimals.max(more))
}

/// The gap with what rounding can explain; nothing where the printed numbers give the result.
pub(super) fn gap_text(check: &Check) -> String {
    if check.verdict == Verdict::Exact { String::new() } else { gap(&in_unit(check, &check.gap), &in_unit(check, &check.band)) }
}

/// How the terms make the result, in a few words.
pub(super) fn formula(audit: &Audit, relation: &Relation, labels: &Labels) -> String {
    let names: Vec<&str> = relation.terms.iter().map(|term| term.key.as_str()).collect();
    let column = |operand: &Operand| audit.published.columns[operand.column].clone();
    match (&relation.shape, relation.terms.as_slice()) {
        (Shape::Sum(negative), terms) if terms.len() <= 3 => {
            let signed = names.iter().zip(negative).map(|(name, negative)| format!("{} {name}", if *negative { "-" } else { "+" }));
            signed.collect::<Vec<_>>().join(" ").trim_start_matches("+ ").to_string()
        }
        (Shape::Sum(_), terms) => labels.fill("audit.sum-of", &[&terms.len().to_string()]),
        (Shape::AtMost, terms) => labels.fill("audit.at-least", &[&terms.len().to_string()]),
        (Shape::Quotient, [above, below]) => format!("{} / {}", above.key, below.key),
        (Shape::Change, [from, to]) => labels.fill("audit.change-of", &[&from.key, &column(from), &column(to)]),
        _ => names.join(", "),
    }
}

pub(super) fn denominators(audit: &Audit, labels: &Labels) -> Part {
    let columns = ["column.denominator", "column.column", "column.range", "column.unit", "column.ratios"];
    let mut part = Part::new("audit.denominators", &columns, &[2, 4], labels);
    for implied in &audit.implied {
        let in_unit = Exact::one().divided_by(&implied.unit.1).unwrap_or_else(Exact::one);
        let shown = implied.range.as_ref().map(|found| range(&found.scaled(&in_unit), 2));
        let name = labels.denominator(&implied.denominator).to_string();
        part.rows.push(vec![
            name,
            audit.published.columns[implied.column].clone(),
            shown.unwrap_or_else(|| labels.get("audit.none").to_string()),
            implied.unit.0.clone(),
            implied.bounds.len().to_string(),
        ]);
        // Which ratios contradict each other shows only where each is seen.
        if implied.range.is_none() {
            for bound in &implied.bounds {
                let odd = if implied.odd_ones.contains(&bound.key) { "  *" } else { "" };
                part.lines.push((0, format!("{}: {} {}{odd}", bound.key, range(&bound.range.scaled(&in_unit), 2), implied.unit.0)));
            }
        }
    }
    part
}
