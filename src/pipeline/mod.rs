//! From the folder of an inventory, and those of its subsidiaries, to its trace.

mod large;

pub(crate) use large::meet_again;
pub use large::{compute_and_write_lines, find_line};

use crate::calculate::calculate;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::factors::vintage::Pins;
use crate::folder::Folder;
use crate::group;
use crate::house::House;
use crate::inventory::Inventory;
use crate::inventory::instruments::{self, Instrument};
use crate::ledger::bulk::{Scratch, Watch};
use crate::ledger::{self, Record, alike};
use crate::trace::Trace;
use large::{compare_rows, findings_of, is_large, read_in_batches};
use std::path::Path;

/// The file that makes a folder an inventory.
const MANIFEST: &str = "inventory.toml";

/// Computes the inventory in `folder`: the whole road from what was written to what can be traced.
///
/// # Errors
/// All problems of the stage that found any.
pub fn compute(folder: &Path) -> Result<(Trace, House), Problems> {
    compute_with(folder, &Options::default())
}

/// As [`compute`], in a certain way.
///
/// # Errors
/// As [`compute`].
pub fn compute_with(folder: &Path, options: &Options<'_>) -> Result<(Trace, House), Problems> {
    compute_in(&Folder::at(folder), options)
}

/// As [`compute_with`], of a folder that may be in memory.
///
/// # Errors
/// As [`compute`].
pub fn compute_in(folder: &Folder, options: &Options<'_>) -> Result<(Trace, House), Problems> {
    let (mut trace, house) = compute_group(folder, options)?;
    trace.files = folder.files_read();
    Ok((trace, house))
}

/// How an inventory is computed. Only `instead` and `pins` change figures; `compare` may leave out what is said of them.
#[derive(Clone, Copy, Default)]
pub struct Options<'o> {
    /// One edition in the place of another: what the inventory would say with the other edition.
    pub instead: Option<(&'o str, &'o str)>,
    /// The editions that a lock pins: a later edition in the library moves nothing.
    pub pins: Option<&'o Pins>,
    /// Whether rows that formulas cannot tell apart are added up before they become lines.
    pub batches: Batches,
    /// Whether rows of large ledgers are compared with one another, and where.
    pub compare: Compare<'o>,
    /// How many threads read large ledgers; all that the machine has where it is not said.
    pub threads: Option<usize>,
    /// Who looks on while large ledgers are read.
    pub watch: Option<&'o Watch>,
}

/// Whether the rows of large ledgers are compared with one another: for ids, records and documents that stand twice. It costs more than adding
/// them up. Rows of small ledgers always are.
#[derive(Clone, Copy, Default)]
pub enum Compare<'o> {
    /// They are, and memory holds 20 bytes for each row.
    #[default]
    InMemory,
    /// They are, with 20 bytes for each row in files without a name, and memory does not grow with the rows.
    OnDisk(Scratch<'o>),
    /// They are not: the findings say so, and such figures are not locked.
    LeftOut,
}

/// When rows are added up before they become lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Batches {
    /// When the ledgers of an inventory have more than 8 MiB together.
    #[default]
    WhenLarge,
    /// Always.
    Always,
    /// Never: each row is a line.
    Never,
}

/// The ledgers of an inventory that are workbooks, each once, in its order.
///
/// # Errors
/// The inventory cannot be read.
pub fn workbooks(folder: &Path) -> Result<Vec<String>, Problems> {
    let (_, inventory) = open(&Folder::at(folder), &Options::default())?;
    let mut files = Vec::new();
    for ledger in inventory.ledgers {
        if ledger::format::is_workbook(&ledger.file) && !files.contains(&ledger.file) {
            files.push(ledger.file);
        }
    }
    Ok(files)
}

/// An inventory as written, with the house that it lives in.
fn open(folder: &Folder, options: &Options<'_>) -> Result<(House, Inventory), Problems> {
    let house = House::shipped().with_own_tables(folder)?;
    house.lint_own_tables()?;
    let mut inventory = read_inventory(folder, &house)?;
    inventory.pins = options.pins.cloned().unwrap_or_default();
    if let Some((old, new)) = options.instead {
        put_instead(&mut inventory, old, new);
    }
    inventory.instruments = read_register(folder, &inventory, &house)?;
    Ok((house, inventory))
}

