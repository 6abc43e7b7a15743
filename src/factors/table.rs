//! `factors.csv`: one row per factor, digits as printed, a blank kept apart from a zero.

use super::about::{About, Stage};
use super::errata::Erratum;
use crate::delimited::{self, Delimited};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::gas::Substance;
use crate::number::{Decimal, NumberError, parse};
use crate::unit::{Unit, Units};
use std::collections::BTreeMap;

/// Net or gross calorific value: different activities, never converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Lower heating value.
    Net,
    /// Higher heating value.
    Gross,
}

impl Basis {
    /// Reads `net` or `gross`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "net" => Some(Self::Net),
            "gross" => Some(Self::Gross),
            _ => None,
        }
    }

    /// `net` or `gross`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }
}

/// A property of a fuel, a gas, a price: a number that is not a mass of gas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// Energy per mass or volume.
    CalorificValue(Basis),
    /// Mass per volume.
    Density,
    /// Standard coal per mass, volume or energy (GB/T 2589).
    StandardCoal,
    /// Mass of carbon per mass or energy.
    CarbonContent,
    /// Share of the carbon that burns.
    OxidationRate,
    /// CO2e per mass of gas over 100 years.
    Gwp100,
    /// Price level.
    PriceIndex,
    /// Money per money.
    ExchangeRate,
    /// Share of electricity lost on its way.
    LossRate,
    /// Share of a component in a blend.
    MassFraction,
    /// Share of electricity free of carbon.
    CarbonFreeShare,
    /// Energy per distance.
    Energy,
}

/// What a number column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Mass of a gas, of biogenic CO2, or CO2e.
    Emission(Substance),
    /// The part of the CO2e that a gas makes up: shown, never added to the total again.
    PartOfCo2e(String),
    /// A property.
    Property(Property),
}

/// The names of properties in `table.toml`.
const PROPERTIES: [(&str, Property); 13] = [
    ("net-calorific-value", Property::CalorificValue(Basis::Net)),
    ("gross-calorific-value", Property::CalorificValue(Basis::Gross)),
    ("density", Property::Density),
    ("standard-coal", Property::StandardCoal),
    ("carbon-content", Property::CarbonContent),
    ("oxidation-rate", Property::OxidationRate),
    ("gwp-100", Property::Gwp100),
    ("price-index", Property::PriceIndex),
    ("exchange-rate", Property::ExchangeRate),
    ("loss-rate", Property::LossRate),
    ("mass-fraction", Property::MassFraction),
    ("carbon-free-share", Property::CarbonFreeShare),
    ("energy", Property::Energy),
];

