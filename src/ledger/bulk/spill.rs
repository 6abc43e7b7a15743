//! Fingerprints of rows that are too many for the memory: written to files by their first bits, and sorted file by file.

use super::groups::Position;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

/// How many files there are: each holds few enough fingerprints to be sorted in memory.
const FILES: usize = 64;

/// How much of a thread waits before it is written.
const WAITING: usize = 16 * 1024;

/// The bytes of a fingerprint with the place of its row.
const SIZE: usize = 8 + 3 * 4;

/// Where fingerprints are.
pub struct Spill(Vec<Mutex<File>>);

/// A fingerprint, and where its row stands.
pub type Print = (u64, Position);

impl Spill {
    /// Files without a name: they are gone when the program is, however it ends.
    pub fn new(make: &(dyn Fn() -> io::Result<File> + Sync)) -> io::Result<Self> {
        (0..FILES).map(|_| make().map(Mutex::new)).collect::<io::Result<_>>().map(Self)
    }

    /// A thread's way in.
    pub fn writer(&self) -> SpillWriter<'_> {
        SpillWriter { spill: self, waiting: vec![Vec::new(); FILES], failed: None }
    }

    /// The places of rows whose fingerprint others share, each list in the order of the ledgers. The last four bits say a kind: with
    /// `of_two_kinds`, rows of one kind are no news, and the first of each kind is given.
    pub fn shared(self, of_two_kinds: bool) -> io::Result<Vec<Vec<Position>>> {
        let mut shared = Vec::new();
        for file in self.0 {
            let mut file = file.into_inner().map_err(|_| io::Error::other("a thread failed"))?;
            let mut prints = read(&mut file)?;
            prints.sort_unstable();
            for alike in prints.chunk_by(|one, next| one.0 >> 4 == next.0 >> 4) {
                let kinds = alike.chunk_by(|one, next| one.0 == next.0);
                let mut places: Vec<Position> = if of_two_kinds {
                    kinds.filter_map(|kind| kind.first()).map(|(_, position)| *position).collect()
                } else {
                    alike.iter().map(|(_, position)| *position).collect()
                };
                places.sort_unstable();
                if places.len() > 1 {
                    shared.push(places);
                }
            }
        }
        shared.sort_unstable();
        Ok(shared)
    }
}

fn read(file: &mut File) -> io::Result<Vec<Print>> {
    file.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::with_capacity(1 << 18, file);
    let (mut prints, mut bytes) = (Vec::new(), [0; SIZE]);
    loop {
        match input.read_exact(&mut bytes) {
            Ok(()) => prints.push(unpacked(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(prints),
            Err(error) => return Err(error),
        }
    }
}

/// Fingerprints of a thread on their way.
pub struct SpillWriter<'s> {
    spill: &'s Spill,
    waiting: Vec<Vec<u8>>,
    failed: Option<io::Error>,
}

impl SpillWriter<'_> {
    /// Adds a fingerprint.
    pub fn add(&mut self, print: u64, position: Position) {
        let number = usize::try_from(print >> 58).unwrap_or_default();
        self.waiting[number].extend_from_slice(&packed(print, position));
        if self.waiting[number].len() > WAITING {
            self.write(number);
        }
    }

    fn write(&mut self, number: usize) {
        let bytes = std::mem::take(&mut self.waiting[number]);
        if let Ok(mut file) = self.spill.0[number].lock() {
            let written = file.write_all(&bytes);
            self.failed = self.failed.take().or(written.err());
        }
    }

    /// Writes what waits.
    pub fn finish(mut self) -> io::Result<()> {
        (0..FILES).for_each(|number| self.write(number));
        self.failed.map_or(Ok(()), Err)
    }
}

fn packed(print: u64, position: Position) -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    bytes[..8].copy_from_slice(&print.to_le_bytes());
    for (part, number) in bytes[8..].chunks_exact_mut(4).zip([position.ledger, position.block, position.line]) {
        part.copy_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }
    bytes
}

fn unpacked(bytes: &[u8; SIZE]) -> Print {
    let (print, rest) = bytes.split_at(8);
    let number = |at: usize| {
        let part = rest.get(at..at + 4).and_then(|part| part.try_into().ok()).map_or(0, u32::from_le_bytes);
        usize::try_from(part).unwrap_or_default()
    };
    (print.try_into().map_or(0, u64::from_le_bytes), Position { ledger: number(0), block: number(4), line: number(8) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives() {
        let position = Position { ledger: 7, block: 123_456, line: 3_999_999_999 };
        assert_eq!(unpacked(&packed(u64::MAX - 5, position)), (u64::MAX - 5, position));
    }
}
