//! From bytes of any declared encoding to UTF-8, bit by bit. Bytes that the encoding does not know are never replaced: they end the reading.

use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::io::{self, ErrorKind, Read};

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// A source as UTF-8.
pub(super) struct Decoded<R> {
    source: R,
    /// `None`: the source is UTF-8 already.
    decoder: Option<Decoder>,
    /// Bytes that were read and not yet decoded.
    raw: Vec<u8>,
    ended: bool,
    /// Text that was decoded and not yet taken.
    text: Vec<u8>,
    taken: usize,
    /// How many bytes were decoded.
    decoded: u64,
    /// How many lines ended.
    lines: usize,
    /// Where a byte stands that the encoding does not know.
    pub failure: Option<Failure>,
}

/// A byte that an encoding does not know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure {
    /// The byte.
    pub byte: u8,
    /// Its position in the file, from 0.
    pub offset: u64,
    /// Its line, from 1.
    pub line: usize,
}

impl<R: Read> Decoded<R> {
    /// Decodes a source that begins behind its byte-order mark, at `offset`.
    pub(super) fn new(source: R, encoding: &'static Encoding, offset: u64) -> Self {
        let decoder = (encoding != encoding_rs::UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        let (raw, text) = (Vec::new(), Vec::new());
        Self { source, decoder, raw, ended: false, text, taken: 0, decoded: offset, lines: 0, failure: None }
    }

    fn fill(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        if !self.ended && self.raw.len() < BLOCK {
            let before = self.raw.len();
            self.raw.resize(before + BLOCK, 0);
            let count = self.source.read(&mut self.raw[before..])?;
            self.raw.truncate(before + count);
            self.ended = count == 0;
        }
        self.text.resize(4 * BLOCK, 0);
        self.taken = 0;
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.text, self.ended);
        self.text.truncate(written);
        if let DecoderResult::Malformed(length, behind) = result {
            let back = usize::from(length) + usize::from(behind);
            let at = read.saturating_sub(back);
            let lines = self.text.iter().filter(|byte| **byte == b'\n').count();
            let offset = (self.decoded + u64::try_from(read).unwrap_or_default()).saturating_sub(u64::try_from(back).unwrap_or_default());
            let byte = self.raw.get(at).copied().unwrap_or_default();
            self.failure = Some(Failure { byte, offset, line: self.lines + lines + 1 });
        }
        self.lines += self.text.iter().filter(|byte| **byte == b'\n').count();
        self.decoded += u64::try_from(read).unwrap_or_default();
        self.raw.drain(..read);
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.source.read(into);
        }
        while self.taken == self.text.len() {
            if self.failure.is_some() {
                return Err(ErrorKind::InvalidData.into());
            }
            if self.ended && self.raw.is_empty() {
                return Ok(0);
            }
            self.fill()?;
        }
        let count = into.len().min(self.text.len() - self.taken);
        into[..count].copy_from_slice(&self.text[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_encoding_comes_back_as_it_went_in() {
        let text = "單位,数量\n千瓦时,１２\n".repeat(9000);
        for encoding in [encoding_rs::GBK, encoding_rs::GB18030] {
            let (bytes, _, lost) = encoding.encode(&text);
            assert!(!lost);
            let mut read = String::new();
            Decoded::new(&bytes[..], encoding, 0).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut read = String::new();
        Decoded::new(&bytes[..], encoding_rs::UTF_16BE, 0).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn a_byte_that_the_encoding_does_not_know_ends_the_reading() {
        let (mut bytes, _, _) = encoding_rs::BIG5.encode("單位\n千瓦時\n");
        bytes.to_mut().extend([b'a', 0xff, b'b']);
        let mut decoded = Decoded::new(&bytes[..], encoding_rs::BIG5, 0);
        let mut read = Vec::new();
        assert!(decoded.read_to_end(&mut read).is_err());
        assert_eq!(String::from_utf8(read).unwrap(), "單位\n千瓦時\na");
        let failure = decoded.failure.unwrap();
        assert_eq!((failure.byte, failure.offset, failure.line), (0xff, 13, 3));
    }
}
