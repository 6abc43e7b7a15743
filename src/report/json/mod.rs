//! The JSON of `tonne run` and `tonne trace`: a contract, documented in `docs/reference/json.md` with its schema beside it.
//!
//! Decimals are texts, keys stand in a fixed order, and there is no time stamp. Changes only add; anything else raises [`SCHEMA`].

mod contract;

pub use contract::*;

use super::{decimals, json_text, printed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::figure::Key;
use crate::formula::Source;
use crate::inventory::AcrossYears;
use crate::number::Exact;
use crate::totals::{Totals, contributions};
use crate::trace::{Line, Posting, Trace};

/// The whole result.
pub fn run(trace: &Trace, totals: &Totals, findings: &[Diagnostic], with_lines: bool) -> Run {
    let inventory = &trace.inventory;
    Run {
        schema: SCHEMA,
        tool: Tool { name: "tonne".into(), version: env!("CARGO_PKG_VERSION").into() },
        inventory: About {
            organisation: inventory.organisation.clone(),
            start: inventory.period.start.to_string(),
            end: inventory.period.end.to_string(),
            as_of: inventory.as_of.to_string(),
            consolidation: inventory.consolidation.name().into(),
            consolidation_reason: inventory.consolidation_reason.clone(),
        },
        choices: choices(trace),
        denominators: denominators(trace),
        tables: trace.tables.iter().map(|(id, sha256)| Table { id: id.clone(), sha256: sha256.clone() }).collect(),
        figures: totals.iter().map(|(key, figure)| figure_out(key, figure, trace)).collect(),
        categories: categories(trace),
        sensitivities: sensitivities(trace, totals),
        findings: findings.iter().map(finding).collect(),
        lines: with_lines.then(|| trace.lines.iter().map(|each| line(each, trace)).collect()),
    }
}

fn choices(trace: &Trace) -> Choices {
    let choices = &trace.inventory.choices;
    let across = |years| match years {
        AcrossYears::Start => "start".to_string(),
        AcrossYears::End => "end".to_string(),
    };
    Choices {
        gwp: choices.gwp.clone(),
        scope2: std::iter::once("location-based").chain(choices.market_based.then_some("market-based")).map(String::from).collect(),
        vintage: choices.vintage.name().into(),
        across_years: choices.across_years.map(across),
        rounding: choices.rounding.name().into(),
        decimals: choices.decimals,
        intensity_decimals: choices.intensity_decimals,
    }
}

fn denominators(trace: &Trace) -> Vec<Denominator> {
    let each = trace.inventory.denominators.iter();
    each.map(|(name, denominator)| Denominator {
        name: name.clone(),
        amount: denominator.amount.to_string(),
        unit: denominator.unit.to_string(),
        source: denominator.source.clone(),
    })
    .collect()
}

fn categories(trace: &Trace) -> Vec<Category> {
    let each = trace.inventory.categories.iter();
    each.map(|(category, said)| Category { key: category.to_string(), status: said.status.name().into(), reason: said.reason.clone() })
        .collect()
}

/// A figure as JSON.
pub fn figure_out(key: &Key, figure: &crate::totals::Figure, trace: &Trace) -> Figure {
    let text = figure.value.text();
    Figure {
        key: key.to_string(),
        unit: figure.unit.clone(),
        value: text.with_decimals(decimals(key, &trace.inventory.choices)),
        exact: text.exact,
        printed: printed(key, &figure.value, &trace.inventory.choices),
        lines: figure.lines,
    }
}

fn sensitivities(trace: &Trace, totals: &Totals) -> Vec<SensitivityOut> {
    let found = crate::sensitivity::find(totals, &trace.inventory.denominators);
    let each = found.into_iter().map(|each| {
        let text = each.would_be.text();
        SensitivityOut {
            choice: each.choice.into(),
            key: each.key.to_string(),
            unit: each.unit,
            would_be: text.with_decimals(decimals(&each.key, &trace.inventory.choices)),
            exact: text.exact,
            printed: printed(&each.key, &each.would_be, &trace.inventory.choices),
        }
    });
    each.collect()
}

fn finding(diagnostic: &Diagnostic) -> Finding {
    let place = diagnostic.labels.first().map(|label| &label.excerpt);
    Finding {
        code: diagnostic.code.to_string(),
        severity: if diagnostic.severity == Severity::Warning { "warning".into() } else { "note".into() },
        message: diagnostic.message.clone(),
        file: place.map(|excerpt| excerpt.file.clone()),
        line: place.map(|excerpt| excerpt.line),
    }
}

/// A line as JSON.
pub fn line(line: &Line, trace: &Trace) -> LineOut {
    let record = &line.record;
    let is_row = record.batch.is_none();
    LineOut {
        id: is_row.then(|| record.id.clone()),
        file: is_row.then(|| record.place.file().to_string()),
        line: is_row.then(|| record.place.line()),
        rows: (!is_row).then(|| record.rows()),
        start: record.period.start.to_string(),
        end: record.period.end.to_string(),
        site: record.site.clone(),
        activity: record.activity.clone(),
        category: record.category.to_string(),
        quantity: record.quantity.to_string(),
        unit: record.unit.to_string(),
        evidence: record.evidence.clone(),
        meter: record.provenance.meter.clone().unwrap_or_default(),
        quality: record.provenance.words(),
        remarks: if is_row { record.place.remarks() } else { Vec::new() },
        carried_in: line.calculation.carried_in,
        contributions: contributions(line, trace).into_iter().map(contribution).collect(),
        formulas: line.postings().iter().map(|posting| formula_out(posting, line)).collect(),
    }
}

/// What a line contributes to a figure, as JSON.
pub fn contribution((key, value): (Key, Exact)) -> Contribution {
    let text = value.text();
    Contribution { key: key.to_string(), value: text.digits, exact: text.exact }
}

fn formula_out(posting: &Posting<'_>, line: &Line) -> FormulaOut {
    let (text, quantity) = (posting.value().text(), line.quantity_name(posting.part));
    let terms = posting.formula.terms().iter().map(|term| TermOut {
        role: term.role.name().into(),
        operation: match term.operation {
            crate::formula::Operation::Multiply => "multiply".into(),
            crate::formula::Operation::Divide => "divide".into(),
        },
        value: posting.number(term).to_string(),
        unit: term.unit.to_string(),
        source: source(&term.source, line, &quantity),
    });
    FormulaOut {
        of: posting.account.of.name().into(),
        basis: if posting.is_of_market() { "market-based".into() } else { String::new() },
        unit: posting.formula.result().to_string(),
        value: text.digits,
        exact: text.exact,
        terms: terms.collect(),
    }
}

fn source(source: &Source, line: &Line, quantity: &str) -> SourceOut {
    match &*line.source(source) {
        Source::Record(said) => {
            let place = line.record.batch.is_none().then_some(&line.record.place);
            SourceOut::Record {
                file: place.map(|place| place.file().to_string()),
                line: place.map(crate::ledger::Place::line),
                column: said.to_string(),
            }
        }
        Source::Standard { clause } => SourceOut::Standard { clause: (*clause).to_string() },
        Source::Inventory { file, line, what } => SourceOut::Inventory { file: file.clone(), line: *line, what: what.clone() },
        Source::Instrument(instrument) => SourceOut::Instrument {
            id: instrument.id.clone(),
            file: instrument.file.clone(),
            line: instrument.line,
            serials: instrument.serials.clone(),
        },
        Source::Factor(citation) => SourceOut::Factor {
            table: citation.table.clone(),
            row: citation.row.clone(),
            name: citation.name.clone(),
            locator: citation.locator.clone(),
            publisher: citation.publisher.clone(),
            title: citation.title.clone(),
            published: citation.published.clone(),
            data_years: citation.data_years.clone(),
            region: citation.region.clone(),
            instead_of: citation.instead_of.clone(),
            chosen: citation.reason.to_string(),
        },
        Source::UnitSize { from, to } => SourceOut::Unit {
            from: from.to_string(),
            to: to.to_string(),
            definition: crate::report::steps::source_text(source, line, quantity),
        },
    }
}

/// A figure with its lines.
pub fn figure_trace(trace: &Trace, key: &Key, figure: &crate::totals::Figure) -> FigureTrace {
    let (above, name) = match key {
        Key::Intensity(numerator, name) => (numerator.as_ref(), Some(name)),
        other => (other, None),
    };
    let belongs = |line: &&Line| line.postings().iter().any(|posting| above.holds(&posting.account));
    FigureTrace {
        schema: SCHEMA,
        figure: figure_out(key, figure, trace),
        denominator: name.and_then(|name| denominators(trace).into_iter().find(|denominator| denominator.name == *name)),
        lines: trace.lines.iter().filter(belongs).map(|each| line(each, trace)).collect(),
    }
}

/// The JSON Schema of [`Run`].
///
/// # Errors
/// A fault of this program.
pub fn schema() -> Result<String, Diagnostic> {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Run>();
    json_text(&schema)
}
