//! Prints of rows that are too many for the memory: written to files by their first bits, and counted file by file.

use super::groups::Position;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

/// How many files there are: each holds few enough prints to be counted in memory.
const FILES: usize = 64;

/// How much of a thread waits before it is written.
const WAITING: usize = 16 * 1024;

/// The bytes of a print with the place of its row.
const SIZE: usize = 8 + 3 * 4;

/// The last bits of a print, where rows are of several kinds.
const KINDS: u64 = 0b11;

/// Makes a file without a name.
pub type Scratch<'s> = &'s (dyn Fn() -> io::Result<File> + Sync);

/// Where prints are.
pub struct Spill(Vec<Mutex<Store>>);

/// A file without a name, which is gone when the program is, however it ends; or memory.
enum Store {
    File(File),
    Memory(Vec<u8>),
}

/// A print, and where its row stands.
pub type Print = (u64, Position);

/// Rows of the same print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The first of them, in the order of the ledgers; of several kinds, the first of each.
    pub first: Vec<Position>,
    /// How many there are beyond those.
    pub beyond: u64,
}

/// All rows whose print others share: so many sets as are wanted, and how many there are.
#[derive(Debug, Default)]
pub struct Shared {
    /// The first sets, in the order of their first rows.
    pub sets: Vec<Alike>,
    /// How many sets there are.
    pub count: u64,
    /// How many rows there are in all sets besides the first of each.
    pub further: u64,
}

/// What is kept of the rows that share a print.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// How many sets.
    pub sets: usize,
    /// How many rows of each.
    pub rows: usize,
    /// Whether only rows of different kinds are news to one another; the last two bits of a print say the kind.
    pub of_kinds: bool,
}

impl Spill {
    /// In files that `make` makes; in memory, where it is not said.
    pub fn new(make: Option<Scratch<'_>>) -> io::Result<Self> {
        let store = |_| Ok(Mutex::new(make.map_or_else(|| Ok(Store::Memory(Vec::new())), |make| make().map(Store::File))?));
        (0..FILES).map(store).collect::<io::Result<_>>().map(Self)
    }

    /// A thread's way in.
    pub fn writer(&self) -> SpillWriter<'_> {
        SpillWriter { spill: self, waiting: vec![Vec::new(); FILES], failed: None }
    }

    /// The rows whose print others share.
    pub fn shared(self, keep: Keep) -> io::Result<Shared> {
        let (mut best, mut shared): (BTreeMap<Position, Alike>, _) = (BTreeMap::new(), Shared::default());
        for store in self.0 {
            let store = store.into_inner().map_err(|_| io::Error::other("a thread failed"))?;
            let mut counted = Counted::new(keep);
            store.each(&mut |print| counted.add(print))?;
            for alike in counted.several() {
                shared.count += 1;
                shared.further += alike.beyond + u64::try_from(alike.first.len()).unwrap_or_default().saturating_sub(1);
                if let Some(first) = alike.first.first() {
                    best.insert(*first, alike);
                }
                if best.len() > keep.sets {
                    best.pop_last();
                }
            }
        }
        shared.sets = best.into_values().collect();
        Ok(shared)
    }
}

