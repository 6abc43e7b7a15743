//! Findings: what a reader of the figures must know. They stop nothing.

use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::factors::vintage::Reason;
use crate::figure::{Energy, Key};
use crate::inventory::AcrossYears;
use crate::ledger::Field;
use crate::number::{Exact, parse, rounding};
use crate::scope::{Category, Status};
use crate::totals::Totals;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// All findings of a trace, one for each cause.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = carried_in(trace);
    findings.extend(of_factors(trace));
    findings.extend(energy_unknown(trace));
    findings.extend(categories(trace));
    findings.extend(does_not_foot(trace, &Totals::of(trace)));
    findings
}

fn finding(code: Code, severity: Severity, message: String, line: Option<&Line>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, severity, message);
    match line {
        Some(line) => diagnostic.at(line.record.place.label(Field::Activity, "the first of them")),
        None => diagnostic,
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".into() } else { format!("{count} lines") }
}

fn carried_in(trace: &Trace) -> Vec<Diagnostic> {
    let mut by_scope: BTreeMap<&str, (Vec<&Line>, Exact)> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.carried_in && !line.calculation.emissions.is_empty()) {
        let scope = match line.record.category {
            Category::Scope1 => "scope1",
            Category::Scope2 => "scope2",
            Category::Scope3(_) => "scope3",
        };
        let entry = by_scope.entry(scope).or_insert_with(|| (Vec::new(), Exact::zero()));
        entry.0.push(line);
        entry.1 = line.emissions().fold(entry.1.clone(), |sum, (_, value)| sum.plus(&value));
    }
    let message = |scope: &str, count: usize, sum: &Exact| {
        let (verb, are) = if count == 1 { ("carries", "it is") } else { ("carry", "they are") };
        format!("{} of {scope} {verb} {sum} tCO2e in as published: {are} counted, not derived here", lines(count))
    };
    by_scope
        .into_iter()
        .map(|(scope, (found, sum))| finding(codes::CARRIED_IN, Severity::Note, message(scope, found.len(), &sum), found.first().copied()))
        .collect()
}

/// One finding for each factor and cause.
fn of_factors(trace: &Trace) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<(Code, String), (String, Vec<&Line>)> = BTreeMap::new();
    for line in &trace.lines {
        let Some(facts) = &line.calculation.factor else { continue };
        let citation = &facts.citation;
        let mut note = |code: Code, about: String, message: String| {
            causes.entry((code, about)).or_insert_with(|| (message, Vec::new())).1.push(line);
        };
        if facts.co2_only {
            let message = format!("`{}` holds CO2 only: CH4 and N2O are not in these totals of CO2e", citation.table);
            note(codes::CO2_ONLY, citation.table.clone(), message);
        }
        if let Some(basis) = facts.embedded_gwp.as_ref().filter(|basis| **basis != trace.inventory.choices.gwp) {
            let message = format!("`{}` holds CO2e made with {}, not {}", citation.table, basis_name(basis), trace.inventory.choices.gwp);
            note(codes::GWP_MIXED, format!("{} {basis}", citation.table), message);
        }
        let year = year_of(line, trace);
        let of_another_year = |years: &[i16]| years.iter().max().copied().filter(|_| !years.contains(&year));
        let lag = match (of_another_year(&citation.data_years), of_another_year(&facts.serves)) {
            _ if citation.reason == Reason::Named => None,
            (Some(newest), _) => Some(format!("`{}` describes {newest}, the activity is of {year}", citation.table)),
            (None, Some(newest)) if citation.data_years.is_empty() => {
                Some(format!("`{}` is made for reports of {newest}, the activity is of {year}", citation.table))
            }
            _ => None,
        };
        if let Some(message) = lag {
            note(codes::FACTOR_LAG, format!("{} {year}", citation.table), message);
        }
        if let Some(asked) = &citation.instead_of {
            let message = format!("`{}` is of {}; it serves {asked} along the declared fallback", citation.reference(), citation.region);
            note(codes::REGION_FALLBACK, format!("{} {asked}", citation.reference()), message);
        }
    }
    let drawn = causes.into_iter().map(|((code, _), (message, found))| {
        let severity = if code == codes::GWP_MIXED { Severity::Warning } else { Severity::Note };
        finding(code, severity, format!("{message} ({})", lines(found.len())), found.first().copied())
    });
    drawn.collect()
}

