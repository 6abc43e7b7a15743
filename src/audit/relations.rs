//! How printed figures hang together: the relations that their keys imply, and those that the document declares.

use super::document::{Declared, Formula, Place, Published, Wanted};
use super::implied::Implied;
use super::key;
use crate::number::interval::Reading;
use crate::number::printed::Printed;
use crate::number::{Exact, Interval};

/// A printed figure that takes part in a relation.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its key; empty for a number in prose.
    pub key: String,
    /// Its column.
    pub column: usize,
    /// The number.
    pub printed: Printed,
    /// The size of its unit.
    pub size: Exact,
    /// What the rest of the document leaves of its interval, where that is narrower: of an intensity, what its numerator and its
    /// denominator allow.
    pub narrowed: Option<Interval>,
}

/// How the terms make the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All terms, those with `true` taken off.
    Sum(Vec<bool>),
    /// The terms are a part of the result: the rest is not printed.
    AtMost,
    /// The first over the second.
    Quotient,
    /// The second over the first, less one.
    Change,
}

/// What kind of relation it is; the word is the key of its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A total and its parts.
    Sum,
    /// A difference.
    Difference,
    /// A quotient.
    Ratio,
    /// A part of a whole.
    Share,
    /// A figure per a denominator.
    Intensity,
    /// A change from one column to another.
    Change,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Difference => "difference",
            Self::Ratio => "ratio",
            Self::Share => "share",
            Self::Intensity => "intensity",
            Self::Change => "change",
        }
    }
}

/// A relation between printed figures.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What kind.
    pub kind: Kind,
    /// How the terms make the result.
    pub shape: Shape,
    /// What should come out.
    pub result: Operand,
    /// From what.
    pub terms: Vec<Operand>,
    /// The unit of the result, as written.
    pub unit: String,
    /// Where it was declared, or where the result was written down.
    pub place: Place,
}

impl Operand {
    /// The number in the base of its dimension.
    pub fn value(&self) -> Exact {
        self.printed.value.times(&self.size)
    }

    /// What it stands for.
    pub fn interval(&self, reading: Reading) -> Interval {
        self.narrowed.clone().unwrap_or_else(|| self.printed.interval(reading).scaled(&self.size))
    }
}

impl Relation {
    /// What the terms make; `None` when something would be divided by zero.
    pub fn compute(&self, values: &[Exact]) -> Option<Exact> {
        match (&self.shape, values) {
            (Shape::Sum(negative), _) => {
                Some(values.iter().zip(negative).fold(
                    Exact::zero(),
                    |sum, (value, negative)| {
                        if *negative { sum.minus(value) } else { sum.plus(value) }
                    },
                ))
            }
            (Shape::AtMost, _) => Some(Exact::sum(values)),
            (Shape::Quotient, [above, below]) => above.divided_by(below),
            (Shape::Change, [from, to]) => to.divided_by(from).map(|ratio| ratio.minus(&Exact::one())),
            _ => None,
        }
    }

    /// As [`Self::compute`], of all that the terms stand for; `None` when a divisor may be zero.
    pub fn compute_interval(&self, reading: Reading) -> Option<Interval> {
        let terms: Vec<Interval> = self.terms.iter().map(|term| term.interval(reading)).collect();
        match (&self.shape, terms.as_slice()) {
            (Shape::Sum(negative), _) => {
                Some(
                    terms.iter().zip(negative).fold(Interval::point(Exact::zero()), |sum, (term, negative)| {
                        if *negative { sum.minus(term) } else { sum.plus(term) }
                    }),
                )
            }
            (Shape::AtMost, _) => Some(Interval::sum(&terms)),
            (Shape::Quotient, [above, below]) => above.divided_by(below),
            (Shape::Change, [from, to]) => to.divided_by(from).map(|ratio| ratio.minus(&Interval::point(Exact::one()))),
            _ => None,
        }
    }

    /// All printed numbers that take part: the result first.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        std::iter::once(&self.result).chain(&self.terms)
    }
}

/// All relations of a document: those of its keys first, column by column, then the declared ones.
pub fn all(published: &Published, implied: &[Implied]) -> Vec<Relation> {
    let columns = 0..published.columns.len();
    let mut found: Vec<Relation> = columns.flat_map(|column| of_keys(published, column)).collect();
    found.extend(published.declared.iter().flat_map(|declared| of_declared(published, implied, declared)));
    found
}

fn operand(published: &Published, key: &str, column: usize) -> Option<Operand> {
    let row = published.row(key)?;
    let printed = row.printed(column)?.clone();
    Some(Operand { key: key.to_string(), column, printed, size: row.unit.size.clone(), narrowed: None })
}

/// An operand whose interval is narrowed by what stands above and below the line of an intensity.
fn narrowed(published: &Published, implied: &[Implied], operand: Operand) -> Operand {
    let narrower = || {
        let (numerator, name) = key::intensity(&operand.key)?;
        let found = implied.iter().find(|implied| implied.denominator == name && implied.column == operand.column);
        let below = match published.interval(&format!("denominator.{name}"), operand.column) {
            Some(printed) => printed,
            None => found?.range.clone()?,
        };
        let range = published.interval(numerator, operand.column)?.divided_by(&below)?;
        range.and(&operand.interval(published.style.reading))
    };
    let narrower = narrower();
    Operand { narrowed: narrower, ..operand }
}

