//! Large ledgers: rows that formulas cannot tell apart are added up as they are read, and what is said of single rows takes a pass of its own.

use super::{Batches, Compare, Options, compute_with, open, reader};
use crate::calculate::calculate;
use crate::diagnostic::{Diagnostic, Problems, Severity, codes};
use crate::folder::Folder;
use crate::house::House;
use crate::inventory::Inventory;
use crate::ledger::bulk::{self, Meet, Reading, Task, Watch};
use crate::ledger::{self, Record};
use crate::line_results::{self, LineResults, Sink};
use crate::rows::Stretch;
use crate::scope::Category;
use crate::trace::Trace;
use std::io::Write;
use std::path::Path;

/// The most bytes of ledgers whose rows are all kept.
const LARGE: u64 = 8 * 1024 * 1024;

/// Computes the inventory in `folder`, and writes what each row of its ledgers adds: in the order of the ledgers, however large they are.
///
/// # Errors
/// As [`super::compute`]; `out` cannot be written to, or a ledger is changed meanwhile.
pub fn compute_and_write_lines(
    folder: &Path,
    options: &Options<'_>,
    format: line_results::Format,
    out: &mut (dyn Write + Send),
) -> Result<(Trace, House), Problems> {
    let at = Folder::at(folder);
    let (house, inventory) = open(&at, options)?;
    let mut written = out.write_all(format.head().as_bytes());
    let computed = if inventory.subsidiaries.is_empty() {
        let reading = read_in_batches(&at, &inventory, &house, options)?;
        let twice = compare_rows(&at, &inventory, &house, options, &reading)?;
        let Reading { records, kept, files, noticed } = reading;
        let mut trace = calculate(inventory, records, &house)?;
        trace.early_findings.splice(0..0, noticed.into_iter().chain(twice));
        let results = LineResults::new(format, "", &files, &trace.lines);
        let sink = Sink::new(out);
        let (reader, own) = (reader(&trace.inventory, &house), Watch::default());
        bulk::meet_again(&task(&reader, &at, &house, options, &own), &kept, || results.writer(&sink))?;
        written = written.and_then(|()| sink.finish());
        trace.files = at.files_read();
        trace.stretches.iter_mut().for_each(|stretch| stretch.added_up = true);
        (trace, house)
    } else {
        let options = &Options { batches: Batches::Always, ..*options };
        let computed = compute_with(folder, options)?;
        let mut lines = computed.0.lines.as_slice();
        for stretch in &computed.0.stretches {
            let (own, rest) = lines.split_at(stretch.lines.min(lines.len()));
            lines = rest;
            let sink = Sink::new(&mut *out);
            let again = ReadAgain::of(folder, stretch, options)?;
            let results = LineResults::new(format, &stretch.folder, &again.reading.files, own);
            again.meet(options, options.threads, || results.writer(&sink))?;
            written = written.and_then(|()| sink.finish());
        }
        computed
    };
    written.map_err(|error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("the lines cannot be written: {error}"));
        diagnostic.help("check that the disk has room, and run again")
    })?;
    Ok(computed)
}

/// The line of one row of large ledgers, without what its inventory adds up: a trace of that line alone, and whether instruments might
/// cover a part of it, which takes all lines to tell. `None` when no row has the id, or when the ledgers are small enough to compute.
///
/// # Errors
/// The inventory or that row cannot be read or computed.
pub fn find_line(folder: &Path, options: &Options<'_>, id: &str) -> Result<Option<(Trace, bool)>, Problems> {
    let folder = Folder::at(folder);
    let (house, mut inventory) = open(&folder, options)?;
    if !is_large(&folder, &inventory, options) {
        return Ok(None);
    }
    let found = {
        let (reader, own) = (reader(&inventory, &house), Watch::default());
        bulk::find(&task(&reader, &folder, &house, options, &own), id)?
    };
    let Some(record) = found else { return Ok(None) };
    let covered = record.category == Category::Scope2 && inventory.choices.market_based && !inventory.instruments.is_empty();
    inventory.instruments.clear();
    Ok(Some((calculate(inventory, vec![record], &house)?, covered)))
}

/// Meets the rows of one of the inventories of a group again, in the order of its ledgers. `meet` is told how they name the ledgers.
pub(crate) fn meet_again<M: Meet + Send>(
    folder: &Path,
    stretch: &Stretch,
    options: &Options<'_>,
    meet: &(dyn Fn(&[String]) -> M + Sync),
) -> Result<(), Problems> {
    let again = ReadAgain::of(folder, stretch, options)?;
    // One thread, as the order matters.
    again.meet(options, Some(1), || meet(&again.reading.files))
}

