//! Which columns are which fields: what headers say in full is taken, what two of them say is left open.

use super::answers::Answers;
use super::block::{Block, option};
use super::heading::{Heading, Meaning};
use super::look::Line;
use crate::field::Field;
use crate::number::{Style, parse};
use crate::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// Two columns of months make a table of months.
const MONTHS: usize = 2;

/// Maps the columns of a file; `below` are the rows below the header.
pub fn map(headings: &[Heading], below: &[&Line], answers: &Answers, reporting: &Period, block: &mut Block) {
    let mut claims: BTreeMap<Field, Vec<&Heading>> = BTreeMap::new();
    let mut unknown = Vec::new();
    let months: Vec<&Heading> = headings.iter().filter(|heading| matches!(heading.meaning, Meaning::Month(_))).collect();
    let by_month = months.len() >= MONTHS;
    for heading in headings.iter().filter(|heading| !heading.text.is_empty()) {
        if let Some(said) = answers.columns.get(&heading.text) {
            match Field::named(said) {
                Some(field) => block.columns.push((heading.text.clone(), field.name())),
                None => block.ignore.push(heading.text.clone()),
            }
            continue;
        }
        match heading.meaning {
            Meaning::Field(Field::Quantity) if by_month => unknown.push(heading),
            Meaning::Field(field) => claims.entry(field).or_default().push(heading),
            Meaning::Month(_) if by_month => {}
            Meaning::Serial | Meaning::Total => block.ignore.push(heading.text.clone()),
            Meaning::Month(_) | Meaning::Unknown => unknown.push(heading),
        }
    }
    if by_month {
        map_months(&months, reporting, block);
    }
    // A unit in brackets says that a column holds quantities, where no word does.
    if !claims.contains_key(&Field::Quantity) && !block.has("quantity") {
        let measured: Vec<&Heading> = unknown.iter().copied().filter(|heading| heading.unit.is_some()).collect();
        unknown.retain(|heading| heading.unit.is_none());
        if !measured.is_empty() {
            claims.insert(Field::Quantity, measured);
        }
    }
    for (field, claimed) in &claims {
        match claimed.as_slice() {
            [one] if !block.has(field.name()) && !answers.said.contains_key(field.name()) => take(*field, one, below, block),
            [_] => block.ignore.extend(claimed.iter().map(|heading| heading.text.clone())),
            several => leave(*field, several, block),
        }
    }
    for heading in unknown {
        leave_or_ignore(heading, below, block);
    }
}

/// Takes a column for a field. An id that does not name its row is none.
fn take(field: Field, heading: &Heading, below: &[&Line], block: &mut Block) {
    if field == Field::Id {
        let ids: Vec<&str> = cells(below, heading.column).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().filter(|id| !id.is_empty()).collect();
        if distinct.len() < ids.len() {
            block.notes.push(format!("column `{}` is not the id: some of its cells are empty or alike", heading.text));
            block.ignore.push(heading.text.clone());
            return;
        }
    }
    block.columns.push((heading.text.clone(), field.name()));
}

/// Leaves open which of several columns a field is.
fn leave(field: Field, several: &[&Heading], block: &mut Block) {
    let way = |chosen: &Heading| {
        let each = several.iter().map(|heading| {
            let meant = if heading.column == chosen.column { field.name() } else { "ignore" };
            option("column", &format!("{}={meant}", heading.text))
        });
        each.collect::<Vec<_>>().join(" ")
    };
    let names: Vec<String> = several.iter().map(|heading| format!("`{}`", heading.text)).collect();
    block.leave(field.name(), format!("{} could each be it", names.join(" and ")), several.iter().map(|heading| way(heading)).collect());
}

/// A column of words that nobody knows is ignored, and said so; one of numbers could change figures, so a person decides.
fn leave_or_ignore(heading: &Heading, below: &[&Line], block: &mut Block) {
    let style = Style { thousands: Some(','), full_width: true, percent: true, ..Style::default() };
    let is_number = |cell: &str| style.plain(cell, true).is_ok_and(|text| parse(&text).is_ok());
    let filled: Vec<&str> = cells(below, heading.column).filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() || !filled.iter().all(|cell| is_number(cell)) {
        block.ignore.push(heading.text.clone());
        block.notes.push(format!("column `{}` is ignored: no word in its header is known", heading.text));
        return;
    }
    let way = |meant: &str| option("column", &format!("{}={meant}", heading.text));
    block.leave(
        format!("column `{}`", heading.text),
        "it holds numbers, and no word in its header is known",
        vec![way("ignore"), way("quantity"), way("FIELD")],
    );
}

/// Maps columns of months. Those of a year that cannot be told are left open.
fn map_months(months: &[&Heading], reporting: &Period, block: &mut Block) {
    let mut unclear = Vec::new();
    for heading in months {
        let Meaning::Month(moment) = heading.meaning else { continue };
        match moment.written(reporting) {
            Some(period) => block.months.push((heading.text.clone(), period)),
            None => unclear.push(format!("`{}`", heading.text)),
        }
    }
    if !unclear.is_empty() {
        let why = format!("the year of {} cannot be told from the reporting period {reporting}", unclear.join(", "));
        block.leave("months", why, vec!["write the periods into [ledgers.months] yourself: \"1月\" = \"2025-01\"".into()]);
    }
}

/// The cells of a column.
pub fn cells<'l>(below: &'l [&'l Line], column: usize) -> impl Iterator<Item = &'l str> {
    below.iter().map(move |line| line.cells.get(column).map_or("", String::as_str))
}
