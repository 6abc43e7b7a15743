//! Ledgers of millions of rows, in memory that does not grow with them.
//!
//! A ledger is handed out in blocks of whole rows (`blocks`). A thread finds the cells of a block (`scan`) and adds each row to the rows
//! that it differs from in nothing but id, day, quantity, evidence and note (`groups`): their quantities are summed, exactly, before
//! anything is multiplied (`walk`, `gather`). The first row of a group is read like a row of a small ledger, with every check; so is each row whose id
//! or quantity is not plain, and each row of a ledger with irregular quotes. What comes out are records that stand for
//! many rows (`batches`). Which thread reads what changes no digit and no place.

mod again;
mod batches;
mod blocks;
mod cells;
mod find;
mod gather;
mod groups;
mod scan;
mod shape;
mod spill;
mod twice;
mod walk;
mod watch;

pub use again::{Kept, Meet, Met, Quantity};
pub use spill::Scratch;
pub use twice::twice;
pub use watch::Watch;

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::Folder;
use crate::inventory::LedgerFile;
use crate::ledger::place::Source;
use crate::ledger::reader::Reader;
use crate::ledger::record::Record;
use again::Again;
use batches::Lines;
use blocks::Blocks;
use find::Find;
use gather::Gather;
use groups::{Groups, Position};
use shape::Months;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use walk::Walk;

/// What is to be read.
#[derive(Debug)]
pub struct Task<'t> {
    /// What rows are checked against.
    pub reader: &'t Reader<'t>,
    /// Where the ledgers are.
    pub folder: &'t Folder,
    /// The ledgers.
    pub ledgers: &'t [LedgerFile],
    /// Whether the day of a row may matter to its formulas.
    pub days_matter: bool,
    /// How many threads read.
    pub threads: usize,
    /// Who looks on.
    pub watch: &'t Watch,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// Records that stand for many rows, in the order of the ledgers.
    pub records: Vec<Record>,
    /// What it takes to meet the rows again.
    pub kept: Kept,
    /// How rows name the ledgers: of a workbook, with the sheet.
    pub files: Vec<String>,
    /// What was noticed on the way, for the readers of the figures.
    pub noticed: Vec<Diagnostic>,
}

/// Reads all ledgers of a task as records that stand for many rows.
///
/// # Errors
/// All problems of all rows, as far as they can be kept; the rest is counted.
pub fn read(task: &Task<'_>) -> Result<Reading, Problems> {
    let months = if task.days_matter { None } else { Months::of(task.reader.inventory.period) };
    let mut careful = vec![false; task.ledgers.len()];
    loop {
        let attempt = attempt(task, months.as_ref(), &careful);
        if task.watch.interrupted() {
            return Err(interrupted());
        }
        match attempt.irregular {
            Some(ledger) => careful[ledger] = true,
            None => return attempt.finish(task, months, careful),
        }
    }
}

/// The first row with that id, read like a row of a small ledger; `None` when there is none.
///
/// # Errors
/// The row is wrong, or a ledger cannot be read.
pub fn find(task: &Task<'_>, id: &str) -> Result<Option<Record>, Problems> {
    let mut careful = vec![false; task.ledgers.len()];
    loop {
        task.watch.begin(task.ledgers.iter().map(|ledger| task.folder.size(&ledger.file)).sum());
        let blocks = Mutex::new(Blocks::new(task.folder, task.ledgers, &careful, task.watch));
        let looked = on_threads(task.threads, || {
            let find = Find { reader: task.reader, id, watch: task.watch, found: None, lines: Vec::new() };
            Walk::new(find, task.watch).go(&blocks)
        });
        if task.watch.interrupted() {
            return Err(interrupted());
        }
        let heads = blocks.into_inner().map(Blocks::finish).unwrap_or_default().heads;
        let (mut found, mut counted, mut irregular) = (None, Vec::new(), None);
        for (find, its) in looked {
            irregular = irregular.or(its);
            counted.extend(find.lines);
            let earlier = |position: &Position| found.as_ref().is_none_or(|(known, _)| position < known);
            if find.found.as_ref().is_some_and(|(position, _)| earlier(position)) {
                found = find.found;
            }
        }
        if let (None, Some(ledger)) = (&found, irregular) {
            careful[ledger] = true;
            continue;
        }
        let Some((position, record)) = found else { return Ok(None) };
        let lines = lines_above(counted, &heads);
        let mut record = record?;
        record.place.row.move_down(lines.get(&(position.ledger, position.block)).copied().unwrap_or_default());
        return Ok(Some(record));
    }
}

