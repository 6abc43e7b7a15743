//! What a method makes of a case: formulas, and what readers of the figures must know.

use super::{Finer, Refusals, refuse};
use crate::diagnostic::Diagnostic;
use crate::figure::Of;
use crate::formula::{Citation, Formula};
use crate::ledger::Field;
use crate::unit::Units;
use std::sync::Arc;

/// The number of a case in its trace: what decides the formulas of lines. Lines of the same case share their formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(u32);

/// Gives every case of a trace a number of its own.
#[derive(Clone, Debug, Default)]
pub struct Cases(u32);

impl Cases {
    /// Formulas as a case of their own.
    pub fn add(&mut self, calculation: Calculation) -> Arc<Calculation> {
        let id = CaseId(self.0);
        self.0 += 1;
        Arc::new(Calculation { id, ..calculation })
    }
}

/// The formulas of a case.
#[derive(Clone, Debug, Default)]
pub struct Calculation {
    /// Its number in the trace; that of the first until [`Cases::add`] gives it one.
    pub id: CaseId,
    /// What it adds, and by which formula: emissions by gas or in CO2e, then biogenic CO2, then energy.
    products: Vec<Product>,
    /// Whether it is energy of the company itself whose amount could not be derived.
    pub energy_unknown: bool,
    /// Whether the emissions were published by somebody and are not derived here.
    pub carried_in: bool,
    /// What readers of the figures must know of the factor.
    pub factor: Option<FactorFacts>,
}

/// An amount that lines of a case add, and its formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// What it is an amount of.
    pub of: Of,
    /// Leaves tonnes of CO2e, tonnes of CO2 of biological origin, or megawatt hours.
    pub formula: Formula,
}

impl Calculation {
    /// A calculation of one amount.
    pub fn of(of: Of, formula: Formula) -> Self {
        let mut calculation = Self::default();
        calculation.add(of, formula);
        calculation
    }

    /// A calculation of what somebody published, of no amount yet.
    pub fn of_others() -> Self {
        Self { carried_in: true, ..Self::default() }
    }

    /// Adds an amount, behind those of its kind.
    pub fn add(&mut self, of: Of, formula: Formula) {
        let kind = |of: &Of| match of {
            Of::Gas(_) | Of::NotSplit => 0,
            Of::Biogenic => 1,
            Of::Energy(_) => 2,
        };
        let place = self.products.partition_point(|known| kind(&known.of) <= kind(&of));
        self.products.insert(place, Product { of, formula });
    }

    /// What it adds.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The formula of an amount.
    pub fn formula(&self, of: impl Fn(&Of) -> bool) -> Option<&Formula> {
        self.products.iter().find(|product| of(&product.of)).map(|product| &product.formula)
    }

    /// Its emissions, by gas or in CO2e.
    pub fn emissions(&self) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(|product| product.of.is_emission())
    }

    /// All formulas.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        self.products.iter().map(|product| &product.formula)
    }

    /// The same with other formulas.
    ///
    /// # Errors
    /// Whatever `change` says.
    pub fn changed<E>(&self, change: impl Fn(&Product) -> Result<Formula, E>) -> Result<Self, E> {
        let one = |product: &Product| change(product).map(|formula| Product { of: product.of.clone(), formula });
        let products = self.products.iter().map(one).collect::<Result<_, _>>()?;
        Ok(Self { products, ..self.clone() })
    }

    /// Whether it says the same in everything but its number.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.products == other.products
            && self.factor == other.factor
            && (self.energy_unknown, self.carried_in) == (other.energy_unknown, other.carried_in)
    }

    /// The same with the inputs of the record behind the quantity of every formula.
    pub(super) fn with_inputs(self, given: &[usize], units: &Units) -> Result<Self, Refusals> {
        if given.is_empty() {
            return Ok(self);
        }
        self.changed(|product| {
            product.formula.with_inputs(given, units).map_err(|error| {
                let message = format!("the units of these inputs leave `{}` where `{}` is needed", error.left, error.wanted);
                refuse(Field::Quantity, Diagnostic::error(crate::diagnostic::codes::UNIT_MISMATCH, message))
            })
        })
    }
}

/// What readers of the figures must know of a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorFacts {
    /// Which one.
    pub citation: Arc<Citation>,
    /// The GWP set inside it; `None` when it holds masses of gases.
    pub embedded_gwp: Option<String>,
    /// Whether it holds CO2 only.
    pub co2_only: bool,
    /// The reporting years that its publisher made it for.
    pub serves: Vec<i16>,
    /// The edition that would have been chosen, had no older one been named.
    pub newer: Option<String>,
    /// The region of the record, where it names a row that holds elsewhere.
    pub elsewhere: Option<String>,
    /// What the same table has for finer regions.
    pub finer: Option<Finer>,
}
