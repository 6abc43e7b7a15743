//! The header of a ledger meets its mapping: where each field is, and what is missing, unknown or said twice.

use super::layout::{Layout, Origin};
use super::rows::Header;
use crate::diagnostic::{Diagnostic, Label, Problems, closest, codes};
use crate::field::Field;
use crate::inventory::LedgerFile;
use crate::inventory::mapping::{Mapping, SkipRule, SkipTest, header_text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many unknown columns, and how many that stand twice, are told one by one. A sheet has 16,384.
const SHOWN: usize = 20;

/// How the rows below a header become records.
#[derive(Debug)]
pub struct Plan {
    /// Where the fields of each record are that a row makes: one, or one for each column of a month.
    pub layouts: Vec<Layout>,
    /// Rows that are no records, by the cell that tells them.
    pub skip: Vec<(usize, SkipTest)>,
    /// The first row that is no record, nor any behind it.
    pub footer: Option<(usize, SkipTest)>,
}

/// What a column is.
enum Role {
    Field(Field),
    Month(usize),
    Ignored,
}

/// Checks that every column is known and none is missing. A misspelt column is not missing as well.
pub fn check(header: &Header, ledger: &LedgerFile) -> Result<Plan, Problems> {
    let mapping = &ledger.mapping;
    let mut problems = Problems::default();
    refuse_duplicates(header, mapping, &mut problems);
    let known: Vec<&str> = Field::names().collect();
    let roles = roles(mapping);
    let names: Vec<String> = header.names.iter().map(|name| header_text(name)).collect();
    let is_known = |name: &String| {
        let exact = roles.contains_key(name.as_str()) || Field::named(name).is_some();
        exact || closest(name, known.iter().copied()).is_some()
    };
    if !names.iter().any(is_known) {
        return Err(Diagnostic::error(codes::MISSING_COLUMN, "this row names no column of a ledger")
            .at(header.whole_label(if mapping.header_row.is_some() { "the header" } else { "the first row is the header" }))
            .help(columns_help())
            .help("a header further down is named by `header-row = 3` under [[ledgers]]; other names of columns by [ledgers.columns]")
            .into());
    }
    let mut layout = Layout::with(Arc::new(mapping.values.clone()), mapping.dates);
    for (field, said) in &mapping.constants {
        layout.put(*field, Origin::Constant(said.clone()));
    }
    if mapping.id_from_row.is_some() {
        layout.put(Field::Id, Origin::Row);
    }
    let mut months: Vec<(usize, usize)> = Vec::new();
    let (mut misspelt, mut nobodys) = (Vec::new(), 0);
    for (column, name) in names.iter().enumerate() {
        match roles.get(name.as_str()) {
            Some(Role::Field(field)) => layout.put(*field, Origin::Column(column)),
            Some(Role::Month(month)) => months.push((*month, column)),
            Some(Role::Ignored) => layout.ignored.push((name.clone(), column)),
            None if name.is_empty() => layout.nameless.push(column),
            None => match Field::named(name) {
                Some(field) => match said_elsewhere(field, mapping) {
                    Some(label) => problems.push(
                        Diagnostic::error(codes::MAPPED_TWICE, format!("the field `{name}` is mapped, and is a column too"))
                            .at(header.label(column, "the column"))
                            .at(label)
                            .help(format!("take the mapping out, or list the column under `ignore`: ignore = [\"{name}\"]")),
                    ),
                    None => layout.put(field, Origin::Column(column)),
                },
                None => {
                    nobodys += 1;
                    if nobodys > SHOWN {
                        continue;
                    }
                    let absent = || known.iter().copied().filter(|known| header.column(known).is_none());
                    misspelt.extend(closest(name, absent()));
                    problems.push(unknown(header, column, mapping).suggest(name, absent()).help(columns_help()));
                }
            },
        }
    }
    if nobodys > SHOWN {
        let message = format!("{} more columns are read by no one", nobodys - SHOWN);
        problems.push(Diagnostic::error(codes::UNKNOWN_COLUMN, message).at(header.whole_label("of this header")));
    }
    refuse_absent(header, mapping, &names, &mut problems);
    let rule = |rule: &SkipRule| Some((names.iter().position(|name| *name == rule.column.text)?, rule.test.clone()));
    let (skip, footer) = (mapping.skip.iter().filter_map(rule).collect(), mapping.footer.as_ref().and_then(rule));
    let layouts = if mapping.months.is_empty() { vec![layout] } else { by_month(&layout, mapping, &months) };
    if let Some(layout) = layouts.first() {
        refuse_missing(header, layout, &misspelt, mapping, &mut problems);
    }
    problems.or(Plan { layouts, skip, footer })
}

/// What mapped columns are, by their headers.
fn roles(mapping: &Mapping) -> BTreeMap<&str, Role> {
    let columns = mapping.columns.iter().map(|column| (column.header.as_str(), Role::Field(column.field)));
    let months = mapping.months.iter().enumerate().map(|(index, month)| (month.header.as_str(), Role::Month(index)));
    let ignored = mapping.ignore.iter().map(|said| (said.text.as_str(), Role::Ignored));
    columns.chain(months).chain(ignored).collect()
}

/// Where the inventory says what a field is.
fn said_elsewhere(field: Field, mapping: &Mapping) -> Option<Label> {
    let column = mapping.columns.iter().find(|column| column.field == field).map(|column| &column.label);
    let constant = mapping.constants.get(&field).map(|said| &said.label);
    let id = mapping.id_from_row.as_ref().filter(|_| field == Field::Id);
    let of_months = [Field::Period, Field::Start, Field::End, Field::Quantity].contains(&field);
    let month = mapping.months.first().filter(|_| of_months).map(|month| &month.written.label);
    column.or(constant).or(id).or(month).cloned()
}

/// One layout for each column of a month, in the order of the file.
fn by_month(layout: &Layout, mapping: &Mapping, months: &[(usize, usize)]) -> Vec<Layout> {
    let of = |(month, column): &(usize, usize)| {
        let written = &mapping.months.get(*month)?.written;
        let mut layout = layout.clone();
        layout.put(Field::Quantity, Origin::Column(*column));
        layout.put(Field::Period, Origin::Constant(written.clone()));
        layout.suffix = Some(written.text.clone());
        Some(layout)
    };
    months.iter().filter_map(of).collect()
}

fn refuse_duplicates(header: &Header, mapping: &Mapping, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let ignored = |name: &str| mapping.ignore.iter().any(|said| said.text == header_text(name));
    let mut twice = 0;
    for (index, name) in header.names.iter().enumerate().filter(|(_, name)| !name.is_empty() && !ignored(name)) {
        match seen.get(name.as_str()) {
            Some(_) if twice == SHOWN => return,
            Some(first) => problems.push({
                twice += 1;
                Diagnostic::error(codes::DUPLICATE_COLUMN, format!("column `{name}` stands twice"))
                    .at(header.label(index, "again here"))
                    .at(header.label(*first, "first here"))
                    .help("take one of the two out, or rename it")
            }),
            None => _ = seen.insert(name, index),
        }
    }
}

/// Columns that the inventory maps, and the file lacks.
fn refuse_absent(header: &Header, mapping: &Mapping, names: &[String], problems: &mut Problems) {
    let columns = mapping.columns.iter().map(|column| (&column.header, &column.label));
    let months = mapping.months.iter().map(|month| (&month.header, &month.written.label));
    let rules = mapping.skip.iter().chain(&mapping.footer).map(|rule| (&rule.column.text, &rule.column.label));
    for (wanted, label) in columns.chain(months).chain(rules).filter(|(wanted, _)| !names.contains(wanted)) {
        problems.push(
            Diagnostic::error(codes::MISSING_COLUMN, format!("there is no column `{wanted}`"))
                .at(label.clone())
                .at(header.whole_label("in this header"))
                .suggest(wanted, names.iter().map(String::as_str)),
        );
    }
}

/// Why a column is unknown, without what may have been meant.
fn unknown(header: &Header, column: usize, mapping: &Mapping) -> Diagnostic {
    let name = header.names.get(column).map_or("", String::as_str);
    let diagnostic = Diagnostic::error(codes::UNKNOWN_COLUMN, format!("no one reads a column `{name}`")).at(header.label(column, ""));
    if mapping.is_default() {
        return diagnostic;
    }
    diagnostic.help(format!("map it in [ledgers.columns], or list it: ignore = [\"{}\"]", header_text(name)))
}

/// Fields that every record has, and this ledger lacks.
fn refuse_missing(header: &Header, layout: &Layout, misspelt: &[&str], mapping: &Mapping, problems: &mut Problems) {
    let in_two = layout.has(Field::Start) || layout.has(Field::End);
    if layout.has(Field::Period) && in_two {
        let column = layout.column(Field::Period);
        let label = column.map_or_else(|| header.whole_label(""), |column| header.label(column, ""));
        problems.push(
            Diagnostic::error(codes::DUPLICATE_COLUMN, "a period is said twice: in `period` and in `start` and `end`")
                .at(label)
                .help("keep `period`, or both of the others"),
        );
    }
    let of_time: &[&str] = match (layout.has(Field::Period), in_two) {
        (true, _) => &[],
        (false, true) => &["start", "end"],
        (false, false) => &["period"],
    };
    let needed = ["id", "site", "activity", "quantity", "unit"].iter().chain(of_time);
    let mapped = |name: &str| mapping.columns.iter().any(|column| column.field.name() == name);
    let has = |name: &str| Field::named(name).is_some_and(|field| layout.has(field)) || mapped(name);
    let missing: Vec<&str> = needed.filter(|name| !has(name) && !misspelt.contains(*name)).copied().collect();
    if missing.is_empty() {
        return;
    }
    let listed: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let message = match listed.as_slice() {
        [one] => format!("column {one} is missing"),
        several => format!("columns {} are missing", several.join(", ")),
    };
    let diagnostic = Diagnostic::error(codes::MISSING_COLUMN, message)
        .at(header.whole_label("in this header"))
        .help("every ledger has id, site, activity, quantity, unit, and period or start and end");
    problems.push(if mapping.is_default() {
        diagnostic
    } else {
        let id = if missing.contains(&"id") { "; ids are made from the places of rows with `id = \"row\"`" } else { "" };
        diagnostic.help(format!("map a column to it in [ledgers.columns], or say what holds for all rows in [ledgers.constants]{id}"))
    });
}

/// What columns a ledger may have.
fn columns_help() -> String {
    let common: Vec<&str> = Field::NAMED.iter().map(|(name, _)| *name).collect();
    format!("columns of a ledger: {}; docs/reference/ledger.md lists the numbers of single methods too", common.join(", "))
}
