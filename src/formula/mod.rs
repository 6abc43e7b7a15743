//! The one idea: every number is a view of a formula, and a formula is a product of cited terms.
//!
//! A [`Formula`] can only be built when its units cancel to what it is meant to be. Evaluating it gives the figure, printing it
//! ([`explain`]) gives the explanation; later views write it as cells and as SQL.

pub mod explain;
mod measure;
mod term;

pub use measure::{Atom, Measure};
pub use term::{Amount, Citation, Operation, Role, Source, Term};

use crate::number::{Decimal, Exact};
use crate::unit::Unit;

/// A product of cited terms with the unit that it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    terms: Vec<Term>,
    result: Atom,
}

/// Units that do not cancel: a mistake in a method, never in an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitsDoNotCancel {
    /// What the terms leave.
    pub left: Measure,
    /// What they should leave.
    pub wanted: Atom,
}

impl Formula {
    /// A formula whose units leave exactly one `result`.
    ///
    /// # Errors
    /// The units do not cancel.
    pub fn new(terms: Vec<Term>, result: Atom) -> Result<Self, UnitsDoNotCancel> {
        let left = terms.iter().fold(Measure::none(), |left, term| match term.operation {
            Operation::Multiply => left.times(&term.unit),
            Operation::Divide => left.per(&term.unit),
        });
        if left == Measure::of(result.clone()) { Ok(Self { terms, result }) } else { Err(UnitsDoNotCancel { left, wanted: result }) }
    }

    /// The terms, in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The unit of the figure.
    pub fn result(&self) -> &Atom {
        &self.result
    }

    /// The figure, for the inputs of a line: numerators and denominators are multiplied apart, nothing is rounded.
    pub fn evaluate(&self, inputs: &[Decimal]) -> Exact {
        self.running(inputs).pop().unwrap_or_else(Exact::zero)
    }

    /// The product after each term.
    pub fn running(&self, inputs: &[Decimal]) -> Vec<Exact> {
        let mut product = Exact::one();
        let mut all = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let value = Exact::from(term.value(inputs));
            product = match term.operation {
                Operation::Multiply => product.times(&value),
                // Sizes of units and published divisors are never zero; the lint of tables sees to the latter.
                Operation::Divide => product.divided_by(&value).unwrap_or_else(Exact::zero),
            };
            all.push(product.clone());
        }
        all
    }
}

/// The terms that turn an amount in `from` into one in `to`: none when they are the same, one where the ratio or its inverse is a
/// decimal, else two through the base unit. `None` when the dimensions differ.
pub fn conversion(from: &Atom, to: &Unit) -> Option<Vec<Term>> {
    if from.unit == *to {
        return Some(Vec::new());
    }
    let target = Atom { unit: to.clone(), of: from.of.clone() };
    let ratio = from.unit.in_terms_of(to)?;
    let text = ratio.text();
    let inverse = Exact::one().divided_by(&ratio)?.text();
    let term = |operation, digits: &str, numerator: Atom, denominator: Atom| {
        let source = Source::UnitSize { from: from.unit.clone(), to: to.clone() };
        let unit = Measure::of(numerator).per(&Measure::of(denominator));
        crate::number::parse(digits)
            .ok()
            .map(|value| vec![Term { role: Role::Conversion, operation, amount: Amount::Fixed(value), unit, source }])
    };
    let small = |text: &crate::number::ExactText| text.exact && text.digits.len() <= 20;
    let whole = |text: &crate::number::ExactText| small(text) && !text.digits.contains('.');
    if whole(&inverse) {
        term(Operation::Divide, &inverse.digits, from.clone(), target)
    } else if small(&text) {
        term(Operation::Multiply, &text.digits, target, from.clone())
    } else if small(&inverse) {
        term(Operation::Divide, &inverse.digits, from.clone(), target)
    } else {
        through_base(from, &target)
    }
}

fn through_base(from: &Atom, to: &Atom) -> Option<Vec<Term>> {
    let measure = Measure::of(to.clone()).per(&Measure::of(from.clone()));
    let source = Source::UnitSize { from: from.unit.clone(), to: to.unit.clone() };
    let (numerator, denominator) = (from.unit.size_parts(), to.unit.size_parts());
    let parts = [
        (Operation::Multiply, numerator.0, measure),
        (Operation::Divide, numerator.1, Measure::none()),
        (Operation::Divide, denominator.0, Measure::none()),
        (Operation::Multiply, denominator.1, Measure::none()),
    ];
    let terms = parts.into_iter().enumerate().filter(|(index, (_, value, _))| *index == 0 || *value != Decimal::ONE);
    Some(
        terms
            .map(|(_, (operation, value, unit))| Term {
                role: Role::Conversion,
                operation,
                amount: Amount::Fixed(value),
                unit,
                source: source.clone(),
            })
            .collect(),
    )
}
