//! The JSON of `tonne audit`: a contract, with its schema in `docs/reference/audit.schema.json`. Decimals are texts.

mod contract;

pub use contract::*;

use super::relations::{formula, in_unit};
use crate::audit::Audit;
use crate::audit::candidates::Candidate;
use crate::audit::verdict::Verdict;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Labels, Language};
use crate::number::{Exact, Interval};
use crate::report::json_text;

/// The version of the contract.
const SCHEMA: u32 = 1;

/// The JSON Schema of the contract.
///
/// # Errors
/// A fault of this program.
pub fn schema() -> Result<String, Diagnostic> {
    json_text(&schemars::schema_for!(Contract))
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
    let labels = Labels::of(Language::English);
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
                        calorific: super::factors::calorific(&reading.calorific, &labels),
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
