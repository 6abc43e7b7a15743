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
pub const MONTHS: usize = 2;

/// Maps the columns of a file; `below` are the rows below the header.
pub fn map(headings: &[Heading], below: &[&Line], answers: &Answers, reporting: &Period, block: &mut Block) {
    let mut claims: BTreeMap<Field, Vec<&Heading>> = BTreeMap::new();
    let mut unknown = Vec::new();
    let headings = one_of_each(headings, below, answers, block);
    let is_month = |heading: &&Heading| matches!(heading.meaning, Meaning::Month(_)) && !answers.columns.contains_key(&heading.text);
    let months: Vec<&Heading> = headings.iter().copied().filter(is_month).collect();
    let by_month = months.len() >= MONTHS;
    for heading in headings {
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

/// The headers that one column has each. Of those that several have, none can be meant; all are ignored, or the spreadsheet is changed.
fn one_of_each<'h>(headings: &'h [Heading], below: &[&Line], answers: &Answers, block: &mut Block) -> Vec<&'h Heading> {
    let mut by_text: BTreeMap<&str, Vec<&Heading>> = BTreeMap::new();
    for heading in headings.iter().filter(|heading| !heading.text.is_empty()) {
        by_text.entry(&heading.text).or_default().push(heading);
    }
    let mut single = Vec::new();
    for heading in headings {
        match by_text.remove(heading.text.as_str()).unwrap_or_default().as_slice() {
            [] => {}
            [one] => single.push(*one),
            several => {
                let ignored = answers.columns.get(&heading.text).is_some_and(|said| said == "ignore");
                let matters = several.iter().any(|each| each.meaning != Meaning::Unknown || is_numeric(each, below));
                if matters && !ignored {
                    let why = "several columns have this header: rename all but one in the spreadsheet, or ignore them all";
                    block.leave(format!("column `{}`", heading.text), why, vec![option("column", &format!("{}=ignore", heading.text))]);
                } else {
                    block.ignore.push(heading.text.clone());
                }
            }
        }
    }
    single
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
    if !is_numeric(heading, below) {
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

/// Whether a column holds numbers and nothing else.
fn is_numeric(heading: &Heading, below: &[&Line]) -> bool {
    let style = Style { thousands: Some(','), full_width: true, percent: true, ..Style::default() };
    let is_number = |cell: &str| style.plain(cell, true).is_ok_and(|text| parse(&text).is_ok());
    let mut filled = cells(below, heading.column).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_number)
}

/// Maps columns of months. Those of a year that cannot be told are left open.
fn map_months(months: &[&Heading], reporting: &Period, block: &mut Block) {
    let mut unclear = Vec::new();
    let mut by_period: BTreeMap<String, Vec<&Heading>> = BTreeMap::new();
    for heading in months {
        let Meaning::Month(moment) = heading.meaning else { continue };
        match moment.written(reporting) {
            Some(period) => by_period.entry(period).or_default().push(heading),
            None => unclear.push(format!("`{}`", heading.text)),
        }
    }
    for (period, columns) in by_period {
        if let [one] = columns.as_slice() {
            block.months.push((one.text.clone(), period));
            continue;
        }
        // `1月（千瓦時）` and `1月（元）`, say.
        let names: Vec<String> = columns.iter().map(|heading| format!("`{}`", heading.text)).collect();
        let ways = columns.iter().map(|heading| option("column", &format!("{}=ignore", heading.text))).collect();
        block.leave(period, format!("{} stand for it; ignore all but one", names.join(" and ")), ways);
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
