//! `tonne trace`: where a figure or a line comes from.

use super::steps::steps;
use super::{Grid, printed};
use crate::figure::Key;
use crate::figure::Of;
use crate::formula::Source;
use crate::language::Labels;
use crate::methods::market::RestBasis;
use crate::number::Exact;
use crate::totals::{Figure, Totals};
use crate::trace::{Line, Part, Posting, Trace};
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
        let Some(adds) = line.adds(above) else { continue };
        let record = &line.record;
        grid.row([
            record.id.clone(),
            record.place.to_string(),
            record.period.to_string(),
            record.site.clone(),
            record.activity.clone(),
            record.quantity.to_string(),
            record.unit.to_string(),
            adds.to_string(),
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
    let postings = line.postings();
    let whole: Vec<_> = postings.iter().filter(|posting| matches!(posting.part, Part::Whole)).collect();
    let gases: Vec<&str> = whole.iter().filter_map(|posting| posting.account.of.gas_name()).collect();
    for (index, posting) in whole.iter().enumerate() {
        if index == gases.len() {
            sum_of_gases(&mut out, &whole, &gases);
        }
        let name = match &posting.account.of {
            Of::Biogenic => "biogenic CO2, outside the scopes",
            Of::Energy(_) => "energy",
            Of::NotSplit => "CO2e, not split by gas",
            Of::Gas(gas) => gas,
        };
        formula(&mut out, name, posting, line);
    }
    if gases.len() == whole.len() {
        sum_of_gases(&mut out, &whole, &gases);
    }
    market(&mut out, line, &postings);
    sources(&mut out, line);
    out
}

/// What the gases make together.
fn sum_of_gases(out: &mut String, whole: &[&Posting<'_>], gases: &[&str]) {
    if gases.len() > 1 {
        let values: Vec<Exact> = whole.iter().take(gases.len()).map(|posting| posting.value()).collect();
        let _ = writeln!(out, "\n{} = {} tCO2e", gases.join(" + "), Exact::sum(&values));
    }
}

/// The market-based side: what instruments cover, and the rest.
fn market(out: &mut String, line: &Line, postings: &[Posting<'_>]) {
    let Some(market) = &line.market else { return };
    let why = match market.basis {
        RestBasis::Supplier => "the supplier's factor",
        RestBasis::ResidualMix => "the residual mix",
        RestBasis::GridAverage => "the grid average, for want of a residual mix: double counting is possible",
        RestBasis::Location => "the location-based factor",
    };
    let _ = writeln!(out, "\nmarket-based: {} of {} {} takes {why}", market.rest.text(), line.record.quantity, line.record.unit);
    for posting in postings {
        let name = match (posting.part, &posting.account.of) {
            (Part::Whole, _) => continue,
            (Part::Covered(part), _) => format!("market-based: covered by {}", part.instrument.id),
            (Part::Rest(_), Of::Gas(gas)) => format!("market-based: {gas}"),
            (Part::Rest(_), _) => "market-based: CO2e, not split by gas".into(),
        };
        formula(out, &name, posting, line);
    }
}

fn formula(out: &mut String, name: &str, posting: &Posting<'_>, line: &Line) {
    let _ = writeln!(out, "\n{name}");
    let mut grid = Grid::new(&["", "", "", "product", "from"], &[1, 3]);
    for step in steps(posting, line) {
        grid.row([step.sign.to_string(), step.value, step.unit, step.running, step.source]);
    }
    grid.row(["=".into(), String::new(), posting.formula.result().to_string(), posting.value().to_string(), String::new()]);
    out.push_str(&grid.text());
}

/// Every cited table once, with what a reader needs to find it and why it was chosen.
fn sources(out: &mut String, line: &Line) {
    let mut cited = BTreeMap::new();
    for term in line.postings().iter().flat_map(|posting| posting.formula.terms()) {
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
