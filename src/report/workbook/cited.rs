//! The numbers that formulas share, each in one cell: factors, global warming potentials, conversions of units. A formula refers to the cell.

use super::cells::fixed;
use super::sheets::{Sheet, SheetNames};
use crate::formula::{Amount, Citation, Formula, Role, Source, Term};
use crate::number::Decimal;
use std::collections::BTreeMap;

/// The first row of numbers on their sheets, counted from 0.
pub const FIRST_ROW: u32 = 4;

/// The column of their values.
pub const VALUE: u16 = 0;

/// What tells two numbers apart: where they come from, what they are, their unit, and their digits.
type Key = (String, &'static str, String, String);

/// A number that formulas cite.
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// Its unit: `kgCO2/kWh`.
    pub unit: String,
    /// What it is.
    pub role: Role,
    /// Where it comes from.
    pub source: Source,
    /// Its row on its sheet.
    pub row: u32,
}

/// All numbers that formulas cite, by sheet.
#[derive(Default)]
pub struct Cited {
    factors: BTreeMap<Key, Number>,
    gwps: BTreeMap<Key, Number>,
    units: BTreeMap<Key, Number>,
}

impl Cited {
    /// Takes the numbers of a formula.
    pub fn add(&mut self, formula: &Formula) {
        for term in formula.terms() {
            let (Amount::Fixed(value), Some((_, numbers))) = (term.amount, self.sheet_of(term)) else { continue };
            let unit = term.unit.to_string();
            let number = || Number { value, unit, role: term.role, source: term.source.clone(), row: 0 };
            numbers.entry(key(term, value)).or_insert_with(number);
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
        match sheet {
            Sheet::Gwp => &self.gwps,
            Sheet::Units => &self.units,
            _ => &self.factors,
        }
        .values()
    }

    /// The cell of a term: `Factors!$A$7`; `None` for what is the line's own or stands in the register of instruments.
    pub fn cell(&self, term: &Term, names: &SheetNames) -> Option<String> {
        let Amount::Fixed(value) = term.amount else { return None };
        let sheet = sheet(term)?;
        let numbers = match sheet {
            Sheet::Gwp => &self.gwps,
            Sheet::Units => &self.units,
            _ => &self.factors,
        };
        let number = numbers.get(&key(term, value))?;
        Some(format!("{}{}", names.reference(sheet), fixed(number.row, VALUE)))
    }

    fn sheet_of(&mut self, term: &Term) -> Option<(Sheet, &mut BTreeMap<Key, Number>)> {
        let sheet = sheet(term)?;
        let numbers = match sheet {
            Sheet::Gwp => &mut self.gwps,
            Sheet::Units => &mut self.units,
            _ => &mut self.factors,
        };
        Some((sheet, numbers))
    }
}

/// The sheet that holds the number of a term.
fn sheet(term: &Term) -> Option<Sheet> {
    match (&term.source, term.role) {
        (Source::Instrument(_) | Source::Record { .. }, _) => None,
        (Source::UnitSize { .. }, _) => Some(Sheet::Units),
        (_, Role::Gwp) => Some(Sheet::Gwp),
        _ => Some(Sheet::Factors),
    }
}

fn key(term: &Term, value: Decimal) -> Key {
    (origin(&term.source), term.role.name(), term.unit.to_string(), value.to_string())
}

/// Where a number comes from, shortly: `cn-mee/electricity@2023#CN-BJ`, `inventory.toml:12`, `kWh to MWh`.
pub fn origin(source: &Source) -> String {
    match source {
        Source::Record { column } => column.clone(),
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
