//! Ledgers in blocks of whole rows, handed out one by one to whichever thread asks next.

use super::Watch;
use super::shape::Shape;
use crate::delimited::{Delimited, RowTexts};
use crate::diagnostic::{Diagnostic, Problems};
use crate::folder::{Folder, OpenFile, Stamp, unreadable};
use crate::inventory::LedgerFile;
use crate::ledger::place::Source;
use crate::ledger::rows::Header;
use crate::ledger::{csv, format, header};
use memchr::{memchr_iter, memrchr};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::sync::Arc;

/// How much of a ledger is handed out at a time: it stays in the cache of a core while it is looked over twice.
const BLOCK: usize = 256 * 1024;

/// A block grows up to here to hold a whole row; a longer one is left to the reader of single rows.
const LARGEST_BLOCK: usize = 16 * 1024 * 1024;

/// A ledger whose header was read.
#[derive(Debug)]
pub struct Opened<'a> {
    /// Its number in the inventory.
    pub number: usize,
    /// What the inventory says of it.
    pub ledger: &'a LedgerFile,
    /// Its header.
    pub head: Delimited,
    /// Its file and layout.
    pub source: Arc<Source>,
    /// What its columns are for; `None` when rows are read one by one.
    pub shape: Option<Shape>,
    /// How many lines end before its first row.
    pub lines: usize,
}

/// Rows to be read.
#[derive(Debug)]
pub enum Taken {
    /// The bytes of whole rows, in the buffer that was handed in.
    Block {
        /// The number of the block, from 1.
        number: usize,
        /// Whether its last row is whole; if not, the row is too long for a block.
        whole: bool,
    },
    /// A ledger that is to be read row by row, by whoever takes it.
    Rows(Box<RowTexts<BufReader<File>>>, Stamp),
}

/// What a thread does next.
#[derive(Debug)]
pub enum Next<'a> {
    /// Some rows of a ledger whose bytes can be taken apart as they stand.
    Rows(Arc<Opened<'a>>, Taken),
    /// A ledger of another format, or with a mapping: all of it.
    Ledger {
        /// Its number in the inventory.
        number: usize,
        /// What the inventory says of it.
        ledger: &'a LedgerFile,
        /// Its file.
        file: Box<OpenFile>,
    },
}

/// What is still to be read.
pub struct Blocks<'a> {
    folder: &'a Folder,
    ledgers: &'a [LedgerFile],
    /// Which of them are read row by row.
    careful: &'a [bool],
    watch: &'a Watch,
    next: usize,
    turn: usize,
    current: Option<Current<'a>>,
    found: OfFiles,
}

/// What the files themselves have shown.
#[derive(Debug, Default)]
pub struct OfFiles {
    /// What was wrong with files and headers, with the number of the ledger.
    pub problems: Vec<(usize, Problems)>,
    /// How many lines end before the first row of each ledger.
    pub heads: BTreeMap<usize, usize>,
}

struct Current<'a> {
    opened: Arc<Opened<'a>>,
    rest: BufReader<File>,
    stamp: Stamp,
    number: usize,
    /// Bytes of a row whose end is not read yet.
    carried: Vec<u8>,
    ended: bool,
    any: bool,
    whole: bool,
}

impl<'a> Blocks<'a> {
    /// The ledgers of a folder.
    pub fn new(folder: &'a Folder, ledgers: &'a [LedgerFile], careful: &'a [bool], watch: &'a Watch) -> Self {
        Self { folder, ledgers, careful, watch, next: 0, turn: 0, current: None, found: OfFiles::default() }
    }

    /// What the files have shown.
    pub fn finish(self) -> OfFiles {
        self.found
    }

    /// Takes the next rows, and the number of the turn; `None` when nothing is left.
    pub fn take(&mut self, buffer: &mut Vec<u8>) -> Option<(usize, Next<'a>)> {
        let next = self.next_rows(buffer)?;
        let turn = self.turn;
        self.turn += 1;
        Some((turn, next))
    }

