//! Where the cells of a block of rows end, found 64 bytes at a time.
//!
//! Quotes are followed by their parity: what stands between an odd quote and the next is inside a cell. That is what the rules of CSV (RFC
//! 4180) say of cells whose quotes open at their first byte, close at their last, and are doubled in between; a block with any other quote,
//! or with a carriage return that ends a line by itself, is called irregular, and its file is read cell by cell instead.

use wide::u8x16;

/// The bytes that are looked for.
const QUOTE: u8 = b'"';
const LINE_END: u8 = b'\n';
const RETURN: u8 = b'\r';

/// How many bytes are looked at in one go.
const LANES: usize = 16;
const STRIDE: usize = 64;

/// The ends of the cells of a block.
#[derive(Debug, Default)]
pub struct Ends {
    /// Where separators and line ends stand that are outside of quotes, in order.
    pub at: Vec<u32>,
    /// How many of them there are up to the end of each row.
    pub rows: Vec<u32>,
    /// How many lines end in the block, inside of cells too.
    pub lines: usize,
}

/// What 64 bytes hold: a bit for each.
struct Bits {
    separators: u64,
    line_ends: u64,
    quotes: u64,
    returns: u64,
}

impl Bits {
    #[inline]
    fn of(bytes: &[u8; STRIDE], separator: u8) -> Self {
        let mut bits = Self { separators: 0, line_ends: 0, quotes: 0, returns: 0 };
        for (index, lane) in bytes.as_chunks::<LANES>().0.iter().enumerate() {
            let lane = u8x16::from(*lane);
            let equal = |byte: u8| {
                let mask = lane.cmp_eq(u8x16::splat(byte)).move_mask();
                u64::from(mask.cast_unsigned()) << (LANES * index)
            };
            bits.separators |= equal(separator);
            bits.line_ends |= equal(LINE_END);
            bits.quotes |= equal(QUOTE);
            bits.returns |= equal(RETURN);
        }
        bits
    }
}

/// What is carried from 64 bytes to the next.
struct Carry {
    /// All ones inside of quotes.
    inside: u64,
    /// Whether a quote may open a cell at the next byte.
    may_open: u64,
    /// Whether the byte before closed a cell, or was a carriage return, so that the next must be of a kind that may follow.
    closed: bool,
    returned: bool,
    regular: bool,
}

impl Ends {
    /// Finds the ends of the cells of `block`, which begins with a row and ends with one. `false` when it is irregular.
    pub fn find(&mut self, block: &[u8], separator: u8) -> bool {
        self.at.clear();
        self.rows.clear();
        self.lines = 0;
        let mut carry = Carry { inside: 0, may_open: 1, closed: false, returned: false, regular: true };
        let (strides, rest) = block.as_chunks::<STRIDE>();
        let mut start = 0_u32;
        for bytes in strides {
            self.stride(&Bits::of(bytes, separator), start, &mut carry);
            start += 64;
        }
        // Zeros behind the last byte are no quotes and no ends; a line end lets a last closing quote be followed by something.
        let mut last = [0_u8; STRIDE];
        last[..rest.len()].copy_from_slice(rest);
        let mut bits = Bits::of(&last, separator);
        let behind = 1_u64 << rest.len();
        bits.line_ends |= behind;
        self.stride(&bits, start, &mut carry);
        self.lines -= 1;
        let outside = carry.inside == 0;
        if outside && !block.ends_with(&[LINE_END]) && !block.is_empty() {
            return carry.regular;
        }
        // The line end that was put behind the block ends no row: the block has its own.
        if outside {
            self.at.pop();
            self.rows.pop();
        }
        carry.regular && outside
    }

