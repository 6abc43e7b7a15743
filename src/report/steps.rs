//! A formula as a person reads it: each term with its value, unit and source, and the product so far.

use crate::field::Field;
use crate::formula::{Formula, Operation, Source, Term};
use crate::number::Decimal;
use crate::trace::Line;

/// One term, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `x` or `/`; empty for the first.
    pub sign: &'static str,
    /// The value as it was written.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    pub source: String,
    /// The product of all terms up to here.
    pub running: String,
}

/// The terms of a formula on a line; `quantity` is what its quantity is called.
pub fn steps(formula: &Formula, line: &Line, inputs: &[Decimal], quantity: &str) -> Vec<Step> {
    let running = formula.running(inputs);
    let terms = formula.terms().iter().zip(running).enumerate();
    terms
        .map(|(index, (term, product))| Step {
            sign: match (index, term.operation) {
                (0, Operation::Multiply) => "",
                (_, Operation::Multiply) => "x",
                (_, Operation::Divide) => "/",
            },
            value: value_text(term, inputs),
            unit: term.unit.to_string(),
            source: source_text(&term.source, line, quantity),
            running: product.to_string(),
        })
        .collect()
}

fn value_text(term: &Term, inputs: &[Decimal]) -> String {
    term.value(inputs).to_string()
}

/// `electricity.csv:14`, `cn-mee/electricity@2023#CN-BJ, Annex 1 table 3`, `1 MWh = 1000 kWh`.
pub fn source_text(source: &Source, line: &Line, quantity: &str) -> String {
    match &*line.source(source) {
        Source::Record { column } => {
            let field = Field::named(column.split([' ', ',']).next().unwrap_or_default());
            let place = field.map_or_else(|| line.record.place.to_string(), |field| line.record.place.place_of(field));
            format!("{place} {}", if column == "quantity" { quantity } else { column })
        }
        Source::Standard { clause } => (*clause).to_string(),
        Source::Inventory { file, line, what } => format!("{file}:{line} {what}"),
        Source::Instrument(instrument) => {
            format!(
                "{}:{} {} ({}, {}, serials {})",
                instrument.file, instrument.line, instrument.id, instrument.technology, instrument.generator, instrument.serials
            )
        }
        Source::Factor(citation) => format!("{} ({}), {}", citation.reference(), citation.name, citation.locator),
        Source::UnitSize { from, to } => {
            let sources = [from.source(), to.source()];
            let mut told: Vec<&str> = sources.into_iter().filter(|source| !source.is_empty()).collect();
            told.dedup();
            format!("{from} to {to}: {}", told.join("; "))
        }
    }
}
