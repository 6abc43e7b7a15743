//! Rows that differ in nothing that a formula sees, added up month by month.

use crate::diagnostic::Diagnostic;
use crate::ledger::record::Record;
use crate::number::{Plain, SmallSum, Sum};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};

/// Where a row stands: the number of its ledger, of its block, and its line in the block. The order is that of the ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The number of the ledger in the inventory.
    pub ledger: usize,
    /// The number of the block in the ledger; 0 where lines count from the beginning of the file.
    pub block: usize,
    /// How many lines end before it in the block.
    pub line: usize,
}

impl Position {
    /// As the key of a row that is one of a kind.
    pub fn bytes(self) -> [u8; 24] {
        let mut bytes = [0; 24];
        for (part, number) in bytes.chunks_exact_mut(8).zip([self.ledger, self.block, self.line]) {
            part.copy_from_slice(&u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes());
        }
        bytes
    }
}

/// What rows have in common.
pub trait Common {
    /// The parts in order, each with the number of its field; empty cells left out.
    fn each(&self, part: impl FnMut(u8, &[u8]) -> bool) -> bool;
}

/// The rows of one month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    /// The sum of their quantities.
    pub sum: SmallSum,
    /// How many they are.
    pub rows: u32,
    /// The days that they cover: bit 1 is the first of the month, bit 0 the whole month.
    pub days: u32,
}

/// What is needed of a group for each row: what makes it, and where its months are. Rows are many, so this is kept small and together.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    key: u32,
    key_end: u32,
    slots: u32,
    group: u32,
}

/// Rows that have everything in common.
#[derive(Debug)]
pub struct Group {
    entry: Entry,
    months: usize,
    /// Whether its slots are months; if not, it has one, for the period that its rows share.
    pub by_month: bool,
    /// Where the first row stands.
    pub first: Position,
    /// The first row.
    pub record: First,
}

/// The first row of a group as a record, or what keeps these rows from being records.
pub type First = Result<Box<Record>, Vec<Diagnostic>>;

/// All groups of a thread.
#[derive(Debug, Default)]
pub struct Groups {
    hasher: FixedState,
    table: HashTable<Entry>,
    keys: Vec<u8>,
    groups: Vec<Group>,
    slots: Vec<Slot>,
    /// What outgrew the small sum of a slot, by the index of the slot.
    full: BTreeMap<usize, Full>,
}

/// Sums that are too long for a slot, and rows that are too many.
#[derive(Clone, Debug, Default)]
struct Full {
    sums: Vec<Sum>,
    rows: u64,
}

impl Full {
    fn add(&mut self, sum: Sum, rows: u64) {
        self.rows += rows;
        let fits = self.sums.last_mut().is_some_and(|last| last.add(&sum));
        if !fits {
            self.sums.push(sum);
        }
    }
}

/// A group that was found, and where its months are.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The number of the group.
    pub group: usize,
    slots: usize,
}

