//! The numbers that formulas share, each in one cell: factors, global warming potentials, conversions of units. A formula refers to the cell.

use super::cells::fixed;
use super::sheets::{Sheet, SheetNames};
use crate::formula::{Citation, Formula, Role, Source, Term, TermId};
use std::collections::BTreeMap;

/// The first row of numbers on their sheets, counted from 0.
pub const FIRST_ROW: u32 = 4;

/// The column of their values.
pub const VALUE: u16 = 0;

/// A number that formulas cite.
pub struct Number {
    /// Which one.
    pub id: TermId,
    /// Where it comes from, in full.
    pub source: Source,
    /// Its row on its sheet.
    pub row: u32,
}

/// All numbers that formulas cite, by sheet.
#[derive(Default)]
pub struct Cited {
    factors: BTreeMap<TermId, Number>,
    gwps: BTreeMap<TermId, Number>,
    units: BTreeMap<TermId, Number>,
}

impl Cited {
    /// Takes the numbers of a formula.
    pub fn add(&mut self, formula: &Formula) {
        for term in formula.terms() {
            let (Some(id), Some(sheet)) = (term.id(), sheet(term)) else { continue };
            let numbers = match sheet {
                Sheet::Gwp => &mut self.gwps,
                Sheet::Units => &mut self.units,
                _ => &mut self.factors,
            };
            numbers.entry(id.clone()).or_insert_with(|| Number { id, source: term.source.clone(), row: 0 });
        }
    }

    /// Gives every number its row. Numbers stand in the order of their tables and rows.
    pub fn place(&mut self) {
        for numbers in [&mut self.factors, &mut self.gwps, &mut self.units] {
            numbers.values_mut().zip(FIRST_ROW..).for_each(|(number, row)| number.row = row);
        }
    }

    /// The numbers of a sheet.
    pub fn on(&self, sheet: Sheet) -> impl Iterator<Item = &Number> {
        self.numbers(sheet).values()
    }

    /// The cell of a term: `Factors!$A$7`; `None` for what is the line's own or stands in the register of instruments.
    pub fn cell(&self, term: &Term, names: &SheetNames) -> Option<String> {
        let sheet = sheet(term)?;
        let number = self.numbers(sheet).get(&term.id()?)?;
        Some(format!("{}{}", names.reference(sheet), fixed(number.row, VALUE)))
    }

    fn numbers(&self, sheet: Sheet) -> &BTreeMap<TermId, Number> {
        match sheet {
            Sheet::Gwp => &self.gwps,
            Sheet::Units => &self.units,
            _ => &self.factors,
        }
    }
}

/// The sheet that holds the number of a term.
fn sheet(term: &Term) -> Option<Sheet> {
    match (&term.source, term.role) {
        (Source::Instrument(_) | Source::Record(_), _) => None,
        (Source::UnitSize { .. }, _) => Some(Sheet::Units),
        (_, Role::Gwp) => Some(Sheet::Gwp),
        _ => Some(Sheet::Factors),
    }
}

/// Where a number comes from, shortly: `cn-mee/electricity@2023#CN-BJ`, `inventory.toml:12`, `kWh to MWh`.
pub fn origin(source: &Source) -> String {
    match source {
        Source::Record(said) => said.to_string(),
        Source::Factor(citation) => citation.reference(),
        Source::Inventory { file, line, what } => format!("{file}:{line} {what}"),
        Source::Instrument(instrument) => format!("{}:{}", instrument.file, instrument.line),
        Source::Standard { clause } => (*clause).to_string(),
        Source::UnitSize { from, to } => format!("{from} to {to}"),
    }
}

/// The row of a table that a source cites.
pub fn citation(source: &Source) -> Option<&Citation> {
    match source {
        Source::Factor(citation) => Some(citation),
        _ => None,
    }
}