/// An inventory with its subsidiaries; their folders lie below its own, so there is an end to them.
fn compute_group(folder: &Folder, options: &Options<'_>) -> Result<(Trace, House), Problems> {
    let (house, inventory) = open(folder, options)?;
    let added_up = is_large(folder, &inventory, options);
    let (records, mut noticed) = if added_up {
        let reading = read_in_batches(folder, &inventory, &house, options)?;
        let twice = compare_rows(folder, &inventory, &house, options, &reading)?;
        (reading.records, [reading.noticed, twice].concat())
    } else {
        let (records, noticed) = read_ledgers(folder, &inventory, &house)?;
        let twice = findings_of(alike::twice(&records))?;
        (records, [noticed, twice].concat())
    };
    let mut trace = calculate(inventory, records, &house)?;
    noticed.append(&mut trace.early_findings);
    trace.early_findings = noticed;
    trace.stretches.iter_mut().for_each(|stretch| stretch.added_up = added_up);
    let mut problems = Problems::default();
    for subsidiary in trace.inventory.subsidiaries.clone() {
        let below = folder.below(&subsidiary.folder);
        if !below.is_below(folder) {
            let message = format!("`{}` leads back to the group, or out of its folder", subsidiary.folder);
            let diagnostic = Diagnostic::error(codes::SUBSIDIARY_CYCLE, message).at(subsidiary.label.clone());
            problems.push(diagnostic.help("a subsidiary's folder lies below the group's, and is no link to another place"));
            continue;
        }
        let Some((own, _)) = problems.keep(compute_group(&below, options)) else { continue };
        problems.keep(group::join(&mut trace, &subsidiary, own));
    }
    problems.or((trace, house))
}

/// Puts one edition in the place of another.
fn put_instead(inventory: &mut Inventory, old: &str, new: &str) {
    let dataset = old.split('@').next().unwrap_or_default();
    let tables = inventory.uses.iter_mut().flat_map(|rule| &mut rule.tables);
    tables.filter(|table| *table == old || *table == dataset).for_each(|table| *table = new.to_string());
    if inventory.choices.gwp == old {
        inventory.choices.gwp = new.to_string();
    }
}

fn read_inventory(folder: &Folder, house: &House) -> Result<Inventory, Problems> {
    let bytes = folder.read(MANIFEST).map_err(|diagnostic| {
        let missing = diagnostic.code == codes::FILE_MISSING;
        // A folder without it is the wrong folder, more likely than a folder that lacks a file.
        if missing {
            Diagnostic { help: Vec::new(), ..diagnostic }
                .help("name the folder of the inventory; `tonne init DIR` makes a folder with a working inventory")
        } else {
            diagnostic
        }
    })?;
    let name = folder.name_of(MANIFEST);
    let text = crate::delimited::decode(&name, &bytes)?;
    Inventory::read(Document { file: &name, text: &text }, &house.library, &house.regions, &house.activities)
}

fn read_register(folder: &Folder, inventory: &Inventory, house: &House) -> Result<Vec<Instrument>, Problems> {
    let Some(register) = &inventory.register else { return Ok(Vec::new()) };
    let bytes = folder.read(&register.file).map_err(|diagnostic| diagnostic.at(register.label.clone()))?;
    instruments::read(&folder.name_of(&register.file), &bytes, &inventory.sites, &house.regions)
}

fn reader<'r>(inventory: &'r Inventory, house: &'r House) -> ledger::Reader<'r> {
    ledger::Reader { inventory, units: house.library.units(), activities: &house.activities, regions: &house.regions }
}

fn read_ledgers(folder: &Folder, inventory: &Inventory, house: &House) -> Result<(Vec<Record>, Vec<Diagnostic>), Problems> {
    let reader = reader(inventory, house);
    let mut problems = Problems::default();
    let (mut records, mut noticed) = (Vec::new(), Vec::new());
    for ledger in &inventory.ledgers {
        match folder.open(&ledger.file) {
            Ok(file) => {
                let Some((own, findings)) = problems.keep(reader.read(ledger, &file)) else { continue };
                records.extend(own);
                noticed.extend(findings);
            }
            Err(diagnostic) => problems.push(diagnostic.at(ledger.label.clone())),
        }
    }
    problems.or((records, noticed))
}
