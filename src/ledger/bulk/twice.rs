//! Ids, rows and documents that stand twice in ledgers of any size. A first pass writes a print of each row; a second reads again those whose
//! prints are the same, and compares what is really there. What is compared, and how it is told, is the same for small ledgers.

use super::again::{Kept, text};
use super::blocks::Blocks;
use super::cells::{Cells, Key};
use super::groups::Position;
use super::shape::{Months, Shape};
use super::spill::{Keep, Scratch, Shared, Spill, SpillWriter};
use super::walk::{Visit, Walk};
use super::{Reading, Task, interrupted, lines_above, on_threads};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::inventory::LedgerFile;
use crate::ledger::alike::{self, Kind};
use crate::ledger::place::Place;
use crate::ledger::reader::Reader;
use crate::ledger::record::Record;
use crate::number::Plain;
use crate::period::Period;
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

/// The ids and the rows that stand twice, and the documents that are evidence in two categories of which one excludes the other.
///
/// # Errors
/// A ledger cannot be read, or the prints cannot be written.
pub fn twice(task: &Task<'_>, reading: &Reading, scratch: Option<Scratch<'_>>) -> Result<Vec<Diagnostic>, Problems> {
    let mut found = Vec::new();
    let facts: Vec<Facts> = reading.records.iter().map(Facts::of).collect();
    for kind in Kind::ALL {
        // Documents matter where at least two categories exclude one another.
        let met: BTreeSet<usize> = facts.iter().filter_map(|facts| facts.exclusive).collect();
        if kind != Kind::Evidence || met.len() > 1 {
            found.extend(of_kind(task, &reading.kept, &facts, scratch, kind)?);
        }
    }
    Ok(found)
}

/// What rows of one record share.
struct Facts {
    print: u64,
    exclusive: Option<usize>,
    period: Period,
}

impl Facts {
    fn of(record: &Record) -> Self {
        Self { print: alike::common_print(record), exclusive: Kind::exclusive(record.category), period: record.period }
    }
}

fn of_kind(task: &Task<'_>, kept: &Kept, facts: &[Facts], scratch: Option<Scratch<'_>>, kind: Kind) -> Result<Vec<Diagnostic>, Problems> {
    let unwritable = |error: io::Error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("prints of rows cannot be written: {error}"));
        Problems::from(diagnostic.help("the folder for temporary files needs 20 bytes for each row"))
    };
    let spill = Spill::new(scratch).map_err(unwritable)?;
    let (prints, heads) = pass(task, kept, || Prints { kind, kept, task, facts, out: spill.writer(), lines: Vec::new() })?;
    let mut counted = Vec::new();
    for each in prints {
        each.out.finish().map_err(unwritable)?;
        counted.extend(each.lines);
    }
    let keep = Keep { sets: alike::TOLD, rows: alike::at_hand(kind), of_kinds: kind == Kind::Evidence };
    let shared = spill.shared(keep).map_err(unwritable)?;
    if shared.sets.is_empty() {
        return Ok(Vec::new());
    }
    tell(task, kept, kind, &shared, &lines_above(counted, &heads))
}

/// Reads the rows that share a print again, and says which are the same in truth.
fn tell(task: &Task<'_>, kept: &Kept, kind: Kind, shared: &Shared, above: &super::batches::Lines) -> Result<Vec<Diagnostic>, Problems> {
    let mut wanted: BTreeSet<Position> = BTreeSet::new();
    for alike in &shared.sets {
        wanted.extend(&alike.first);
        if kind == Kind::Id && wanted.len() > 2 * alike::TOLD {
            break;
        }
    }
    let (picks, _) = pass(task, kept, || Pick { reader: task.reader, wanted: &wanted, found: BTreeMap::new() })?;
    let mut records: BTreeMap<Position, Record> = BTreeMap::new();
    for (position, mut record) in picks.into_iter().flat_map(|pick| pick.found) {
        record.place.row.move_down(above.get(&(position.ledger, position.block)).copied().unwrap_or_default());
        records.insert(position, record);
    }
    let mut listed = Vec::new();
    for alike in &shared.sets {
        let found: Vec<&Record> = alike.first.iter().filter_map(|position| records.get(position)).collect();
        listed.extend(kind.tell(&found, alike.beyond).listed);
    }
    listed.truncate(alike::TOLD);
    let all = if kind == Kind::Id { shared.further } else { shared.count };
    // Below the limit everything is at hand; what is not told there has the same print by chance.
    let more = if listed.len() < alike::TOLD { 0 } else { all.saturating_sub(u64::try_from(listed.len()).unwrap_or_default()) };
    listed.extend(kind.tell_more(more));
    Ok(listed)
}

