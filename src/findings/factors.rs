//! What a reader must know of the factors that lines use: one finding for each table and cause.

use super::{factors_of, finding, lines, rows};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::formula::Citation;
use crate::inventory::Inventory;
use crate::methods::FactorFacts;
use crate::period::last_day;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// How many lines with a factor that was found wrong are named.
const NAMED: usize = 12;

/// The region of factors that hold everywhere; that they serve a place is no news.
const WORLD: &str = "GLO";

/// From how many years on a factor is old: data of less than three years are very good in the Scope 3 Standard, box 7.2.
const OLD: i16 = 3;

/// The lines of a cause, what to say of it, and the regions that it concerns.
#[derive(Default)]
struct Cause<'a> {
    message: String,
    lines: Vec<&'a Line>,
    regions: BTreeSet<&'a str>,
}

/// One finding for each table and cause.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<(Code, String), Cause<'_>> = BTreeMap::new();
    for line in &trace.lines {
        for facts in factors_of(line) {
            for (code, about, message) in causes_of(line, facts, &trace.inventory) {
                let cause = causes.entry((code, about)).or_default();
                cause.message = message;
                if cause.lines.last().is_none_or(|last| !std::ptr::eq(*last, line)) {
                    cause.lines.push(line);
                }
                cause.regions.extend(facts.citation.instead_of.as_deref());
            }
        }
    }
    causes.into_iter().map(|((code, _), cause)| drawn(code, &cause)).collect()
}

fn causes_of(line: &Line, facts: &FactorFacts, inventory: &Inventory) -> Vec<(Code, String, String)> {
    let citation: &Citation = &facts.citation;
    let table = &citation.table;
    let mut causes = Vec::new();
    if facts.co2_only {
        causes.push((codes::CO2_ONLY, table.clone(), format!("`{table}` holds CO2 only: CH4 and N2O are not in these totals of CO2e")));
    }
    if let Some(basis) = facts.embedded_gwp.as_ref().filter(|basis| **basis != inventory.choices.gwp) {
        let named = if basis == "mixed" { "a mixed or unstated set of GWPs" } else { basis };
        causes.push((
            codes::GWP_MIXED,
            format!("{table} {basis}"),
            format!("`{table}` holds CO2e made with {named}, not {}", inventory.choices.gwp),
        ));
    }
    let year = inventory.factor_year(&line.record.period);
    let of_another_year = |years: &[i16]| years.iter().max().copied().filter(|_| !years.contains(&year));
    let lag = match (of_another_year(&citation.data_years), of_another_year(&facts.serves)) {
        (Some(newest), _) => Some((newest, format!("`{table}` describes {newest}, the activity is of {year}"))),
        (None, Some(newest)) if citation.data_years.is_empty() => {
            Some((newest, format!("`{table}` is made for reports of {newest}, the activity is of {year}")))
        }
        _ => None,
    };
    let code = |newest: i16| if year.saturating_sub(newest) >= OLD { codes::FACTOR_OLD } else { codes::FACTOR_LAG };
    causes.extend(lag.map(|(newest, message)| (code(newest), format!("{table} {year}"), message)));
    if last_day(&citation.published).is_some_and(|published| published > inventory.as_of) {
        let message =
            format!("`{table}` was published on {}, after {}; it is used because it is named", citation.published, inventory.as_of);
        causes.push((codes::PUBLISHED_LATER, table.clone(), message));
    }
    for erratum in &citation.errata {
        causes.push((codes::FACTOR_ERRATUM, citation.reference(), format!("`{}`: {erratum}", citation.reference())));
    }
    if citation.instead_of.is_some() && citation.region != WORLD {
        let about = format!("{table} {}", citation.region);
        causes.push((
            codes::REGION_FALLBACK,
            about,
            format!("`{table}`: a factor of {} serves other regions along the declared fallback", citation.region),
        ));
    }
    causes
}

fn drawn(code: Code, cause: &Cause<'_>) -> Diagnostic {
    let regions: Vec<&str> = cause.regions.iter().copied().collect();
    let place = if code == codes::REGION_FALLBACK { format!(": {}", regions.join(", ")) } else { String::new() };
    let message = format!("{}{place} ({})", cause.message, lines(rows(&cause.lines)));
    let diagnostic = finding(code, message, cause.lines.first().copied());
    if code != codes::FACTOR_ERRATUM {
        return diagnostic;
    }
    let ids: Vec<_> = cause.lines.iter().take(NAMED).map(|line| line.record.id.as_str()).collect();
    let more = if cause.lines.len() > NAMED { ", ..." } else { "" };
    diagnostic.note(format!("lines: {}{more}", ids.join(", ")))
}
