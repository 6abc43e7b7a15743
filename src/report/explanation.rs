//! `tonne trace`: where a figure or a line comes from.

use super::steps::steps;
use super::{Grid, printed};
use crate::figure::Key;
use crate::formula::{Formula, Source};
use crate::language::Labels;
use crate::methods::NOT_SPLIT;
use crate::methods::market::RestBasis;
use crate::number::{Decimal, Exact};
use crate::totals::{Figure, Totals, contributions};
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The lines of a figure with what each contributes.
pub fn figure_lines(trace: &Trace, totals: &Totals, key: &Key, figure: &Figure, labels: &Labels) -> String {
    let choices = &trace.inventory.choices;
    let mut out = String::new();
    let _ = writeln!(out, "{}  ({key})", labels.figure(key));
    let _ = writeln!(out, "  = {} {}", figure.value, figure.unit);
    let _ = writeln!(
        out,
        "  printed {} ({}, {} decimals)\n",
        printed(key, &figure.value, choices),
        choices.rounding.name(),
        super::decimals(key, choices)
    );
    let mut above = key;
    let unit = totals.get(key.numerator()).map_or("", |figure| figure.unit.as_str());
    if let Key::Intensity(numerator, name) = key
        && let Some(denominator) = trace.inventory.denominators.get(name)
    {
        let value = totals.get(numerator).map_or(String::new(), |figure| format!("{} {}", figure.value, figure.unit));
        let _ = writeln!(out, "  {numerator} / {name}");
        let _ = writeln!(out, "  {numerator} = {value}");
        let _ = writeln!(out, "  {name} = {} {} ({})\n", denominator.amount, denominator.unit, denominator.source);
        above = numerator;
    }
    let mut grid = Grid::new(&["line", "where", "period", "site", "activity", "quantity", "unit", unit], &[5, 7]);
    for line in &trace.lines {
        let parts: Vec<Exact> = contributions(line, trace).into_iter().filter(|(part, _)| part == above).map(|(_, value)| value).collect();
        if parts.is_empty() {
            continue;
        }
        let record = &line.record;
        grid.row([
            record.id.clone(),
            record.place.to_string(),
            record.period.to_string(),
            record.site.clone(),
            record.activity.clone(),
            record.quantity.to_string(),
            record.unit.to_string(),
            Exact::sum(&parts).to_string(),
        ]);
    }
    out.push_str(&grid.text());
    out
}

/// The formulas of a line, term by term.
pub fn line_terms(trace: &Trace, line: &Line) -> String {
    let record = &line.record;
    let mut out = String::new();
    let _ = writeln!(out, "{}  ({})", record.id, record.place);
    let site = trace.inventory.sites.get(&record.site).map_or("", |site| &site.name);
    for (name, value) in [
        ("activity", record.activity.clone()),
        ("site", format!("{} ({site})", record.site)),
        ("period", record.period.to_string()),
        ("quantity", format!("{} {}", record.quantity, record.unit)),
        ("prices of", record.price_year.map_or_else(String::new, |year| year.to_string())),
        ("PCAF score", record.pcaf_score.map_or_else(String::new, |score| score.to_string())),
        ("counts in", record.category.to_string()),
        ("meter", record.provenance.meter.clone().unwrap_or_default()),
        ("quality", record.provenance.words()),
        ("evidence", record.evidence.clone()),
        ("note", record.note.clone()),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name:<11}{value}");
        }
    }
    for remark in record.place.remarks() {
        let _ = writeln!(out, "  {:<11}{remark}", "read");
    }
    if line.calculation.carried_in {
        let _ = writeln!(out, "  carried in: counted, not derived here");
    }
    let inputs = line.inputs();
    let quantity = line.quantity_name();
    for emission in &line.calculation.emissions {
        let gas = if emission.gas == NOT_SPLIT { "CO2e, not split by gas" } else { &emission.gas };
        formula(&mut out, gas, &emission.formula, line, &inputs, &quantity);
    }
    if line.calculation.emissions.len() > 1 {
        let total = line.emissions().fold(Exact::zero(), |sum, (_, value)| sum.plus(&value));
        let gases: Vec<_> = line.calculation.emissions.iter().map(|emission| emission.gas.as_str()).collect();
        let _ = writeln!(out, "\n{} = {total} tCO2e", gases.join(" + "));
    }
    if let Some(biogenic) = &line.calculation.biogenic {
        formula(&mut out, "biogenic CO2, outside the scopes", biogenic, line, &inputs, &quantity);
    }
    if let Some(energy) = &line.calculation.energy {
        formula(&mut out, "energy", energy, line, &inputs, &quantity);
    }
    market(&mut out, line);
    sources(&mut out, line);
    out
}

/// The market-based side: what instruments cover, and the rest.
fn market(out: &mut String, line: &Line) {
    let Some(market) = &line.market else { return };
    let why = match market.basis {
        RestBasis::Supplier => "the supplier's factor",
        RestBasis::ResidualMix => "the residual mix",
        RestBasis::GridAverage => "the grid average, for want of a residual mix: double counting is possible",
        RestBasis::Location => "the location-based factor",
    };
    let _ = writeln!(out, "\nmarket-based: {} of {} {} takes {why}", market.rest.text(), line.record.quantity, line.record.unit);
    for emission in &market.calculation.emissions {
        let gas =
            if emission.gas == NOT_SPLIT { "market-based: CO2e, not split by gas" } else { &format!("market-based: {}", emission.gas) };
        formula(out, gas, &emission.formula, line, &line.part_inputs(market.rest), &line.rest_name(market));
    }
    for part in &market.covered {
        formula(
            out,
            &format!("market-based: covered by {}", part.instrument.id),
            &part.emission.formula,
            line,
            &line.part_inputs(part.part),
            "quantity",
        );
    }
}

fn formula(out: &mut String, name: &str, formula: &Formula, line: &Line, inputs: &[Decimal], quantity: &str) {
    let _ = writeln!(out, "\n{name}");
    let mut grid = Grid::new(&["", "", "", "product", "from"], &[1, 3]);
    for step in steps(formula, line, inputs, quantity) {
        grid.row([step.sign.to_string(), step.value, step.unit, step.running, step.source]);
    }
    let value = formula.evaluate(inputs);
    grid.row(["=".into(), String::new(), formula.result().to_string(), value.to_string(), String::new()]);
    out.push_str(&grid.text());
}

/// Every cited table once, with what a reader needs to find it and why it was chosen.
fn sources(out: &mut String, line: &Line) {
    let calculation = &line.calculation;
    let market = line.market.iter().flat_map(|market| &market.calculation.emissions);
    let emissions = calculation.emissions.iter().chain(market).map(|emission| &emission.formula);
    let formulas = emissions.chain(&calculation.biogenic).chain(&calculation.energy);
    let mut cited = BTreeMap::new();
    for term in formulas.flat_map(Formula::terms) {
        if let Source::Factor(citation) = &term.source {
            cited.entry(citation.table.clone()).or_insert_with(|| citation.clone());
        }
    }
    for citation in cited.values() {
        let years: Vec<_> = citation.data_years.iter().map(ToString::to_string).collect();
        let describes = if years.is_empty() { String::new() } else { format!("; describes {}", years.join(", ")) };
        let _ = writeln!(out, "\n{}", citation.table);
        let _ = writeln!(out, "  {}: {}; published {}{describes}", citation.publisher, citation.title, citation.published);
        let _ = writeln!(out, "  chosen: {}", citation.reason);
        if let Some(asked) = &citation.instead_of {
            let _ = writeln!(out, "  region: {} serves {asked}, along the declared fallback", citation.region);
        }
    }
}
