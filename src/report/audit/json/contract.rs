//! The types of the contract: what stands in it, in which order.

use schemars::JsonSchema;
use serde::Serialize;

/// What `tonne audit --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contract {
    /// The version of this format.
    pub schema: u32,
    /// The reporting company.
    pub organisation: String,
    /// The title of the document.
    pub title: String,
    /// The columns.
    pub columns: Vec<String>,
    /// Relations between figures.
    pub checks: Vec<CheckOut>,
    /// Denominators that are not printed.
    pub denominators: Vec<DenominatorOut>,
    /// Factors that emissions imply.
    pub factors: Vec<FactorOut>,
    /// Mixes of two fuels.
    pub mixes: Vec<MixOut>,
    /// Changes split into activity and factor.
    pub bridges: Vec<BridgeOut>,
    /// What the document says and leaves out.
    pub findings: Vec<FindingOut>,
}

/// All numbers between two ends.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RangeOut {
    /// The lower end.
    pub low: String,
    /// Whether the lower end belongs to it.
    pub low_inside: bool,
    /// The upper end.
    pub high: String,
    /// Whether the upper end belongs to it.
    pub high_inside: bool,
}

/// A relation with its verdict; numbers are in `unit`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckOut {
    /// The key of the figure; empty for a claim in prose.
    pub figure: String,
    /// Its column.
    pub column: String,
    /// `sum`, `difference`, `ratio`, `share`, `intensity`, `change`.
    pub kind: String,
    /// How it is made.
    pub relation: String,
    /// The keys of the figures that make it.
    pub terms: Vec<String>,
    /// The unit.
    pub unit: String,
    /// As printed.
    pub printed: String,
    /// What the printed terms give.
    pub computed: String,
    /// The printed figure less what the printed terms give.
    pub gap: String,
    /// All that the gap can be.
    pub gap_range: RangeOut,
    /// `exact`, `within-rounding`, `outside-rounding`.
    pub verdict: String,
    /// `clearly-trivial`, `above-trivial`, `above-performance`, `above-materiality`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Another way of rounding under which it would hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds_if: Option<String>,
    /// Edits that would close the gap.
    pub edits: Vec<EditOut>,
}

/// An edit that would close a gap.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EditOut {
    /// Its kind.
    pub kind: String,
    /// The key of the figure.
    pub figure: String,
    /// Its column.
    pub column: String,
    /// The other figure, where two changed places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// As printed.
    pub from: String,
    /// What would be printed instead; empty where a row is left out or counted twice.
    pub to: String,
    /// Whether the printed numbers give the result then.
    pub exact: bool,
}

/// A denominator that is not printed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DenominatorOut {
    /// Its name.
    pub name: String,
    /// The column.
    pub column: String,
    /// The unit.
    pub unit: String,
    /// All amounts that give every intensity; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<RangeOut>,
    /// The intensities that bound it.
    pub intensities: Vec<String>,
    /// The fewest intensities without which the others agree.
    pub odd_ones: Vec<String>,
}

/// A factor that emissions imply.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactorOut {
    /// The key of the emissions.
    pub emissions: String,
    /// The key of the activity.
    pub activity: String,
    /// The column.
    pub column: String,
    /// The unit of the factor.
    pub unit: String,
    /// Emissions over activity.
    pub implied: String,
    /// All that it can be.
    pub range: RangeOut,
    /// Factors that fit, the likeliest first.
    pub fits: Vec<String>,
    /// How many factors of other activities fit too.
    pub fits_elsewhere: usize,
    /// Where none fits: the nearest.
    pub nearest: Vec<NearOut>,
}

/// A factor that does not fit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NearOut {
    /// The factor.
    pub factor: String,
    /// The printed emissions less activity times factor, in tonnes.
    pub gap: String,
    /// What rounding can explain of it.
    pub band: String,
}

/// The mixes of two fuels that give emissions and energy.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MixOut {
    /// The key of the emissions.
    pub emissions: String,
    /// The key of the energy.
    pub activity: String,
    /// The two fuels.
    pub fuels: Vec<String>,
    /// The readings.
    pub readings: Vec<ReadingOut>,
}

/// One way to compute a mix.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingOut {
    /// The factors.
    pub factors: String,
    /// `CO2` or `CO2e`.
    pub substance: String,
    /// The sets of GWPs that it holds for.
    pub gwps: Vec<String>,
    /// The calorific values.
    pub calorific: String,
    /// The share of the second fuel by column.
    pub shares: Vec<Option<RangeOut>>,
    /// Whether a share between 0 and 1 is possible in every column.
    pub feasible: bool,
}

/// A change split into activity and factor, in tonnes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BridgeOut {
    /// The key of the emissions.
    pub emissions: String,
    /// The first column.
    pub from: String,
    /// The second column.
    pub to: String,
    /// The factors of both.
    pub factors: Vec<String>,
    /// The part that is activity.
    pub activity: String,
    /// The part that is the factor.
    pub factor: String,
    /// The printed change.
    pub printed: String,
}

/// Something to ask about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingOut {
    /// The name of the check.
    pub check: String,
    /// `warning` or `note`.
    pub severity: String,
    /// What was found.
    pub message: String,
    /// What helps to understand it.
    pub notes: Vec<String>,
}
