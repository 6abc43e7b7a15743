//! A term: one number of a formula, with its unit and where it comes from.

use super::measure::Measure;
use crate::factors::select::Chosen;
use crate::factors::vintage::Reason;
use crate::number::Decimal;
use crate::unit::Unit;
use std::sync::Arc;

/// Whether a term multiplies or divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// It multiplies.
    Multiply,
    /// It divides.
    Divide,
}

/// What a term is in the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The activity data of the record.
    Quantity,
    /// Another number of the record: a PUE, a share ...
    Input,
    /// An emission factor.
    EmissionFactor,
    /// Energy per mass or volume of a fuel.
    CalorificValue,
    /// Mass per volume of a fuel.
    Density,
    /// Share of a component in a blend.
    MassFraction,
    /// CO2e per mass of a gas.
    Gwp,
    /// Money per money.
    ExchangeRate,
    /// The level of prices in a year.
    PriceIndex,
    /// A conversion inside one dimension.
    Conversion,
}

impl Role {
    /// Its name, as JSON writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Input => "input",
            Self::EmissionFactor => "emission-factor",
            Self::CalorificValue => "calorific-value",
            Self::Density => "density",
            Self::MassFraction => "mass-fraction",
            Self::Gwp => "gwp",
            Self::ExchangeRate => "exchange-rate",
            Self::PriceIndex => "price-index",
            Self::Conversion => "conversion",
        }
    }
}

/// The value of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// An input of the line, by its position; lines that share a formula differ only here.
    Input(usize),
    /// A number that all lines share.
    Fixed(Decimal),
}

/// Where a term comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The record of the line.
    Record {
        /// The column, as a term: `quantity`, `overhead_pue - 1`.
        column: String,
    },
    /// A row of a factor table.
    Factor(Arc<Citation>),
    /// A choice of the inventory.
    Inventory {
        /// Its file.
        file: String,
        /// The line in it.
        line: usize,
        /// What it is.
        what: String,
    },
    /// A contractual instrument.
    Instrument(Arc<InstrumentCitation>),
    /// What a standard defines, where no table publishes the number.
    Standard {
        /// The document, its year and the section.
        clause: &'static str,
    },
    /// The sizes of two units.
    UnitSize {
        /// From this unit.
        from: Unit,
        /// To this one.
        to: Unit,
    },
}

/// A published number: which table, edition, row and page, and why that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// `cn-mee/electricity@2023`.
    pub table: String,
    /// `CN-BJ`.
    pub row: String,
    /// The row's name as published.
    pub name: String,
    /// Sheet, table, page.
    pub locator: String,
    /// Who published it.
    pub publisher: String,
    /// The document.
    pub title: String,
    /// When.
    pub published: String,
    /// The years the data describe.
    pub data_years: Vec<i16>,
    /// Where the row holds.
    pub region: String,
    /// How the edition was chosen.
    pub reason: Reason,
    /// The region that was asked for, where the row is of another.
    pub instead_of: Option<String>,
    /// What was later found wrong with the row.
    pub errata: Vec<String>,
}

impl Citation {
    /// The citation of a chosen row.
    pub fn of(chosen: &Chosen) -> Self {
        let (about, row) = (&chosen.table.about, chosen.row());
        Self {
            table: about.id.clone(),
            row: row.key.clone(),
            name: row.name.clone(),
            locator: row.locator.clone(),
            publisher: about.publisher.clone(),
            title: about.title.clone(),
            published: about.published.clone(),
            data_years: row.data_year.map_or_else(|| about.data_years.clone(), |year| vec![year]),
            region: row.region.clone(),
            reason: chosen.reason.clone(),
            instead_of: chosen.instead_of.clone(),
            errata: chosen.table.errata_of(row).map(ToString::to_string).collect(),
        }
    }

    /// `cn-mee/electricity@2023#CN-BJ`.
    pub fn reference(&self) -> String {
        format!("{}#{}", self.table, self.row)
    }
}

/// A contractual instrument: which one, and where the register names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentCitation {
    /// Its id in the register.
    pub id: String,
    /// The register.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// How the electricity was generated.
    pub technology: String,
    /// By whom.
    pub generator: String,
    /// Its range of serial numbers.
    pub serials: String,
}

/// One number of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub role: Role,
    /// Whether it multiplies or divides.
    pub operation: Operation,
    /// Its value.
    pub amount: Amount,
    /// Its unit.
    pub unit: Measure,
    /// Where it comes from.
    pub source: Source,
}

impl Term {
    /// Its value on a line.
    pub fn value(&self, inputs: &[Decimal]) -> Decimal {
        match self.amount {
            Amount::Fixed(value) => value,
            Amount::Input(index) => inputs.get(index).copied().unwrap_or_default(),
        }
    }
}
