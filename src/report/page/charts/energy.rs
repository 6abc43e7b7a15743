//! Energy by month, stacked of its carriers.

use super::columns::{self, Column};
use super::{Chart, Legend, PATTERNS, Row};
use crate::figure::{Energy, Key};
use crate::ledger::Month;
use crate::number::Exact;
use crate::report::page::words::{Tongues, Words};
use crate::report::printed_to;
use crate::totals::{self, When};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};

/// The energy of a carrier: in each month, and of records that are longer than one.
#[derive(Debug)]
struct Carrier {
    /// `None` where the smallest stand together.
    key: Option<Key>,
    months: BTreeMap<Month, Exact>,
    longer: Option<Exact>,
}

/// One picture, where any record of a month has energy.
pub fn charts(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    let trace = tongues.subject().current.trace;
    let carriers = merged(carriers(trace));
    let months = months(&carriers);
    if months.is_empty() {
        return Ok(Vec::new());
    }
    let drawn = months.iter().map(|month| Column {
        name: text(*month),
        parts: carriers.iter().enumerate().filter_map(|(pattern, carrier)| Some((carrier.months.get(month)?.clone(), pattern))).collect(),
    });
    let row = |name: Words, values: Vec<Option<&Exact>>| {
        let given: Vec<&Exact> = values.iter().copied().flatten().collect();
        let sum = (!given.is_empty()).then(|| Exact::sum(given));
        Row { name, cells: values.into_iter().chain([sum.as_ref()]).map(|value| cell(tongues, value)).collect() }
    };
    let of_month = |month: &Month| row(Words::own(&text(*month)), carriers.iter().map(|carrier| carrier.months.get(month)).collect());
    let mut rows: Vec<Row> = months.iter().map(of_month).collect();
    // What cannot be told by month is said, not spread.
    let any_longer = carriers.iter().any(|carrier| carrier.longer.is_some());
    if any_longer {
        rows.push(row(tongues.label("page.longer"), carriers.iter().map(|carrier| carrier.longer.as_ref()).collect()));
    }
    let name = |carrier: &Carrier| match &carrier.key {
        Some(key) => tongues.words(|subject| subject.labels.figure(key)),
        None => tongues.label("page.other-carriers"),
    };
    let heads = [tongues.label("column.period")].into_iter().chain(carriers.iter().map(name)).chain([tongues.label("energy.total")]);
    let title = tongues.words(|subject| subject.labels.of_unit("page.chart.energy", "MWh"));
    Ok(vec![Chart {
        svg: columns::draw("chart-energy", &drawn.collect::<Vec<_>>())?,
        id: "chart-energy".into(),
        about: if any_longer { tongues.label("page.chart.energy.about") } else { Words::default() },
        legend: carriers.iter().enumerate().map(|(pattern, carrier)| Legend { pattern, words: name(carrier) }).collect(),
        heads: heads.collect(),
        rows,
        title,
    }])
}

/// A number as printed; a month without a record has none, which is not zero.
fn cell(tongues: &Tongues<'_>, value: Option<&Exact>) -> Words {
    let choices = &tongues.subject().current.trace.inventory.choices;
    value.map_or_else(|| tongues.label("status.no-record"), |value| Words::own(&printed_to(value, choices.decimals, choices.rounding)))
}

fn text(month: Month) -> String {
    format!("{}-{:02}", month.year, month.month)
}

/// From the first month of any record to the last.
fn months(carriers: &[Carrier]) -> Vec<Month> {
    let of_records: BTreeSet<Month> = carriers.iter().flat_map(|carrier| carrier.months.keys().copied()).collect();
    let Some((first, last)) = of_records.first().zip(of_records.last()) else { return Vec::new() };
    std::iter::successors(Some(*first), |month| Some(month.next()).filter(|next| next <= last)).collect()
}

/// Every carrier of the inventory, the largest first.
fn carriers(trace: &Trace) -> Vec<Carrier> {
    let mut carriers: Vec<Carrier> = totals::energy_by_month(trace)
        .into_iter()
        .map(|(carrier, mut amounts)| {
            let longer = amounts.remove(&When::Longer);
            let month = |(when, value)| if let When::Month(month) = when { Some((month, value)) } else { None };
            let [.., of_carrier] = Energy::of(&carrier);
            Carrier { key: Some(Key::Energy(of_carrier)), months: amounts.into_iter().filter_map(month).collect(), longer }
        })
        .collect();
    carriers.sort_by_key(|carrier| std::cmp::Reverse(carrier.sum()));
    carriers
}

/// As many carriers as there are patterns: the smallest stand together.
fn merged(mut carriers: Vec<Carrier>) -> Vec<Carrier> {
    if carriers.len() <= PATTERNS {
        return carriers;
    }
    let mut rest = Carrier { key: None, months: BTreeMap::new(), longer: None };
    for carrier in carriers.split_off(PATTERNS - 1) {
        if let Some(longer) = carrier.longer {
            let sum = rest.longer.get_or_insert_with(Exact::zero);
            *sum = sum.plus(&longer);
        }
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
        Exact::sum(self.months.values().chain(&self.longer))
    }
}
