//! The result: a header and all lines. Totals are a fold over it, and there is no other way to obtain a figure.

mod choices;
mod market;
pub mod monthly;
mod posting;

pub use choices::{Choices, RowChoice};
pub use market::{Covered, Market, Portion};
pub use posting::{FormulaId, Part, Posting};

use crate::diagnostic::{Diagnostic, Label};
use crate::field::Field;
use crate::figure::Carrier;
use crate::formula::inputs::Input;
use crate::formula::{INPUTS, Inputs, Operation, Said, Source};
use crate::inventory::Inventory;
use crate::ledger::{Origin, Record};
use crate::methods::{Calculation, Cases};
use crate::number::Exact;
use crate::rows::Stretch;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One activity record with its formulas.
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let line: &tonne::Line = trace.lines().iter().find(|line| line.record.id == "electricity-2025").unwrap();
/// // 106,714.95 MWh x 1000 kWh/MWh x 0.5306 kgCO2/kWh / 1000 kg/t
/// assert_eq!(line.adds(&tonne::Key::Scope2Location).unwrap().to_string(), "56622.95247");
/// assert_eq!(line.adds(&tonne::Key::Scope3), None);
/// # Ok::<(), tonne::Problems>(())
/// ```
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
    /// The numbers that the record gives to its formulas.
    pub fn inputs(&self) -> Inputs {
        Inputs::new(self.record.quantity, &self.record.inputs)
    }

    /// All formulas that it takes: its own, then those of the market-based side.
    pub fn calculations(&self) -> impl Iterator<Item = &Arc<Calculation>> {
        let market = self.market.iter();
        let sides =
            market.flat_map(|market| std::iter::once(&market.calculation).chain(market.covered.iter().map(|part| &part.calculation)));
        std::iter::once(&self.calculation).chain(sides)
    }

    /// What the quantity is multiplied by until it is what was used: an IT load by its PUE, a bill by the share that is the company's.
    pub fn multiplier(&self) -> Option<Exact> {
        self.product(|_| true)
    }

    /// The same without the share that a group owns, which counts for its emissions and does not change what meters saw.
    pub fn metered(&self) -> Option<Exact> {
        self.product(|input| input.name != "ownership")
    }

    fn product(&self, counts: impl Fn(&Input) -> bool) -> Option<Exact> {
        let given =
            self.record.inputs.iter().filter_map(|(index, value)| Some((INPUTS.get(*index).filter(|input| counts(input))?, *value)));
        let of = |operation| {
            let given = given.clone().filter(move |(input, _)| !input.bridge && input.operation == operation);
            given.map(|(input, value)| input.term_value(value))
        };
        // No divisor is zero: the reader of inputs sees to it, and `takes` is asked before a line is part of a trace.
        Exact::product(of(Operation::Multiply), of(Operation::Divide))
    }

    /// Where a term of its formulas comes from, on this line: the days of a lease stand in the inventory, and so may a constant.
    pub fn source<'s>(&self, source: &'s Source) -> Cow<'s, Source> {
        let (name, what) = match source {
            Source::Record(said @ Said::Quantity) => ("quantity", said),
            Source::Record(said @ Said::Input(index)) => (INPUTS.get(*index).map_or("", |input| input.name), said),
            _ => return Cow::Borrowed(source),
        };
        if let (true, Some(route)) = (name == "ratio", &self.record.route) {
            return Cow::Owned(Source::Record(Said::Route(crate::airport::great_circle_text(route.from, route.to).into())));
        }
        let said = |label: &Label, what: String| {
            Cow::Owned(Source::Inventory { file: label.excerpt.file.clone(), line: label.excerpt.line, what })
        };
        match (&self.record.lease, name) {
            (Some(lease), "leased_days") => said(lease, "days of the record in the lease".into()),
            (Some(_), "period_days") => Cow::Owned(Source::Record(Said::PeriodDays)),
            _ => self.constant(name).map_or(Cow::Borrowed(source), |label| said(label, what.to_string())),
        }
    }

    /// Where the inventory says what a column of the term is for all rows of the ledger.
    fn constant(&self, column: &str) -> Option<&Label> {
        match self.record.place.source.layout.origin(Field::named(column)?)? {
            Origin::Constant(said) => Some(&said.label),
            Origin::Column(_) | Origin::Row => None,
        }
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
    /// Whose rows the lines are: one inventory after the other.
    pub stretches: Vec<Stretch>,
    /// What only the calculation could find: instruments that were not applied in full, subsidiaries that were left out.
    pub early_findings: Vec<Diagnostic>,
    /// Each activity that counts as energy, with its carrier.
    pub carriers: BTreeMap<String, Carrier>,
    /// The number of cases so far.
    pub cases: Cases,
}

impl Trace {
    /// The line of the record with that id.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.record.id == id)
    }
}