    #[inline]
    fn stride(&mut self, bits: &Bits, start: u32, carry: &mut Carry) {
        self.lines += usize::try_from(bits.line_ends.count_ones()).unwrap_or_default();
        let ends = bits.separators | bits.line_ends;
        let outside = if bits.quotes == 0 {
            !carry.inside
        } else {
            let inside = running_parity(bits.quotes) ^ carry.inside;
            let before = ((ends | bits.quotes) << 1) | carry.may_open;
            let behind = (ends | bits.quotes | bits.returns) >> 1 | 1 << 63;
            let (opening, closing) = (bits.quotes & inside, bits.quotes & !inside);
            carry.regular &= opening & !before == 0 && closing & !behind == 0;
            carry.inside = 0_u64.wrapping_sub(inside >> 63);
            !inside
        };
        if carry.closed {
            carry.regular &= (ends | bits.quotes | bits.returns) & 1 == 1;
        }
        if carry.returned {
            carry.regular &= bits.line_ends & 1 == 1;
        }
        let returns = bits.returns & outside;
        if returns != 0 {
            carry.regular &= returns & !(bits.line_ends >> 1 | 1 << 63) == 0;
        }
        carry.returned = returns >> 63 == 1;
        carry.closed = (bits.quotes & outside) >> 63 == 1;
        carry.may_open = (ends | bits.quotes) >> 63;
        let mut ends = ends & outside;
        let mut line_ends = bits.line_ends & outside;
        while line_ends != 0 {
            let up_to = line_ends ^ (line_ends - 1);
            self.rows.push(u32::try_from(self.at.len()).unwrap_or(u32::MAX) + (ends & up_to).count_ones());
            line_ends &= line_ends - 1;
        }
        while ends != 0 {
            self.at.push(start + ends.trailing_zeros());
            ends &= ends - 1;
        }
    }
}

/// For each bit, whether an odd number of bits are set up to it, itself included.
#[inline]
fn running_parity(bits: u64) -> u64 {
    let mut parity = bits;
    for step in [1, 2, 4, 8, 16, 32] {
        parity ^= parity << step;
    }
    parity
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(block: &str) -> Option<Vec<Vec<String>>> {
        let mut ends = Ends::default();
        if !ends.find(block.as_bytes(), b',') {
            return None;
        }
        let (mut rows, mut start, mut first) = (Vec::new(), 0, 0);
        for last in ends.rows.iter().map(|last| usize::try_from(*last).unwrap()) {
            let cells = ends.at[first..last].iter().map(|end| {
                let end = usize::try_from(*end).unwrap();
                block[std::mem::replace(&mut start, end + 1)..end].trim_end_matches('\r').to_string()
            });
            rows.push(cells.collect::<Vec<_>>());
            first = last;
        }
        assert_eq!(ends.lines, block.matches('\n').count());
        Some(rows)
    }

    /// The rows as the `csv` crate reads them, quotes taken off.
    fn peer(block: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(block.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect()
    }

    fn unquoted(cell: &str) -> String {
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).map_or(cell.to_string(), |cell| cell.replace("\"\"", "\""))
    }

    #[test]
    fn irregular_quotes_and_line_ends_are_seen() {
        let padding = "x".repeat(70);
        for block in ["a\"b,c\n", "\"a\"b,c\n", "\"a\n", "a,\"\n\"b\n", "a\rb\n", "\"a\" ,b\n", "a, \"b\"\n"] {
            assert_eq!(rows(block), None, "{block:?}");
            for at in 0..70 {
                let moved = format!("{}\n{block}", &padding[..at]);
                assert_eq!(rows(&moved), None, "{moved:?}");
            }
        }
        assert!(rows("\"a\"\"b\",c\r\n\"x\ny\",\"\"\r\n").is_some());
    }

    proptest! {
        #[test]
        fn what_is_regular_is_read_as_others_read_it(block in "[a,\"\n\r]{0,200}") {
            if let Some(found) = rows(&block) {
                let found: Vec<Vec<String>> = found.into_iter().filter(|row| row.len() > 1 || !row[0].is_empty()).map(|row| row.iter().map(|cell| unquoted(cell)).collect()).collect();
                prop_assert_eq!(found, peer(&block));
            }
        }

        #[test]
        fn cells_that_a_writer_quoted_are_regular(cells in prop::collection::vec(prop::collection::vec("[a-c,\"\n 中]{0,30}", 3), 1..12)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            cells.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found = rows(&text).expect("regular");
            let found: Vec<Vec<String>> = found.into_iter().map(|row| row.iter().map(|cell| unquoted(cell)).collect()).collect();
            prop_assert_eq!(found, cells);
        }
    }
}
