//! Energy by month, stacked of its carriers.

use super::columns::{self, Column};
use super::{Chart, Legend, PATTERNS, Row};
use crate::figure::{Energy, Key};
use crate::ledger::Month;
use crate::number::Exact;
use crate::report::page::words::{Tongues, Words};
use crate::report::printed_to;
use crate::trace::Trace;
use std::collections::BTreeMap;

/// The energy of a carrier: in each month, and of records that are longer than one.
#[derive(Debug)]
struct Carrier {
    key: Key,
    months: BTreeMap<Month, Exact>,
    longer: Exact,
}

/// One picture, where any record of a month has energy.
pub fn charts(tongues: &Tongues<'_>) -> Vec<Chart> {
    let trace = tongues.subject().current.trace;
    let carriers = merged(carriers(trace));
    let months = months(trace);
    if carriers.iter().all(|carrier| carrier.months.is_empty()) || months.is_empty() {
        return Vec::new();
    }
    let of = |carrier: &Carrier, month: &Month| carrier.months.get(month).cloned().unwrap_or_else(Exact::zero);
    let drawn = months.iter().map(|month| Column {
        name: text(*month),
        parts: carriers.iter().enumerate().map(|(pattern, carrier)| (of(carrier, month), pattern)).collect(),
    });
    let printed = |value: &Exact| Words::own(&printed_to(value, trace.inventory.choices.decimals, trace.inventory.choices.rounding));
    let row = |name: Words, values: Vec<Exact>| {
        let sum = Exact::sum(&values);
        Row { name, cells: values.iter().chain([&sum]).map(printed).collect() }
    };
    let mut rows: Vec<Row> =
        months.iter().map(|month| row(Words::own(&text(*month)), carriers.iter().map(|carrier| of(carrier, month)).collect())).collect();
    // What cannot be told by month is said, not spread.
    if carriers.iter().any(|carrier| !carrier.longer.is_zero()) {
        rows.push(row(tongues.label("page.longer"), carriers.iter().map(|carrier| carrier.longer.clone()).collect()));
    }
    let name = |carrier: &Carrier| {
        if matches!(carrier.key, Key::Energy(Energy::Total)) {
            return tongues.label("page.other-carriers");
        }
        tongues.words(|subject| subject.labels.figure(&carrier.key))
    };
    let heads = [tongues.label("column.period")].into_iter().chain(carriers.iter().map(name)).chain([tongues.label("energy.total")]);
    let title = tongues.words(|subject| subject.labels.of_unit("page.chart.energy", "MWh"));
    vec![Chart {
        svg: columns::draw("chart-energy", &drawn.collect::<Vec<_>>()),
        id: "chart-energy".into(),
        about: if carriers.iter().any(|carrier| !carrier.longer.is_zero()) {
            tongues.label("page.chart.energy.about")
        } else {
            Words::default()
        },
        legend: carriers.iter().enumerate().map(|(pattern, carrier)| Legend { pattern, words: name(carrier) }).collect(),
        heads: heads.collect(),
        rows,
        title,
    }]
}

fn text(month: Month) -> String {
    format!("{}-{:02}", month.year, month.month)
}

/// The months of the reporting period.
fn months(trace: &Trace) -> Vec<Month> {
    let last = Month::of(trace.inventory.period.end);
    let mut months = vec![Month::of(trace.inventory.period.start)];
    // A reporting period of more than five years is a mistake that is told elsewhere.
    while let Some(next) = months.last().map(|month| month.next()).filter(|next| *next <= last && months.len() < 60) {
        months.push(next);
    }
    months
}

/// Every carrier of the inventory, the largest first.
fn carriers(trace: &Trace) -> Vec<Carrier> {
    let mut found: BTreeMap<Key, Carrier> = BTreeMap::new();
    for line in &trace.lines {
        let (Some(energy), Some((kind, carrier))) = (line.energy(), trace.carriers.get(&line.record.activity)) else { continue };
        let kind = if kind == "direct" { Energy::DirectCarrier(carrier.clone()) } else { Energy::IndirectCarrier(carrier.clone()) };
        let key = Key::Energy(kind);
        let carrier = found.entry(key.clone()).or_insert_with(|| Carrier { key, months: BTreeMap::new(), longer: Exact::zero() });
        let each = energy.divided_by(&Exact::from(line.record.quantity));
        for part in line.record.parts().iter() {
            let value = each.as_ref().map_or_else(Exact::zero, |each| each.times(&part.exact()));
            let month = Month::of(part.period.start);
            let sum = if month == Month::of(part.period.end) {
                carrier.months.entry(month).or_insert_with(Exact::zero)
            } else {
                &mut carrier.longer
            };
            *sum = sum.plus(&value);
        }
    }
    let mut carriers: Vec<Carrier> = found.into_values().collect();
    carriers.sort_by_key(|carrier| std::cmp::Reverse(carrier.sum()));
    carriers
}

/// As many carriers as there are patterns: the smallest stand together.
fn merged(mut carriers: Vec<Carrier>) -> Vec<Carrier> {
    if carriers.len() <= PATTERNS {
        return carriers;
    }
    let mut rest = Carrier { key: Key::Energy(Energy::Total), months: BTreeMap::new(), longer: Exact::zero() };
    for carrier in carriers.split_off(PATTERNS - 1) {
        rest.longer = rest.longer.plus(&carrier.longer);
        for (month, value) in carrier.months {
            let sum = rest.months.entry(month).or_insert_with(Exact::zero);
            *sum = sum.plus(&value);
        }
    }
    carriers.push(rest);
    carriers
}

impl Carrier {
    fn sum(&self) -> Exact {
        Exact::sum(self.months.values()).plus(&self.longer)
    }
}
