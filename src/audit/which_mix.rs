//! Emissions and energy of two fuels together: which shares of the two are feasible, under each set of factors and of calorific values.
//! One pair of numbers cannot say which set was used; a set under which no share is feasible was not.

use super::candidates::{Candidate, Candidates};
use super::document::{Pair, Published};
use super::measure;
use crate::activity::is_within;
use crate::diagnostic::Problems;
use crate::factors::{Basis, Library, Property, Stage};
use crate::house::House;
use crate::number::{Exact, Interval};
use std::collections::BTreeMap;

/// Which calorific values stand behind the emissions, and which behind the energy. A set is named by its table and its basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Calorific {
    /// The same behind both.
    Same,
    /// The factor is per mass: one set, behind the energy.
    Energy(String),
    /// Two sets.
    Two {
        /// Behind the emissions.
        emissions: String,
        /// Behind the energy.
        energy: String,
    },
}

/// Calorific values of both fuels from one table.
#[derive(Clone, Debug)]
struct CalorificSet {
    id: String,
    /// Energy per tonne, in the base of the audit.
    values: [Exact; 2],
}

/// One way to compute the emissions of both fuels from their energy.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The table of factors and the part of it: `ipcc/fuels@2006 commercial`.
    pub factors: String,
    /// `CO2` or `CO2e`.
    pub substance: String,
    /// The sets of GWPs that it holds for; empty where none is needed.
    pub gwps: Vec<String>,
    /// The calorific values.
    pub calorific: Calorific,
    /// Tonnes per base unit of energy, of each fuel.
    pub values: [Exact; 2],
    /// The shares of the second fuel, by column: where none lies between 0 and 1, the reading is not feasible.
    pub shares: Vec<Option<Interval>>,
}

/// The readings of one pair.
#[derive(Clone, Debug)]
pub struct Mix {
    /// The pair.
    pub pair: Pair,
    /// The columns that `shares` are of.
    pub columns: Vec<usize>,
    /// All readings.
    pub readings: Vec<Reading>,
}

impl Reading {
    /// Whether a share between 0 and 1 is possible in a column.
    pub fn feasible_in(&self, index: usize) -> bool {
        self.shares.get(index).and_then(Option::as_ref).and_then(|share| share.and(&unit_interval())).is_some()
    }

    /// Whether it is in every column.
    pub fn feasible(&self) -> bool {
        (0..self.shares.len()).all(|index| self.feasible_in(index))
    }
}

/// From 0 to 1, both inside.
fn unit_interval() -> Interval {
    let one = Interval::point(Exact::one());
    let bound = |interval: &Interval| interval.low().clone();
    Interval::between(bound(&Interval::point(Exact::zero())), bound(&one)).unwrap_or(one)
}

/// The readings of all pairs that name two fuels and an activity in energy.
///
/// # Errors
/// A table of the library that cannot be read.
pub fn find(published: &Published, house: &House, candidates: &mut Candidates) -> Result<Vec<Mix>, Problems> {
    let mut mixes = Vec::new();
    for pair in published.pairs.iter().filter(|pair| pair.fuels.len() == 2) {
        let columns: Vec<usize> = (0..published.columns.len())
            .filter(|column| {
                let amount = published.interval(&pair.activity, *column);
                amount.is_some_and(|amount| !amount.touches_zero()) && published.interval(&pair.emissions, *column).is_some()
            })
            .collect();
        if published.row(&pair.activity).is_none_or(|row| row.unit.kind() != "energy") || columns.is_empty() {
            continue;
        }
        let [one, other] = pair.fuels.as_slice() else { continue };
        let fuels = [one.as_str(), other.as_str()];
        let sets = calorific_sets(&house.library, fuels)?;
        let mut readings = Vec::new();
        for factors in factor_pairs(published, house, candidates, fuels)? {
            readings.extend(readings_of(&factors, &sets));
        }
        for reading in &mut readings {
            reading.shares = columns.iter().map(|column| share(published, pair, *column, &reading.values)).collect();
        }
        mixes.push(Mix { pair: pair.clone(), columns, readings: alike_under_gwps(readings) });
    }
    Ok(mixes)
}

/// The share of the second fuel: (emissions / energy - first) / (second - first).
fn share(published: &Published, pair: &Pair, column: usize, values: &[Exact; 2]) -> Option<Interval> {
    let [first, second] = values;
    let ratio = published.interval(&pair.emissions, column)?.divided_by(&published.interval(&pair.activity, column)?)?;
    ratio.minus(&Interval::point(first.clone())).divided_by(&Interval::point(second.minus(first)))
}

/// Factors of both fuels from the same part of the same table.
#[derive(Clone, Debug)]
struct FactorPair {
    table: String,
    parts: Vec<String>,
    substance: &'static str,
    gwp: Option<String>,
    values: [Exact; 2],
    per_mass: bool,
}

/// A table, a part of it, the substance, and the set of GWPs.
type Group<'a> = (&'a str, String, &'static str, Option<&'a str>);

