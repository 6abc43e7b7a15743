//! Figures: a fold over the trace. Every figure is the exact sum of what its lines contribute; nothing is rounded here.

use crate::figure::{Energy, Key};
use crate::inventory::Denominator;
use crate::methods::NOT_SPLIT;
use crate::number::{Exact, Fraction, Tally};
use crate::scope::Category;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value.
    pub value: Exact,
    /// Its unit: `tCO2e`, `tCO2`, `MWh`, or one of them per the unit of a denominator.
    pub unit: String,
    /// How many rows of ledgers it stands on.
    pub lines: u64,
}

/// All figures of an inventory. A figure that no line contributes to is not there: missing is not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    figures: BTreeMap<Key, Figure>,
}

impl Totals {
    /// Adds up a trace.
    pub fn of(trace: &Trace) -> Self {
        let mut sums: BTreeMap<Key, (Tally, u64)> = BTreeMap::new();
        for line in &trace.lines {
            let rows = line.record.rows();
            let mut last = None;
            contribute(line, trace, &mut |key, values| {
                let (tally, lines) = sums.entry(key.clone()).or_default();
                values.iter().for_each(|value| tally.add(value));
                *lines += if last.as_ref() == Some(&key) { 0 } else { rows };
                last = Some(key);
            });
        }
        let figure = |key: &Key, (tally, lines): &(Tally, u64)| Figure { value: tally.exact(), unit: unit_of(key), lines: *lines };
        let mut totals = Self { figures: sums.iter().map(|(key, sum)| (key.clone(), figure(key, sum))).collect() };
        totals.drop_sums_with_missing_parts();
        totals.divide(&trace.inventory.denominators);
        totals
    }

    /// A sum that lacks a part says less than its name: it is left out, as missing is not zero.
    fn drop_sums_with_missing_parts(&mut self) {
        let scope1 = Key::Category(Category::Scope1);
        let has = |key: &Key| self.figures.contains_key(key);
        let complete12 = has(&scope1) && has(&Key::Scope2Location);
        let complete123 = complete12 && has(&Key::Scope3);
        self.figures.retain(|key, _| match key.headline() {
            Key::Scope12Location | Key::Scope12Market => complete12,
            Key::Scope123Location | Key::Scope123Market => complete123,
            _ => true,
        });
    }

    fn divide(&mut self, denominators: &BTreeMap<String, Denominator>) {
        let totals: Vec<_> =
            self.figures.iter().filter(|(key, _)| key.is_total()).map(|(key, figure)| (key.clone(), figure.clone())).collect();
        for (name, denominator) in denominators {
            for (key, figure) in &totals {
                let Some(value) = figure.value.divided_by(&Exact::from(denominator.amount)) else { continue };
                let unit = format!("{}/{}", figure.unit, denominator.unit);
                self.figures.insert(Key::Intensity(Box::new(key.clone()), name.clone()), Figure { value, unit, lines: figure.lines });
            }
        }
    }

    /// A figure.
    pub fn get(&self, key: &Key) -> Option<&Figure> {
        self.figures.get(key)
    }

    /// A figure by the text of its key.
    pub fn find(&self, text: &str) -> Option<(&Key, &Figure)> {
        self.figures.iter().find(|(key, _)| key.to_string() == text)
    }

    /// All figures in the order in which reports show them.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Figure)> {
        let mut all: Vec<_> = self.figures.iter().collect();
        all.sort_by_key(|(key, _)| (rank(key), (*key).clone()));
        all.into_iter()
    }
}

/// What a line adds to which figures. Contributions to one figure follow one another.
pub fn contributions(line: &Line, trace: &Trace) -> Vec<(Key, Exact)> {
    let mut parts = Vec::new();
    contribute(line, trace, &mut |key, values| {
        let mut tally = Tally::default();
        values.iter().for_each(|value| tally.add(value));
        parts.push((key, tally.exact()));
    });
    parts
}