    fn next_rows(&mut self, buffer: &mut Vec<u8>) -> Option<Next<'a>> {
        loop {
            if self.watch.stopped() {
                return None;
            }
            if let Some(current) = &mut self.current {
                match current.fill(buffer) {
                    Ok(true) => {
                        self.watch.read(buffer.len());
                        return Some(Next::Rows(
                            Arc::clone(&current.opened),
                            Taken::Block { number: current.number, whole: current.whole },
                        ));
                    }
                    Ok(false) => {}
                    Err(diagnostic) => self.found.problems.push((current.opened.number, diagnostic.into())),
                }
                self.current = None;
                continue;
            }
            let number = self.next;
            let ledger = self.ledgers.get(number)?;
            self.next += 1;
            let file = self.folder.open(&ledger.file).map_err(|diagnostic| diagnostic.at(ledger.label.clone()));
            let plain = file.map_err(Problems::from).and_then(|file| {
                let delimited = format::of(&file, ledger)?.is_delimited();
                let plain =
                    delimited && csv::is_plain(&file, ledger).map_err(|diagnostic| Problems::from(diagnostic).placed(&ledger.label))?;
                Ok((file, plain))
            });
            let opened = match plain {
                Ok((file, false)) => return Some(Next::Ledger { number, ledger, file: Box::new(file) }),
                Ok((file, true)) => open(file, ledger, number),
                Err(problems) => Err(problems),
            };
            match opened {
                Ok((opened, rows, stamp)) => {
                    self.found.heads.insert(number, opened.lines);
                    let opened = Arc::new(opened);
                    if self.careful.get(number) == Some(&true) || opened.shape.is_none() {
                        return Some(Next::Rows(opened, Taken::Rows(Box::new(rows), stamp)));
                    }
                    let rest = rows.into_rest();
                    self.current =
                        Some(Current { opened, rest, stamp, number: 0, carried: Vec::new(), ended: false, any: false, whole: true });
                }
                Err(problems) => self.found.problems.push((number, problems)),
            }
        }
    }
}

/// Opens a ledger and reads its header.
fn open(file: OpenFile, ledger: &LedgerFile, number: usize) -> Result<(Opened<'_>, RowTexts<BufReader<File>>, Stamp), Problems> {
    let here = |problems: Problems| problems.placed(&ledger.label);
    let OpenFile { name, stamp, file, .. } = file;
    let mut rows = RowTexts::new(&name, BufReader::with_capacity(BLOCK, file));
    let head = loop {
        let Some((line, text)) = rows.next(b',')? else { return Err(here(Delimited::read_rows(&name, b"").err().unwrap_or_default())) };
        // Blank rows and rows of blank cells may stand before the header; lines before it are kept, so that the count is right.
        let above = "\n".repeat(line - 1);
        if !text.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b',') {
            let bom: &[u8] = b"\xef\xbb\xbf";
            let text = [text.strip_prefix(bom).unwrap_or(&text), b"\n"].concat();
            break Delimited::read_rows(&name, &[above.as_bytes(), &text].concat()).map_err(here)?;
        }
    };
    let plan = header::check(&Header::of_text(&name, &head), ledger)?;
    let layout = plan.layouts.into_iter().next().unwrap_or_default();
    let shape = Shape::of(&layout, head.header.len());
    let source = Arc::new(Source { file: name, layout, part: 0 });
    let lines = rows.lines;
    Ok((Opened { number, ledger, head, source, shape, lines }, rows, stamp))
}

impl Current<'_> {
    /// Fills the buffer with whole rows; `false` when there are none left.
    fn fill(&mut self, buffer: &mut Vec<u8>) -> Result<bool, Diagnostic> {
        buffer.clear();
        buffer.append(&mut self.carried);
        let mut quotes = memchr_iter(b'"', buffer).count();
        let mut wanted = BLOCK;
        while !self.ended {
            let have = buffer.len();
            let more =
                (&mut self.rest).take(u64::try_from(wanted.saturating_sub(have).max(BLOCK / 2)).unwrap_or(u64::MAX)).read_to_end(buffer);
            let read = more.map_err(|error| unreadable(&self.opened.source.file, error.kind()))?;
            self.ended = read == 0;
            quotes += memchr_iter(b'"', &buffer[have..]).count();
            if self.ended {
                self.unchanged()?;
                break;
            }
            if let Some(end) = last_row_end(buffer, quotes) {
                self.carried.extend_from_slice(&buffer[end..]);
                buffer.truncate(end);
                break;
            }
            if buffer.len() > LARGEST_BLOCK {
                self.whole = false;
                break;
            }
            wanted = buffer.len() * 2;
        }
        self.number += 1;
        let blank = |buffer: &[u8]| buffer.iter().all(u8::is_ascii_whitespace);
        self.any |= !blank(buffer);
        if buffer.is_empty() && !self.any {
            return Err(self.opened.head.no_rows());
        }
        Ok(!buffer.is_empty())
    }

    fn unchanged(&self) -> Result<(), Diagnostic> {
        self.stamp.still(&self.opened.source.file, self.rest.get_ref())
    }
}

/// Where the last row of a block ends whose quotes are so many: behind the last line end that is outside of quotes.
fn last_row_end(block: &[u8], quotes: usize) -> Option<usize> {
    let mut behind = 0;
    let mut end = block.len();
    loop {
        let at = memrchr(b'\n', &block[..end])?;
        behind += memchr_iter(b'"', &block[at..end]).count();
        if (quotes - behind).is_multiple_of(2) {
            return Some(at + 1);
        }
        end = at;
    }
}