impl Quantity {
    /// Reads a quantity as `table.toml` names it; a name in lower case that is no property is refused.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, property)) = PROPERTIES.iter().find(|(name, _)| *name == text) {
            return Some(Self::Property(*property));
        }
        if let Some(gas) = text.strip_prefix("CO2e of ") {
            return Some(Self::PartOfCo2e(gas.to_string()));
        }
        let gas_like = text == "biogenic CO2" || text.starts_with(|first: char| first.is_ascii_uppercase());
        gas_like.then(|| Self::Emission(Substance::parse(text)))
    }

    /// As `table.toml` names it.
    pub fn name(&self) -> String {
        match self {
            Self::Emission(substance) => substance.to_string(),
            Self::PartOfCo2e(gas) => format!("CO2e of {gas}"),
            Self::Property(property) => PROPERTIES.iter().find(|(_, known)| known == property).map_or("", |(name, _)| name).to_string(),
        }
    }
}

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
        self.errata.iter().filter(|erratum| {
            let column = self.columns.iter().position(|column| column.header == erratum.column);
            erratum.key == row.key && erratum.is_in(column.and_then(|index| row.numbers[index]))
        })
    }

    /// Whether a row holds a mass of gas or CO2e. A row of biogenic CO2 alone only accompanies another.
    pub fn is_emission(&self, row: &Row) -> bool {
        self.values(row)
            .any(|(column, _)| matches!(&column.quantity, Quantity::Emission(substance) if *substance != Substance::BiogenicCo2))
    }

    /// Reads `table.toml` and `factors.csv`.
    ///
    /// # Errors
    /// Everything in the two files that breaks the format.
    pub fn read(files: [&str; 2], toml: &str, csv: &[u8], units: &Units) -> Result<Self, Problems> {
        let about = About::read(Document { file: files[0], text: toml })?;
        let mut problems = Problems::default();
        let columns = declared_columns(&about, Document { file: files[0], text: toml }, units, &mut problems);
        let Some(sheet) = problems.keep(Delimited::read(files[1], csv)) else { return Err(problems) };
        let reader = RowReader { about: &about, columns: &columns, sheet: &sheet, units };
        reader.check_header(&mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut rows = Vec::with_capacity(sheet.rows.len());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for source in &sheet.rows {
            let Some(row) = reader.row(source, &mut problems) else { continue };
            if let Some(first) = seen.insert(row.key.clone(), rows.len()) {
                let first: &Row = &rows[first];
                problems.push(
                    Diagnostic::error(codes::DUPLICATE_KEY, format!("key `{}` stands twice, first on line {}", row.key, first.line))
                        .at(sheet.label(source, sheet.column("key").unwrap_or_default(), "")),
                );
            }
            rows.push(row);
        }
        problems.or(Self { about, columns, rows, errata: Vec::new() })
    }
}

fn declared_columns(about: &About, document: Document<'_>, units: &Units, problems: &mut Problems) -> Vec<Column> {
    let mut columns = Vec::new();
    for declared in &about.columns {
        let quantity = Quantity::parse(&declared.quantity.value);
        if quantity.is_none() {
            let known: Vec<_> = PROPERTIES.iter().map(|(name, _)| *name).collect();
            problems.push(
                Diagnostic::error(codes::BAD_TABLE, format!("`{}` is no quantity", declared.quantity.value))
                    .at(document.label(declared.quantity.span.clone(), ""))
                    .help(format!("a gas (`CO2`, `CH4` ...), `CO2e`, `CO2e of CH4`, `biogenic CO2`, {}", known.join(", "))),
            );
        }
        let unit = units.get(&declared.unit.value).cloned();
        if unit.is_none() {
            problems.push(units.unknown(&declared.unit.value).at(document.label(declared.unit.span.clone(), "")));
        }
        if let (Some(quantity), Some(unit)) = (quantity, unit) {
            let is_bound = declared.bound.is_some();
            columns.push(Column { header: declared.header.value.clone(), quantity, unit, is_bound });
        }
    }
    columns
}

/// Columns that any table may have.
const REQUIRED: [&str; 5] = ["key", "activity", "name", "per", "locator"];
const OPTIONAL: [&str; 9] = ["name_zh", "region", "data_year", "stage", "basis", "price_year", "price_type", "checked", "note"];

struct RowReader<'a> {
    about: &'a About,
    columns: &'a [Column],
    sheet: &'a Delimited,
    units: &'a Units,
}

