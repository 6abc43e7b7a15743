//! Months that are unlike the other months of the same site: a slip of the unit, or something that happened.
//!
//! GHG Protocol Scope 3 Standard, appendix C (data management plan, quality control): compare with other periods. Median and median absolute
//! deviation are exact, so a month is an outlier or it is not.

use super::ratio::slip;
use crate::diagnostic::{Diagnostic, codes};
use crate::ledger::Month;
use crate::number::{Exact, deviation, median};
use crate::trace::Trace;
use crate::trace::monthly::{Series, series};

/// How many months make a habit.
const HABIT: usize = 6;

/// How many median absolute deviations from the median are far.
const FAR: i64 = 3;

/// Findings for each site and activity with a habit: each month with a slip, and one for all that are far.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for ((site, activity), series) in series(trace).iter().filter(|(_, series)| series.months.len() >= HABIT) {
        let what = format!("`{activity}` at `{site}`");
        let slipped: Vec<(Month, Diagnostic)> =
            series.months.keys().filter_map(|month| Some((*month, slips(&what, *month, series)?))).collect();
        let months: Vec<Month> = slipped.iter().map(|(month, _)| *month).collect();
        findings.extend(slipped.into_iter().map(|(_, diagnostic)| diagnostic));
        findings.extend(far(&what, series, &months));
    }
    findings
}

/// A month that is about 3.6, 1,000 or 10,000 times the others.
fn slips(what: &str, month: Month, series: &Series<'_>) -> Option<Diagnostic> {
    let others: Vec<Exact> = series.months.iter().filter(|(other, _)| **other != month).map(|(_, value)| value.clone()).collect();
    let (value, middle) = (series.months.get(&month)?, median(&others)?);
    let message = format!(
        "{what}: {value} {unit} in {} is about {} the median of the other {} months, {middle} {unit}",
        month.period(),
        slip(value, &middle)?,
        others.len(),
        unit = series.unit
    );
    Some(Diagnostic::finding(codes::UNIT_SLIP, message).at(series.label(month)?).help("check the unit, and the decimal point"))
}

/// The months outside the median and three median absolute deviations, but for those that are told already.
fn far(what: &str, series: &Series<'_>, told: &[Month]) -> Option<Diagnostic> {
    let values: Vec<Exact> = series.months.values().cloned().collect();
    let middle = median(&values)?;
    let reach = deviation(&values, &middle)?.times(&Exact::from(FAR));
    let (low, high) = (middle.minus(&reach), middle.plus(&reach));
    let is_far = |value: &Exact| !reach.is_zero() && (*value < low || *value > high);
    let found: Vec<(&Month, &Exact)> = series.months.iter().filter(|(month, value)| !told.contains(month) && is_far(value)).collect();
    let (first, _) = found.first()?;
    let texts: Vec<String> = found.iter().map(|(month, value)| format!("{} ({value})", month.period())).collect();
    let message = format!(
        "{what}: {} {} outside {low} to {high} {}, which is the median of its {} months and {FAR} median absolute deviations",
        texts.join(", "),
        if found.len() == 1 { "is" } else { "are" },
        series.unit,
        values.len()
    );
    Some(Diagnostic::finding(codes::MONTH_OUTLIER, message).at(series.label(**first)?))
}
