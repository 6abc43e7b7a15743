//! The result: a header and all lines. Totals are a fold over it, and there is no other way to obtain a figure.

use crate::inventory::Inventory;
use crate::ledger::Record;
use crate::ledger::inputs::INPUTS;
use crate::methods::Calculation;
use crate::number::{Decimal, Exact};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One activity record with its formulas.
#[derive(Clone, Debug)]
pub struct Line {
    /// The record.
    pub record: Record,
    /// The formulas, shared by all lines of the same case.
    pub calculation: Arc<Calculation>,
}

impl Line {
    /// The values that formulas take from the record, by position.
    pub fn inputs(&self) -> Vec<Decimal> {
        let others = self.record.inputs.iter().map(|(index, value)| INPUTS.get(*index).map_or(*value, |input| input.term_value(*value)));
        std::iter::once(self.record.quantity).chain(others).collect()
    }

    /// Its emissions by gas, in tonnes of CO2e.
    pub fn emissions(&self) -> impl Iterator<Item = (&str, Exact)> {
        self.calculation.emissions.iter().map(|emission| (emission.gas.as_str(), emission.formula.evaluate(&self.inputs())))
    }

    /// Its CO2 of biological origin, in tonnes.
    pub fn biogenic(&self) -> Option<Exact> {
        self.calculation.biogenic.as_ref().map(|formula| formula.evaluate(&self.inputs()))
    }

    /// Its energy, in megawatt hours.
    pub fn energy(&self) -> Option<Exact> {
        self.calculation.energy.as_ref().map(|formula| formula.evaluate(&self.inputs()))
    }
}

/// An inventory, computed.
#[derive(Debug)]
pub struct Trace {
    /// What the company wrote.
    pub inventory: Inventory,
    /// The tables that lines cite, with the SHA-256 of their two files.
    pub tables: BTreeMap<String, String>,
    /// All lines, in the order of the ledgers.
    pub lines: Vec<Line>,
    /// For each activity: `direct` or `indirect` energy and its carrier.
    pub carriers: BTreeMap<String, (String, String)>,
}

impl Trace {
    /// The line of the record with that id.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.record.id == id)
    }
}
