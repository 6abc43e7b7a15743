//! The JSON of `tonne audit`: a contract, with its schema in `docs/reference/audit.schema.json`. Decimals are texts.

use super::relations::{formula, in_unit};
use crate::audit::Audit;
use crate::audit::candidates::Candidate;
use crate::audit::verdict::Verdict;
use crate::diagnostic::Severity;
use crate::language::{Labels, Language};
use crate::number::{Exact, Interval};
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the contract.
const SCHEMA: u32 = 1;

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

/// The JSON Schema of the contract.
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Contract)).unwrap_or_default()
}

fn text(value: &Exact) -> String {
    value.text().digits
}

fn range(interval: &Interval) -> RangeOut {
    let (low, high) = (interval.low(), interval.high());
    RangeOut { low: text(&low.value), low_inside: low.inside, high: text(&high.value), high_inside: high.inside }
}

/// The whole audit.
pub fn contract(audit: &Audit) -> Contract {
    let published = &audit.published;
    let column = |column: usize| published.columns[column].clone();
    let described = |candidate: &Candidate| candidate.description();
    Contract {
        schema: SCHEMA,
        organisation: published.about.organisation.clone(),
        title: published.about.title.clone(),
        columns: published.columns.clone(),
        checks: checks(audit),
        denominators: audit
            .implied
            .iter()
            .map(|implied| {
                let in_unit = Exact::one().divided_by(&implied.unit.1).unwrap_or_else(Exact::one);
                DenominatorOut {
                    name: implied.denominator.clone(),
                    column: column(implied.column),
                    unit: implied.unit.0.clone(),
                    range: implied.range.as_ref().map(|found| range(&found.scaled(&in_unit))),
                    intensities: implied.bounds.iter().map(|bound| bound.key.clone()).collect(),
                    odd_ones: implied.odd_ones.clone(),
                }
            })
            .collect(),
        factors: factors(audit),
        mixes: audit
            .mixes
            .iter()
            .map(|mix| MixOut {
                emissions: mix.pair.emissions.clone(),
                activity: mix.pair.activity.clone(),
                fuels: mix.pair.fuels.clone(),
                readings: mix
                    .readings
                    .iter()
                    .map(|reading| ReadingOut {
                        factors: reading.factors.clone(),
                        substance: reading.substance.clone(),
                        gwps: reading.gwps.clone(),
                        calorific: reading.calorific.clone(),
                        shares: reading.shares.iter().map(|share| share.as_ref().map(range)).collect(),
                        feasible: reading.feasible(),
                    })
                    .collect(),
            })
            .collect(),
        bridges: audit
            .bridges
            .iter()
            .map(|bridge| BridgeOut {
                emissions: bridge.emissions.clone(),
                from: column(bridge.from),
                to: column(bridge.to),
                factors: bridge.factors.iter().map(described).collect(),
                activity: text(&bridge.activity),
                factor: text(&bridge.factor),
                printed: text(&bridge.printed),
            })
            .collect(),
        findings: audit
            .findings
            .iter()
            .map(|finding| FindingOut {
                check: finding.check.into(),
                severity: if finding.severity == Severity::Warning { "warning" } else { "note" }.into(),
                message: finding.message.clone(),
                notes: finding.notes.clone(),
            })
            .collect(),
    }
}

fn checks(audit: &Audit) -> Vec<CheckOut> {
    let labels = Labels::of(Language::English);
    let column = |column: usize| audit.published.columns[column].clone();
    let of = |checked: &crate::audit::Checked| {
        let check = &checked.check;
        let relation = &check.relation;
        let per_unit = Exact::one().divided_by(&relation.result.size).unwrap_or_else(Exact::one);
        CheckOut {
            figure: relation.result.key.clone(),
            column: column(relation.result.column),
            kind: relation.kind.name().into(),
            relation: formula(audit, relation, &labels),
            terms: relation.terms.iter().map(|term| term.key.clone()).collect(),
            unit: relation.unit.clone(),
            printed: relation.result.printed.text.clone(),
            computed: text(&in_unit(check, &check.computed)),
            gap: text(&in_unit(check, &check.gap)),
            gap_range: range(&check.gap_range.scaled(&per_unit)),
            verdict: check.verdict.name().into(),
            level: checked.level.filter(|_| check.verdict == Verdict::OutsideRounding).map(|level| level.name().into()),
            holds_if: check.holds_if.map(|reading| reading.name().into()),
            edits: checked
                .edits
                .iter()
                .map(|edit| EditOut {
                    kind: edit.kind.name().into(),
                    figure: edit.key.clone(),
                    column: column(edit.column),
                    other: edit.other.as_ref().map(|(key, other)| format!("{key} {}", column(*other))),
                    from: edit.from.clone(),
                    to: edit.to.clone(),
                    exact: edit.exact,
                })
                .collect(),
        }
    };
    audit.checks.iter().map(of).collect()
}

fn factors(audit: &Audit) -> Vec<FactorOut> {
    let all = audit.explained.iter().flat_map(|explained| explained.implied.iter().map(move |implied| (explained, implied)));
    all.map(|(explained, implied)| FactorOut {
        emissions: explained.pair.emissions.clone(),
        activity: explained.pair.activity.clone(),
        column: audit.published.columns[implied.column].clone(),
        unit: explained.unit.clone(),
        implied: text(&implied.middle),
        range: range(&implied.range),
        fits: implied.fits.iter().map(Candidate::description).collect(),
        fits_elsewhere: implied.fits_elsewhere,
        nearest: implied
            .nearest
            .iter()
            .map(|near| NearOut { factor: near.candidate.description(), gap: text(&near.gap), band: text(&near.band) })
            .collect(),
    })
    .collect()
}