fn relation(published: &Published, kind: Kind, shape: Shape, result: &str, terms: &[&str], column: usize) -> Option<Relation> {
    let row = published.row(result)?;
    let place = row.cells.get(column)?.as_ref()?.place.clone();
    let terms = terms.iter().map(|key| operand(published, key, column)).collect::<Option<Vec<_>>>()?;
    Some(Relation { kind, shape, result: operand(published, result, column)?, terms, unit: row.unit.text.clone(), place })
}

/// The Scope 2 figure that a sum of that basis is made with; `None` where the document prints two and the sum does not say which.
pub fn scope2_of(published: &Published, basis: &str, column: usize) -> Option<String> {
    let printed: Vec<String> =
        key::BASES.iter().map(|basis| format!("scope2{basis}")).filter(|key| published.printed(key, column).is_some()).collect();
    let wanted = format!("scope2{basis}");
    match printed.as_slice() {
        [only] if basis.is_empty() || only == "scope2" => Some(only.clone()),
        several => several.contains(&wanted).then_some(wanted).filter(|_| !basis.is_empty()),
    }
}

fn of_keys(published: &Published, column: usize) -> Vec<Relation> {
    let sum = |result: &str, parts: &[&str], shape: Option<Shape>| {
        let shape = shape.unwrap_or_else(|| Shape::Sum(vec![false; parts.len()]));
        if parts.is_empty() { None } else { relation(published, Kind::Sum, shape, result, parts, column) }
    };
    let mut found = Vec::new();
    for basis in key::BASES {
        let Some(scope2) = scope2_of(published, basis, column) else { continue };
        let (scope12, scope123) = (format!("scope12{basis}"), format!("scope123{basis}"));
        found.extend(sum(&scope12, &["scope1", &scope2], None));
        let whole = sum(&scope123, &["scope1", &scope2, "scope3"], None);
        found.extend(whole.or_else(|| sum(&scope123, &[&scope12, "scope3"], None)));
    }
    let printed_below = |prefix: &str, depth: usize| -> Vec<&str> {
        let below = published.rows.iter().filter(|row| row.key.starts_with(prefix) && row.key.matches('.').count() == depth);
        below.filter(|row| row.printed(column).is_some()).map(|row| row.key.as_str()).collect()
    };
    let categories = printed_below("scope3.", 1);
    found.extend(sum("scope3", &categories, published.scope3.some_listed.then_some(Shape::AtMost)));
    found.extend(sum("energy.total", &["energy.direct", "energy.indirect"], None));
    for part in ["energy.direct", "energy.indirect"] {
        found.extend(sum(part, &printed_below(&format!("{part}."), 2), None));
    }
    for row in published.rows.iter().filter(|row| row.key.starts_with("intensity.")) {
        let Some((numerator, denominator)) = key::intensity(&row.key) else { continue };
        let denominator = format!("denominator.{denominator}");
        found.extend(relation(published, Kind::Intensity, Shape::Quotient, &row.key, &[numerator, &denominator], column));
    }
    found
}

fn of_declared(published: &Published, implied: &[Implied], declared: &Declared) -> Vec<Relation> {
    let relations = declared.columns.iter().filter_map(|(from, to)| {
        let at = |key: &String, column: &usize| operand(published, key, *column);
        let all = |keys: &[String]| keys.iter().map(|key| at(key, from)).collect::<Option<Vec<_>>>();
        let (kind, shape, terms) = match &declared.formula {
            Formula::Sum(keys) => (Kind::Sum, Shape::Sum(vec![false; keys.len()]), all(keys)?),
            Formula::Difference(keys) => (Kind::Difference, Shape::Sum((0..keys.len()).map(|index| index > 0).collect()), all(keys)?),
            Formula::Ratio(above, below) => (Kind::Ratio, Shape::Quotient, vec![at(above, from)?, at(below, from)?]),
            Formula::Share(part, whole) => (Kind::Share, Shape::Quotient, vec![at(part, from)?, at(whole, from)?]),
            Formula::Change(key) => {
                let both = [at(key, from)?, at(key, to)?].map(|operand| narrowed(published, implied, operand));
                (Kind::Change, Shape::Change, both.to_vec())
            }
        };
        let (result, unit) = match &declared.wanted {
            Wanted::Figure(key) => (at(key, to)?, published.row(key)?.unit.text.clone()),
            Wanted::Claim(claim) => {
                let (printed, size) = (claim.printed.clone(), claim.unit.size.clone());
                (Operand { key: String::new(), column: *to, printed, size, narrowed: None }, claim.unit.text.clone())
            }
        };
        Some(Relation { kind, shape, result, terms, unit, place: declared.place.clone() })
    });
    relations.collect()
}
