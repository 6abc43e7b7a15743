//! `factors.csv`: one row per factor, digits as printed, a blank kept apart from a zero.

use super::about::{About, Stage};
use super::erratum::Erratum;
use super::quantity::{Basis, Property, Quantity};
use crate::gas::Substance;
use crate::number::Decimal;
use crate::period::Period;
use crate::unit::Unit;

/// A number column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it holds.
    pub quantity: Quantity,
    /// The unit of its numbers.
    pub unit: Unit,
    /// Whether it is a bound of another column.
    pub is_bound: bool,
}

/// One factor.
#[derive(Clone, Debug)]
pub struct Row {
    /// Unique in the table.
    pub key: String,
    /// The activity it serves; empty: it can only be named outright.
    pub activity: String,
    /// Its name as published.
    pub name: String,
    /// Its Chinese name; may be empty.
    pub name_zh: String,
    /// Where it holds.
    pub region: String,
    /// The year its data describe, where it differs from the table's.
    pub data_year: Option<i16>,
    /// What it covers.
    pub stage: Stage,
    /// Net or gross.
    pub basis: Option<Basis>,
    /// The unit that the numbers are per.
    pub per: Unit,
    /// The numbers, in the order of the columns; `None` is a blank.
    pub numbers: Vec<Option<Decimal>>,
    /// Other columns: labels, price year ..., by header.
    pub labels: Vec<(String, String)>,
    /// Where in the source.
    pub locator: String,
    /// How the row was checked.
    pub checked: String,
    /// When it may be used, where it says: a supplier's factor holds for a contract or a year.
    pub validity: Option<Period>,
    /// The document that proves it.
    pub evidence: String,
    /// A remark.
    pub note: String,
    /// Its line in `factors.csv`.
    pub line: usize,
}

/// An edition of a dataset.
#[derive(Debug)]
pub struct Table {
    /// Its provenance.
    pub about: About,
    /// Its number columns.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the file.
    pub rows: Vec<Row>,
    /// Numbers that were found wrong after its release.
    pub errata: Vec<Erratum>,
}

impl Row {
    /// What the row says under a label; `None` where it says nothing.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(label, _)| label == name).map(|(_, text)| text.as_str())
    }
}

impl Table {
    /// The row with that key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// The filled-in numbers of a row with their columns; bounds left out.
    pub fn values<'t>(&'t self, row: &'t Row) -> impl Iterator<Item = (&'t Column, Decimal)> {
        self.columns
            .iter()
            .zip(&row.numbers)
            .filter(|(column, _)| !column.is_bound)
            .filter_map(|(column, number)| Some((column, (*number)?)))
    }

    /// The number of a row in the column of that header.
    pub fn number(&self, row: &Row, header: &str) -> Option<Decimal> {
        let index = self.columns.iter().position(|column| column.header == header)?;
        row.numbers.get(index).copied().flatten()
    }

    /// A property of a row with its column.
    pub fn property(&self, row: &Row, property: Property) -> Option<(&Column, Decimal)> {
        self.columns
            .iter()
            .zip(&row.numbers)
            .filter(|(column, _)| !column.is_bound && column.quantity == Quantity::Property(property))
            .find_map(|(column, number)| Some((column, (*number)?)))
    }

    /// The errata that concern the numbers of a row as they stand.
    pub fn errata_of<'t>(&'t self, row: &'t Row) -> impl Iterator<Item = &'t Erratum> {
        self.errata.iter().filter(|erratum| erratum.key == row.key && erratum.is_in(self.number(row, &erratum.column)))
    }

    /// Whether a row holds biogenic CO2.
    pub fn is_biogenic(&self, row: &Row) -> bool {
        self.values(row).any(|(column, _)| column.quantity == Quantity::Emission(Substance::BiogenicCo2))
    }

    /// Whether a row holds a mass of gas or CO2e. A row of biogenic CO2 alone only accompanies another.
    pub fn is_emission(&self, row: &Row) -> bool {
        self.values(row)
            .any(|(column, _)| matches!(&column.quantity, Quantity::Emission(substance) if *substance != Substance::BiogenicCo2))
    }
}