/// One of the inventories of a group whose rows were added up, read again.
struct ReadAgain {
    folder: Folder,
    house: House,
    inventory: Inventory,
    reading: Reading,
}

impl ReadAgain {
    fn of(folder: &Path, stretch: &Stretch, options: &Options<'_>) -> Result<Self, Problems> {
        let root = Folder::at(folder);
        let folder = if stretch.folder.is_empty() { root } else { root.below(&stretch.folder) };
        let (house, inventory) = open(&folder, options)?;
        let reading = read_in_batches(&folder, &inventory, &house, options)?;
        if let (true, Some(ledger)) = (reading.records.len() != stretch.lines, inventory.ledgers.first()) {
            return Err(crate::folder::changed(&folder.name_of(&ledger.file)).into());
        }
        Ok(Self { folder, house, inventory, reading })
    }

    fn meet<M: Meet + Send>(&self, options: &Options<'_>, threads: Option<usize>, meet: impl Fn() -> M + Sync) -> Result<(), Problems> {
        let options = Options { threads, ..*options };
        let (reader, own) = (reader(&self.inventory, &self.house), Watch::default());
        bulk::meet_again(&task(&reader, &self.folder, &self.house, &options, &own), &self.reading.kept, meet)
    }
}

/// What stands twice among the rows of large ledgers, or that nobody looked for it.
///
/// # Errors
/// Ids that stand twice; the ledgers cannot be read, or temporary files not be written.
pub(super) fn compare_rows(
    folder: &Folder,
    inventory: &Inventory,
    house: &House,
    options: &Options<'_>,
    reading: &Reading,
) -> Result<Vec<Diagnostic>, Problems> {
    let scratch = match options.compare {
        Compare::LeftOut => return Ok(vec![rows_not_compared(&reading.records)]),
        Compare::InMemory => None,
        Compare::OnDisk(scratch) => Some(scratch),
    };
    let (reader, own) = (reader(inventory, house), Watch::default());
    findings_of(bulk::twice(&task(&reader, folder, house, options, &own), reading, scratch)?)
}

/// The findings among what stands twice; ids that stand twice are errors.
pub(super) fn findings_of(twice: Vec<Diagnostic>) -> Result<Vec<Diagnostic>, Problems> {
    let (errors, findings): (Vec<_>, Vec<_>) = twice.into_iter().partition(|each| each.severity == Severity::Error);
    let mut problems = Problems::default();
    errors.into_iter().for_each(|error| problems.push(error));
    problems.or(findings)
}

/// Whether rows are added up before they become lines.
pub(super) fn is_large(folder: &Folder, inventory: &Inventory, options: &Options<'_>) -> bool {
    let size: u64 = inventory.ledgers.iter().map(|ledger| folder.size(&ledger.file)).sum();
    match options.batches {
        Batches::WhenLarge => size > LARGE,
        Batches::Always => true,
        Batches::Never => false,
    }
}

/// Reads ledgers of any size.
pub(super) fn read_in_batches(folder: &Folder, inventory: &Inventory, house: &House, options: &Options<'_>) -> Result<Reading, Problems> {
    let (reader, own) = (reader(inventory, house), Watch::default());
    bulk::read(&task(&reader, folder, house, options, &own))
}

/// The task of reading all ledgers of an inventory.
fn task<'t>(reader: &'t ledger::Reader<'t>, folder: &'t Folder, house: &House, options: &Options<'t>, own: &'t Watch) -> Task<'t> {
    let inventory = reader.inventory;
    // A lease counts pro rata to the days of a record, and a row of an own table may hold for some days only.
    let leased = inventory.sites.values().any(|site| site.lease.as_ref().is_some_and(|lease| lease.period.is_some()));
    let machine = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Task {
        reader,
        folder,
        ledgers: &inventory.ledgers,
        days_matter: leased || house.library.has_own(),
        threads: options.threads.unwrap_or_else(machine),
        watch: options.watch.unwrap_or(own),
    }
}

/// Says which checks need all rows side by side, and were not made.
fn rows_not_compared(records: &[Record]) -> Diagnostic {
    let rows: u64 = records.iter().map(Record::rows).sum();
    let message = format!("{rows} rows were added up as they were read, and not compared with one another, as was asked for");
    let diagnostic = Diagnostic::finding(codes::ROWS_NOT_COMPARED, message);
    diagnostic.note("nobody looked for ids, rows and documents that stand twice; such figures cannot be locked")
}