/// Meets every row again: what [`Meet`]s of all threads make of them.
///
/// # Errors
/// The ledgers are not what they were when they were read first.
pub fn meet_again<M: Meet + Send>(task: &Task<'_>, kept: &Kept, meet: impl Fn() -> M + Sync) -> Result<(), Problems> {
    let sizes = task.ledgers.iter().map(|ledger| task.folder.size(&ledger.file));
    task.watch.begin(sizes.sum());
    let blocks = Mutex::new(Blocks::new(task.folder, task.ledgers, &kept.careful, task.watch));
    let found = on_threads(task.threads, || {
        let again = Again { reader: task.reader, kept, meet: meet(), strange: None };
        let (again, irregular) = Walk::new(again, task.watch).go(&blocks);
        (again.strange, irregular)
    });
    if task.watch.interrupted() {
        return Err(interrupted());
    }
    let mut problems = Problems::default();
    blocks.into_inner().map(Blocks::finish).unwrap_or_default().problems.into_iter().for_each(|(_, problem)| problems.extend(problem));
    let strange = found.iter().filter_map(|(strange, irregular)| strange.map(|position| position.ledger).or(*irregular)).min();
    if let Some(ledger) = strange.and_then(|number| task.ledgers.get(number)) {
        problems.push(crate::folder::changed(&task.folder.name_of(&ledger.file)));
    }
    problems.or(())
}

fn interrupted() -> Problems {
    Diagnostic::error(codes::INTERRUPTED, "the reading of the ledgers was ended from outside").into()
}

/// What all threads of an attempt have found.
struct Attempt {
    groups: Groups,
    problems: Vec<(Position, Diagnostic)>,
    of_files: Vec<(usize, Problems)>,
    dropped: u64,
    noticed: Vec<(usize, Vec<Diagnostic>)>,
    named: Vec<(usize, Arc<Source>)>,
    lines: Lines,
    irregular: Option<usize>,
}

fn attempt(task: &Task<'_>, months: Option<&Months>, careful: &[bool]) -> Attempt {
    let sizes = task.ledgers.iter().map(|ledger| task.folder.size(&ledger.file));
    task.watch.begin(sizes.sum());
    let blocks = Mutex::new(Blocks::new(task.folder, task.ledgers, careful, task.watch));
    let found = on_threads(task.threads, || Walk::new(Gather::new(task.reader, months), task.watch).go(&blocks));
    let of_files = blocks.into_inner().map(Blocks::finish).unwrap_or_default();
    let mut all = Attempt {
        groups: Groups::default(),
        problems: Vec::new(),
        of_files: of_files.problems,
        dropped: 0,
        noticed: Vec::new(),
        named: Vec::new(),
        lines: Lines::new(),
        irregular: None,
    };
    let mut counted: Vec<(usize, usize, usize)> = Vec::new();
    for (each, irregular) in found {
        all.irregular = all.irregular.or(irregular);
        all.groups.join(each.groups);
        all.problems.extend(each.problems);
        all.dropped += each.dropped;
        all.noticed.extend(each.noticed);
        all.named.extend(each.named);
        counted.extend(each.lines);
    }
    all.lines = lines_above(counted, &of_files.heads);
    all
}

impl Attempt {
    fn finish(mut self, task: &Task<'_>, months: Option<Months>, careful: Vec<bool>) -> Result<Reading, Problems> {
        self.noticed.sort_by_key(|(ledger, _)| *ledger);
        let mut files: Vec<String> = task.ledgers.iter().map(|ledger| task.folder.name_of(&ledger.file)).collect();
        for (ledger, source) in &self.named {
            files[*ledger].clone_from(&source.file);
        }
        let mut found = self.problems;
        let records = match batches::records(&self.groups, months.as_ref(), &self.lines) {
            Ok(records) => records,
            Err(problems) => {
                found.extend(problems);
                Vec::new()
            }
        };
        let mut problems = Problems::default();
        self.of_files.into_iter().for_each(|(_, of_file)| problems.extend(of_file));
        problems.extend(batches::in_order(found, &files, &self.lines));
        if self.dropped > 0 {
            let message = format!("{} more rows have problems that are not listed", self.dropped);
            problems.push(Diagnostic::error(codes::TOO_MANY_PROBLEMS, message).help("mend those that are listed, and run again"));
        }
        let year = |record: &Record| {
            record.batch.as_ref().map_or(record.period.start.year(), |batch| batch.parts.first().map_or(0, |part| part.period.start.year()))
        };
        let mut numbers = BTreeMap::new();
        for (number, (group, record)) in records.iter().enumerate() {
            let year = if self.groups.get(*group).by_month { year(record) } else { 0 };
            numbers.entry((*group, year)).or_insert(number);
        }
        let records = records.into_iter().map(|(_, record)| record).collect();
        let noticed = self.noticed.into_iter().flat_map(|(_, findings)| findings).collect();
        problems.or(Reading {
            records,
            files,
            noticed,
            kept: Kept { groups: self.groups, months, lines: self.lines, careful, records: numbers },
        })
    }
}

/// How many lines end before each block, from how many each has and how many end before the first row of each ledger.
fn lines_above(mut counted: Vec<(usize, usize, usize)>, heads: &BTreeMap<usize, usize>) -> Lines {
    counted.sort_unstable();
    let mut all = Lines::new();
    let mut above = 0;
    let mut last = None;
    for (ledger, block, lines) in counted {
        if last != Some(ledger) {
            above = heads.get(&ledger).copied().unwrap_or_default();
            last = Some(ledger);
        }
        all.insert((ledger, block), above);
        above += lines;
    }
    all
}

/// What so many threads make, each for itself.
fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(&work)).collect();
        // A thread that panicked has found a fault of tonne, which must not be passed over.
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