/// Tells what a line adds to which figures: a sum of fractions for each.
pub fn contribute(line: &Line, trace: &Trace, add: &mut impl FnMut(Key, &[&Fraction])) {
    let category = line.record.category;
    let with_market = trace.inventory.choices.market_based;
    let mut headline = match category {
        Category::Scope1 => vec![Key::Category(category), Key::Scope12Location, Key::Scope123Location],
        Category::Scope2 => vec![Key::Scope2Location, Key::Scope12Location, Key::Scope123Location],
        Category::Scope3(_) => vec![Key::Category(category), Key::Scope3, Key::Scope123Location],
    };
    let market_sums = match category {
        _ if !with_market => vec![],
        Category::Scope1 => vec![Key::Scope12Market, Key::Scope123Market],
        Category::Scope2 => vec![Key::Scope2Market, Key::Scope12Market, Key::Scope123Market],
        Category::Scope3(_) => vec![Key::Scope123Market],
    };
    let biogenic = line.calculation.biogenic.as_ref().and_then(|formula| formula.fraction(&line.inputs()));
    if category == Category::Scope2 {
        let market = line.market_fractions();
        market_sums.into_iter().for_each(|figure| add_emissions(figure, &market, biogenic.as_ref(), line, add));
    } else {
        headline.extend(market_sums);
    }
    let emissions = line.emission_fractions();
    headline.into_iter().for_each(|figure| add_emissions(figure, &emissions, biogenic.as_ref(), line, add));
    let energy = line.calculation.energy.as_ref().and_then(|formula| formula.fraction(&line.inputs()));
    if let (Some(value), Some((kind, carrier))) = (energy, trace.carriers.get(&line.record.activity)) {
        let (part, of_carrier) = match kind.as_str() {
            "direct" => (Energy::Direct, Energy::DirectCarrier(carrier.clone())),
            _ => (Energy::Indirect, Energy::IndirectCarrier(carrier.clone())),
        };
        for energy in [Energy::Total, part, of_carrier] {
            add(Key::Energy(energy), &[&value]);
        }
    }
}

/// What emissions of a line add to one figure: the whole, the part that was carried in, the gases, and biogenic CO2 beside it.
fn add_emissions(
    figure: Key,
    emissions: &[(&str, Fraction)],
    biogenic: Option<&Fraction>,
    line: &Line,
    add: &mut impl FnMut(Key, &[&Fraction]),
) {
    if !emissions.is_empty() {
        let all: Vec<&Fraction> = emissions.iter().map(|(_, value)| value).collect();
        if line.calculation.carried_in {
            add(Key::CarriedIn(Box::new(figure.clone())), &all);
        }
        add(figure.clone(), &all);
    }
    for (gas, value) in emissions.iter().filter(|_| figure.has_gases()) {
        add(Key::Gas(Box::new(figure.clone()), (*gas).to_string()), &[value]);
    }
    if let Some(value) = biogenic {
        add(Key::Biogenic(Box::new(figure)), &[value]);
    }
}

/// The unit of a figure that is no intensity.
pub fn unit_of(key: &Key) -> String {
    match key {
        Key::Energy(_) => "MWh".into(),
        Key::Biogenic(_) => "tCO2".into(),
        _ => "tCO2e".into(),
    }
}

/// The order of reports: scopes, sums, gases, memo items, energy, intensities.
fn rank(key: &Key) -> (u8, u8, u8) {
    let (part, figure) = place(key);
    let gas = match key {
        Key::Gas(_, gas) => ["CO2", "CH4", "N2O"].iter().position(|known| known == gas).unwrap_or(if gas == NOT_SPLIT { 4 } else { 3 }),
        _ => 0,
    };
    (part, figure, u8::try_from(gas).unwrap_or(u8::MAX))
}

fn place(key: &Key) -> (u8, u8) {
    match key {
        Key::Category(Category::Scope1) => (0, 0),
        Key::Scope2Location | Key::Category(Category::Scope2) => (1, 0),
        Key::Scope2Market => (1, 1),
        Key::Scope3 => (2, 0),
        Key::Category(Category::Scope3(number)) => (2, *number),
        Key::Scope12Location => (3, 0),
        Key::Scope12Market => (3, 1),
        Key::Scope123Location => (4, 0),
        Key::Scope123Market => (4, 1),
        Key::Gas(figure, _) => (5, place(figure).0),
        Key::Biogenic(figure) => (6, place(figure).0),
        Key::CarriedIn(figure) => (7, place(figure).0),
        Key::Energy(_) => (8, 0),
        Key::Intensity(figure, _) => (9, place(figure).0),
    }
}
