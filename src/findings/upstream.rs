//! Electricity of category 3 beside that of Scope 2: what lies upstream of generation, and what is lost on the way.
//!
//! GHG Protocol Technical Guidance for Scope 3, category 3: the same grid, and a vintage not older than the factor of Scope 2.

use super::{finding, lines, rows};
use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Key;
use crate::number::{Decimal, Exact, rounding};
use crate::scope::Category;
use crate::totals::Sums;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// Activities of category 3 that belong to electricity.
const UPSTREAM: [&str; 3] = ["electricity", "upstream/electricity", "td-loss"];

/// The usual share of it, in percent of the emissions of generation.
const USUAL: (i64, i64) = (5, 35);

/// Older vintages, and an unusual share.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = older(trace);
    findings.extend(share(trace));
    findings
}

fn is_upstream(line: &Line) -> bool {
    line.record.category == Category::Scope3(3) && UPSTREAM.iter().any(|path| is_within(&line.record.activity, path))
}

fn is_generation(line: &Line) -> bool {
    line.record.category == Category::Scope2 && is_within(&line.record.activity, "electricity/grid")
}

/// The newest year that the factor of a line describes.
fn year(line: &Line) -> Option<i16> {
    line.calculation.factor.as_ref()?.citation.data_years.iter().max().copied()
}

/// One finding for each pair of tables, at the same site.
fn older(trace: &Trace) -> Vec<Diagnostic> {
    let mut generation: BTreeMap<&str, (i16, &str)> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| is_generation(line)) {
        if let (Some(year), Some(facts)) = (year(line), &line.calculation.factor) {
            let newest = generation.entry(&line.record.site).or_insert((year, &facts.citation.table));
            *newest = (*newest).max((year, &facts.citation.table));
        }
    }
    let mut pairs: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| is_upstream(line)) {
        let Some((newest, table)) = generation.get(line.record.site.as_str()) else { continue };
        if let (Some(year), Some(facts)) = (year(line).filter(|year| year < newest), &line.calculation.factor) {
            let message = format!("`{}` describes {year}, and Scope 2 takes `{table}` of {newest}", facts.citation.table);
            pairs.entry(message).or_default().push(line);
        }
    }
    let told = pairs.into_iter().map(|(message, found)| {
        finding(codes::UPSTREAM_OLDER, format!("{message} ({})", lines(rows(&found))), found.first().copied())
            .help("take an edition that is not older than that of Scope 2")
    });
    told.collect()
}

/// At most one finding: emissions of category 3 for the electricity of sites that have both, over those of generating it.
fn share(trace: &Trace) -> Option<Diagnostic> {
    let at = |kind: fn(&Line) -> bool| -> BTreeSet<&str> {
        trace.lines.iter().filter(|line| kind(line)).map(|line| line.record.site.as_str()).collect()
    };
    let sites: BTreeSet<&str> = at(is_upstream).intersection(&at(is_generation)).copied().collect();
    let sum = |kind: fn(&Line) -> bool| {
        let found = trace.lines.iter().filter(|line| kind(line) && sites.contains(line.record.site.as_str()));
        Sums::of(found).figure(&Key::Scope123Location)
    };
    let (upstream, generation) = (sum(is_upstream)?, sum(is_generation)?);
    let percent = upstream.times(&Exact::from(Decimal::ONE_HUNDRED)).divided_by(&generation)?;
    let unusual = percent < Exact::from(USUAL.0) || percent > Exact::from(USUAL.1);
    let first = trace.lines.iter().find(|line| is_upstream(line) && sites.contains(line.record.site.as_str()));
    unusual.then(|| {
        let message = format!(
            "category 3 of electricity is {} % of its generation ({upstream} of {generation} tCO2e); {} to {} % is usual",
            rounding::round(&percent, 1, trace.inventory.choices.rounding),
            USUAL.0,
            USUAL.1
        );
        finding(codes::UPSTREAM_SHARE, message, first).help("check whether a part is missing, or a life-cycle factor stands there in full")
    })
}
