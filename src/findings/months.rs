//! Electricity runs all year: days of the reporting period that no record of a site covers.

use crate::diagnostic::{Diagnostic, codes};
use crate::ledger::{Field, Part};
use crate::period::{Period, day_after};
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// One finding for each site and activity with a gap. A site with one record may have begun or ended in the year; two and more show a habit.
/// A leased site is there on the days of its lease.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut meters: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| is_electricity(line, trace)) {
        meters.entry((&line.record.site, &line.record.activity)).or_default().push(line);
    }
    let rows = |found: &[&Line]| found.iter().map(|line| line.record.rows()).sum::<u64>();
    let told = meters.into_iter().filter(|(_, found)| rows(found) > 1).filter_map(|((site, activity), mut found)| {
        found.sort_by_key(|line| line.record.period);
        let mut covered: Vec<Period> = found.iter().flat_map(|line| covered(line)).collect();
        covered.sort_unstable();
        let lease = trace.inventory.sites.get(site).and_then(|site| site.lease.as_ref()?.period);
        let there = lease.map_or(Some(trace.inventory.period), |days| days.overlap(&trace.inventory.period))?;
        let missing = gaps(there, covered.into_iter());
        let texts: Vec<String> = missing.iter().map(ToString::to_string).collect();
        let message = format!("no record of `{activity}` at `{site}` for {}", texts.join(", "));
        let label = found.first()?.record.place.record_label(Field::Period, "the first of its records");
        (!missing.is_empty()).then(|| Diagnostic::finding(codes::PERIOD_GAP, message).at(label))
    });
    told.collect()
}

/// The days that a line covers.
fn covered(line: &Line) -> Vec<Period> {
    line.record.parts().iter().flat_map(Part::covered).collect()
}

/// Heat has seasons, electricity has none; that of leased sites neither.
fn is_electricity(line: &Line, trace: &Trace) -> bool {
    let at_sites = matches!(line.record.category, Category::Scope2 | Category::Scope3(8));
    at_sites && trace.carriers.get(&line.record.activity).is_some_and(|carrier| &*carrier.name == "electricity")
}

/// The parts of `whole` that no period covers; `covered` is sorted.
fn gaps(whole: Period, covered: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut missing = Vec::new();
    let mut next = whole.start;
    for period in covered {
        if period.start > next {
            missing.push(Period { start: next, end: period.start.yesterday().unwrap_or(period.start) });
        }
        next = next.max(day_after(period.end));
    }
    if next <= whole.end {
        missing.push(Period { start: next, end: whole.end });
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_at_both_ends_and_between() {
        let period = |text| Period::parse(text).unwrap();
        let found = gaps(period("2025"), ["2025-02", "2025-03", "2025-06/2025-07"].into_iter().map(period));
        let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["2025-01", "2025-04-01/2025-05-31", "2025-08-01/2025-12-31"]);
        assert!(gaps(period("2025"), ["2025-01/2025-06", "2025-06/2025-12"].into_iter().map(period)).is_empty());
    }
}
