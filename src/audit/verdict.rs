//! Whether a relation holds between printed figures: from the printed numbers, within rounding, or not at all.

use super::document::Published;
use super::relations::{Kind, Operand, Relation, Shape};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::number::interval::Reading;
use crate::number::{Exact, Interval};

/// The verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The printed numbers give the printed result.
    Exact,
    /// Numbers that are printed so can give the result; the printed ones do not.
    WithinRounding,
    /// No numbers that are printed so can give it.
    OutsideRounding,
}

impl Verdict {
    /// The word for it; the key of its label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::WithinRounding => "within-rounding",
            Self::OutsideRounding => "outside-rounding",
        }
    }
}

/// A relation with its verdict. Numbers are in the base of the result's dimension.
#[derive(Clone, Debug)]
pub struct Check {
    /// The relation.
    pub relation: Relation,
    /// The verdict.
    pub verdict: Verdict,
    /// What the printed terms give.
    pub computed: Exact,
    /// All that the terms can give.
    pub range: Interval,
    /// The printed result less what the printed terms give.
    pub gap: Exact,
    /// All that the gap can be: outside rounding, zero is not in it.
    pub gap_range: Interval,
    /// Half the width of `gap_range`: what rounding can explain.
    pub band: Exact,
    /// Another way of rounding under which it would hold.
    pub holds_if: Option<Reading>,
}

/// Checks all relations.
///
/// # Errors
/// Relations with a divisor that may be zero.
pub fn check_all(published: &Published, relations: Vec<Relation>) -> Result<Vec<Check>, Problems> {
    let mut problems = Problems::default();
    let reading = published.style.reading;
    let mut checks = Vec::with_capacity(relations.len());
    for relation in relations {
        match check(&relation, reading) {
            Some(found) => checks.push(found),
            None => problems.push(divides_by_zero(published, &relation)),
        }
    }
    problems.or(checks)
}

/// Checks a relation; `None` when a divisor may be zero.
pub fn check(relation: &Relation, reading: Reading) -> Option<Check> {
    let result = relation.result.interval(reading);
    let range = relation.compute_interval(reading)?;
    let values: Vec<Exact> = relation.terms.iter().map(Operand::value).collect();
    let computed = relation.compute(&values)?;
    let gap = relation.result.value().minus(&computed);
    let gap_range = result.minus(&range);
    let verdict = verdict(relation, &result, &range, &computed);
    let others = Reading::NAMED.iter().map(|(_, other)| *other).filter(|other| *other != reading);
    let holds_if = if verdict == Verdict::OutsideRounding { others.into_iter().find(|other| holds(relation, *other)) } else { None };
    Some(Check { relation: relation.clone(), verdict, computed, gap, band: gap_range.half_width(), range, gap_range, holds_if })
}

fn verdict(relation: &Relation, result: &Interval, range: &Interval, computed: &Exact) -> Verdict {
    // A bound such as `< 0.01` is no number that could be exact.
    let bounded = relation.operands().any(|operand| operand.printed.below);
    if relation.shape == Shape::AtMost {
        let fits = *computed <= relation.result.value();
        let can_fit = range.low().value < result.high().value;
        return if fits {
            Verdict::Exact
        } else if can_fit {
            Verdict::WithinRounding
        } else {
            Verdict::OutsideRounding
        };
    }
    if !bounded && result.holds(computed) {
        Verdict::Exact
    } else if result.and(range).is_some() {
        Verdict::WithinRounding
    } else {
        Verdict::OutsideRounding
    }
}

/// Whether a relation holds exactly or within rounding.
pub fn holds(relation: &Relation, reading: Reading) -> bool {
    verdict_of(relation, reading).is_some_and(|verdict| verdict != Verdict::OutsideRounding)
}

/// The verdict alone; `None` when a divisor may be zero.
pub fn verdict_of(relation: &Relation, reading: Reading) -> Option<Verdict> {
    let range = relation.compute_interval(reading)?;
    let values: Vec<Exact> = relation.terms.iter().map(Operand::value).collect();
    let computed = relation.compute(&values)?;
    Some(verdict(relation, &relation.result.interval(reading), &range, &computed))
}

fn divides_by_zero(published: &Published, relation: &Relation) -> Diagnostic {
    let divisor = if relation.kind == Kind::Change { relation.terms.first() } else { relation.terms.last() };
    let (key, text, column) = divisor.map_or(("", "", 0), |divisor| (&divisor.key, &divisor.printed.text, divisor.column));
    let column = published.columns.get(column).map_or("", String::as_str);
    let message = format!("`{key}` is printed as `{text}` in {column}: it may be zero, and nothing is divided by zero");
    Diagnostic::error(codes::DIVISOR_MAY_BE_ZERO, message)
        .at(published.label(&relation.place, "this divides by it"))
        .help("take the relation out, or name the column in which it can be checked: `column = \"...\"`")
}
