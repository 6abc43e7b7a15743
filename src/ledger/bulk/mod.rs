//! Ledgers of millions of rows, in memory that does not grow with them.
//!
//! A ledger is handed out in blocks of whole rows ([`blocks`]). A thread finds the cells of a block ([`scan`]) and adds each row to the rows
//! that it differs from in nothing but id, day, quantity, evidence and note ([`groups`]): their quantities are summed, exactly, before
//! anything is multiplied ([`walk`], [`gather`]). The first row of a group is read like a row of a small ledger, with every check; so is each row whose id
//! or quantity is not plain, and each row of a ledger with irregular quotes ([`row_text`]). What comes out are records that stand for
//! many rows ([`batches`]). Which thread reads what changes no digit and no place.

mod batches;
mod blocks;
mod cells;
mod gather;
mod groups;
mod row_text;
mod scan;
mod shape;
mod walk;
mod watch;

pub use watch::Watch;

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::Folder;
use crate::inventory::LedgerFile;
use crate::ledger::reader::Reader;
use crate::ledger::record::Record;
use batches::Lines;
use blocks::Blocks;
use gather::Gather;
use groups::{Groups, Position};
use shape::Months;
use std::sync::Mutex;
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

/// Reads all ledgers of a task as records that stand for many rows.
///
/// # Errors
/// All problems of all rows, as far as they can be kept; the rest is counted.
pub fn read(task: &Task<'_>) -> Result<Vec<Record>, Problems> {
    let months = if task.days_matter { None } else { Months::of(task.reader.inventory.period) };
    let mut careful = vec![false; task.ledgers.len()];
    loop {
        let attempt = attempt(task, months.as_ref(), &careful);
        if task.watch.interrupted() {
            return Err(Diagnostic::error(codes::INTERRUPTED, "the reading of the ledgers was ended from outside").into());
        }
        match attempt.irregular {
            Some(ledger) => careful[ledger] = true,
            None => return attempt.finish(task, months.as_ref()),
        }
    }
}

/// What all threads of an attempt have found.
struct Attempt {
    groups: Groups,
    problems: Vec<(Position, Diagnostic)>,
    of_files: Vec<(usize, Problems)>,
    dropped: u64,
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
        lines: Lines::new(),
        irregular: None,
    };
    let mut counted: Vec<(usize, usize, usize)> = Vec::new();
    for (each, irregular) in found {
        all.irregular = all.irregular.or(irregular);
        all.groups.join(each.groups);
        all.problems.extend(each.problems);
        all.dropped += each.dropped;
        counted.extend(each.lines);
    }
    counted.sort_unstable();
    let mut above = 0;
    for (index, (ledger, block, lines)) in counted.iter().enumerate() {
        let first = index == 0 || counted[index - 1].0 != *ledger;
        if first {
            above = of_files.heads.get(ledger).copied().unwrap_or_default();
        }
        all.lines.insert((*ledger, *block), above);
        above += lines;
    }
    all
}

impl Attempt {
    fn finish(self, task: &Task<'_>, months: Option<&Months>) -> Result<Vec<Record>, Problems> {
        let files: Vec<String> = task.ledgers.iter().map(|ledger| task.folder.name_of(&ledger.file)).collect();
        let mut found = self.problems;
        let records = match batches::records(&self.groups, months, &self.lines) {
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
        problems.or(records.into_iter().map(|(_, record)| record).collect())
    }
}

/// What so many threads make, each for itself.
fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(&work)).collect();
        // A thread that panicked has found a fault of tonne, which must not be passed over.
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
