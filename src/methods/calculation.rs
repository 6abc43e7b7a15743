//! What a method makes of a case: formulas, and what readers of the figures must know.

use super::{Finer, Refusals, refuse};
use crate::diagnostic::Diagnostic;
use crate::formula::{Citation, Formula};
use crate::ledger::Field;
use crate::unit::Units;
use std::sync::Arc;

/// The formulas of a case.
#[derive(Clone, Debug, Default)]
pub struct Calculation {
    /// One per gas, or one in CO2e; each leaves tonnes of CO2e.
    pub emissions: Vec<Emission>,
    /// Tonnes of CO2 of biological origin, outside the scopes.
    pub biogenic: Option<Formula>,
    /// Megawatt hours, when the activity is energy of the company itself.
    pub energy: Option<Formula>,
    /// Whether it is energy of the company itself whose amount could not be derived.
    pub energy_unknown: bool,
    /// Whether the emissions were published by somebody and are not derived here.
    pub carried_in: bool,
    /// What readers of the figures must know of the factor.
    pub factor: Option<FactorFacts>,
}

impl Calculation {
    /// The same with the inputs of the record behind the quantity of every formula.
    pub(super) fn with_inputs(mut self, given: &[usize], units: &Units) -> Result<Self, Refusals> {
        if given.is_empty() {
            return Ok(self);
        }
        let formulas = self.emissions.iter_mut().map(|emission| &mut emission.formula).chain(&mut self.biogenic).chain(&mut self.energy);
        for formula in formulas {
            *formula = formula.with_inputs(given, units).map_err(|error| {
                let message = format!("the units of these inputs leave `{}` where `{}` is needed", error.left, error.wanted);
                refuse(Field::Quantity, Diagnostic::error(crate::diagnostic::codes::UNIT_MISMATCH, message))
            })?;
        }
        Ok(self)
    }
}

/// Emissions of one gas, or of all in CO2e.
#[derive(Clone, Debug)]
pub struct Emission {
    /// The gas; `not-split` where the factor is in CO2e.
    pub gas: String,
    /// Leaves tonnes of CO2e.
    pub formula: Formula,
}

/// The name of the gas when a factor does not tell gases apart.
pub const NOT_SPLIT: &str = "not-split";

/// What readers of the figures must know of a factor.
#[derive(Clone, Debug)]
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
