//! Factors that emissions imply, mixes of fuels, and the change of a factor between columns.

use super::Part;
use crate::audit::Audit;
use crate::audit::disclosure::corridor;
use crate::audit::which_factor::Implied;
use crate::audit::which_mix::{Calorific, Reading};
use crate::audit::wording::{fixed, gap, percent, range, signed};
use crate::language::Labels;
use crate::number::Interval;

/// Decimals of implied factors.
const DECIMALS: u32 = 9;

/// How many explanations are shown for one column.
const SHOWN: usize = 3;

pub(super) fn factors(audit: &Audit, labels: &Labels) -> Part {
    let columns = ["column.figure", "column.per", "column.column", "column.implied", "column.range", "column.unit"];
    let mut part = Part::new("audit.factors", &columns, &[3, 4], labels);
    for explained in &audit.explained {
        for implied in &explained.implied {
            let column = audit.published.columns[implied.column].clone();
            part.rows.push(vec![
                explained.pair.emissions.clone(),
                explained.pair.activity.clone(),
                column.clone(),
                fixed(&implied.middle, DECIMALS),
                range(&implied.range, DECIMALS),
                explained.unit.clone(),
            ]);
            // A mix of two fuels is no single factor; it has a part of its own.
            if explained.pair.fuels.is_empty() {
                part.lines.push((0, format!("{} {column}", explained.pair.emissions)));
                part.lines.extend(explanations(implied, labels).into_iter().map(|line| (1, line)));
            }
        }
    }
    part
}

fn explanations(implied: &Implied, labels: &Labels) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(first) = implied.fits.first() {
        let more = [(implied.fits.len() - 1).to_string(), implied.fits_elsewhere.to_string()];
        lines.push(labels.fill("audit.fits", &[&first.description(), &more[0], &more[1]]));
        lines.extend(implied.fits.iter().skip(1).take(SHOWN - 1).map(|fit| labels.fill("audit.fits-too", &[&fit.description()])));
        return lines;
    }
    let near =
        implied.nearest.iter().map(|near| labels.fill("audit.nearest", &[&near.candidate.description(), &gap(&near.gap, &near.band)]));
    lines.extend(near);
    lines.extend(implied.slips.iter().map(|(candidate, words)| labels.fill("audit.slip", &[&candidate.description(), words])));
    if implied.fits_elsewhere > 0 {
        lines.push(labels.fill("audit.fits-elsewhere", &[&implied.fits_elsewhere.to_string()]));
    }
    lines
}

pub(super) fn mixes(audit: &Audit, labels: &Labels) -> Part {
    let columns = ["column.factors", "column.substance", "column.calorific", "column.share", "column.feasible"];
    let mut part = Part::new("audit.mixes", &columns, &[3], labels);
    for mix in &audit.mixes {
        let second = mix.pair.fuels.last().map_or("", |fuel| fuel.trim_start_matches("fuel/"));
        for reading in shown(&mix.readings) {
            let shares = reading.shares.iter().map(|share| share.as_ref().map_or(String::new(), share_text));
            let feasible = labels.get(if reading.feasible() { "audit.yes" } else { "audit.no" }).to_string();
            let gases = match reading.gwps.as_slice() {
                [] => reading.substance.clone(),
                [one] => format!("{}, {one}", reading.substance),
                several => labels.fill("audit.gwps", &[&reading.substance, &several.len().to_string()]),
            };
            part.rows.push(vec![
                reading.factors.clone(),
                gases,
                calorific(&reading.calorific, labels),
                shares.collect::<Vec<_>>().join(", "),
                feasible,
            ]);
        }
        let feasible: Vec<&Reading> = mix.readings.iter().filter(|reading| reading.feasible()).collect();
        let counts = [feasible.len().to_string(), mix.readings.len().to_string()];
        part.lines.push((0, labels.fill("audit.mix-count", &[second, &counts[0], &counts[1]])));
        for (index, column) in mix.columns.iter().enumerate() {
            if let Some((low, high)) = corridor(feasible.iter().copied(), index) {
                let ends = [fixed(&low, 1), fixed(&high, 1)];
                part.lines.push((0, labels.fill("audit.mix-corridor", &[&audit.published.columns[*column], second, &ends[0], &ends[1]])));
            }
        }
    }
    part
}

/// A share with three decimals: one number where it is that narrow, else both ends.
fn share_text(share: &Interval) -> String {
    let ends = [&share.low().value, &share.high().value].map(|end| fixed(end, 2));
    if ends[0] == ends[1] {
        fixed(&share.middle(), 3)
    } else {
        format!("{} to {}", fixed(&share.low().value, 3), fixed(&share.high().value, 3))
    }
}

/// The calorific values in words.
pub(super) fn calorific(calorific: &Calorific, labels: &Labels) -> String {
    match calorific {
        Calorific::Same => labels.get("audit.calorific.same").to_string(),
        Calorific::Energy(energy) => labels.fill("audit.calorific.energy", &[energy]),
        Calorific::Two { emissions, energy } => labels.fill("audit.calorific.two", &[emissions, energy]),
    }
}

/// The readings that the page shows: with the same calorific values behind emissions and energy all of them; with two sets those of the
/// first factors alone, as the sets matter there and not the factors. JSON has the others.
fn shown(readings: &[Reading]) -> impl Iterator<Item = &Reading> {
    let first = readings.first().map(|reading| (&reading.factors, &reading.substance));
    readings
        .iter()
        .filter(move |reading| !matches!(reading.calorific, Calorific::Two { .. }) || first == Some((&reading.factors, &reading.substance)))
}

pub(super) fn bridges(audit: &Audit, labels: &Labels) -> Part {
    let columns =
        ["column.figure", "column.change", "column.activity-part", "column.factor-part", "column.printed-change", "column.factor-share"];
    let mut part = Part::new("audit.bridges", &columns, &[2, 3, 4, 5], labels);
    for bridge in &audit.bridges {
        let [from, to] = [bridge.from, bridge.to].map(|column| audit.published.columns[column].clone());
        let share = bridge.share.as_ref().map_or(String::new(), |share| percent(share, 1).trim_start_matches('+').to_string());
        part.rows.push(vec![
            bridge.emissions.clone(),
            format!("{from} -> {to}"),
            signed(&bridge.activity, 6),
            signed(&bridge.factor, 6),
            signed(&bridge.printed, 2),
            share,
        ]);
        let [before, after] = &bridge.factors;
        part.lines.push((0, format!("{from}: {}; {to}: {}", before.description(), after.description())));
        for claim in &bridge.restated {
            let changes = [percent(&claim.claimed, 2), percent(&claim.constant, 2)];
            part.lines.push((0, labels.fill("audit.restated", &[&claim.key, &changes[0], &to, &changes[1]])));
        }
    }
    part
}
