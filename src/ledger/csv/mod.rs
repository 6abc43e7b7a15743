//! Ledgers that are delimited text: CSV and its relatives, in any declared encoding, of any size.

mod decoded;
mod separator;

use super::row::Row;
use super::rows::{Header, Sink};
use crate::delimited::{self, RowTexts, not_utf8};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::{OpenFile, unreadable};
use crate::inventory::LedgerFile;
use crate::inventory::ledger_file::ENCODINGS;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use decoded::{Decoded, Failure};
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// How much of a file is looked at to find the separator, and to guess an encoding for a message.
const LOOK: usize = 1024 * 1024;

/// Reads the rows of a ledger that is delimited text.
///
/// # Errors
/// What keeps it from being read on.
pub fn read(file: &OpenFile, ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    let (encoding, mark) = encoding(&file.head(4)?, ledger);
    let text = |file: &OpenFile| -> Result<Decoded<File>, Diagnostic> {
        let mut source = file.start()?;
        source.seek(SeekFrom::Start(mark)).map_err(|error| unreadable(&file.name, error.kind()))?;
        Ok(Decoded::new(source, encoding, mark))
    };
    let mut head = Vec::new();
    // What is wrong with the text is found again below, and has a place there.
    let _ = text(file)?.take(LOOK as u64).read_to_end(&mut head);
    let separator = separator::separator(&head, ledger)?;
    let mut rows = RowTexts::new(&file.name, BufReader::with_capacity(BLOCK, text(file)?));
    let mut columns = None;
    loop {
        let next = rows.next(separator);
        let next =
            next.map_err(|diagnostic| rows.input().get_ref().failure.map_or(diagnostic, |failure| wrong(failure, file, ledger, encoding)));
        let Some((line, text)) = next? else { break };
        let Ok(text) = std::str::from_utf8(&text) else { return Err(unknown(&text, line, file, ledger).into()) };
        let row = delimited::Row::of(text, line, separator);
        if columns.is_none() {
            let wanted = ledger.mapping.header_row;
            if row.is_blank() || wanted.is_some_and(|line| row.line() < line) {
                continue;
            }
            if let Some(diagnostic) = row.unreadable(&file.name) {
                return Err(diagnostic.into());
            }
            if let Some(wanted) = wanted.filter(|line| *line != row.line()) {
                return Err(no_header(wanted, &file.name, ledger).into());
            }
            if let Some(diagnostic) = other_separator(&row, &file.name) {
                return Err(diagnostic.into());
            }
            columns = Some(row.cells().count());
            sink.header(Header::of(&file.name, Row::Text(Arc::new(row)), columns.unwrap_or_default()))?;
            continue;
        }
        sink.row(Row::Text(Arc::new(row)));
    }
    match (columns, ledger.mapping.header_row) {
        (Some(_), _) => Ok(()),
        (None, Some(line)) => Err(no_header(line, &file.name, ledger).into()),
        (None, None) => Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` is empty", file.name))
            .help("it needs a header row and at least one row below it")
            .into()),
    }
}

/// Whether the bytes of a ledger can be taken apart as they stand: UTF-8 with commas, and nothing declared.
///
/// # Errors
/// It cannot be read, or what separates its cells cannot be told.
pub fn is_plain(file: &OpenFile, ledger: &LedgerFile) -> Result<bool, Diagnostic> {
    if !ledger.is_plain() || encoding(&file.head(4)?, ledger).0 != encoding_rs::UTF_8 {
        return Ok(false);
    }
    Ok(separator::separator(&file.head(LOOK as u64)?, ledger)? == b',')
}

/// The encoding of a file, and the length of its byte-order mark.
fn encoding(head: &[u8], ledger: &LedgerFile) -> (&'static Encoding, u64) {
    let marked = Encoding::for_bom(head).map(|(encoding, mark)| (encoding, u64::try_from(mark).unwrap_or_default()));
    match (&ledger.text.encoding, marked) {
        (Some((declared, _)), Some((encoding, mark))) if *declared == encoding => (encoding, mark),
        (Some((declared, _)), _) => (declared, 0),
        (None, Some(marked)) => marked,
        (None, None) => (encoding_rs::UTF_8, 0),
    }
}

/// A row that is not UTF-8.
fn unknown(row: &[u8], line: usize, file: &OpenFile, ledger: &LedgerFile) -> Diagnostic {
    let diagnostic = not_utf8(&file.name, row, line);
    let diagnostic = match &ledger.text.encoding {
        Some((_, label)) => diagnostic.at(label.clone()),
        None => diagnostic,
    };
    diagnostic.help(match guess(file) {
        Ok(word) => {
            let name = word.to_uppercase();
            format!("it looks like {name}: if it is, declare `encoding = \"{word}\"` under [[ledgers]]; or save it as UTF-8")
        }
        Err(name) => format!("it looks like {name}: save it as UTF-8"),
    })
}

