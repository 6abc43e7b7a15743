//! The one idea: every number is a view of a formula, and a formula is a product of cited terms.
//!
//! A [`Formula`] can only be built when its units cancel to what it is meant to be. Evaluating it gives the figure, printing it
//! (`report::steps`) gives the explanation; later views write it as cells and as SQL.

pub mod inputs;
mod measure;
mod term;

pub use inputs::{Given, INPUTS, Inputs};
pub use measure::{Atom, Measure};
pub use term::{Amount, Citation, Cites, InstrumentCitation, Operation, Role, Said, Source, Term, TermId};

use crate::number::{Decimal, Exact, Fraction};
use crate::unit::{Unit, Units};

/// A product of cited terms with the unit that it leaves.
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let posting = trace.postings().find(|posting| posting.formula.result().to_string() == "tCO2e").unwrap();
/// let formula: &tonne::Formula = posting.formula;
/// assert!(formula.takes(&posting.inputs));
/// assert_eq!(formula.fraction(&posting.inputs).unwrap().exact(), posting.value());
/// # Ok::<(), tonne::Problems>(())
/// ```
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

    /// The same with the inputs of a record behind the quantity; `given` are indices of [`INPUTS`], each once. Pairs with a unit (an area
    /// over an area) cancel, which [`Self::new`] has to find.
    ///
    /// # Errors
    /// The units do not cancel any more.
    pub fn with_inputs(&self, given: &[usize], units: &Units) -> Result<Self, UnitsDoNotCancel> {
        let inputs = given.iter().filter_map(|index| {
            let input = INPUTS.get(*index).filter(|input| !input.bridge)?;
            let unit = units.get(input.unit).map_or_else(Measure::none, |unit| Measure::of(Atom::plain(unit)));
            let (amount, source) = (Amount::Given(Given::Input { index: *index, nth: 0 }), Source::Record(Said::Input(*index)));
            Some(Term { role: Role::Input, operation: input.operation, amount, unit, source })
        });
        let mut terms = self.terms.clone();
        let behind = usize::from(!terms.is_empty());
        terms.splice(behind..behind, inputs);
        Self::new(terms, self.result.clone())
    }

    /// The same times a plain number that lines give, as the term in that place.
    ///
    /// # Errors
    /// The units do not cancel, as they did not before.
    pub fn times_given(&self, given: Given, place: usize, source: Source) -> Result<Self, UnitsDoNotCancel> {
        let term = Term { role: Role::Input, operation: Operation::Multiply, amount: Amount::Given(given), unit: Measure::none(), source };
        let mut terms = self.terms.clone();
        terms.insert(place.min(terms.len()), term);
        Self::new(terms, self.result.clone())
    }

    /// The same with the quantity over a plain number, which keeps the units as they are.
    #[must_use]
    pub fn over(&self, value: Decimal, source: Source) -> Self {
        let amount = Amount::Fixed(value);
        let term = Term { role: Role::Quantity, operation: Operation::Divide, amount, unit: Measure::none(), source };
        let mut terms = self.terms.clone();
        terms.insert(1.min(terms.len()), term);
        Self { terms, result: self.result.clone() }
    }

    /// The unit of the figure.
    pub fn result(&self) -> &Atom {
        &self.result
    }

    /// The product, for the inputs of a line, not reduced: numerators and denominators are multiplied apart, nothing is rounded. `None`
    /// where an input is not given or a divisor is zero: [`Self::takes`] tells.
    pub fn fraction(&self, inputs: &Inputs) -> Option<Fraction> {
        let (mut above, mut below) = (Vec::with_capacity(self.terms.len()), Vec::new());
        for term in &self.terms {
            match term.operation {
                Operation::Multiply => above.push(term.value(inputs)?),
                Operation::Divide => below.push(term.value(inputs)?),
            }
        }
        Fraction::product(above.into_iter(), below.into_iter())
    }

    /// Whether the inputs of a line give every number that it needs, and no divisor is zero.
    pub fn takes(&self, inputs: &Inputs) -> bool {
        let fits = |term: &Term| term.value(inputs).is_some_and(|value| term.operation == Operation::Multiply || !value.is_zero());
        self.terms.iter().all(fits)
    }

    /// The product after each term; `None` where [`Self::takes`] is false.
    pub fn running(&self, inputs: &Inputs) -> Option<Vec<Exact>> {
        let mut product = Exact::one();
        let mut all = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let value = Exact::from(term.value(inputs)?);
            product = match term.operation {
                Operation::Multiply => product.times(&value),
                Operation::Divide => product.divided_by(&value)?,
            };
            all.push(product.clone());
        }
        Some(all)
    }
}

/// The terms that turn an amount in `from` into one in `to`: none when they are the same, one where the ratio or its inverse is a
/// decimal, else two, one for each unit. `None` when the dimensions differ.
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
        in_two_steps(from, &target)
    }
}

/// `x 1055.05585262 MWh / 3600000000 Btu`: what so many of the one unit are of the other. Neither ratio is a short decimal, and neither
/// term alone is a statement about both units, so each bears only its own.
fn in_two_steps(from: &Atom, to: &Atom) -> Option<Vec<Term>> {
    let source = Source::UnitSize { from: from.unit.clone(), to: to.unit.clone() };
    let (size, wanted) = (from.unit.size_parts(), to.unit.size_parts());
    let parts = [(Operation::Multiply, [size.0, wanted.1], to), (Operation::Divide, [size.1, wanted.0], from)];
    let mut terms = Vec::new();
    for (operation, values, atom) in parts {
        let mut unit = Measure::of(atom.clone());
        let mut shown: Vec<_> = values.into_iter().filter(|value| *value != Decimal::ONE).collect();
        if shown.is_empty() {
            shown.push(Decimal::ONE);
        }
        for value in shown {
            let amount = Amount::Fixed(value);
            terms.push(Term { role: Role::Conversion, operation, amount, unit: std::mem::take(&mut unit), source: source.clone() });
        }
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Units;

    #[test]
    fn a_ratio_that_is_no_short_decimal_is_two_true_statements() {
        let units = Units::shipped();
        for (from, to, shown) in [
            ("Btu", "MWh", "Multiply 1055.05585262 MWh, Divide 3600000000 Btu"),
            ("MWh", "Btu", "Multiply 3600000000 Btu, Divide 1055.05585262 MWh"),
            ("kWh", "MWh", "Divide 1000 kWh/MWh"),
            ("lb", "kg", "Multiply 0.45359237 kg/lb"),
        ] {
            let terms = conversion(&Atom::plain(units.get(from).unwrap()), units.get(to).unwrap()).unwrap();
            let number = |term: &Term| if let Amount::Fixed(value) = term.amount { value.to_string() } else { String::new() };
            let text: Vec<_> = terms.iter().map(|term| format!("{:?} {} {}", term.operation, number(term), term.unit)).collect();
            assert_eq!(text.join(", "), shown);
            let left = terms.iter().fold(Measure::of(Atom::plain(units.get(from).unwrap())), |left, term| match term.operation {
                Operation::Multiply => left.times(&term.unit),
                Operation::Divide => left.per(&term.unit),
            });
            assert_eq!(left.to_string(), to);
        }
    }
}
