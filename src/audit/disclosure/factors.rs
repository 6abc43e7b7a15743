//! Factors: which edition gives the figures, and what the document says of it.

use super::super::bridge::best;
use super::super::candidates::Candidate;
use super::super::materiality::magnitude;
use super::super::which_factor::{Explained, Implied};
use super::super::wording::{figure, fixed, gap, percent, signed, significant};
use super::super::{Audit, key};
use super::Finding;
use crate::house::House;
use crate::number::{Exact, Interval};

/// The part of a change, in hundredths, from which it matters that it is the factor's.
const CLAIM_SHARE: i64 = 25;

/// Every pair with its columns and the factor that gives each, where one is known.
fn known(audit: &Audit) -> Vec<(&Explained, Vec<(&Implied, Candidate)>)> {
    let of = |explained: &'_ Explained, implied: &'_ Implied| best(&audit.published, &explained.pair.emissions, implied);
    // A mix of fuels has no factor of its own.
    let single = audit.explained.iter().filter(|explained| explained.pair.fuels.is_empty());
    let all = single.map(|explained| {
        let columns = explained.implied.iter().filter_map(|implied| Some((implied, of(explained, implied)?)));
        (explained, columns.collect())
    });
    // Without a region, a factor that fits is one of many.
    all.filter(|_| audit.published.about.region.is_some()).collect()
}

/// A factor that fits explains a figure; one that is only near does not.
fn relation(implied: &Implied) -> &'static str {
    if implied.fits.is_empty() { "is nearest to" } else { "follows from" }
}

pub fn near_miss(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for explained in &audit.explained {
        let misses: Vec<_> = audit.near_misses().filter(|(of, ..)| std::ptr::eq(*of, explained)).collect();
        for (index, (_, implied, level)) in misses.iter().enumerate() {
            let Some(near) = implied.nearest.first() else { continue };
            let what = figure(published, &explained.pair.emissions, implied.column);
            let candidate = near.candidate.description();
            let message = format!("no published factor gives `{what}`; the nearest is {candidate}: {} t", gap(&near.gap, &near.band));
            let finding = Finding::warning(message).because(format!("that is {}", level.name().replace('-', " ")));
            // What the columns have in common is said once, of the last.
            let last = index == misses.len() - 1 && misses.len() > 1;
            found.push(if last {
                in_common(&misses.iter().map(|(_, implied, _)| *implied).collect::<Vec<_>>(), explained)
                    .into_iter()
                    .fold(finding, Finding::because)
            } else {
                finding
            });
        }
    }
    found
}

/// One amount, one activity without emissions, or one part that would explain the gap in every column.
fn in_common(columns: &[&Implied], explained: &Explained) -> Vec<String> {
    let nearest: Vec<_> = columns.iter().filter_map(|implied| Some((*implied, implied.nearest.first()?))).collect();
    let common = |of: &dyn Fn(&Implied, &super::super::which_factor::Near) -> Option<Interval>| {
        let mut ranges = nearest.iter().map(|(implied, near)| of(implied, near));
        let first = ranges.next().flatten()?;
        ranges.try_fold(first, |both, next| both.and(&next?))
    };
    let ends = |interval: &Interval| (interval.low().value.clone(), interval.high().value.clone());
    let unit = explained.unit.trim_start_matches("t/");
    let mut notes = Vec::new();
    if let Some(range) = common(&|_, near| Some(near.range.clone())) {
        let (low, high) = ends(&range);
        notes.push(format!("one amount would explain every column: from {} to {} t", signed(&low, 4), signed(&high, 4)));
    }
    if let Some(range) = common(&|_, near| near.range.divided_by(&Interval::point(near.candidate.value.clone()))) {
        let (low, high) = ends(&range);
        notes.push(format!("so would activity with or without emissions: from {} to {} {unit}", signed(&low, 4), signed(&high, 4)));
    }
    let part = |implied: &Implied, near: &super::super::which_factor::Near| {
        implied.range.divided_by(&Interval::point(near.candidate.value.clone())).map(|ratio| ratio.minus(&Interval::point(Exact::one())))
    };
    if let Some(range) = common(&part) {
        let (low, high) = ends(&range);
        let millionths = |value: &Exact| signed(&value.times(&Exact::from(1_000_000)), 3);
        notes.push(format!("so would one part of the whole: from {} to {} millionths", millionths(&low), millionths(&high)));
    }
    notes
}

pub fn changed(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for (explained, columns) in known(audit) {
        for ((one, first), (other, second)) in columns.iter().zip(columns.iter().skip(1)) {
            if one.range.and(&other.range).is_some() || first.reference() == second.reference() {
                continue;
            }
            let columns = [one.column, other.column].map(|column| published.columns[column].as_str());
            let [from, to] = columns;
            let (old, new) = (significant(&one.middle, 6), significant(&other.middle, 6));
            let pair = format!("`{}` over `{}`", explained.pair.emissions, explained.pair.activity);
            let message = format!("{pair} is {old} {} in {from} and {new} in {to}: two factors", explained.unit);
            let named = format!("{from}: {}; {to}: {}", first.reference(), second.reference());
            found.push(Finding::warning(message).because(named));
        }
    }
    found
}