impl Groups {
    /// The hash of what rows have in common.
    #[inline]
    pub fn hash(&self, common: &impl Common) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        common.each(|_, cell| {
            hasher.write(cell);
            true
        });
        hasher.finish()
    }

    /// The group of rows that have this in common.
    #[inline]
    pub fn find(&self, hash: u64, common: &impl Common) -> Option<At> {
        let same = |entry: &Entry| {
            if entry.hash != hash {
                return false;
            }
            let mut rest = &self.keys[entry.key as usize..entry.key_end as usize];
            let all = common.each(|tag, cell| {
                let head = 5 + cell.len();
                let equal = rest.len() >= head && rest[0] == tag && rest[1..5] == length(cell) && rest[5..head] == *cell;
                if equal {
                    rest = &rest[head..];
                }
                equal
            });
            all && rest.is_empty()
        };
        self.table.find(hash, same).map(|entry| At { group: entry.group as usize, slots: entry.slots as usize })
    }

    /// Makes a group: with one slot for the period that its rows share, or with one for each of so many months.
    pub fn insert(&mut self, hash: u64, common: &impl Common, months: Option<usize>, first: Position, record: First) -> At {
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (key, slots, group) = (number(self.keys.len()), number(self.slots.len()), number(self.groups.len()));
        common.each(|tag, cell| {
            self.keys.push(tag);
            self.keys.extend_from_slice(&length(cell));
            self.keys.extend_from_slice(cell);
            true
        });
        let entry = Entry { hash, key, key_end: number(self.keys.len()), slots, group };
        self.slots.resize(self.slots.len() + months.unwrap_or(1), Slot::default());
        self.groups.push(Group { entry, months: months.unwrap_or(1), by_month: months.is_some(), first, record });
        self.table.insert_unique(hash, entry, |entry| entry.hash);
        At { group: group as usize, slots: slots as usize }
    }

    /// Adds a row to a month of a group.
    #[inline]
    pub fn add(&mut self, at: At, month: usize, number: Plain, days: u32) {
        let index = at.slots + month;
        let slot = &mut self.slots[index];
        slot.days |= days;
        if slot.rows < u32::MAX && slot.sum.add(number) {
            slot.rows += 1;
        } else {
            self.full.entry(index).or_default().add(number.sum(), 1);
        }
    }

    /// Adds so many rows, whose sum is known, to a month of a group.
    pub fn add_sum(&mut self, at: At, month: usize, sum: Sum, rows: u64, days: u32) {
        let index = at.slots + month;
        self.slots[index].days |= days;
        self.full.entry(index).or_default().add(sum, rows);
    }

    /// A group.
    pub fn get(&self, group: usize) -> &Group {
        &self.groups[group]
    }

    /// The months of a group that have rows.
    pub fn months(&self, group: usize) -> Vec<MonthOf> {
        let first = self.groups[group].entry.slots as usize;
        let all = (0..self.groups[group].months).map(|month| {
            let slot = &self.slots[first + month];
            let mut full = self.full.get(&(first + month)).cloned().unwrap_or_default();
            if slot.rows > 0 {
                full.add(slot.sum.sum(), u64::from(slot.rows));
            }
            MonthOf { month, sums: full.sums, rows: full.rows, days: slot.days }
        });
        all.filter(|month| month.rows > 0).collect()
    }

    /// Takes the groups of another thread in.
    pub fn join(&mut self, mut other: Self) {
        for group in 0..other.groups.len() {
            let months = other.months(group);
            let record = std::mem::replace(&mut other.groups[group].record, Err(Vec::new()));
            let theirs = &other.groups[group];
            let common = Stored(&other.keys[theirs.entry.key as usize..theirs.entry.key_end as usize]);
            let at = match self.find(theirs.entry.hash, &common) {
                Some(at) => {
                    let ours = &mut self.groups[at.group];
                    if theirs.first < ours.first {
                        ours.first = theirs.first;
                        ours.record = record;
                    }
                    at
                }
                None => self.insert(theirs.entry.hash, &common, theirs.by_month.then_some(theirs.months), theirs.first, record),
            };
            for month in months {
                for (index, sum) in month.sums.iter().enumerate() {
                    self.add_sum(at, month.month, *sum, if index == 0 { month.rows } else { 0 }, month.days);
                }
            }
        }
    }

    /// The groups in the order of their first rows.
    pub fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|index| self.groups[*index].first);
        order
    }
}

/// The rows of a month of a group.
#[derive(Clone, Debug)]
pub struct MonthOf {
    /// The number of the month, or 0 for the period that all rows share.
    pub month: usize,
    /// Their sum; in several parts where one number cannot hold it.
    pub sums: Vec<Sum>,
    /// How many they are.
    pub rows: u64,
    /// The days that they cover, as in a slot.
    pub days: u32,
}

/// A key as it is stored.
struct Stored<'k>(&'k [u8]);

impl Common for Stored<'_> {
    fn each(&self, mut part: impl FnMut(u8, &[u8]) -> bool) -> bool {
        let mut rest = self.0;
        while let [tag, a, b, c, d, cell @ ..] = rest {
            let length = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).unwrap_or_default();
            let (cell, behind) = cell.split_at(length.min(cell.len()));
            if !part(*tag, cell) {
                return false;
            }
            rest = behind;
        }
        true
    }
}

fn length(cell: &[u8]) -> [u8; 4] {
    u32::try_from(cell.len()).unwrap_or(u32::MAX).to_le_bytes()
}
