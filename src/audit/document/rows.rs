//! `[[figures]]`: a key, a unit, and the text of each column.

use super::super::key::{self, Fault};
use super::super::measure::Measure;
use super::{Cell, Place, Row};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::{Placed, Section};
use crate::number::printed::{self, Printed, Style};
use crate::number::{Decimal, Exact};
use crate::unit::Units;

/// The rows that stand in the document itself.
pub(super) fn read(top: &Section<'_, '_>, columns: &[String], style: &Style, units: &Units, problems: &mut Problems) -> Vec<Row> {
    top.sections("figures", problems)
        .iter()
        .filter_map(|section| {
            let row = row(section, columns, style, units, problems);
            section.finish(problems);
            row
        })
        .collect()
}

fn row(section: &Section<'_, '_>, columns: &[String], style: &Style, units: &Units, problems: &mut Problems) -> Option<Row> {
    let document = section.document();
    let key = section.required_text_such_as("key", "scope1", problems);
    let unit = section.required_text_such_as("unit", "tCO2e", problems);
    let name = section.text("name", problems).map(|placed| placed.value);
    let page = section.text("page", problems).map(|placed| placed.value);
    let explained = section.text("explained", problems).map(|placed| placed.value);
    let step = section.decimal("rounded-to", problems).and_then(|step| checked_step(step, section, problems));
    let texts: Vec<_> = columns.iter().map(|column| section.text(column, problems)).collect();
    if texts.iter().all(Option::is_none) && !columns.iter().any(|column| section.keys().iter().any(|key| key.value == *column)) {
        let first = columns.first().map_or("2025", String::as_str);
        problems.push(section.missing(first, "\"1,234.56\"").note("a row prints a figure in one column at least"));
    }
    let key = key?;
    if let Some(fault) = key_fault(&key.value, name.is_some()) {
        problems.push(fault.at(document.label(key.span.clone(), "")));
        return None;
    }
    let unit = unit?;
    let measure = match Measure::parse(&unit.value, units) {
        Ok(measure) => measure,
        Err(diagnostic) => {
            problems.push(diagnostic.at(document.label(unit.span, "")));
            return None;
        }
    };
    let cells = texts.into_iter().map(|text| {
        let text = text?;
        let number = number(&text.value, style, step.as_ref(), &measure, || document.label(text.span.clone(), ""));
        Some(Cell { printed: problems.keep(number)?, place: Place::Span(text.span) })
    });
    let cells = cells.collect();
    Some(Row { key: key.value, name, unit: measure, page, explained, cells, place: Place::Span(key.span) })
}

fn checked_step(step: Placed<Decimal>, section: &Section<'_, '_>, problems: &mut Problems) -> Option<Exact> {
    let exact = Exact::from(step.value);
    if exact.is_zero() || exact.is_negative() {
        let label = section.document().label(step.span, "");
        problems.push(Diagnostic::error(codes::BAD_VALUE, "`rounded-to` must be above zero").at(label).help("for thousands: \"1000\""));
        return None;
    }
    Some(exact)
}

/// Why a key cannot be one, without a place.
pub(super) fn key_fault(text: &str, named: bool) -> Option<Diagnostic> {
    let known = key::known();
    match key::kind(text) {
        Ok(key::Kind::Free) if !named => {
            let diagnostic = Diagnostic::error(codes::FIGURE_UNNAMED, format!("`{text}` is no key that is known here, and it has no name"));
            let diagnostic = diagnostic.suggest(text, known.iter().map(String::as_str));
            Some(diagnostic.help("a row of the document's own has a `name`: what the document calls it"))
        }
        Ok(_) => None,
        Err(Fault::Malformed) => Some(
            Diagnostic::error(codes::BAD_VALUE, format!("`{text}` cannot be a key"))
                .help("words with points between them: `waste.hazardous`"),
        ),
        Err(Fault::Unknown) => Some(
            Diagnostic::error(codes::FIGURE_UNNAMED, format!("`{text}` begins like a key that is known, and is none"))
                .suggest(text, known.iter().map(String::as_str))
                .help("keys are listed in docs/reference/published.md; a row of the document's own begins with a word of its own"),
        ),
    }
}

/// Reads a cell, with a name for what keeps it from being a number.
pub(super) fn number(
    text: &str,
    style: &Style,
    step: Option<&Exact>,
    unit: &Measure,
    label: impl FnOnce() -> Label,
) -> Result<Option<Printed>, Problems> {
    let percent = unit.text == "%" || unit.dimension == "ratio";
    let fault = match printed::read(text, style) {
        Ok(None) => return Ok(None),
        Ok(Some(printed)) if printed.percent && !percent => {
            Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{text}` is in percent, and the row in {}", unit.text))
                .help("write `unit = \"%\"` for a row of shares or changes")
        }
        Ok(Some(printed)) => {
            return Ok(Some(match step {
                Some(step) => printed.rounded_to(step),
                None => printed,
            }));
        }
        Err(printed::Fault::NotANumber) => Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{text}` is not a printed number"))
            .help("digits as printed: no unit, no words; what the document prints for \"no figure\" may stay (`-`, `N/A`)"),
        Err(printed::Fault::Grouping) => {
            Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{text}` has a separator that does not part groups of three digits"))
                .help("if the document writes a decimal comma, say so: `decimal-point = \",\"` and `thousands-separator = \".\"`")
        }
        Err(printed::Fault::Parentheses) => Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{text}` stands in parentheses"))
            .help("if that means below zero in this document, say so: `negative = \"parentheses\"`"),
        Err(printed::Fault::TooLong) => {
            Diagnostic::error(codes::PRINTED_MALFORMED, format!("`{text}` has more than 28 digits")).help("no document prints as many")
        }
    };
    Err(fault.at(label()).into())
}
