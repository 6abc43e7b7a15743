//! Rows below a header that are no records: totals, remarks, captions. What says so itself is skipped by a rule; the rest is left open.

use super::answers::Answers;
use super::block::{Block, option, quoted};
use super::heading::Heading;
use super::look::Line;
use super::words::Words;

/// So many rows are named.
const NAMED: usize = 8;

/// Takes out the rows that are no records, and says in `block` by which rules.
pub fn skip<'l>(lines: &'l [Line], headings: &[Heading], answers: &Answers, words: &Words, block: &mut Block) -> Vec<&'l Line> {
    let said: Vec<usize> =
        answers.said("skip-rows").map(|rows| rows.split(',').filter_map(|row| row.trim().parse().ok()).collect()).unwrap_or_default();
    let (mut records, mut rules, mut numbers, mut captions) = (Vec::new(), Vec::<String>::new(), said.clone(), Vec::new());
    let header_of = |column: usize| headings.get(column).map(|heading| heading.text.as_str()).filter(|text| !text.is_empty());
    let footer = footer(lines, words);
    for (index, line) in lines.iter().enumerate() {
        if footer.is_some_and(|first| index >= first) {
            break;
        }
        if said.contains(&line.number) {
            continue;
        }
        let filled: Vec<(usize, &str)> =
            line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column, cell.as_str())).collect();
        let total = filled.iter().find(|(column, cell)| words.named("total", cell).is_some() && !is_free(headings, *column));
        match (total, filled.as_slice()) {
            (Some((column, cell)), _) => match header_of(*column) {
                Some(header) => rules.push(format!("{{ column = {}, equals = {} }}", quoted(header), quoted(cell))),
                None => numbers.push(line.number),
            },
            (None, [(column, cell)]) if headings.len() > 1 => match (words.begins("remark", cell), header_of(*column)) {
                (Some(word), Some(header)) => {
                    rules.push(format!("{{ column = {}, starts-with = {} }}", quoted(header), quoted(word)));
                }
                _ => captions.push((line.number, *cell)),
            },
            _ => records.push(line),
        }
    }
    if let Some((column, word)) =
        footer.and_then(|first| first_cell(lines.get(first)?)).map(|(column, cell)| (column, words.begins("remark", cell).unwrap_or(cell)))
        && let Some(header) = header_of(column)
    {
        block.key("footer", format!("{{ column = {}, starts-with = {} }}", quoted(header), quoted(word)), "remarks below the table");
    }
    rules.dedup();
    let mut once: Vec<String> = Vec::new();
    for rule in rules {
        if !once.contains(&rule) {
            once.push(rule);
        }
    }
    if !once.is_empty() {
        block.key("skip", format!("[{}]", once.join(", ")), "rows that add up others, or remark on them");
    }
    numbers.sort_unstable();
    numbers.dedup();
    if !numbers.is_empty() {
        let listed: Vec<String> = numbers.iter().map(usize::to_string).collect();
        block.key("skip-rows", format!("[{}]", listed.join(", ")), "");
    }
    leave_captions(&captions, &said, block);
    records
}

/// Whether a column takes any text, so that a word in it says nothing of the row.
fn is_free(headings: &[Heading], column: usize) -> bool {
    use super::heading::Meaning;
    use crate::field::Field;
    headings.get(column).is_some_and(|heading| matches!(heading.meaning, Meaning::Field(Field::Note | Field::Evidence)))
}

/// The first of the last rows that hold one cell each, where it begins with a word for remarks.
fn footer(lines: &[Line], words: &Words) -> Option<usize> {
    let single = |line: &Line| line.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
    let last = lines.iter().rposition(|line| !single(line)).map_or(0, |last| last + 1);
    let remark = |line: &Line| first_cell(line).is_some_and(|(_, cell)| words.begins("remark", cell).is_some());
    (last..lines.len()).find(|index| lines.get(*index).is_some_and(remark))
}

fn first_cell(line: &Line) -> Option<(usize, &str)> {
    line.cells.iter().enumerate().find(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column, cell.as_str()))
}

/// Rows of one cell that no word explains.
fn leave_captions(captions: &[(usize, &str)], said: &[usize], block: &mut Block) {
    if captions.is_empty() {
        return;
    }
    let named: Vec<String> = captions.iter().take(NAMED).map(|(row, cell)| format!("{row} ({})", shortened(cell))).collect();
    let more = if captions.len() > NAMED { ", ..." } else { "" };
    let (verb, noun) = if captions.len() == 1 { ("holds", "row") } else { ("hold", "rows") };
    let rows: Vec<String> = said.iter().chain(captions.iter().map(|(row, _)| row)).map(usize::to_string).collect();
    block.leave(
        "rows of one cell",
        format!("{noun} {}{more} {verb} nothing but one text", named.join(", ")),
        vec![option("set", &format!("skip-rows={}", rows.join(",")))],
    );
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(24).map(|each| if each.is_control() { ' ' } else { each }).collect();
    if shown.chars().count() < text.chars().count() { format!("{shown}...") } else { shown }
}
