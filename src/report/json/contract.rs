//! The types of the JSON contract: what stands in it, in which order.

mod lines;

pub use lines::*;

use schemars::JsonSchema;
use serde::Serialize;

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// What `tonne run --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Run {
    /// The version of this format.
    pub schema: u32,
    /// What computed it.
    pub tool: Tool,
    /// Who and when.
    pub inventory: About,
    /// The choices that change figures, or how they are printed.
    pub choices: Choices,
    /// What intensities are divided by.
    pub denominators: Vec<Denominator>,
    /// The tables that lines cite.
    pub tables: Vec<Table>,
    /// Every figure that at least one line contributes to.
    pub figures: Vec<Figure>,
    /// The status of the fifteen Scope 3 categories.
    pub categories: Vec<Category>,
    /// What the largest choices of boundary would move.
    pub sensitivities: Vec<SensitivityOut>,
    /// What a reader of the figures must know.
    pub findings: Vec<Finding>,
    /// The lines with their terms; only with `--lines`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<LineOut>>,
}

/// What computed it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// `tonne`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Who and when.
#[derive(Debug, Serialize, JsonSchema)]
pub struct About {
    /// The reporting company.
    pub organisation: String,
    /// The first day of the reporting period.
    pub start: String,
    /// The last day of the reporting period.
    pub end: String,
    /// Of datasets, no edition published after this day was chosen.
    pub as_of: String,
    /// `equity-share`, `financial-control` or `operational-control`.
    pub consolidation: String,
    /// Why that approach.
    pub consolidation_reason: String,
}

/// The choices.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choices {
    /// The table of GWPs.
    pub gwp: String,
    /// The Scope 2 bases.
    pub scope2: Vec<String>,
    /// How editions are chosen.
    pub vintage: String,
    /// Which year's factors a period in two calendar years takes: `start` or `end`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across_years: Option<String>,
    /// `half-up` or `half-even`.
    pub rounding: String,
    /// Decimals of emissions and energy in print.
    pub decimals: u32,
    /// Decimals of intensities in print.
    pub intensity_decimals: u32,
}

/// What intensities are divided by.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Denominator {
    /// The last part of intensity keys.
    pub name: String,
    /// How much: a decimal as text.
    pub amount: String,
    /// Of what.
    pub unit: String,
    /// Where the amount was read.
    pub source: String,
}

/// A factor table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Table {
    /// `publisher/dataset@edition`.
    pub id: String,
    /// SHA-256 over `table.toml`, without what may be added after its release, followed by `factors.csv`.
    pub sha256: String,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// Its key.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// Its exact value as decimal text; 24 decimals where it does not terminate.
    pub value: String,
    /// Whether `value` is exact.
    pub exact: bool,
    /// As reports print it.
    pub printed: String,
    /// How many lines it stands on.
    pub lines: u64,
}

/// The status of a Scope 3 category.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Category {
    /// `scope3.1` to `scope3.15`.
    pub key: String,
    /// `included`, `excluded`, `not-relevant`, `not-evaluated`.
    pub status: String,
    /// Why it is not included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What a figure would be with another choice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SensitivityOut {
    /// `category-8-as-own`.
    pub choice: String,
    /// The key of the figure.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// As it would be: a decimal as text.
    pub would_be: String,
    /// Whether `would_be` is exact.
    pub exact: bool,
    /// As reports print it.
    pub printed: String,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// Its name.
    pub code: String,
    /// `warning` or `note`.
    pub severity: String,
    /// What it says.
    pub message: String,
    /// The file that it points at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// What `tonne trace KEY --format json` prints of a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureTrace {
    /// The version of this format.
    pub schema: u32,
    /// The figure.
    pub figure: Figure,
    /// Its denominator, for an intensity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Denominator>,
    /// The lines that contribute to it (to its numerator, for an intensity).
    pub lines: Vec<LineOut>,
}
