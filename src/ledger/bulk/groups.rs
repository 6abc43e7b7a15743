//! Rows that differ in nothing that a formula sees, added up month by month.

use crate::diagnostic::Diagnostic;
use crate::ledger::record::Record;
use crate::number::{Plain, Sum};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

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

/// What rows have in common.
pub trait Common {
    /// The parts in order, each with the number of its field; empty cells left out.
    fn each(&self, part: impl FnMut(u8, &[u8]) -> bool) -> bool;
}

/// The rows of one month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    /// The sum of their quantities.
    pub sum: Sum,
    /// How many they are.
    pub rows: u64,
    /// The days that they cover: bit 1 is the first of the month, bit 0 the whole month.
    pub days: u32,
}

/// Rows that have everything in common.
#[derive(Debug)]
pub struct Group {
    key: Range<usize>,
    hash: u64,
    slots: Range<usize>,
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
    table: HashTable<u32>,
    keys: Vec<u8>,
    groups: Vec<Group>,
    slots: Vec<Slot>,
    /// Sums that grew too long to be one number, with the index of their slot.
    full: Vec<(usize, Sum)>,
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
    pub fn find(&self, hash: u64, common: &impl Common) -> Option<usize> {
        let same = |index: &u32| {
            let group = &self.groups[*index as usize];
            if group.hash != hash {
                return false;
            }
            let mut rest = &self.keys[group.key.clone()];
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
        self.table.find(hash, same).map(|index| *index as usize)
    }

    /// Makes a group: with one slot for the period that its rows share, or with one for each of so many months.
    pub fn insert(&mut self, hash: u64, common: &impl Common, months: Option<usize>, first: Position, record: First) -> usize {
        let start = self.keys.len();
        common.each(|tag, cell| {
            self.keys.push(tag);
            self.keys.extend_from_slice(&length(cell));
            self.keys.extend_from_slice(cell);
            true
        });
        let index = self.groups.len();
        let slots = self.slots.len()..self.slots.len() + months.unwrap_or(1);
        self.slots.resize(slots.end, Slot::default());
        self.groups.push(Group { key: start..self.keys.len(), hash, slots, by_month: months.is_some(), first, record });
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        self.table.insert_unique(hash, number, |index| self.groups[*index as usize].hash);
        index
    }

    /// Adds a row to a month of a group.
    #[inline]
    pub fn add(&mut self, group: usize, slot: usize, number: Plain, days: u32) {
        let at = self.groups[group].slots.start + slot;
        let slot = &mut self.slots[at];
        slot.rows += 1;
        slot.days |= days;
        if !slot.sum.add(number) {
            self.full.push((at, std::mem::take(&mut slot.sum)));
            slot.sum.add(number);
        }
    }

    /// Adds a sum of rows to a month of a group.
    pub fn add_sum(&mut self, group: usize, slot: usize, added: &Slot) {
        let at = self.groups[group].slots.start + slot;
        let slot = &mut self.slots[at];
        slot.rows += added.rows;
        slot.days |= added.days;
        if !slot.sum.add_sum(&added.sum) {
            self.full.push((at, std::mem::replace(&mut slot.sum, added.sum)));
        }
    }

    /// A group.
    pub fn get(&self, group: usize) -> &Group {
        &self.groups[group]
    }

    /// The months of a group; the sums of one month are several where one number could not hold them.
    pub fn slots(&self, group: usize) -> Vec<(usize, Vec<Sum>, Slot)> {
        let range = self.groups[group].slots.clone();
        let filled = range.clone().filter(|at| self.slots[*at].rows > 0);
        filled
            .map(|at| {
                let full = self.full.iter().filter(|(of, _)| *of == at).map(|(_, sum)| *sum);
                (at - range.start, full.chain([self.slots[at].sum]).collect(), self.slots[at])
            })
            .collect()
    }

    /// Takes the groups of another thread in.
    pub fn join(&mut self, mut other: Self) {
        for index in 0..other.groups.len() {
            let theirs = &mut other.groups[index];
            let record = std::mem::replace(&mut theirs.record, Err(Vec::new()));
            let theirs = &other.groups[index];
            let common = Stored(&other.keys[theirs.key.clone()]);
            let slots = theirs.slots.len();
            let ours = match self.find(theirs.hash, &common) {
                Some(ours) => {
                    if theirs.first < self.groups[ours].first {
                        self.groups[ours].first = theirs.first;
                        self.groups[ours].record = record;
                    }
                    ours
                }
                None => self.insert(theirs.hash, &common, theirs.by_month.then_some(slots), theirs.first, record),
            };
            for slot in 0..slots {
                let at = theirs.slots.start + slot;
                if other.slots[at].rows > 0 {
                    self.add_sum(ours, slot, &other.slots[at]);
                }
            }
            for (at, sum) in other.full.iter().filter(|(at, _)| theirs.slots.contains(at)) {
                self.full.push((self.groups[ours].slots.start + at - theirs.slots.start, *sum));
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