pub fn not_cited(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let cites = &published.method.cites;
    if !published.method.stated {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (explained, columns) in known(audit) {
        for (implied, candidate) in columns {
            let about = &candidate.table.about;
            if cites.iter().any(|cited| *cited == about.id || cited == about.dataset()) {
                continue;
            }
            let what = figure(published, &explained.pair.emissions, implied.column);
            let finding = Finding::warning(format!("`{what}` {} {}, which the document does not cite", relation(implied), about.id));
            let same_dataset = cites.iter().find(|cited| cited.split('@').next() == Some(about.dataset()));
            found.push(match same_dataset {
                Some(cited) => finding.because(format!("it cites {cited}, which does not give this column")),
                None => finding,
            });
        }
    }
    found
}

pub fn lag(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for (explained, columns) in known(audit) {
        for (implied, candidate) in columns {
            let (Some(year), Some(column)) = (candidate.year(), published.year(implied.column)) else { continue };
            if column > year {
                let what = figure(published, &explained.pair.emissions, implied.column);
                let lag = column - year;
                let years = if lag == 1 { "year" } else { "years" };
                found.push(Finding::note(format!(
                    "`{what}` {} {}, which describes {year}: {lag} {years} before",
                    relation(implied),
                    candidate.table.about.id
                )));
            }
        }
    }
    found
}

pub fn finer(audit: &Audit, house: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for (explained, columns) in known(audit) {
        let Some((implied, candidate)) = columns.last() else { continue };
        let (emissions, column) = (&explained.pair.emissions, implied.column);
        let (Some(amount), Some(printed)) = (published.value(&explained.pair.activity, column), published.value(emissions, column)) else {
            continue;
        };
        let around = published.about.site_regions.iter().flat_map(|site| house.regions.around(site));
        let mut regions: Vec<&str> = around.map(|region| region.code.as_str()).filter(|code| *code != candidate.row().region).collect();
        regions.sort_unstable();
        regions.dedup();
        for region in regions {
            let row = candidate
                .table
                .rows
                .iter()
                .find(|row| row.region == region && row.activity == candidate.row().activity && row.per == candidate.row().per);
            let Some((row, (unit, number))) = row.and_then(|row| Some((row, candidate.table.values(row).next()?))) else { continue };
            let units = house.library.units();
            let size = super::super::measure::size;
            let Some(factor) = Exact::from(number).times(&size(&unit.unit, units)).divided_by(&size(&row.per, units)) else { continue };
            let would_be = amount.times(&factor);
            let moved = would_be.minus(&printed);
            let part = moved.divided_by(&printed).map(|part| format!(" ({})", percent(&part, 1))).unwrap_or_default();
            let what = figure(published, emissions, column);
            let message = format!(
                "the document names sites in {region}, and {} has a factor for it: `{what}` would be {} t{part}",
                candidate.table.about.id,
                fixed(&would_be, 1)
            );
            let level = super::super::materiality::level(published, emissions, column, &moved).map(|level| level.name().replace('-', " "));
            found.push(Finding::warning(message).because(format!(
                "all of the activity there would move it by {} t: {}",
                signed(&moved, 1),
                level.unwrap_or_default()
            )));
        }
    }
    found
}

pub fn claim(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for bridge in &audit.bridges {
        let Some(share) = bridge.share.as_ref().filter(|_| !bridge.restated.is_empty()) else { continue };
        let least = Exact::from(CLAIM_SHARE).divided_by(&Exact::from(100)).unwrap_or_else(Exact::one);
        if *share <= least {
            continue;
        }
        let (from, to) = (&published.columns[bridge.from], &published.columns[bridge.to]);
        let part = fixed(&share.times(&Exact::from(100)), 1);
        let message = format!("{part} % of the change of `{}` from {from} to {to} is the change of the factor", bridge.emissions);
        let restated = bridge.restated.iter().map(|claim| {
            format!(
                "the claim on `{}` is {}; with the factor of {to} in both columns it is {}",
                claim.key,
                percent(&claim.claimed, 2),
                percent(&claim.constant, 2)
            )
        });
        found.push(restated.fold(Finding::warning(message), Finding::because));
    }
    found
}

pub fn co2_only(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let mut found = Vec::new();
    for (explained, columns) in known(audit) {
        let in_co2e = published.row(&explained.pair.emissions).is_some_and(|row| !row.unit.co2_only);
        let of_co2: Vec<&str> = columns
            .iter()
            .filter(|(_, candidate)| candidate.substance == "CO2")
            .map(|(implied, _)| published.columns[implied.column].as_str())
            .collect();
        if in_co2e && !of_co2.is_empty() {
            let message =
                format!("`{}` is printed as CO2e, and its factor is one of CO2 alone ({})", explained.pair.emissions, of_co2.join(", "));
            found.push(Finding::warning(message));
        }
    }
    found
}

/// How many times less category 3 must move than the factor of Scope 2.
const UNMOVED: i64 = 10;

pub fn upstream(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let found = audit.bridges.iter().filter(|bridge| key::scope(&bridge.emissions).0 == "scope2").filter_map(|bridge| {
        let explained = audit.explained.iter().find(|explained| explained.pair.emissions == bridge.emissions)?;
        let ratio = |column| published.value("scope3.3", column)?.divided_by(&published.value(&explained.pair.activity, column)?);
        let (old, new) = (ratio(bridge.from)?, ratio(bridge.to)?);
        let moved = new.divided_by(&old)?.minus(&Exact::one());
        let [before, after] = &bridge.factors;
        let factor = after.value.divided_by(&before.value)?.minus(&Exact::one());
        if magnitude(&moved).times(&Exact::from(UNMOVED)) >= magnitude(&factor) {
            return None;
        }
        let message = format!(
            "category 3 per {} moved by {}, the factor of `{}` by {}: was its upstream factor kept?",
            explained.unit.trim_start_matches("t/"),
            percent(&moved, 2),
            bridge.emissions,
            percent(&factor, 2)
        );
        let (old, new) = (significant(&old, 6), significant(&new, 6));
        Some(
            Finding::note(message)
                .because(format!("`scope3.3` over `{}` is {old}, then {new} {}", explained.pair.activity, explained.unit)),
        )
    });
    found.collect()
}
