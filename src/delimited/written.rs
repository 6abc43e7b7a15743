//! Comma-separated text as this program writes it, in every command: one way to quote a cell, and one guard against formulas.
//!
//! A spreadsheet that opens the text takes a cell that begins like a formula for one, and runs it. An apostrophe before it keeps it a text, as
//! OWASP advises against CSV injection. A number begins like a formula too (`-12.5`), computes nothing, and stays as it is.

use std::borrow::Cow;

/// What a formula of a spreadsheet begins with, full width as well as half, and the blanks that spreadsheets skip before one.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Rows of cells, as they were written so far.
#[derive(Debug, Default)]
pub struct Written(String);

impl Written {
    /// Under this header.
    pub fn under<C: AsRef<str>>(header: impl IntoIterator<Item = C>) -> Self {
        let mut written = Self::default();
        written.row(header);
        written
    }

    /// Writes one more row.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let start = self.0.len();
        for (index, each) in cells.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.0.push_str(&cell(each.as_ref()));
        }
        // A row of one empty cell is no blank line.
        if self.0.len() == start {
            self.0.push_str("\"\"");
        }
        self.0.push('\n');
    }

    /// The text.
    pub fn text(self) -> String {
        self.0
    }
}

/// A cell: guarded, and quoted where it holds what ends a cell.
pub fn cell(text: &str) -> Cow<'_, str> {
    let guarded = guarded(text);
    if guarded.contains([',', '"', '\n', '\r']) { Cow::Owned(format!("\"{}\"", guarded.replace('"', "\"\""))) } else { guarded }
}

/// Whether a cell is written as it stands, seen from its bytes.
#[inline]
pub fn stands_as_it_is(cell: &[u8]) -> bool {
    // `＝`, `＋`, `－` and `＠` begin with the same byte, which begins few other letters.
    !matches!(cell.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | 0xef))
        && !cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet would run it.
pub fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(BEGINS) && !is_number(text)
}

/// Whether it is a number: `-12.5`, or `-0.33...`, as one is written that does not end.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.strip_suffix("...").unwrap_or(digits).split_once('.').unwrap_or((digits, "0"));
    [whole, decimals].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, wanted) in [
            ("=1+1", "'=1+1"),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+1", "'+1"),
            ("+44 20 7946 0000", "'+44 20 7946 0000"),
            ("-", "'-"),
            ("-2+3", "'-2+3"),
            ("-1e5", "'-1e5"),
            ("-1,5", "\"'-1,5\""),
            ("-.5", "'-.5"),
            ("--1", "'--1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("\n=1", "\"'\n=1\""),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
        ] {
            assert_eq!(cell(text), wanted, "{text:?}");
            assert!(!stands_as_it_is(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        let as_they_are =
            ["", "E-1", "1", "-1", "-12.5", "-0.333333...", "0.1", "1=1", " =1", "'=1", "北京", "a+b", "2025-01/2025-03", "\u{feff}x"];
        for text in as_they_are {
            assert_eq!(cell(text), text);
        }
        assert!(as_they_are.iter().filter(|text| !text.starts_with(['-', '\u{feff}'])).all(|text| stands_as_it_is(text.as_bytes())));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = [vec!["a,b", "say \"so\"", "one\ntwo", "\rthree", ""], vec![""], vec!["last"]];
        let mut written = Written::default();
        rows.iter().for_each(|row| written.row(row));
        let text = written.text();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(|cell| cell.trim_start_matches('\'').into()).collect()).collect();
        assert_eq!(read, rows.map(|row| row.into_iter().map(String::from).collect::<Vec<_>>()));
    }
}
