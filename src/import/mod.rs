//! `tonne import`: from a file that somebody else laid out to the part `[[ledgers]]` that reads it. What the file says is taken; what it
//! leaves open is left open, with the ways to decide it. Nothing is copied and nothing is written here.

mod answers;
mod block;
mod calendar;
mod columns;
mod constants;
mod heading;
mod leftover;
mod look;
mod numbers;
mod opened;
mod page;
mod preview;
mod values;
mod words;

pub use answers::{Answers, OF_THE_FILE};
pub use block::{Block, Open, quoted};
pub use page::page;
pub use preview::Preview;

use crate::House;
use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use crate::document::Document;
use crate::folder::{Folder, leads_outside};
use crate::inventory::Inventory;
use crate::ledger::Kind;
use look::Line;
use opened::Opened;
use values::Lists;
use words::Words;

/// The file that is read and written.
pub const MANIFEST: &str = "inventory.toml";

/// What is proposed for a file.
#[derive(Debug)]
pub struct Proposal {
    /// The part `[[ledgers]]`.
    pub block: Block,
    /// `inventory.toml` with it.
    pub manifest: String,
    /// The first records as they would be read.
    pub preview: Preview,
}

/// Looks at a file of the folder of an inventory, and proposes how to read it.
///
/// # Errors
/// The file or the inventory cannot be read, or the inventory names the file already.
pub fn propose(folder: &Folder, file: &str, answers: &Answers) -> Result<Proposal, Problems> {
    let house = House::shipped().with_own_tables(folder)?;
    let bytes = folder.read(MANIFEST)?;
    let text = crate::delimited::decode(MANIFEST, &bytes)?;
    let mut block = Block { file: file.to_string(), ..Block::default() };
    // With the new part and nothing in it yet, the inventory must be whole: only the columns of the file are to be found.
    let sheet = answers.said("sheet").map(|sheet| format!("sheet = {}\n", block::quoted(sheet))).unwrap_or_default();
    let inventory = read(&append(&text, &format!("[[ledgers]]\nfile = {}\n{sheet}", block::quoted(file))), &house)?;
    if leads_outside(file) {
        let message = format!("`{file}` leads out of the folder of the inventory");
        return Err(Diagnostic::error(codes::PATH_OUTSIDE, message).help("put a copy of it into the folder").into());
    }
    let words = Words::shipped();
    let lists = Lists { inventory: &inventory, activities: &house.activities, units: house.library.units(), words: &words };
    let open = folder.open(file)?;
    let opened = opened::open(&open, &typed(file), answers, &mut block, &words, lists.units)?;
    fill(&opened, answers, lists, &mut block);
    refuse_unmet(&opened, answers, &block)?;
    let manifest = append(&text, &block.toml());
    let inventory = read(&manifest, &house)?;
    let Some(ledger) = inventory.ledgers.last() else {
        return Err(Diagnostic::error(codes::MISSING_KEY, "the inventory has no ledgers").into());
    };
    let headers = opened.headings.iter().map(|heading| heading.text.clone());
    let unread: Vec<String> = headers.filter(|text| !text.is_empty() && !is_mapped(&block, text)).collect();
    let mut preview = preview::read(&open, ledger, &unread);
    if block.open.is_empty() && !preview.problems.iter().any(|problem| problem.severity == crate::diagnostic::Severity::Error) {
        preview.problems = preview::check(&open, ledger, &inventory, &house);
    }
    Ok(Proposal { block, manifest, preview })
}

/// From the header and the rows to what they are.
fn fill(opened: &Opened, answers: &Answers, lists: Lists<'_>, block: &mut Block) {
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
        (Some(said), _) => block.key("blank-months", block::quoted(said), ""),
        (None, Some(header)) => {
            let why = format!("column `{header}` has blank cells, and missing is not zero: fill in 0, or say that a blank is no record");
            block.leave("blank months", why, vec![block::option("set", "blank-months=skip")]);
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
fn refuse_unmet(opened: &Opened, answers: &Answers, block: &Block) -> Result<(), Problems> {
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
        block.key("dates", block::quoted(said), "");
        return;
    }
    let first_days = dates.iter().all(|line| line.cells.get(column).is_some_and(|cell| cell.ends_with("-01")));
    if dates.is_empty() || !first_days {
        return;
    }
    if opened.headings.iter().any(|heading| heading.column == column && heading.is_month) {
        block.key("dates", block::quoted("month"), "the header says that they are months");
        return;
    }
    let ways = ["month", "day"].map(|way| block::option("set", &format!("dates={way}"))).to_vec();
    block.leave("dates", "every date is the first of a month: it may mean the day or the whole month", ways);
}

/// Rows that a spreadsheet hides.
fn hidden(opened: &Opened, answers: &Answers, block: &mut Block) {
    if let Some(said) = answers.said("last-row") {
        block.key("last-row", block::quoted(said), "");
    }
    if let Some(said) = answers.said("hidden-rows") {
        block.key("hidden-rows", block::quoted(said), "");
        return;
    }
    let ways = || ["read", "skip"].map(|way| block::option("set", &format!("hidden-rows={way}"))).to_vec();
    let hidden: Vec<String> = opened
        .rows
        .lines
        .iter()
        .filter(|line| line.row.as_ref().is_some_and(crate::ledger::Row::is_hidden))
        .map(|line| line.number.to_string())
        .collect();
    if block.file.to_lowercase().ends_with(".xls") {
        let why = "which rows are hidden cannot be told of a workbook of the older kind; if none is, or they count too, read them";
        block.leave("hidden-rows", why, vec![block::option("set", "hidden-rows=read")]);
    } else if !hidden.is_empty() {
        block.leave("hidden-rows", format!("the sheet hides rows: {}", hidden.join(", ")), ways());
    }
}

/// Whether something is said of a column.
fn is_mapped(block: &Block, header: &String) -> bool {
    let columns = block.columns.iter().map(|(own, _)| own).chain(block.months.iter().map(|(own, _)| own));
    columns.chain(&block.ignore).any(|own| own == header)
}

/// A text with a part at its end, in the line ends of the text.
fn append(text: &str, part: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.ends_with('\n') || text.is_empty() { end.to_string() } else { format!("{end}{end}") };
    format!("{text}{gap}{}", part.replace('\n', end))
}

fn read(text: &str, house: &House) -> Result<Inventory, Problems> {
    Inventory::read(Document { file: MANIFEST, text }, &house.library, &house.regions, &house.activities)
}

/// Points at the name of the file on the command line.
fn typed(file: &str) -> Label {
    let text = file.to_string();
    Label { span: 0..text.len(), excerpt: Excerpt { file: "the command line".into(), line: 1, text, cell: None }, text: String::new() }
}
