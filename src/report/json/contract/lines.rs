//! A line with its formulas, their terms, and where each term comes from.

use schemars::JsonSchema;
use serde::Serialize;

/// A line with its formulas: a record, or a group of rows of a large ledger that were added up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LineOut {
    /// The id of the record. A group has none, nor a file, a line and evidence: it has `rows`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The ledger; of a workbook, with the sheet: `electricity.xlsx!北京機房`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in the ledger, or the row of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// How many rows were added up; only of a group. `tonne run --lines-out` writes each of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The first day.
    pub start: String,
    /// The last day.
    pub end: String,
    /// The site.
    pub site: String,
    /// The activity.
    pub activity: String,
    /// Where it counts.
    pub category: String,
    /// How much: a decimal as written.
    pub quantity: String,
    /// Of what unit.
    pub unit: String,
    /// The document that proves it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The meter that measured the quantity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub meter: String,
    /// How the quantity came about: `measured`, `estimated`, and `verified` behind a comma where somebody has.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quality: String,
    /// What is worth knowing of the way its cells were read: formulas, numbers that were rounded. Left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Whether the emissions were published by somebody and are not derived here.
    pub carried_in: bool,
    /// What it contributes to which figures.
    pub contributions: Vec<Contribution>,
    /// Its formulas: one per gas or one in CO2e, then biogenic CO2, then energy.
    pub formulas: Vec<FormulaOut>,
}

/// What a line contributes to a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contribution {
    /// The key of the figure.
    pub key: String,
    /// How much: an exact decimal as text.
    pub value: String,
    /// Whether `value` is exact.
    pub exact: bool,
}

/// A formula.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FormulaOut {
    /// The gas, `not-split`, `biogenic` or `energy`.
    pub of: String,
    /// `market-based` for the market-based side of Scope 2; left out elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// The unit of the result.
    pub unit: String,
    /// The result as text.
    pub value: String,
    /// Whether `value` is exact.
    pub exact: bool,
    /// The terms whose product it is.
    pub terms: Vec<TermOut>,
}

/// A term.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TermOut {
    /// `quantity`, `input`, `emission-factor`, `calorific-value`, `density`, `mass-fraction`, `gwp`, `exchange-rate`, `price-index`, `conversion`.
    pub role: String,
    /// `multiply` or `divide`.
    pub operation: String,
    /// The value as written.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    pub source: SourceOut,
}

/// Where a term comes from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SourceOut {
    /// The record.
    Record {
        /// The ledger; left out of a group.
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        /// The line in it; left out of a group.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        /// The column.
        column: String,
    },
    /// A row of a factor table.
    Factor {
        /// The table.
        table: String,
        /// The key of the row.
        row: String,
        /// Its name as published.
        name: String,
        /// Sheet, table, page.
        locator: String,
        /// Who published it.
        publisher: String,
        /// The document.
        title: String,
        /// When it was published.
        published: String,
        /// The years that the data describe.
        data_years: Vec<i16>,
        /// Where the row holds.
        region: String,
        /// The region that was asked for, where the row is of another.
        #[serde(skip_serializing_if = "Option::is_none")]
        instead_of: Option<String>,
        /// Why this edition.
        chosen: String,
    },
    /// A choice of the inventory.
    Inventory {
        /// Its file.
        file: String,
        /// The line in it.
        line: usize,
        /// What it is.
        what: String,
    },
    /// What a standard defines, where no table publishes the number.
    Standard {
        /// The document, its year and the section.
        clause: String,
    },
    /// A contractual instrument.
    Instrument {
        /// Its id in the register.
        id: String,
        /// The register.
        file: String,
        /// The line in it.
        line: usize,
        /// Its range of serial numbers.
        serials: String,
    },
    /// The sizes of two units.
    Unit {
        /// From.
        from: String,
        /// To.
        to: String,
        /// Where the sizes are defined.
        definition: String,
    },
}