impl Store {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::File(file) => file.write_all(bytes),
            Self::Memory(all) => {
                all.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    fn each(self, take: &mut dyn FnMut(Print)) -> io::Result<()> {
        match self {
            Self::File(mut file) => {
                file.seek(SeekFrom::Start(0))?;
                read(BufReader::with_capacity(1 << 18, file), take)
            }
            Self::Memory(all) => read(all.as_slice(), take),
        }
    }
}

fn read(mut input: impl Read, take: &mut dyn FnMut(Print)) -> io::Result<()> {
    let mut bytes = [0; SIZE];
    loop {
        match input.read_exact(&mut bytes) {
            Ok(()) => take(unpacked(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

/// The prints of one file. Memory grows with the prints that differ, never with the rows that share one.
struct Counted {
    keep: Keep,
    /// The first row of each print; a print stands in it as it is its own hash.
    once: HashTable<Print>,
    /// The first rows of those that others share, and how many there are.
    several: BTreeMap<u64, (Vec<(u64, Position)>, u64)>,
}

impl Counted {
    fn new(keep: Keep) -> Self {
        Self { keep, once: HashTable::new(), several: BTreeMap::new() }
    }

    fn add(&mut self, (print, position): Print) {
        let (key, kind) = if self.keep.of_kinds { (print & !KINDS, print & KINDS) } else { (print, 0) };
        // All prints of a file begin alike: the table goes by their first bits.
        let hash = |key: u64| key.rotate_left(6);
        let known = self.once.find(hash(key), |(other, _)| if self.keep.of_kinds { other & !KINDS == key } else { *other == key });
        let Some((first, its)) = known.copied() else {
            let of_kinds = self.keep.of_kinds;
            let hash_of = move |each: &Print| hash(if of_kinds { each.0 & !KINDS } else { each.0 });
            self.once.insert_unique(hash(key), (print, position), hash_of);
            return;
        };
        let (rows, count) = self.several.entry(key).or_insert_with(|| (vec![(if self.keep.of_kinds { first & KINDS } else { 0 }, its)], 1));
        *count += 1;
        if self.keep.of_kinds {
            match rows.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, first)) => *first = position.min(*first),
                None => rows.push((kind, position)),
            }
            return;
        }
        if rows.len() >= self.keep.rows && rows.last().is_some_and(|(_, last)| *last < position) {
            return;
        }
        let at = rows.partition_point(|(_, other)| *other < position);
        rows.insert(at, (kind, position));
        rows.truncate(self.keep.rows);
    }

    fn several(self) -> impl Iterator<Item = Alike> {
        let of_kinds = self.keep.of_kinds;
        self.several.into_values().filter_map(move |(rows, count)| {
            let mut first: Vec<Position> = rows.into_iter().map(|(_, position)| position).collect();
            first.sort_unstable();
            let beyond = if of_kinds { 0 } else { count.saturating_sub(u64::try_from(first.len()).unwrap_or(u64::MAX)) };
            (first.len() > 1).then_some(Alike { first, beyond })
        })
    }
}

/// Prints of a thread on their way.
pub struct SpillWriter<'s> {
    spill: &'s Spill,
    waiting: Vec<Vec<u8>>,
    failed: Option<io::Error>,
}

impl SpillWriter<'_> {
    /// Adds a print.
    pub fn add(&mut self, print: u64, position: Position) {
        let number = usize::try_from(print >> 58).unwrap_or_default();
        self.waiting[number].extend_from_slice(&packed(print, position));
        if self.waiting[number].len() > WAITING {
            self.write(number);
        }
    }

    /// Adds the print of a row of one of four kinds.
    pub fn add_of_kind(&mut self, print: u64, kind: usize, position: Position) {
        self.add(print & !KINDS | (u64::try_from(kind).unwrap_or_default() & KINDS), position);
    }

    fn write(&mut self, number: usize) {
        let bytes = std::mem::take(&mut self.waiting[number]);
        if let Ok(mut store) = self.spill.0[number].lock() {
            let written = store.write(&bytes);
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

    fn at(line: usize) -> Position {
        Position { ledger: 0, block: 1, line }
    }

    #[test]
    fn a_place_survives() {
        let position = Position { ledger: 7, block: 123_456, line: 3_999_999_999 };
        assert_eq!(unpacked(&packed(u64::MAX - 5, position)), (u64::MAX - 5, position));
    }

    #[test]
    fn the_first_rows_of_each_print_are_kept_and_the_others_counted() {
        let spill = Spill::new(None).unwrap();
        let mut writer = spill.writer();
        for (print, lines) in [(5_u64 << 60, vec![9, 3, 7, 1]), (7, vec![2]), (u64::MAX, vec![8, 4])] {
            lines.into_iter().for_each(|line| writer.add(print, at(line)));
        }
        writer.finish().unwrap();
        let shared = spill.shared(Keep { sets: 1, rows: 2, of_kinds: false }).unwrap();
        assert_eq!(shared.sets, [Alike { first: vec![at(1), at(3)], beyond: 2 }]);
        assert_eq!((shared.count, shared.further), (2, 4));
    }

    #[test]
    fn rows_of_one_kind_are_no_news_to_one_another() {
        let spill = Spill::new(None).unwrap();
        let mut writer = spill.writer();
        for (print, kind, line) in [(64, 0, 5), (64, 0, 2), (64, 3, 9), (64, 3, 8), (128, 1, 1), (128, 1, 3)] {
            writer.add_of_kind(print, kind, at(line));
        }
        writer.finish().unwrap();
        let shared = spill.shared(Keep { sets: 9, rows: 9, of_kinds: true }).unwrap();
        assert_eq!(shared.sets, [Alike { first: vec![at(2), at(8)], beyond: 0 }]);
    }
}
