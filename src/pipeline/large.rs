//! Large ledgers: rows that formulas cannot tell apart are added up as they are read, and what is said of single rows takes a pass of its own.

use super::{Batches, Options, open, reader};
use crate::calculate::calculate;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::Folder;
use crate::house::House;
use crate::inventory::Inventory;
use crate::ledger;
use crate::ledger::bulk::{self, Reading, Scratch, Task, Watch};
use crate::line_results::{self, LineResults, Sink};
use crate::scope::Category;
use crate::trace::Trace;
use std::io::Write;
use std::path::Path;

/// The most bytes of ledgers whose rows are all kept.
const LARGE: u64 = 8 * 1024 * 1024;

/// Computes the inventory in `folder`, and writes what each row of its ledgers adds: in the order of the ledgers, however large they are.
///
/// # Errors
/// As [`super::compute`]; the inventory has subsidiaries; `out` cannot be written to, or a ledger is changed meanwhile.
pub fn compute_and_write_lines(
    folder: &Path,
    options: &Options<'_>,
    format: line_results::Format,
    out: &mut (dyn Write + Send),
) -> Result<(Trace, House), Problems> {
    let folder = Folder::at(folder);
    let (house, inventory) = open(&folder, options)?;
    if let Some(subsidiary) = inventory.subsidiaries.first() {
        let diagnostic = Diagnostic::error(codes::LINES_OF_GROUP, "the lines of a group are those of its subsidiaries' inventories");
        return Err(diagnostic.at(subsidiary.label.clone()).help("write the lines of each subsidiary by itself").into());
    }
    let Reading { records, kept, files, noticed } = read_in_batches(&folder, &inventory, &house, options)?;
    let mut trace = calculate(inventory, records, &house)?;
    trace.early_findings.splice(0..0, noticed);
    trace.early_findings.push(rows_not_compared(&trace));
    let results = LineResults::new(format, &files, &trace.lines);
    let written = out.write_all(format.head().as_bytes());
    let sink = Sink::new(out);
    let (reader, own) = (reader(&trace.inventory, &house), Watch::default());
    bulk::meet_again(&task(&reader, &folder, &house, options, &own), &kept, || results.writer(&sink))?;
    written.and_then(|()| sink.finish()).map_err(|error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("the lines cannot be written: {error}"));
        diagnostic.help("check that the disk has room, and run again")
    })?;
    Ok((trace, house))
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

/// The ids and rows that stand twice in large ledgers, of an inventory and its subsidiaries: what takes a pass of its own and files of its own.
/// Small ledgers are compared whenever they are computed.
///
/// # Errors
/// The ledgers cannot be read, or the files cannot be written.
pub fn compare_rows(folder: &Path, options: &Options<'_>, scratch: Scratch<'_>) -> Result<Vec<Diagnostic>, Problems> {
    compare_rows_in(&Folder::at(folder), options, scratch)
}

fn compare_rows_in(folder: &Folder, options: &Options<'_>, scratch: Scratch<'_>) -> Result<Vec<Diagnostic>, Problems> {
    let (house, inventory) = open(folder, options)?;
    let mut found = Vec::new();
    if is_large(folder, &inventory, options) {
        let reading = read_in_batches(folder, &inventory, &house, options)?;
        let (reader, own) = (reader(&inventory, &house), Watch::default());
        found = bulk::twice(&task(&reader, folder, &house, options, &own), &reading, scratch)?;
    }
    for below in inventory.subsidiaries.iter().map(|subsidiary| folder.below(&subsidiary.folder)).filter(|below| below.is_below(folder)) {
        found.extend(compare_rows_in(&below, options, scratch)?);
    }
    Ok(found)
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
pub(super) fn rows_not_compared(trace: &Trace) -> Diagnostic {
    let rows: u64 = trace.lines.iter().map(|line| line.record.rows()).sum();
    let message = format!("{rows} rows were added up as they were read, and not compared with one another");
    Diagnostic::finding(codes::ROWS_NOT_COMPARED, message).note("ids, rows and documents that stand twice are looked for by `tonne check`")
}
