//! Rows below a header that are no records: totals, remarks, captions. What says so itself is skipped by a rule; the rest is left open.

use super::answers::Answers;
use super::block::{Block, option, quoted};
use super::heading::{Heading, Meaning};
use super::look::Line;
use super::words::Words;
use crate::field::Field;
use std::collections::BTreeSet;

/// So many rows are named.
const NAMED: usize = 8;

/// What a row below the header is.
enum Kind {
    Record,
    /// A rule skips it.
    Rule(String),
    /// It is skipped by its number.
    Number,
    /// One cell that no word explains.
    Caption,
}

/// Takes out the rows that are no records, and says in `block` by which rules.
pub fn skip<'l>(lines: &'l [Line], headings: &[Heading], answers: &Answers, words: &Words, block: &mut Block) -> Vec<&'l Line> {
    let said = answers.said("skip-rows").unwrap_or_default();
    let mut numbers: BTreeSet<usize> = said.split(',').filter_map(|row| row.trim().parse().ok()).collect();
    let (mut records, mut rules, mut captions) = (Vec::new(), Vec::<String>::new(), Vec::new());
    let end = footer(lines, headings, words, block).unwrap_or(lines.len());
    for line in lines.iter().take(end).filter(|line| !numbers.contains(&line.number)).collect::<Vec<_>>() {
        match kind(line, headings, words) {
            Kind::Record => records.push(line),
            Kind::Rule(rule) if rules.contains(&rule) => {}
            Kind::Rule(rule) => rules.push(rule),
            Kind::Number => _ = numbers.insert(line.number),
            Kind::Caption => captions.push(line),
        }
    }
    if !rules.is_empty() {
        block.key("skip", format!("[{}]", rules.join(", ")), "rows that add up others, or remark on them");
    }
    let listed: Vec<String> = numbers.iter().map(usize::to_string).collect();
    if !listed.is_empty() {
        block.key("skip-rows", format!("[{}]", listed.join(", ")), "");
    }
    leave_captions(&captions, listed, block);
    records
}

fn kind(line: &Line, headings: &[Heading], words: &Words) -> Kind {
    let filled: Vec<(usize, &str)> = filled(line).collect();
    let total = filled.iter().find(|(column, cell)| words.named("total", cell).is_some() && !is_free(headings, *column));
    match (total, filled.as_slice()) {
        (Some((column, cell)), _) => rule(headings, *column, "equals", cell).map_or(Kind::Number, Kind::Rule),
        (None, [(column, cell)]) if headings.len() > 1 => {
            let remark = words.begins("remark", cell).and_then(|word| rule(headings, *column, "starts-with", word));
            remark.map_or(Kind::Caption, Kind::Rule)
        }
        _ => Kind::Record,
    }
}

/// A rule for the cell of a column, if the column has a name.
fn rule(headings: &[Heading], column: usize, test: &str, text: &str) -> Option<String> {
    let header = headings.get(column).map(|heading| heading.text.as_str()).filter(|text| !text.is_empty())?;
    Some(format!("{{ column = {}, {test} = {} }}", quoted(header), quoted(text)))
}

fn filled(line: &Line) -> impl Iterator<Item = (usize, &str)> {
    line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column, cell.as_str()))
}

/// Whether a column takes any text, so that a word in it says nothing of the row.
fn is_free(headings: &[Heading], column: usize) -> bool {
    headings.get(column).is_some_and(|heading| matches!(heading.meaning, Meaning::Field(Field::Note | Field::Evidence)))
}

/// The first of the last rows that hold one cell each, where it begins with a word for remarks. The table ends above it.
fn footer(lines: &[Line], headings: &[Heading], words: &Words, block: &mut Block) -> Option<usize> {
    let last = lines.iter().rposition(|line| filled(line).count() != 1).map_or(0, |last| last + 1);
    let remark = |index: &usize| {
        let (column, cell) = filled(lines.get(*index)?).next()?;
        rule(headings, column, "starts-with", words.begins("remark", cell)?)
    };
    let (first, rule) = (last..lines.len()).find_map(|index| Some((index, remark(&index)?)))?;
    block.key("footer", rule, "remarks below the table");
    Some(first)
}

/// Rows of one cell that no word explains.
fn leave_captions(captions: &[&Line], mut skipped: Vec<String>, block: &mut Block) {
    if captions.is_empty() {
        return;
    }
    let text = |line: &Line| filled(line).next().map(|(_, cell)| shortened(cell)).unwrap_or_default();
    let named: Vec<String> = captions.iter().take(NAMED).map(|line| format!("{} ({})", line.number, text(line))).collect();
    let more = if captions.len() > NAMED { ", ..." } else { "" };
    let (noun, verb) = if captions.len() == 1 { ("row", "holds") } else { ("rows", "hold") };
    skipped.extend(captions.iter().map(|line| line.number.to_string()));
    let why = format!("{noun} {}{more} {verb} nothing but one text", named.join(", "));
    block.leave("rows of one cell", why, vec![option("set", &format!("skip-rows={}", skipped.join(",")))]);
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(24).map(|each| if each.is_control() { ' ' } else { each }).collect();
    if shown.chars().count() < text.chars().count() { format!("{shown}...") } else { shown }
}