/// A byte that the declared encoding does not know.
fn wrong(failure: Failure, file: &OpenFile, ledger: &LedgerFile, encoding: &'static Encoding) -> Diagnostic {
    let Failure { byte, offset, line } = failure;
    let message =
        format!("`{}` is not {}: it holds the byte 0x{byte:02x} at position {offset}, in line {line}", file.name, encoding.name());
    let label = ledger.text.encoding.as_ref().map_or_else(|| ledger.label.clone(), |(_, label)| label.clone());
    Diagnostic::error(codes::WRONG_ENCODING, message).at(label).help("declare the encoding that it was saved in, or save it as UTF-8")
}

/// The encoding that a file probably has: the word that declares it, or the name of one that cannot be declared. For messages only.
fn guess(file: &OpenFile) -> Result<&'static str, &'static str> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    if let Ok(mut source) = file.start() {
        let mut block = vec![0; 64 * 1024];
        let mut looked = 0;
        while let Ok(count @ 1..) = source.read(&mut block) {
            // ASCII tells nothing.
            if block[..count].is_ascii() {
                continue;
            }
            detector.feed(&block[..count], false);
            looked += count;
            if looked >= LOOK {
                break;
            }
        }
        detector.feed(&[], true);
    }
    let encoding = detector.guess(None, Utf8Detection::Deny);
    ENCODINGS.iter().find(|(_, known)| *known == encoding).map(|(word, _)| *word).ok_or(encoding.name())
}

/// A header of one cell that holds characters that separate cells elsewhere.
fn other_separator(row: &delimited::Row, file: &str) -> Option<Diagnostic> {
    let mut cells = row.cells();
    let (only, None) = (cells.next()?, cells.next()) else { return None };
    let others = [(';', "a semicolon", ";"), ('\t', "a tab", "tab"), ('|', "a bar", "|"), ('，', "a comma of full width", "")];
    let (separator, name, word) = others.into_iter().find(|(separator, ..)| only.contains(*separator))?;
    let shown = only.matches(separator).count() + 1;
    let diagnostic = Diagnostic::error(codes::WRONG_SEPARATOR, format!("`{file}` has no commas between its cells")).at(row.label(
        file,
        0,
        format!("{shown} cells with {name} between them"),
    ));
    Some(match word {
        "" => diagnostic.help("save it with commas between the cells"),
        word => diagnostic.help(format!("declare `separator = \"{word}\"` under [[ledgers]], and check the names of the columns")),
    })
}

/// The row that should be the header is none.
fn no_header(line: usize, file: &str, ledger: &LedgerFile) -> Diagnostic {
    let message = format!("no row of `{file}` begins in line {line}, where `header-row` says that the header is");
    Diagnostic::error(codes::MISSING_COLUMN, message)
        .at(ledger.label.clone())
        .help("count lines from 1; of a cell with line breaks, each counts")
}
