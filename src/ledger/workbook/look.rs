//! A quick look over the XML of a sheet, for what the library that reads its cells does not tell: which rows are hidden, and which cells are
//! merged. It searches for two words, so it costs little beside the reading.

use super::parts::attribute;
use memchr::{memchr, memmem, memrchr};
use std::collections::BTreeSet;
use std::io::Read;

/// The largest sheet, unpacked: a million rows of forty columns are about as much.
const LARGEST_SHEET: u64 = 2 * 1024 * 1024 * 1024;

/// The longest text between two tags. A cell holds 32,767 characters at most.
const LONGEST_TEXT: usize = 4 * 1024 * 1024;

/// How many bytes are read at once.
const BLOCK: usize = 256 * 1024;

/// The most merged regions that are remembered.
const MOST_MERGES: usize = 100_000;

/// What a sheet says of hidden rows and merged cells.
#[derive(Debug, Default)]
pub struct Look {
    /// The numbers of hidden rows, counted from 1.
    pub hidden: BTreeSet<usize>,
    /// Whether a hidden row has no number.
    pub hidden_unnumbered: bool,
    /// Merged regions.
    pub merges: Vec<Merge>,
}

/// A merged region: rows from 1, columns from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// As the sheet writes it: `C3:D3`.
    pub name: String,
    /// Its first row and column.
    pub first: (usize, usize),
    /// Its last row and column.
    pub last: (usize, usize),
}

/// Why a sheet cannot be looked over.
#[derive(Debug)]
pub enum LookError {
    /// It is larger than any sheet.
    TooLarge,
    /// It cannot be unpacked.
    Source(std::io::Error),
}

/// Looks over the XML of a sheet.
pub fn look(mut source: impl Read) -> Result<Look, LookError> {
    let mut look = Look::default();
    let (mut block, mut total) = (Vec::with_capacity(2 * BLOCK), 0_u64);
    loop {
        let before = block.len();
        block.resize(before + BLOCK, 0);
        let count = source.read(&mut block[before..]).map_err(LookError::Source)?;
        block.truncate(before + count);
        total += u64::try_from(count).unwrap_or_default();
        if total > LARGEST_SHEET || block.len() > LONGEST_TEXT {
            return Err(LookError::TooLarge);
        }
        // Tags that begin before the last one have ended.
        let whole = if count == 0 { block.len() } else { memrchr(b'<', &block).unwrap_or(0) };
        look.tags(&block[..whole]);
        block.drain(..whole);
        if count == 0 {
            return Ok(look);
        }
    }
}

impl Look {
    fn tags(&mut self, xml: &[u8]) {
        for at in memmem::find_iter(xml, b" hidden=") {
            let Some(start) = memrchr(b'<', &xml[..at]).filter(|start| memchr(b'>', &xml[*start..at]).is_none()) else { continue };
            let tag = &xml[start..memchr(b'>', &xml[at..]).map_or(xml.len(), |end| at + end)];
            if name(tag) != b"row" || !matches!(attribute(tag, b" hidden="), Some("1" | "true")) {
                continue;
            }
            match attribute(tag, b" r=").and_then(|number| number.parse().ok()) {
                Some(number) => _ = self.hidden.insert(number),
                None => self.hidden_unnumbered = true,
            }
        }
        for at in memmem::find_iter(xml, b"mergeCell ") {
            let Some(start) = memrchr(b'<', &xml[..at]).filter(|start| memchr(b'>', &xml[*start..at]).is_none()) else { continue };
            let tag = &xml[start..memchr(b'>', &xml[at..]).map_or(xml.len(), |end| at + end)];
            if let Some(merge) = attribute(tag, b" ref=").and_then(merge).filter(|_| self.merges.len() < MOST_MERGES) {
                self.merges.push(merge);
            }
        }
    }
}

/// The name of a tag without its prefix.
fn name(tag: &[u8]) -> &[u8] {
    let name = tag[1..].split(|byte| byte.is_ascii_whitespace() || *byte == b'/' || *byte == b'>').next().unwrap_or_default();
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

/// `C3:D3`.
fn merge(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    Some(Merge { name: text.to_string(), first: cell(first)?, last: cell(last)? })
}

/// The row and column of `C3`.
fn cell(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|each: char| each.is_ascii_digit())?;
    let letters =
        text.get(..digits).filter(|letters| (1..=3).contains(&letters.len()) && letters.bytes().all(|each| each.is_ascii_uppercase()))?;
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    Some((text[digits..].parse().ok()?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_merged_cells_are_found_wherever_a_block_ends() {
        struct Trickle<'t>(&'t [u8], usize);
        impl Read for Trickle<'_> {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                let count = self.0.len().min(self.1).min(into.len());
                into[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let xml = br#"<x:sheetData><cols><col hidden="1" r="9"/></cols><x:row r="2" hidden="1"/><row hidden='true' r='14'><c r="A14"><is><t> hidden="1" r="3"</t></is></c></row><row r="15" hidden="0"/></x:sheetData><mergeCells><mergeCell ref="C3:D3"/></mergeCells>"#;
        for block in 1..40 {
            let look = look(Trickle(xml, block)).unwrap();
            assert_eq!(look.hidden.into_iter().collect::<Vec<_>>(), [2, 14]);
            assert_eq!(look.merges, [Merge { name: "C3:D3".into(), first: (3, 2), last: (3, 3) }]);
        }
    }

    #[test]
    fn a_text_without_an_end_is_refused() {
        assert!(matches!(look(std::io::repeat(b'a')), Err(LookError::TooLarge)));
    }
}
