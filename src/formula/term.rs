//! A term: one number of a formula, with its unit and where it comes from.

use super::inputs::{Given, INPUTS, Inputs};
use super::measure::Measure;
use crate::factors::select::Chosen;
use crate::factors::vintage::Reason;
use crate::number::Decimal;
use crate::unit::Unit;
use std::fmt;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// A number of the line; lines that share a formula differ only here.
    Given(Given),
    /// A number that all lines share.
    Fixed(Decimal),
}

/// Where a term comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The record of the line.
    Record(Said),
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

/// What of a record a term says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Its quantity.
    Quantity,
    /// The part of its quantity that an instrument covers.
    Covered(Arc<str>),
    /// What the number of a part of its quantity is divided by: the part, as text.
    PartOf(Arc<str>),
    /// An input: its index in [`INPUTS`].
    Input(usize),
    /// The distance between the airports that it names: from, to.
    Route(Arc<str>),
    /// The days of its period.
    PeriodDays,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity => f.write_str("quantity"),
            Self::Covered(instrument) => write!(f, "quantity, the part that {instrument} covers"),
            Self::PartOf(part) => write!(f, "quantity, the part of it is {part}"),
            Self::Input(index) => f.write_str(&INPUTS.get(*index).map_or_else(String::new, super::inputs::Input::term_name)),
            Self::Route(route) => f.write_str(route),
            Self::PeriodDays => f.write_str("period, its days"),
        }
    }
}

/// One cited number: lines whose formulas have a term with the same id stand on the same number, in whichever inventory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermId {
    /// Where it stands.
    pub cites: Cites,
    /// What it is: a row may hold a density and a calorific value.
    pub role: Role,
    /// Its unit: a row may hold factors of two gases.
    pub unit: Measure,
    /// Its value.
    pub value: Decimal,
}

/// Where a cited number stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cites {
    /// A row of a table.
    Row {
        /// `cn-mee/electricity@2023`.
        table: String,
        /// `CN-BJ`.
        row: String,
    },
    /// A line of a file of the inventory: a choice, or an instrument of the register.
    File {
        /// The file.
        file: String,
        /// The line in it.
        line: usize,
    },
    /// A standard.
    Clause(&'static str),
    /// The sizes of two units.
    Units(Unit, Unit),
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
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let line = trace.lines().iter().find(|line| line.record.id == "electricity-2025").unwrap();
/// let posting = line.postings().remove(0);
/// let factor: &tonne::Term = &posting.formula.terms()[2];
/// assert_eq!((posting.number(factor).to_string(), factor.unit.to_string()), ("0.5306".into(), "kgCO2/kWh".into()));
/// # Ok::<(), tonne::Problems>(())
/// ```
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
    /// Its value on a line; `None` where the line does not give it.
    pub fn value(&self, inputs: &Inputs) -> Option<Decimal> {
        match self.amount {
            Amount::Fixed(value) => Some(value),
            Amount::Given(given) => inputs.get(given),
        }
    }

    /// Which cited number it is; `None` for what the record says.
    pub fn id(&self) -> Option<TermId> {
        let cites = match &self.source {
            Source::Factor(citation) => Cites::Row { table: citation.table.clone(), row: citation.row.clone() },
            Source::Inventory { file, line, .. } => Cites::File { file: file.clone(), line: *line },
            Source::Instrument(instrument) => Cites::File { file: instrument.file.clone(), line: instrument.line },
            Source::Standard { clause } => Cites::Clause(clause),
            Source::UnitSize { from, to } => Cites::Units(from.clone(), to.clone()),
            Source::Record(_) => return None,
        };
        let Amount::Fixed(value) = self.amount else { return None };
        Some(TermId { cites, role: self.role, unit: self.unit.clone(), value })
    }

    /// The quantity of a record, of that unit.
    pub fn quantity(unit: Measure) -> Self {
        let source = Source::Record(Said::Quantity);
        Self { role: Role::Quantity, operation: Operation::Multiply, amount: Amount::Given(Given::Quantity), unit, source }
    }
}