/// What visitors of all threads have when all rows are through, and how many lines end before the first row of each ledger.
fn pass<V: Visit + Send>(task: &Task<'_>, kept: &Kept, visit: impl Fn() -> V + Sync) -> Result<(Vec<V>, BTreeMap<usize, usize>), Problems> {
    task.watch.begin(task.ledgers.iter().map(|ledger| task.folder.size(&ledger.file)).sum());
    let blocks = Mutex::new(Blocks::new(task.folder, task.ledgers, &kept.careful, task.watch));
    let visitors = on_threads(task.threads, || Walk::new(visit(), task.watch).go(&blocks).0);
    if task.watch.interrupted() {
        return Err(interrupted());
    }
    let of_files = blocks.into_inner().map(Blocks::finish).unwrap_or_default();
    let mut problems = Problems::default();
    of_files.problems.into_iter().for_each(|(_, of_file)| problems.extend(of_file));
    problems.or((visitors, of_files.heads))
}

/// Writes a print of each row.
struct Prints<'p> {
    kind: Kind,
    kept: &'p Kept,
    task: &'p Task<'p>,
    facts: &'p [Facts],
    out: SpillWriter<'p>,
    lines: Vec<(usize, usize, usize)>,
}

impl Prints<'_> {
    /// The print of a row that was read at a glance; `None` when that does not do.
    fn print(&mut self, shape: &Shape, row: &impl Cells, number: Plain, position: Position) -> Option<()> {
        if self.kind == Kind::Id {
            self.out.add(alike::print_of_text(text(row, shape.id)?), position);
            return Some(());
        }
        let key = Key::of(row, shape, self.kept.months.as_ref());
        let facts = self.facts.get(self.kept.record(&key)?)?;
        let evidence = shape.evidence.map_or(Some(&[][..]), |column| text(row, column))?;
        match self.kind {
            Kind::Evidence => {
                if let Some(kind) = facts.exclusive.filter(|_| !evidence.is_empty()) {
                    self.out.add_of_kind(alike::print_of_text(evidence), kind, position);
                }
            }
            _ => {
                // Columns that nobody reads tell rows apart all the same.
                if !self.task.ledgers.get(position.ledger)?.mapping.ignore.is_empty() {
                    return None;
                }
                let note = shape.note.map_or(Some(&[][..]), |column| text(row, column))?;
                let quantity = number.sum().decimal();
                let period =
                    key.month.zip(self.kept.months.as_ref()).map_or(Some(facts.period), |(month, months)| day_of(month, months))?;
                if !quantity.is_zero() {
                    let row = alike::Row { period, quantity, evidence, note };
                    self.out.add(row.print(facts.print, &[]), position);
                }
            }
        }
        Some(())
    }
}

/// The day or the month that a row says.
fn day_of((month, days): (usize, u32), months: &Months) -> Option<Period> {
    let whole = months.month(month).period();
    if days & 1 == 1 {
        return Some(whole);
    }
    let day = whole.start.checked_add(i64::from(days.trailing_zeros().saturating_sub(1)).days()).ok()?;
    Some(Period { start: day, end: day })
}

impl Visit for Prints<'_> {
    const NEEDS_LINES: bool = true;

    fn plain(&mut self, shape: &Shape, row: &impl Cells, number: Plain, position: Position) -> bool {
        self.print(shape, row, number, position).is_some()
    }

    fn careful(&mut self, ledger: &LedgerFile, _: &Shape, place: &Place, _: &impl Cells, position: Position) {
        let Some(record) = self.task.reader.record(place, ledger, &mut Problems::default()) else { return };
        let Some(print) = self.kind.print(&record) else { return };
        match (self.kind, Kind::exclusive(record.category)) {
            (Kind::Evidence, Some(kind)) => self.out.add_of_kind(print, kind, position),
            _ => self.out.add(print, position),
        }
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // Told when the ledgers are read.
    }

    fn end(&mut self, ledger: usize, block: usize, lines: Option<usize>) {
        self.lines.extend(lines.map(|lines| (ledger, block, lines)));
    }
}

/// Picks rows by their places.
struct Pick<'p> {
    reader: &'p Reader<'p>,
    wanted: &'p BTreeSet<Position>,
    found: BTreeMap<Position, Record>,
}

impl Visit for Pick<'_> {
    const NEEDS_LINES: bool = true;

    fn plain(&mut self, _: &Shape, _: &impl Cells, _: Plain, position: Position) -> bool {
        !self.wanted.contains(&position)
    }

    fn careful(&mut self, ledger: &LedgerFile, _: &Shape, place: &Place, _: &impl Cells, position: Position) {
        if self.wanted.contains(&position) {
            let record = self.reader.record(place, ledger, &mut Problems::default());
            self.found.extend(record.map(|record| (position, record)));
        }
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // Told when the ledgers are read.
    }
}