/// The year whose factors a line takes.
fn year_of(line: &Line, trace: &Trace) -> i16 {
    match trace.inventory.choices.across_years {
        Some(AcrossYears::End) => line.record.period.end.year(),
        _ => line.record.period.start.year(),
    }
}

fn basis_name(basis: &str) -> &str {
    match basis {
        "mixed" => "a mixed or unstated set of GWPs",
        named => named,
    }
}

fn energy_unknown(trace: &Trace) -> Vec<Diagnostic> {
    let mut activities: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| line.calculation.energy_unknown) {
        activities.entry(&line.record.activity).or_default().push(line);
    }
    let message = |activity: &str, count| {
        format!("the energy of `{activity}` cannot be derived, so it is missing from the energy totals ({})", lines(count))
    };
    activities
        .into_iter()
        .map(|(activity, found)| {
            finding(codes::ENERGY_UNKNOWN, Severity::Warning, message(activity, found.len()), found.first().copied())
                .help("cite a calorific value: `properties = [\"publisher/dataset@edition#row\"]` under [[factors]]")
        })
        .collect()
}

fn categories(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let has_lines = |category: Category| trace.lines.iter().any(|line| line.record.category == category);
    for category in [Category::Scope1, Category::Scope2].into_iter().filter(|category| !has_lines(*category)) {
        let message = format!("{category} has no line: it is missing from the totals, not zero");
        findings.push(Diagnostic::new(codes::CATEGORY_WITHOUT_LINES, Severity::Warning, message));
    }
    for (category, said) in &trace.inventory.categories {
        if said.status == Status::Included && !has_lines(*category) {
            let message = format!("{category} is included and has no line: it is missing from the totals, not zero");
            findings.push(Diagnostic::new(codes::CATEGORY_WITHOUT_LINES, Severity::Warning, message).at(said.label.clone()));
        }
    }
    let open: Vec<_> = trace.inventory.categories.iter().filter(|(_, said)| said.status == Status::NotEvaluated).collect();
    if let Some((_, first)) = open.first() {
        let names: Vec<_> = open.iter().map(|(category, _)| category.to_string()).collect();
        let message = format!("not evaluated: {}", names.join(", "));
        findings.push(Diagnostic::new(codes::CATEGORY_NOT_EVALUATED, Severity::Note, message).at(first.label.clone()));
    }
    findings
}

/// What a reader of the printed figures would add up.
fn sums() -> [(Key, Vec<Key>); 4] {
    let scope1 = Key::Category(Category::Scope1);
    [
        (Key::Scope3, Category::scope3().map(Key::Category).collect()),
        (Key::Scope12Location, vec![scope1.clone(), Key::Scope2Location]),
        (Key::Scope123Location, vec![scope1, Key::Scope2Location, Key::Scope3]),
        (Key::Energy(Energy::Total), vec![Key::Energy(Energy::Direct), Key::Energy(Energy::Indirect)]),
    ]
}

/// One finding for each printed total that its printed parts do not add up to. The total is right: it is the exact sum, rounded once.
fn does_not_foot(trace: &Trace, totals: &Totals) -> Vec<Diagnostic> {
    let choices = &trace.inventory.choices;
    let text = |value: &Exact| rounding::round(value, choices.decimals, choices.rounding);
    let in_print = |key: &Key| totals.get(key).map(|figure| parse(&text(&figure.value)).ok().map(Exact::from));
    let broken = sums().into_iter().filter_map(|(total, parts)| {
        let whole = in_print(&total)??;
        let parts = Exact::sum(&parts.iter().filter_map(in_print).collect::<Option<Vec<_>>>()?);
        if parts == whole {
            return None;
        }
        let (parts, whole) = (text(&parts), text(&whole));
        let message = format!("the printed parts of {total} add up to {parts}, the total is {whole}: each is rounded once, by itself");
        Some(Diagnostic::new(codes::DOES_NOT_FOOT, Severity::Note, message))
    });
    broken.collect()
}
