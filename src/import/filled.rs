//! From the header and the rows of a file to what they are.

use super::answers::Answers;
use super::block::{Block, option, quoted};
use super::look::Line;
use super::opened::Opened;
use super::values::Lists;
use super::{columns, constants, leftover, numbers};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::ledger::{Kind, Row};

/// From the header and the rows to what they are.
pub fn fill(opened: &Opened, answers: &Answers, lists: Lists<'_>, block: &mut Block) {
    let below = opened.rows.lines.get(opened.header + 1..).unwrap_or_default();
    let records = leftover::skip(below, &opened.headings, answers, lists.words, block);
    columns::map(&opened.headings, &records, answers, &lists.inventory.period, block);
    constants::fill(opened, answers, lists, block);
    let column = |header: &str| opened.headings.iter().find(|heading| heading.text == header);
    let of = |field: &str, block: &Block| block.column_of(field).and_then(column).map(|heading| heading.column);
    for field in ["site", "activity", "unit", "start", "end"] {
        if let Some(column) = of(field, block) {
            lists.map(field, columns::cells(&records, column), answers, block);
        }
    }
    if let Some(column) = of("period", block) {
        let is_date = |line: &&Line| line.row.as_ref().is_some_and(|row| row.kind(column) == Kind::Date);
        dates(opened, column, &records.iter().copied().filter(is_date).collect::<Vec<_>>(), answers, block);
        let texts: Vec<&Line> = records.iter().copied().filter(|line| !is_date(line)).collect();
        lists.map("period", columns::cells(&texts, column), answers, block);
    }
    let by_month: Vec<String> = block.months.iter().map(|(header, _)| header.clone()).collect();
    let quantities: Vec<usize> =
        by_month.iter().filter_map(|header| column(header)).map(|heading| heading.column).chain(of("quantity", block)).collect();
    let is_text = |column: usize| move |line: &&Line| line.row.as_ref().is_none_or(|row| row.kind(column) == Kind::Text);
    let written = quantities.iter().flat_map(|column| {
        let texts = records.iter().copied().filter(is_text(*column));
        texts.map(|line| line.cells.get(*column).map_or("", String::as_str))
    });
    numbers::style(written, answers, block);
    let blank = |header: &String| column(header).is_some_and(|heading| columns::cells(&records, heading.column).any(str::is_empty));
    match (answers.said("blank-months"), by_month.iter().find(|header| blank(header))) {
        (Some(said), _) => block.key("blank-months", quoted(said), ""),
        (None, Some(header)) => {
            let why = format!("column `{header}` has blank cells, and missing is not zero: fill in 0, or say that a blank is no record");
            block.leave("blank months", why, vec![option("set", "blank-months=skip")]);
        }
        (None, None) => {}
    }
    hidden(opened, answers, block);
    if opened.rows.left_out > 0 {
        block
            .notes
            .push(format!("{} rows in the middle of the file were not looked at; `tonne check` reads them all", opened.rows.left_out));
    }
}

/// Answers to questions that the file does not ask: a header or a word that is not there.
pub fn refuse_unmet(opened: &Opened, answers: &Answers, block: &Block) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let headers = || opened.headings.iter().map(|heading| heading.text.as_str());
    for header in answers.columns.keys().filter(|header| headers().all(|own| own != header.as_str())) {
        let diagnostic = Diagnostic::error(codes::MISSING_COLUMN, format!("there is no column `{header}` in `{}`", opened.rows.file));
        let listed: Vec<&str> = headers().filter(|own| !own.is_empty()).collect();
        problems.push(diagnostic.suggest(header, headers()).help(format!("its columns: {}", listed.join(", "))));
    }
    for (field, word) in answers.values.keys() {
        let met = block.values.iter().any(|(own, words)| own == field && words.iter().any(|(own, _)| own == word));
        if !met {
            let message = format!("no cell of a column `{field}` is `{word}`");
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, message)
                    .help("--value takes FIELD:WORD=MEANING, with the word as it stands in the cell"),
            );
        }
    }
    problems.or(())
}

/// What dates in the column of periods mean.
fn dates(opened: &Opened, column: usize, dates: &[&Line], answers: &Answers, block: &mut Block) {
    if let Some(said) = answers.said("dates") {
        block.key("dates", quoted(said), "");
        return;
    }
    let first_days = dates.iter().all(|line| line.cells.get(column).is_some_and(|cell| cell.ends_with("-01")));
    if dates.is_empty() || !first_days {
        return;
    }
    if opened.headings.iter().any(|heading| heading.column == column && heading.is_month) {
        block.key("dates", quoted("month"), "the header says that they are months");
        return;
    }
    let ways = ["month", "day"].map(|way| option("set", &format!("dates={way}"))).to_vec();
    block.leave("dates", "every date is the first of a month: it may mean the day or the whole month", ways);
}

/// Rows that a spreadsheet hides.
fn hidden(opened: &Opened, answers: &Answers, block: &mut Block) {
    if let Some(said) = answers.said("last-row") {
        block.key("last-row", quoted(said), "");
    }
    if let Some(said) = answers.said("hidden-rows") {
        block.key("hidden-rows", quoted(said), "");
        return;
    }
    let ways = || ["read", "skip"].map(|way| option("set", &format!("hidden-rows={way}"))).to_vec();
    let hidden: Vec<String> =
        opened.rows.lines.iter().filter(|line| line.row.as_ref().is_some_and(Row::is_hidden)).map(|line| line.number.to_string()).collect();
    if block.file.to_lowercase().ends_with(".xls") {
        let why = "which rows are hidden cannot be told of a workbook of the older kind; if none is, or they count too, read them";
        block.leave("hidden-rows", why, vec![option("set", "hidden-rows=read")]);
    } else if !hidden.is_empty() {
        block.leave("hidden-rows", format!("the sheet hides rows: {}", hidden.join(", ")), ways());
    }
}
