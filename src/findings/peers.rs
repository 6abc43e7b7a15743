//! Electricity per square metre and per head, beside that of other sites of the same kind.

use super::ratio::slip;
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::{Energy, Key};
use crate::inventory::Site;
use crate::ledger::Field;
use crate::number::{Decimal, Exact, deviation, median, rounding};
use crate::totals;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// How many other sites make a yardstick.
const YARDSTICK: usize = 4;

/// How many median absolute deviations from the median are far.
const FAR: i64 = 3;

type Size = fn(&Site) -> Option<Decimal>;

/// What energy is divided by, with its unit in a message.
const SIZES: [(&str, Size); 2] = [("kWh/m2", |site| site.area), ("kWh/person", |site| site.headcount)];

/// One finding for each site and size that is far from that of the other sites of its kind.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &Line> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| is_electricity(line, trace)) {
        first.entry(&line.record.site).or_insert(line);
    }
    let sums = totals::by(trace, |line| is_electricity(line, trace).then_some(line.record.site.as_str()));
    let total = Key::Energy(Energy::Total);
    let energy: BTreeMap<&str, (Exact, &Line)> =
        sums.iter().filter_map(|(site, sums)| Some((*site, (sums.figure(&total)?, *first.get(site)?)))).collect();
    SIZES.iter().flat_map(|(unit, size)| compared(trace, &energy, unit, *size)).collect()
}

fn is_electricity(line: &Line, trace: &Trace) -> bool {
    trace.carriers.get(&line.record.activity).is_some_and(|carrier| &*carrier.name == "electricity")
}

fn compared(trace: &Trace, energy: &BTreeMap<&str, (Exact, &Line)>, unit: &str, size: Size) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<&str, Vec<(&str, Exact, &Line)>> = BTreeMap::new();
    for (id, (megawatt_hours, line)) in energy {
        let Some((kind, size)) = trace.inventory.sites.get(*id).and_then(|site| Some((&site.kind, size(site)?))) else { continue };
        let per = megawatt_hours.times(&Exact::from(Decimal::ONE_THOUSAND)).divided_by(&Exact::from(size));
        kinds.entry(kind).or_default().extend(per.map(|per| (*id, per, *line)));
    }
    let mut findings = Vec::new();
    for sites in kinds.values() {
        for (id, own, line) in sites {
            let others: Vec<Exact> = sites.iter().filter(|(other, _, _)| other != id).map(|(_, per, _)| per.clone()).collect();
            findings.extend(judged(trace, id, unit, own, &others, line));
        }
    }
    findings
}

fn judged(trace: &Trace, id: &str, unit: &str, own: &Exact, others: &[Exact], line: &Line) -> Option<Diagnostic> {
    let middle = median(others)?;
    let slip = slip(own, &middle);
    let far = deviation(others, &middle)?.times(&Exact::from(FAR));
    let outside = others.len() >= YARDSTICK && !far.is_zero() && (*own < middle.minus(&far) || *own > middle.plus(&far));
    if slip.is_none() && !outside {
        return None;
    }
    let text = |value: &Exact| rounding::round(value, 2, trace.inventory.choices.rounding);
    let how = slip.map_or_else(String::new, |slip| format!(": about {slip} it"));
    let (count, plural) = (others.len(), if others.len() == 1 { "site has" } else { "sites have" });
    let message =
        format!("electricity at `{id}` is {} {unit}; {count} other {plural} a median of {} {unit}{how}", text(own), text(&middle));
    let diagnostic =
        Diagnostic::finding(codes::SITE_OUTLIER, message).at(line.record.place.record_label(Field::Quantity, "its first record"));
    Some(diagnostic.help("check its units, its `area` and `headcount`; sites that are not alike take another `kind`"))
}
