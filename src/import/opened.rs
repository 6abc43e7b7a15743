//! Opens a file as one would who knows what headers look like: the encoding, the separator and the row of the header are those that make a
//! header of known words.

use super::answers::Answers;
use super::block::{Block, option, quoted};
use super::heading::{self, Heading, Meaning};
use super::look::{self, Line, Rows};
use super::words::Words;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use crate::inventory::ledger_file::{ENCODINGS, SEPARATORS};
use crate::ledger::{Kind, format};
use crate::unit::Units;

/// The header is one of so many rows at the top.
const TOP: usize = 40;

/// So many headers with known words make a row the header.
const ENOUGH: usize = 2;

/// A file whose header was found.
#[derive(Debug)]
pub struct Opened {
    /// What was read.
    pub rows: Rows,
    /// Which of its rows is the header.
    pub header: usize,
    /// Its headers.
    pub headings: Vec<Heading>,
}

/// One way to read a file.
struct Try {
    ledger: LedgerFile,
    rows: Rows,
    header: usize,
    known: usize,
}

/// Opens a file, and says in `block` how.
///
/// # Errors
/// It cannot be read, or what it is takes an answer first.
pub fn open(
    file: &OpenFile,
    label: &Label,
    answers: &Answers,
    block: &mut Block,
    words: &Words,
    units: &Units,
) -> Result<Opened, Problems> {
    let ledger = look::unmapped(&block.file, label, answers)?;
    let is_text = format::of(file, &ledger)?.is_delimited();
    let mut tries = Vec::new();
    let mut first = None;
    let separators = [b',', b';', b'\t', b'|'].into_iter().filter(|_| is_text);
    let separated: Vec<LedgerFile> = match &ledger.text.separator {
        None if is_text => separators.map(|separator| with_separator(&ledger, separator, label)).collect(),
        _ => vec![ledger],
    };
    for ledger in separated {
        match attempt(file, ledger.clone(), answers, words, units) {
            Ok(one) => tries.push(one),
            Err(problems) if problems.as_slice().iter().any(|problem| problem.code == codes::NOT_UTF8) => {
                for (_, encoding) in ENCODINGS {
                    let mut ledger = ledger.clone();
                    ledger.text.encoding = Some((encoding, label.clone()));
                    tries.extend(attempt(file, ledger, answers, words, units));
                }
                first.get_or_insert(problems);
            }
            Err(problems) => _ = first.get_or_insert(problems),
        }
    }
    let most = tries.iter().map(|one| one.known).max().unwrap_or_default();
    if let Some(problems) = first.filter(|_| most < ENOUGH) {
        return Err(with_answers(problems, &tries));
    }
    tries.retain(|one| one.known == most);
    // Encodings that read the same text are one: the first of the list says it.
    let mut seen: Vec<Vec<String>> = Vec::new();
    tries.retain(|one| {
        let cells: Vec<String> = one.rows.lines.iter().flat_map(|line| line.cells.clone()).collect();
        let is_new = !seen.contains(&cells);
        seen.push(cells);
        is_new
    });
    tries.retain(|one| {
        answers.said("header-row").is_none_or(|row| one.rows.lines.get(one.header).is_some_and(|line| line.number.to_string() == row))
    });
    if let Some(row) = answers.said("header-row").filter(|_| tries.is_empty()) {
        let message = format!("row {row} of `{}` holds nothing that could be a header", block.file);
        return Err(Diagnostic::error(codes::MISSING_COLUMN, message)
            .at(label.clone())
            .help("count rows from 1, as the spreadsheet does")
            .into());
    }
    let several = tries.len() > 1;
    let Some(one) = tries.into_iter().next() else {
        return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` is empty", block.file)).at(label.clone()).into());
    };
    if several && most >= ENOUGH {
        block.leave(
            "encoding or separator",
            "the file can be read in several ways; look at the words below",
            vec![option("set", "encoding=..."), option("set", "separator=...")],
        );
    }
    say(&one, answers, block);
    let headings = headings(one.rows.lines.get(one.header), words, units);
    if most < ENOUGH && answers.said("header-row").is_none() {
        let top = one.rows.lines.iter().take(TOP).take(5).map(|line| option("set", &format!("header-row={}", line.number)));
        block.leave("header-row", "no row has two headers that are known here", top.collect());
    }
    Ok(Opened { header: one.header, headings, rows: one.rows })
}

fn with_separator(ledger: &LedgerFile, separator: u8, label: &Label) -> LedgerFile {
    let mut ledger = ledger.clone();
    ledger.text.separator = Some((separator, label.clone()));
    ledger
}

fn attempt(file: &OpenFile, ledger: LedgerFile, answers: &Answers, words: &Words, units: &Units) -> Result<Try, Problems> {
    let rows = look::rows(file, &ledger)?;
    let known = |line: &Line| headings(Some(line), words, units).iter().filter(|heading| heading.meaning != Meaning::Unknown).count();
    let asked = answers.said("header-row").and_then(|row| row.parse::<usize>().ok());
    let counts: Vec<usize> = rows.lines.iter().take(TOP).map(known).collect();
    let best = counts.iter().copied().max().unwrap_or_default();
    let header = match asked {
        Some(row) => rows.lines.iter().position(|line| line.number == row),
        None => counts.iter().position(|count| *count == best),
    };
    let known = header.and_then(|header| rows.lines.get(header)).map_or(0, known);
    Ok(Try { ledger, header: header.unwrap_or_default(), rows, known })
}

/// The headers of a row.
fn headings(line: Option<&Line>, words: &Words, units: &Units) -> Vec<Heading> {
    let Some(line) = line else { return Vec::new() };
    let is_date = |column| line.row.as_ref().is_some_and(|row| row.kind(column) == Kind::Date);
    line.cells.iter().enumerate().map(|(column, text)| heading::read(column, text, is_date(column), words, units)).collect()
}

/// Says in the block how the file is opened.
fn say(one: &Try, answers: &Answers, block: &mut Block) {
    if let Some(sheet) = answers.said("sheet") {
        block.key("sheet", quoted(sheet), "");
    }
    let number =
        one.rows.lines.get(one.header).filter(|_| one.header > 0 || !one.rows.titles.is_empty() || answers.said("header-row").is_some());
    if let Some(line) = number {
        block.key("header-row", line.number.to_string(), "");
    }
    if let Some((encoding, _)) = &one.ledger.text.encoding {
        let word = ENCODINGS.iter().find(|(_, known)| known == encoding).map_or("utf-8", |(word, _)| word);
        let why = if answers.said("encoding").is_some() { "" } else { "read so, its header has words that are known here" };
        block.key("encoding", quoted(word), why);
    }
    if let Some((separator, _)) = one.ledger.text.separator.as_ref().filter(|(separator, _)| *separator != b',') {
        let word = SEPARATORS.iter().find(|(_, known)| known == separator).map_or(",", |(word, _)| word);
        block.key("separator", quoted(word), "");
    }
}

/// What keeps a file from being read, with the answers that this command takes.
fn with_answers(problems: Problems, tries: &[Try]) -> Problems {
    let mut all = Problems::default();
    for mut problem in problems.into_vec() {
        if problem.code == codes::SHEET_NEEDED {
            problem = problem.help(format!("here, say so with {}", option("set", "sheet=NAME")));
        }
        if problem.code == codes::NOT_UTF8 {
            for one in tries {
                let Some((encoding, _)) = &one.ledger.text.encoding else { continue };
                let word = ENCODINGS.iter().find(|(_, known)| known == encoding).map_or("", |(word, _)| word);
                let first = one.rows.lines.first().map(|line| line.cells.join(" | ")).unwrap_or_default();
                let shown: String = first.chars().take(60).map(|each| if each.is_control() { ' ' } else { each }).collect();
                problem = problem.note(format!("{} reads its first row as: {shown}", option("set", &format!("encoding={word}"))));
            }
        }
        all.push(problem);
    }
    all
}
