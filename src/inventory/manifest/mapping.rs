//! The mapping under `[[ledgers]]`: which columns of a file are which fields of a record, and which rows are no records.

use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::{Placed, Section};
use crate::field::Field;
use crate::inventory::mapping::{Dates, HiddenRows, MappedColumn, Mapping, MonthColumn, Said, SkipRule, SkipTest, header_text};
use crate::period::Period;
use std::collections::BTreeMap;

/// Reads the mapping of a ledger.
pub(super) fn mapping(section: &Section<'_, '_>, problems: &mut Problems) -> Mapping {
    let document = section.document();
    let said = |placed: Placed<String>, text: &str| Said { label: document.label(placed.span, text), text: placed.value };
    let sheet = section.text("sheet", problems).map(|placed| said(placed, "named here"));
    let header_row = section.whole("header-row", 1_048_576, problems);
    if header_row == Some(0) {
        let message = "rows are counted from 1";
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(section.label_of("header-row", "")));
    }
    let rule = |rule: &Section<'_, '_>, problems: &mut Problems| skip_rule(rule, problems);
    let skip = section.sections("skip", problems).iter().filter_map(|each| rule(each, problems)).collect();
    let footer = section.section("footer", problems).and_then(|each| rule(&each, problems));
    let by_row = section.choice("id", &[("row", ())], problems);
    let mapping = Mapping {
        sheet,
        header_row: header_row.and_then(|row| usize::try_from(row).ok()),
        columns: columns(section, problems),
        constants: constants(section, problems),
        values: values(section, problems),
        months: months(section, problems),
        skip_blank_months: section.choice("blank-months", &[("skip", ())], problems).is_some(),
        ignore: section.texts("ignore", problems).unwrap_or_default().into_iter().map(|each| header(said(each, "ignored here"))).collect(),
        skip_rows: section.numbers("skip-rows", "[3, 17]", problems).unwrap_or_default().into_iter().map(|row| row.value).collect(),
        skip,
        footer,
        hidden_rows: section.choice("hidden-rows", &[("skip", HiddenRows::Skip), ("read", HiddenRows::Read)], problems),
        dates: section.choice("dates", &[("day", Dates::Day), ("month", Dates::Month)], problems),
        id_from_row: by_row.map(|()| section.label_of("id", "the id is made here")),
        last_row_is_record: section.choice("last-row", &[("record", ())], problems).is_some(),
    };
    conflicts(&mapping, problems);
    mapping
}

/// A header of the inventory, as headers are compared.
fn header(said: Said) -> Said {
    Said { text: header_text(&said.text), ..said }
}

/// The field of that name, or what may have been meant.
fn field(name: &str, label: Label, problems: &mut Problems) -> Option<Field> {
    let field = Field::named(name);
    if field.is_none() {
        let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("a record has no field `{name}`")).at(label);
        let common: Vec<&str> = Field::NAMED.iter().map(|(name, _)| *name).collect();
        let help = format!("fields: {}; docs/reference/ledger.md lists the numbers of single methods too", common.join(", "));
        problems.push(diagnostic.suggest(name, Field::names()).help(help));
    }
    field
}

/// `[ledgers.columns]`.
fn columns(section: &Section<'_, '_>, problems: &mut Problems) -> Vec<MappedColumn> {
    let Some(list) = section.section("columns", problems) else { return Vec::new() };
    let document = list.document();
    let mut columns = Vec::new();
    for key in list.keys() {
        let Some(name) = list.text(&key.value, problems) else { continue };
        let Some(field) = field(&name.value, document.label(name.span.clone(), ""), problems) else { continue };
        let label = document.label(key.span.start..name.span.end, "mapped here");
        columns.push(MappedColumn { header: header_text(&key.value), field, label });
    }
    columns
}

/// `[ledgers.constants]`.
fn constants(section: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<Field, Said> {
    let Some(list) = section.section("constants", problems) else { return BTreeMap::new() };
    let document = list.document();
    let mut constants = BTreeMap::new();
    for key in list.keys() {
        let Some(text) = list.text(&key.value, problems) else { continue };
        let label = document.label(text.span, "the same for all rows");
        if text.value.trim().is_empty() {
            let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("the constant `{}` is empty", key.value));
            problems.push(diagnostic.at(label).help("leave it out, or say what holds for all rows"));
        } else if let Some(field) = field(&key.value, document.label(key.span, ""), problems) {
            constants.insert(field, Said { text: text.value.trim().to_string(), label });
        }
    }
    constants
}

