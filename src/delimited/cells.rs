//! Where the cells of a row stand. The rules are those of the reader (RFC 4180): a quote opens a cell only as its first character, and two
//! quotes inside a quoted cell are one.

use std::borrow::Cow;
use std::ops::Range;

/// A double quote that does not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StrayQuote {
    /// Opens a cell that nothing closes.
    Unclosed {
        /// Where it stands.
        at: usize,
    },
    /// Closes a cell that goes on behind it.
    TooEarly {
        /// Where the cell was opened.
        opened: usize,
        /// Where the quote stands.
        at: usize,
    },
}

#[derive(Clone, Copy)]
enum State {
    Start,
    Plain,
    Quoted { opened: usize },
    MaybeClosed { opened: usize },
}

/// The bytes of each cell of a row, quotes included, and the first stray quote.
pub fn cells(row: &str, separator: u8) -> (Vec<Range<usize>>, Option<StrayQuote>) {
    let (mut cells, mut stray) = (Vec::new(), None);
    let (mut state, mut start) = (State::Start, 0);
    for (at, byte) in row.bytes().enumerate() {
        state = match (state, byte) {
            (State::Start, b'"') => State::Quoted { opened: at },
            (State::Quoted { opened }, b'"') => State::MaybeClosed { opened },
            (State::Quoted { opened }, _) | (State::MaybeClosed { opened }, b'"') => State::Quoted { opened },
            (_, byte) if byte == separator => {
                cells.push(start..at);
                start = at + 1;
                State::Start
            }
            (State::MaybeClosed { opened }, _) => {
                stray.get_or_insert(StrayQuote::TooEarly { opened, at: at - 1 });
                State::Plain
            }
            _ => State::Plain,
        };
    }
    if let State::Quoted { opened: at } = state {
        stray.get_or_insert(StrayQuote::Unclosed { at });
    }
    cells.push(start..row.len());
    (cells, stray)
}

/// What a cell holds, without the quotes around it and with those inside it once.
pub fn unquoted(cell: &str) -> Cow<'_, str> {
    let Some(inside) = cell.strip_prefix('"') else { return Cow::Borrowed(cell) };
    // What stands behind a closing quote is refused elsewhere.
    match inside.strip_suffix('"') {
        Some(inside) if inside.contains('"') => Cow::Owned(inside.replace("\"\"", "\"")),
        whole => Cow::Borrowed(whole.unwrap_or(inside)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_where_the_reader_finds_them() {
        for row in ["", "a", "a,b", "a,,", r#""a,b",c"#, r#""a""b",c"#, r#"a"b,c"#, r#"a "b,c" d,e"#, "\"a\nb\",c", r#""","",x"#] {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
            let record = reader.records().next().map_or_else(|| vec![""].into(), Result::unwrap);
            let found: Vec<_> = cells(row, b',').0.into_iter().map(|cell| &row[cell]).collect();
            let expected = if record.is_empty() { 1 } else { record.len() };
            assert_eq!(found.len(), expected, "{row:?} {found:?}");
            if cells(row, b',').1.is_none() {
                assert!(record.iter().eq(found.iter().map(|cell| unquoted(cell))), "{row:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn cells_hold_what_the_reader_finds_in_them(row in "[a,\" 电\n]{1,30}") {
            let row = row.trim_matches('\n');
            let (found, stray) = cells(row, b',');
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(row.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            // A line end outside of quotes ends the row; the splitter of rows has seen to that.
            if let (None, [record]) = (stray, records.as_slice()) {
                proptest::prop_assert!(record.iter().eq(found.into_iter().map(|cell| unquoted(&row[cell]))), "{:?}", row);
            }
        }
    }

    #[test]
    fn stray_quotes_are_found() {
        assert_eq!(cells(r#"a,"b,c"#, b',').1, Some(StrayQuote::Unclosed { at: 2 }));
        assert_eq!(cells("\"a\nb,\"c\"", b',').1, Some(StrayQuote::TooEarly { opened: 0, at: 5 }));
        assert_eq!(cells(r#""a""b",12" pipe"#, b',').1, None);
    }
}
