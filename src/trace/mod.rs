//! The result: a header and all lines. Totals are a fold over it, and there is no other way to obtain a figure.

mod choices;
mod market;
pub mod monthly;

pub use choices::{Choices, RowChoice};
pub use market::{Covered, Market, Portion};

use crate::diagnostic::{Diagnostic, Label};
use crate::field::Field;
use crate::formula::inputs::INPUTS;
use crate::formula::{Operation, Source};
use crate::inventory::Inventory;
use crate::ledger::{Origin, Record};
use crate::methods::Calculation;
use crate::number::{Decimal, Exact, Fraction};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One activity record with its formulas.
#[derive(Clone, Debug)]
pub struct Line {
    /// The record.
    pub record: Record,
    /// The formulas, shared by all lines of the same case.
    pub calculation: Arc<Calculation>,
    /// The market-based side, for Scope 2 of an inventory that has one.
    pub market: Option<Market>,
}

impl Line {
    /// The values that formulas take from the record, by position.
    pub fn inputs(&self) -> Vec<Decimal> {
        let others = self.record.inputs.iter().map(|(index, value)| INPUTS.get(*index).map_or(*value, |input| input.term_value(*value)));
        std::iter::once(self.record.quantity).chain(others).collect()
    }

    /// What the quantity is multiplied by until it is what was used: an IT load by its PUE, a bill by the share that is the company's.
    pub fn multiplier(&self) -> Exact {
        let given = self.record.inputs.iter().filter_map(|(index, value)| Some((INPUTS.get(*index)?, *value)));
        let of = |operation| {
            let given = given.clone().filter(move |(input, _)| !input.bridge && input.operation == operation);
            given.map(|(input, value)| input.term_value(value))
        };
        // No divisor is zero: the reader of inputs sees to it.
        Exact::product(of(Operation::Multiply), of(Operation::Divide)).unwrap_or_else(Exact::zero)
    }

    /// Where a term of its formulas comes from. Days that the lease of its site gives stand in the inventory, not in the ledger.
    pub fn source<'s>(&self, source: &'s Source) -> Cow<'s, Source> {
        if let (Source::Record { column }, Some(route)) = (source, &self.record.route)
            && column == "ratio"
        {
            return Cow::Owned(Source::Record { column: crate::airport::great_circle_text(route.from, route.to) });
        }
        match (source, &self.record.lease) {
            (Source::Record { column }, Some(lease)) if column == "leased_days" => {
                let what = "days of the record in the lease".to_string();
                Cow::Owned(Source::Inventory { file: lease.excerpt.file.clone(), line: lease.excerpt.line, what })
            }
            (Source::Record { column }, Some(_)) if column == "period_days" => {
                Cow::Owned(Source::Record { column: "period, its days".into() })
            }
            (Source::Record { column }, _) => match self.constant(column) {
                Some(label) => {
                    let (file, line) = (label.excerpt.file.clone(), label.excerpt.line);
                    Cow::Owned(Source::Inventory { file, line, what: column.clone() })
                }
                None => Cow::Borrowed(source),
            },
            _ => Cow::Borrowed(source),
        }
    }

    /// Where the inventory says what a column of the term is for all rows of the ledger.
    fn constant(&self, column: &str) -> Option<&Label> {
        match self.record.place.source.layout.origin(Field::named(column.split(' ').next()?)?)? {
            Origin::Constant(said) => Some(&said.label),
            Origin::Column(_) | Origin::Row => None,
        }
    }

    /// Its emissions by gas, in tonnes of CO2e.
    pub fn emissions(&self) -> impl Iterator<Item = (&str, Exact)> {
        self.emission_fractions().into_iter().map(|(gas, value)| (gas, value.exact()))
    }

    /// The same, to be added up.
    pub fn emission_fractions(&self) -> Vec<(&str, Fraction)> {
        let inputs = self.inputs();
        let emissions = self.calculation.emissions.iter();
        emissions.filter_map(|emission| Some((emission.gas.as_str(), emission.formula.fraction(&inputs)?))).collect()
    }

    /// What the quantity is: `quantity`, or the mass balance that it is the sum of.
    pub fn quantity_name(&self) -> String {
        self.record.balance.as_ref().map_or_else(|| "quantity".into(), crate::ledger::balance::Balance::words)
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
    /// The latest set of the dataset that the chosen set of GWPs belongs to, published by `as_of`, if it is a later one.
    pub newer_gwp: Option<String>,
    /// What the company wrote.
    pub inventory: Inventory,
    /// The tables that lines cite, with the SHA-256 of their two files.
    pub tables: BTreeMap<String, String>,
    /// What the rules of the inventory chose.
    pub choices: Choices,
    /// The files that were read, by their names from the folder of the inventory; those of subsidiaries too.
    pub files: BTreeSet<String>,
    /// All lines, in the order of the ledgers.
    pub lines: Vec<Line>,
    /// What only the calculation could find: instruments that were not applied in full, subsidiaries that were left out.
    pub early_findings: Vec<Diagnostic>,
    /// For each activity: `direct` or `indirect` energy and its carrier.
    pub carriers: BTreeMap<String, (String, String)>,
}

impl Trace {
    /// The line of the record with that id.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.record.id == id)
    }
}
