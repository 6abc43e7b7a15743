//! The text of one row after another, byte by byte, for the head of a ledger and for ledgers whose quotes are irregular. Memory holds one
//! row.

use crate::diagnostic::{Diagnostic, Excerpt, Label, codes};
use std::io::{self, BufRead};

/// The longest row. A quote that nothing closes would otherwise take in the rest of the file.
const LONGEST: usize = 16 * 1024 * 1024;

/// How much of such a row is shown.
const SHOWN: usize = 80;

/// Takes rows off a file.
#[derive(Debug)]
pub struct RowTexts<R> {
    file: String,
    input: R,
    /// How many lines ended before the next row.
    pub lines: usize,
}

/// Where the splitter is in a row; as `delimited::cells` has it.
#[derive(Clone, Copy)]
enum State {
    Start,
    Plain,
    Quoted,
    MaybeClosed,
}

impl<R: BufRead> RowTexts<R> {
    /// The rows of `file`, from its first byte.
    pub fn new(file: &str, input: R) -> Self {
        Self { file: file.to_string(), input, lines: 0 }
    }

    /// What it reads from.
    pub fn input(&self) -> &R {
        &self.input
    }

    /// What is left of the file.
    pub fn into_rest(self) -> R {
        self.input
    }

    /// The next row without its line end, and the line on which it begins; rows without a byte are passed over.
    ///
    /// # Errors
    /// The file cannot be read, or a row is endless.
    pub fn next(&mut self, separator: u8) -> Result<Option<(usize, Vec<u8>)>, Diagnostic> {
        loop {
            let line = self.lines + 1;
            let Some(row) = self.row(separator, line)? else { return Ok(None) };
            if !row.is_empty() {
                return Ok(Some((line, row)));
            }
        }
    }

    fn row(&mut self, separator: u8, line: usize) -> Result<Option<Vec<u8>>, Diagnostic> {
        let mut row = Vec::new();
        let mut state = State::Start;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(crate::folder::unreadable(&self.file, error.kind())),
            };
            if buffer.is_empty() {
                return Ok((!row.is_empty()).then_some(row));
            }
            let mut ended = None;
            for (at, byte) in buffer.iter().enumerate() {
                let quoted = matches!(state, State::Quoted);
                if (*byte == b'\n' || *byte == b'\r') && !quoted {
                    ended = Some(at);
                    break;
                }
                state = match (state, byte) {
                    (State::Start, b'"') | (State::MaybeClosed, b'"') => State::Quoted,
                    (State::Quoted, b'"') => State::MaybeClosed,
                    (State::Quoted, _) => State::Quoted,
                    (_, byte) if *byte == separator => State::Start,
                    _ => State::Plain,
                };
            }
            let taken = ended.unwrap_or(buffer.len());
            row.extend_from_slice(&buffer[..taken]);
            let returned = ended.is_some_and(|at| buffer[at] == b'\r');
            self.input.consume(taken + usize::from(ended.is_some()));
            if row.len() > LONGEST {
                return Err(self.endless(line, &row));
            }
            if ended.is_some() {
                if returned && self.input.fill_buf().is_ok_and(|next| next.first() == Some(&b'\n')) {
                    self.input.consume(1);
                }
                self.lines += 1 + line_ends(&row);
                return Ok(Some(row));
            }
        }
    }

    fn endless(&self, line: usize, row: &[u8]) -> Diagnostic {
        let text = String::from_utf8_lossy(&row[..SHOWN.min(row.len())]).lines().next().unwrap_or_default().to_string();
        let span = text.find('"').map_or(0..text.len(), |quote| quote..quote + 1);
        let excerpt = Excerpt { file: self.file.clone(), line, text, cell: None };
        Diagnostic::error(codes::STRAY_QUOTE, format!("this row goes on for more than {} MiB", LONGEST / 1024 / 1024))
            .at(Label { excerpt, span, text: "begins here".into() })
            .help("a double quote opens a cell and none closes it; a quote inside a quoted cell is written twice")
    }
}

/// How many lines end inside a row, by LF, CRLF or CR.
fn line_ends(row: &[u8]) -> usize {
    let pairs = row.windows(2).filter(|pair| pair == b"\r\n").count();
    row.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() - pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn rows(text: &str, buffer: usize) -> Vec<(usize, String)> {
        let mut texts = RowTexts::new("x.csv", BufReader::with_capacity(buffer, text.as_bytes()));
        std::iter::from_fn(|| texts.next(b',').unwrap()).map(|(line, row)| (line, String::from_utf8(row).unwrap())).collect()
    }

    #[test]
    fn rows_are_split_wherever_the_buffer_ends() {
        let text = "a,b\r\n\n\"c\nd\",\"e\"\"\r\nf\"\rg\"h,i\n12\" pipe,x";
        let split = [(1, "a,b"), (3, "\"c\nd\",\"e\"\"\r\nf\""), (6, "g\"h,i"), (7, "12\" pipe,x")];
        for buffer in 1..20 {
            assert_eq!(rows(text, buffer), split.map(|(line, row)| (line, row.to_string())), "{buffer}");
        }
    }

    #[test]
    fn an_endless_row_is_named_and_not_read_to_the_end() {
        let text = format!("a,b\n1,\"x\n{}", "y,z\n".repeat(5_000_000));
        let mut texts = RowTexts::new("x.csv", text.as_bytes());
        texts.next(b',').unwrap();
        let problem = texts.next(b',').unwrap_err();
        assert_eq!(problem.code, codes::STRAY_QUOTE);
        assert_eq!(problem.labels[0].excerpt.line, 2);
    }
}
