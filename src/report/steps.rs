//! A formula as a person reads it: each term with its value, unit and source, and the product so far.

use crate::field::Field;
use crate::formula::{INPUTS, Operation, Said, Source};
use crate::trace::{Line, Posting};

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

/// The terms of the formula of what a line adds.
pub fn steps(posting: &Posting<'_>, line: &Line) -> Vec<Step> {
    let quantity = line.quantity_name(posting.part);
    let terms = posting.formula.terms().iter().zip(posting.running()).enumerate();
    terms
        .map(|(index, (term, product))| Step {
            sign: match (index, term.operation) {
                (0, Operation::Multiply) => "",
                (_, Operation::Multiply) => "x",
                (_, Operation::Divide) => "/",
            },
            value: posting.number(term).to_string(),
            unit: term.unit.to_string(),
            source: source_text(&term.source, line, &quantity),
            running: product.to_string(),
        })
        .collect()
}

/// `electricity.csv:14`, `cn-mee/electricity@2023#CN-BJ, Annex 1 table 3`, `1 MWh = 1000 kWh`.
pub fn source_text(source: &Source, line: &Line, quantity: &str) -> String {
    match &*line.source(source) {
        Source::Record(said) => {
            let place = field(said).map_or_else(|| line.record.place.to_string(), |field| line.record.place.place_of(field));
            if *said == Said::Quantity { format!("{place} {quantity}") } else { format!("{place} {said}") }
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

/// The column that says it.
fn field(said: &Said) -> Option<Field> {
    match said {
        Said::Quantity | Said::Covered(_) | Said::PartOf(_) => Some(Field::Quantity),
        Said::Input(index) => INPUTS.get(*index).and_then(|input| Field::named(input.name)),
        Said::PeriodDays => Some(Field::Period),
        Said::Route(_) => None,
    }
}