/// `[ledgers.values.<field>]`.
fn values(section: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<Field, BTreeMap<String, Said>> {
    let Some(fields) = section.section("values", problems) else { return BTreeMap::new() };
    let mut values = BTreeMap::new();
    for name in fields.keys() {
        let Some(list) = fields.section(&name.value, problems) else { continue };
        let document = list.document();
        let Some(field) = field(&name.value, document.label(name.span, ""), problems) else { continue };
        let mut words = BTreeMap::new();
        for word in list.keys() {
            let Some(meaning) = list.text(&word.value, problems) else { continue };
            let label = document.label(word.span.start..meaning.span.end, format!("read as `{}`", meaning.value));
            words.insert(word.value.trim().to_string(), Said { text: meaning.value.trim().to_string(), label });
        }
        values.insert(field, words);
    }
    values
}

/// `[ledgers.months]`.
fn months(section: &Section<'_, '_>, problems: &mut Problems) -> Vec<MonthColumn> {
    let Some(list) = section.section("months", problems) else { return Vec::new() };
    let document = list.document();
    let mut months = Vec::new();
    for key in list.keys() {
        let Some(written) = list.date(&key.value, problems) else { continue };
        let label = document.label(key.span.start..written.span.end, "mapped here");
        let Some(period) = Period::parse(&written.value) else {
            let diagnostic = Diagnostic::error(codes::PERIOD_MALFORMED, format!("`{}` is not a period", written.value));
            let help = format!("write the period of the column: \"{}\" = \"2025-01\"", key.value);
            problems.push(diagnostic.at(document.label(written.span, "")).help(help));
            continue;
        };
        let written = Said { text: written.value, label };
        months.push(MonthColumn { header: header_text(&key.value), written, period });
    }
    months
}

/// One rule of `skip`, or `footer`.
fn skip_rule(rule: &Section<'_, '_>, problems: &mut Problems) -> Option<SkipRule> {
    let column = rule.required_text("column", problems);
    let equals = rule.text("equals", problems).map(|text| SkipTest::Equals(text.value.trim().to_string()));
    let starts = rule.text("starts-with", problems).map(|text| SkipTest::StartsWith(text.value.trim().to_string()));
    let empty = rule.flag("empty", problems).then_some(SkipTest::Empty);
    rule.finish(problems);
    let tests: Vec<SkipTest> = [equals, starts, empty].into_iter().flatten().collect();
    let column = column?;
    let label = rule.document().label(column.span, "named here");
    let [test] = tests.as_slice() else {
        let message = "a rule that skips rows says one thing of a cell";
        let help = "give it one of equals = \"...\", starts-with = \"...\", empty = true";
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(label).help(help));
        return None;
    };
    Some(SkipRule { column: header(Said { text: column.value, label }), test: test.clone() })
}

/// Fields and columns that are said twice, with both ends.
fn conflicts(mapping: &Mapping, problems: &mut Problems) {
    let mut twice = |what: String, second: &Label, first: &Label, help: &str| {
        problems.push(Diagnostic::error(codes::MAPPED_TWICE, what).at(second.clone()).at(first.clone()).help(help));
    };
    let mut fields: BTreeMap<Field, &Label> = BTreeMap::new();
    let mut headers: BTreeMap<&str, &Label> = BTreeMap::new();
    let columns = mapping.columns.iter().map(|column| (Some(column.field), Some(column.header.as_str()), &column.label));
    let constants = mapping.constants.iter().map(|(field, said)| (Some(*field), None, &said.label));
    let months = mapping.months.iter().map(|month| (None, Some(month.header.as_str()), &month.written.label));
    let ignored = mapping.ignore.iter().map(|said| (None, Some(said.text.as_str()), &said.label));
    let id = mapping.id_from_row.iter().map(|label| (Some(Field::Id), None, label));
    for (field, header, label) in columns.chain(constants).chain(months).chain(ignored).chain(id) {
        if let Some((field, first)) = field.and_then(|field| Some((field, *fields.get(&field)?))) {
            let help = "a field comes from one column, or is the same for all rows; take one of the two out";
            twice(format!("the field `{}` is mapped twice", field.name()), label, first, help);
        }
        if let Some((header, first)) = header.and_then(|header| Some((header, *headers.get(header)?))) {
            twice(format!("the column `{header}` is mapped twice"), label, first, "a column is one thing; take one of the two out");
        }
        field.and_then(|field| fields.insert(field, label));
        header.and_then(|header| headers.insert(header, label));
    }
    if let Some(month) = mapping.months.first() {
        for field in [Field::Period, Field::Start, Field::End, Field::Quantity] {
            if let Some(first) = fields.get(&field) {
                let help = "columns of months hold the quantities, and say the periods; take the other out";
                twice(format!("the field `{}` is mapped twice", field.name()), first, &month.written.label, help);
            }
        }
        for (index, later) in mapping.months.iter().enumerate() {
            let overlaps = mapping.months.iter().take(index).find(|earlier| earlier.period.overlap(&later.period).is_some());
            if let Some(earlier) = overlaps {
                let message = format!("two columns stand for {}", later.period);
                twice(message, &later.written.label, &earlier.written.label, "each column has a period of its own");
            }
        }
    }
}
