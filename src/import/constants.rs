//! What no column says: it holds for all rows, where the file or the inventory leaves no choice, or a person says it.

use super::answers::Answers;
use super::block::{Block, option};
use super::columns::MONTHS;
use super::heading::{Heading, Meaning, unit_in_title, unit_of};
use super::opened::Opened;
use super::values::Lists;
use crate::field::Field;

/// So many sites are shown.
const WAYS: usize = 8;

/// Fills in what has no column.
pub fn fill(opened: &Opened, answers: &Answers, lists: Lists<'_>, block: &mut Block) {
    for (key, text) in &answers.said {
        if let Some(field) = Field::named(key) {
            block.constants.insert(field.name(), (text.clone(), String::new()));
        }
    }
    if !block.has("id") {
        block.key("id", "\"row\"".into(), "the id of a record is the place of its row");
    }
    if !block.has("site") {
        site(lists, block);
    }
    if !block.has("unit") {
        unit(opened, lists, block);
    }
    if !block.has("activity") {
        activity(opened, lists, block);
    }
    // Columns of months say how much and when, or are asked about themselves.
    if opened.headings.iter().filter(|heading| matches!(heading.meaning, Meaning::Month(_))).count() >= MONTHS {
        return;
    }
    if !block.has("quantity") && !block.open.iter().any(|open| open.what == "quantity") && !balance(block) {
        let columns = opened.headings.iter().filter(|heading| block.ignore.contains(&heading.text));
        let ways = columns.take(WAYS).map(|heading| option("column", &format!("{}=quantity", heading.text))).collect();
        block.leave("quantity", "no column is known to hold how much", ways);
    }
    let in_two = block.has("start") && block.has("end");
    if !block.has("period") && !in_two && !block.open.iter().any(|open| open.what == "period" || open.what == "months") {
        let reporting = &lists.inventory.period;
        let ways = vec![option("set", &format!("period={reporting}")), option("column", "HEADER=period")];
        block.leave("period", "no column says when", ways);
    }
}

/// Whether the parts of a mass balance stand in place of the quantity.
fn balance(block: &Block) -> bool {
    crate::field::PARTS.iter().all(|(part, _)| block.has(part))
}

/// The only site of an inventory is that of any ledger that names none.
fn site(lists: Lists<'_>, block: &mut Block) {
    let sites: Vec<&String> = lists.inventory.sites.keys().collect();
    if let [only] = sites.as_slice() {
        block.constants.insert("site", ((*only).clone(), "the only site of the inventory".into()));
        return;
    }
    let ways = sites.iter().take(WAYS).map(|id| option("set", &format!("site={id}"))).collect();
    block.leave("site", "no column says where, and the inventory has several sites", ways);
}

/// The unit that the header of the quantities says, or that of the months, or the title above.
fn unit(opened: &Opened, lists: Lists<'_>, block: &mut Block) {
    let holds = |heading: &&Heading| {
        block.column_of("quantity") == Some(&heading.text) || block.months.iter().any(|(header, _)| *header == heading.text)
    };
    let mut said: Vec<(String, &str)> = Vec::new();
    for heading in opened.headings.iter().filter(holds) {
        let unit = heading.unit.clone().or_else(|| unit_of(&heading.text, lists.words, lists.units));
        said.extend(unit.map(|unit| (unit, "as the header says")));
    }
    if said.is_empty() {
        let titles = opened.rows.titles.iter().chain(opened.rows.lines.iter().take(opened.header).flat_map(|line| &line.cells));
        said.extend(titles.filter_map(|cell| unit_in_title(cell, lists.words, lists.units)).map(|unit| (unit, "as the title says")));
    }
    said.dedup();
    let meanings = said.first().map(|(unit, _)| lists.units.meanings(unit).to_vec()).unwrap_or_default();
    match said.as_slice() {
        [(unit, why)] if meanings.is_empty() => _ = block.constants.insert("unit", (unit.clone(), (*why).to_string())),
        [(unit, _)] => {
            let ways = meanings.iter().map(|unit| option("set", &format!("unit={unit}"))).collect();
            block.leave("unit", format!("`{unit}` stands for more than one unit"), ways);
        }
        [] => {
            let why = "neither a column nor a header says of what unit; docs/reference/units.md lists all";
            block.leave("unit", why, vec![option("set", "unit=...")]);
        }
        several => {
            let ways = several.iter().map(|(unit, _)| option("set", &format!("unit={unit}"))).collect();
            block.leave("unit", "headers say several units", ways);
        }
    }
}

/// What it is about is never taken from a word in a title: it is asked, with what the words suggest.
fn activity(opened: &Opened, lists: Lists<'_>, block: &mut Block) {
    let titles = opened.rows.lines.iter().take(opened.header + 1).flat_map(|line| line.cells.iter());
    let text = titles.chain(&opened.rows.titles).map(String::as_str).chain([opened.rows.file.as_str()]).collect::<Vec<_>>().join(" ");
    let near = lists.activities_within(&text);
    let ways = near.iter().map(|path| option("set", &format!("activity={path}")));
    let others = option("set", "activity=...");
    let ways = ways.chain([others]).collect();
    block.leave("activity", "no column says what it is; docs/reference/activities.md lists all", ways);
}