impl RowReader<'_> {
    fn check_header(&self, problems: &mut Problems) {
        let declared: Vec<&str> = self.columns.iter().map(|column| column.header.as_str()).collect();
        let labels: Vec<&str> = self.about.labels.iter().map(String::as_str).collect();
        for (index, header) in self.sheet.header.iter().enumerate() {
            let mut known = REQUIRED.iter().chain(&OPTIONAL).chain(&declared).chain(&labels).copied();
            if !known.clone().any(|name| name == header) {
                problems.push(
                    Diagnostic::error(codes::UNKNOWN_COLUMN, format!("column `{header}` is not declared in table.toml"))
                        .at(self.sheet.header_label(index, ""))
                        .suggest(header, known.by_ref())
                        .help("declare it under [columns] or in `labels`"),
                );
            }
        }
        for name in REQUIRED.iter().chain(&declared).chain(&labels) {
            if self.sheet.column(name).is_none() {
                problems.push(
                    Diagnostic::error(codes::MISSING_COLUMN, format!("column `{name}` is missing")).at(self.sheet.header_label(0, "")),
                );
            }
        }
    }

    fn row(&self, source: &delimited::Row, problems: &mut Problems) -> Option<Row> {
        let index = |name: &str| self.sheet.column(name);
        let text = |name: &str| index(name).map_or("", |column| source.cell(column));
        let here = |name: &str, remark: &str| self.sheet.label(source, index(name).unwrap_or_default(), remark);
        let before = problems.as_slice().len();
        let mut refuse = |diagnostic: Diagnostic| problems.push(diagnostic);
        for name in ["key", "name", "per", "locator"] {
            if text(name).is_empty() {
                refuse(Diagnostic::error(codes::EMPTY_CELL, format!("`{name}` is empty")).at(here(name, "")));
            }
        }
        let per = self.units.get(text("per")).cloned();
        if per.is_none() && !text("per").is_empty() {
            refuse(self.units.unknown(text("per")).at(here("per", "")));
        }
        let stage = match text("stage") {
            "" => Some(self.about.stage),
            named => Stage::NAMED.iter().find(|(name, _)| *name == named).map(|(_, stage)| *stage),
        };
        if stage.is_none() {
            let names: Vec<_> = Stage::NAMED.iter().map(|(name, _)| *name).collect();
            let message = format!("`{}` is no stage", text("stage"));
            refuse(Diagnostic::error(codes::BAD_TABLE, message).at(here("stage", "")).help(format!("it is one of {}", names.join(", "))));
        }
        let basis = match text("basis") {
            "" => Basis::parse(&self.about.calorific_basis),
            named => {
                let basis = Basis::parse(named);
                if basis.is_none() {
                    let message = format!("`{named}` is no calorific basis");
                    refuse(Diagnostic::error(codes::BAD_TABLE, message).at(here("basis", "")).help("it is `net` or `gross`"));
                }
                basis
            }
        };
        let data_year = match text("data_year") {
            "" => None,
            year => {
                let read = year.parse().ok();
                if read.is_none() {
                    refuse(Diagnostic::error(codes::BAD_TABLE, format!("`{year}` is no year")).at(here("data_year", "")));
                }
                read
            }
        };
        let mut numbers = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            match parse(text(&column.header)) {
                Ok(number) => numbers.push(Some(number)),
                Err(NumberError::Empty) => numbers.push(None),
                Err(_) => refuse(
                    Diagnostic::error(codes::BAD_TABLE, format!("`{}` is not a plain decimal number", text(&column.header)))
                        .at(here(&column.header, ""))
                        .help("digits as printed: no exponent, no separator, no unit; a blank stays blank"),
                ),
            }
        }
        if !numbers.is_empty() && numbers.iter().all(Option::is_none) {
            refuse(Diagnostic::error(codes::BAD_TABLE, "this row has no number").at(here("key", "")).help("leave the row out"));
        }
        if problems.as_slice().len() > before {
            return None;
        }
        let labels = self.about.labels.iter().map(String::as_str).chain(["price_year", "price_type"]);
        let or_table = |name: &str, default: &str| if text(name).is_empty() { default.to_string() } else { text(name).to_string() };
        Some(Row {
            key: text("key").to_string(),
            activity: text("activity").to_string(),
            name: text("name").to_string(),
            name_zh: text("name_zh").to_string(),
            region: or_table("region", &self.about.region),
            data_year,
            stage: stage?,
            basis,
            per: per?,
            numbers,
            labels: labels.filter(|name| !text(name).is_empty()).map(|name| (name.to_string(), text(name).to_string())).collect(),
            locator: text("locator").to_string(),
            checked: text("checked").to_string(),
            note: text("note").to_string(),
            line: source.line(),
        })
    }
}