/// The factors of both fuels, of tables that the company could have taken: those of its country, of the world, and those that it cites.
fn factor_pairs(published: &Published, house: &House, candidates: &mut Candidates, fuels: [&str; 2]) -> Result<Vec<FactorPair>, Problems> {
    let cited = |id: &str| published.method.cites.iter().any(|cited| id == cited || id.split('@').next() == Some(cited));
    let near = |region: &str| published.about.region.as_ref().is_none_or(|own| house.regions.lies_in(own, region));
    let mut found: Vec<FactorPair> = Vec::new();
    for (dimension, per_mass) in [("energy", false), ("mass", true)] {
        let all = candidates.per(&house.library, dimension)?;
        // By table, part of it, basis and substance: the factors of either fuel.
        let mut groups: BTreeMap<Group<'_>, [Vec<&Candidate>; 2]> = BTreeMap::new();
        let direct = all.iter().filter(|candidate| candidate.row().stage == Stage::Direct);
        for candidate in direct.filter(|candidate| near(&candidate.row().region) || cited(&candidate.table.about.id)) {
            let activity = &candidate.row().activity;
            let Some(fuel) = fuels.iter().position(|fuel| is_within(activity, fuel)) else { continue };
            let below = activity.strip_prefix(fuels[fuel]).unwrap_or_default().trim_start_matches('/');
            let part = below.split('/').next().unwrap_or_default();
            let gross = !per_mass && candidate.row().basis == Some(Basis::Gross);
            let part = if gross { format!("{part} gross").trim().to_string() } else { part.to_string() };
            let group = groups.entry((&candidate.table.about.id, part, candidate.substance, candidate.gwp.as_deref()));
            group.or_default()[fuel].push(candidate);
        }
        for ((id, part, substance, gwp), [ones, others]) in groups {
            for (one, other) in ones.iter().flat_map(|one| others.iter().map(move |other| (one, other))) {
                let values = [one.value.clone(), other.value.clone()];
                let kind = |known: &FactorPair| {
                    known.table == id && known.per_mass == per_mass && known.substance == substance && known.gwp.as_deref() == gwp
                };
                // The same numbers in several parts of a table are one reading.
                match found.iter_mut().find(|known| known.values == values && kind(known)) {
                    Some(known) if known.parts.contains(&part) => {}
                    Some(known) => known.parts.push(part.clone()),
                    None => {
                        let (table, parts, gwp) = (id.to_string(), vec![part.clone()], gwp.map(str::to_string));
                        found.push(FactorPair { table, parts, substance, gwp, values, per_mass });
                    }
                }
            }
        }
    }
    Ok(found)
}

/// The readings of one pair of factors: with one calorific value behind emissions and energy, and with two.
fn readings_of(pair: &FactorPair, sets: &[CalorificSet]) -> Vec<Reading> {
    let reading = |calorific: Calorific, values: [Exact; 2]| Reading {
        factors: format!("{} {}", pair.table, pair.parts.join(", ")).trim().to_string(),
        substance: pair.substance.to_string(),
        gwps: pair.gwp.iter().cloned().collect(),
        calorific,
        values,
        shares: Vec::new(),
    };
    let mut found = Vec::new();
    if pair.per_mass {
        for set in sets {
            if let Some(values) = both(&pair.values, |index, value| value.divided_by(&set.values[index])) {
                found.push(reading(Calorific::Energy(set.id.clone()), values));
            }
        }
        return found;
    }
    found.push(reading(Calorific::Same, pair.values.clone()));
    for behind in sets {
        for energy in sets.iter().filter(|energy| energy.id != behind.id) {
            if let Some(values) = both(&pair.values, |index, value| value.times(&behind.values[index]).divided_by(&energy.values[index])) {
                found.push(reading(Calorific::Two { emissions: behind.id.clone(), energy: energy.id.clone() }, values));
            }
        }
    }
    found
}

fn both(values: &[Exact; 2], each: impl Fn(usize, &Exact) -> Option<Exact>) -> Option<[Exact; 2]> {
    Some([each(0, &values[0])?, each(1, &values[1])?])
}

/// The tables that have a calorific value per mass of both fuels.
fn calorific_sets(library: &Library, fuels: [&str; 2]) -> Result<Vec<CalorificSet>, Problems> {
    let units = library.units();
    let mut sets = Vec::new();
    for id in library.ids().map(str::to_string).collect::<Vec<_>>() {
        let table = library.table(&id)?;
        for (property, name) in [
            (Property::CalorificValue(Basis::Net), "net"),
            (Property::CalorificValue(Basis::Gross), "gross"),
            (Property::StandardCoal, "net"),
        ] {
            let of = |fuel: &str| {
                let row = table.rows.iter().find(|row| row.activity == fuel && row.per.dimension() == "mass")?;
                let (column, value) = table.property(row, property)?;
                Exact::from(value).times(&measure::size(&column.unit, units)).divided_by(&measure::size(&row.per, units))
            };
            if let (Some(one), Some(other)) = (of(fuels[0]), of(fuels[1])) {
                sets.push(CalorificSet { id: format!("{id} {name}"), values: [one, other] });
            }
        }
    }
    Ok(sets)
}

/// Readings that differ in their GWPs alone become one, with the shares of all of them.
fn alike_under_gwps(readings: Vec<Reading>) -> Vec<Reading> {
    let mut joined: Vec<Reading> = Vec::new();
    for reading in readings {
        let same = |known: &&mut Reading| {
            !known.gwps.is_empty() && !reading.gwps.is_empty() && known.factors == reading.factors && known.calorific == reading.calorific
        };
        let alike = |known: &Reading| (0..reading.shares.len()).all(|index| known.feasible_in(index) == reading.feasible_in(index));
        match joined.iter_mut().filter(|known| alike(known)).find(same) {
            Some(known) => {
                known.gwps.extend(reading.gwps);
                known.gwps.sort();
                known.gwps.dedup();
                for (own, other) in known.shares.iter_mut().zip(reading.shares) {
                    *own = own.take().zip(other).map(|(own, other)| hull(&own, &other));
                }
            }
            None => joined.push(reading),
        }
    }
    joined
}

/// The smallest interval that holds both.
fn hull(one: &Interval, other: &Interval) -> Interval {
    let low = if other.low().value < one.low().value { other.low() } else { one.low() };
    let high = if other.high().value > one.high().value { other.high() } else { one.high() };
    Interval::between(low.clone(), high.clone()).unwrap_or_else(|| one.clone())
}
