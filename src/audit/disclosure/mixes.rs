//! Two fuels in one figure.

use super::super::Audit;
use super::super::which_mix::{Mix, Reading};
use super::super::wording::fixed;
use super::Finding;
use crate::house::House;
use crate::number::Exact;

/// The least and the largest share of the second fuel over some readings, in percent.
pub fn corridor<'r>(readings: impl Iterator<Item = &'r Reading>, index: usize) -> Option<(Exact, Exact)> {
    let middles: Vec<Exact> = readings.filter_map(|reading| Some(reading.shares.get(index)?.as_ref()?.middle())).collect();
    let percent = |share: &Exact| share.times(&Exact::from(100));
    Some((percent(middles.iter().min()?), percent(middles.iter().max()?)))
}

fn fuels(mix: &Mix) -> (&str, &str) {
    let name = |index: usize| mix.pair.fuels.get(index).map_or("", |fuel| fuel.trim_start_matches("fuel/"));
    (name(0), name(1))
}

pub fn open(audit: &Audit, _: &House) -> Vec<Finding> {
    let found = audit.mixes.iter().filter_map(|mix| {
        let feasible: Vec<&Reading> = mix.readings.iter().filter(|reading| reading.feasible()).collect();
        let (first, second) = fuels(mix);
        let shares = mix.columns.iter().enumerate().filter_map(|(index, column)| {
            let (low, high) = corridor(feasible.iter().copied(), index)?;
            Some(format!("{}: {} to {} %", audit.published.columns[*column], fixed(&low, 1), fixed(&high, 1)))
        });
        let shares: Vec<String> = shares.collect();
        (!feasible.is_empty()).then(|| {
            let message = format!(
                "`{}` over `{}` fits a mix of {first} and {second} in {} of {} readings: the document does not say which factors and calorific values it takes",
                mix.pair.emissions,
                mix.pair.activity,
                feasible.len(),
                mix.readings.len()
            );
            Finding::note(message).because(format!("the share of {second} in the energy would be {}", shares.join("; ")))
        })
    });
    found.collect()
}

pub fn impossible(audit: &Audit, _: &House) -> Vec<Finding> {
    let found = audit.mixes.iter().filter(|mix| !mix.readings.is_empty() && !mix.readings.iter().any(Reading::feasible)).map(|mix| {
        let (first, second) = fuels(mix);
        let (emissions, activity, count) = (&mix.pair.emissions, &mix.pair.activity, mix.readings.len());
        Finding::warning(format!(
            "no mix of {first} and {second} gives `{emissions}` over `{activity}` in every column, under any of {count} readings"
        ))
    });
    found.collect()
}

pub fn not_split(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    if !published.method.stated {
        return Vec::new();
    }
    let found = ["energy.direct", "energy.indirect"].into_iter().filter(|key| {
        let split = published.rows.iter().any(|row| row.key.starts_with(&format!("{key}.")));
        published.row(key).is_some() && !split
    });
    found.map(|key| Finding::note(format!("`{key}` is not split by type (HKEX Appendix C2, KPI A2.1 asks for it by type)"))).collect()
}
