//! Meters: a sub-meter counted beside the one that it lies behind, and readings of one meter that overlap.

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::ledger::{Field, Part};
use crate::period::Period;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// The lines of each meter; its name is unique at its site.
type Meters<'t> = BTreeMap<(&'t str, &'t str), Vec<&'t Line>>;

/// One finding for each pair of meters, and for each meter.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut meters: Meters<'_> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| !line.record.quantity.is_zero()) {
        if let Some(meter) = &line.record.provenance.meter {
            meters.entry((&line.record.site, meter)).or_default().push(line);
        }
    }
    let mut findings: Vec<Diagnostic> = meters.keys().flat_map(|(site, meter)| counted_twice(site, meter, &meters)).collect();
    findings.extend(meters.iter().filter_map(|((site, meter), found)| overlapping(site, meter, found)));
    findings
}

/// A finding for each meter above this one whose readings cover the same days.
fn counted_twice(site: &str, meter: &str, meters: &Meters<'_>) -> Vec<Diagnostic> {
    let Some(own) = meters.get(&(site, meter)) else { return Vec::new() };
    let mut findings = Vec::new();
    for parent in above(site, meter, meters) {
        let Some(others) = meters.get(&(site, parent)) else { continue };
        let pairs = own.iter().flat_map(|line| others.iter().map(move |other| (*line, *other)));
        let Some((line, other, days)) = pairs.filter_map(|(line, other)| Some((line, other, shared(line, other)?))).next() else {
            continue;
        };
        let message = format!("meter `{meter}` at `{site}` lies behind meter `{parent}`, and both are counted for {days}");
        findings.push(
            told(codes::METER_TWICE, message, line, other)
                .help("count the meter before, or the meters behind it; or subtract one from the other before it enters a ledger"),
        );
    }
    findings
}

/// The meters that a meter lies behind, the nearest first.
fn above<'t>(site: &str, meter: &str, meters: &Meters<'t>) -> BTreeSet<&'t str> {
    let parents = |meter: &str| {
        let lines = meters.get(&(site, meter)).into_iter().flatten();
        lines.filter_map(|line| line.record.provenance.parent_meter.as_deref()).collect::<Vec<&'t str>>()
    };
    let mut seen = BTreeSet::new();
    let mut open = parents(meter);
    while let Some(parent) = open.pop() {
        if parent != meter && seen.insert(parent) {
            open.extend(parents(parent));
        }
    }
    seen
}

/// At most one finding: readings of one meter for the same days.
fn overlapping(site: &str, meter: &str, found: &[&Line]) -> Option<Diagnostic> {
    let mut periods: Vec<(Period, &Line)> =
        found.iter().flat_map(|line| covered(line).into_iter().map(move |period| (period, *line))).collect();
    periods.sort_by_key(|(period, line)| (*period, &line.record.id));
    let pair = periods.windows(2).find_map(|pair| match pair {
        [(first, line), (second, other)] => Some((*line, *other, first.overlap(second)?)),
        _ => None,
    });
    let (line, other, days) = pair?;
    let message = format!("two readings of meter `{meter}` at `{site}` are both for {days}");
    Some(told(codes::PERIOD_OVERLAP, message, other, line).help("a reading ends on the day before the next one begins"))
}

fn covered(line: &Line) -> Vec<Period> {
    line.record.parts().iter().flat_map(Part::covered).collect()
}

/// Days that two lines have in common.
fn shared(line: &Line, other: &Line) -> Option<Period> {
    let theirs = covered(other);
    covered(line).iter().find_map(|own| theirs.iter().find_map(|period| own.overlap(period)))
}

fn told(code: Code, message: String, here: &Line, there: &Line) -> Diagnostic {
    Diagnostic::finding(code, message)
        .at(here.record.place.record_label(Field::Meter, "counted here"))
        .at(there.record.place.record_label(Field::Meter, "and here"))
}
