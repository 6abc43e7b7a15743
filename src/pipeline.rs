//! From the folder of an inventory, and those of its subsidiaries, to its trace.

use crate::calculate::calculate;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::folder::Folder;
use crate::group;
use crate::house::House;
use crate::inventory::instruments::{self, Instrument};
use crate::inventory::{Inventory, LedgerFile};
use crate::ledger::{self, Field, Record};
use crate::trace::Trace;
use std::collections::BTreeMap;
use std::path::Path;

/// The file that makes a folder an inventory.
const MANIFEST: &str = "inventory.toml";

/// Computes the inventory in `folder`: the whole road from what was written to what can be traced.
///
/// # Errors
/// All problems of the stage that found any.
pub fn compute(folder: &Path) -> Result<(Trace, House), Problems> {
    compute_with(folder, None)
}

/// As [`compute`], with one edition in the place of another: what an inventory would say with the other edition.
///
/// # Errors
/// As [`compute`].
pub fn compute_with(folder: &Path, instead: Option<(&str, &str)>) -> Result<(Trace, House), Problems> {
    compute_group(&Folder::at(folder), instead)
}

/// An inventory with its subsidiaries; their folders lie below its own, so there is an end to them.
fn compute_group(folder: &Folder, instead: Option<(&str, &str)>) -> Result<(Trace, House), Problems> {
    let house = House::shipped().with_own_tables(folder)?;
    house.lint_own_tables()?;
    let mut inventory = read_inventory(folder, &house)?;
    if let Some((old, new)) = instead {
        put_instead(&mut inventory, old, new);
    }
    inventory.instruments = read_register(folder, &inventory, &house)?;
    let records = read_ledgers(folder, &inventory, &house)?;
    let mut trace = calculate(inventory, records, &house)?;
    let mut problems = Problems::default();
    for subsidiary in trace.inventory.subsidiaries.clone() {
        let below = folder.below(&subsidiary.folder);
        if !below.is_below(folder) {
            let message = format!("`{}` leads back to the group, or out of its folder", subsidiary.folder);
            let diagnostic = Diagnostic::error(codes::SUBSIDIARY_CYCLE, message).at(subsidiary.label.clone());
            problems.push(diagnostic.help("a subsidiary's folder lies below the group's, and is no link to another place"));
            continue;
        }
        let Some((own, _)) = problems.keep(compute_group(&below, instead)) else { continue };
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

fn read_ledgers(folder: &Folder, inventory: &Inventory, house: &House) -> Result<Vec<Record>, Problems> {
    let reader = ledger::Reader { inventory, units: house.library.units(), activities: &house.activities, regions: &house.regions };
    let mut problems = Problems::default();
    let mut records = Vec::new();
    for ledger in &inventory.ledgers {
        match folder.read(&ledger.file) {
            Ok(bytes) => {
                let named = LedgerFile { file: folder.name_of(&ledger.file), ..ledger.clone() };
                records.extend(problems.keep(reader.read(&named, &bytes)).into_iter().flatten());
            }
            Err(diagnostic) => problems.push(diagnostic.at(ledger.label.clone())),
        }
    }
    let mut seen: BTreeMap<&str, &Record> = BTreeMap::new();
    for record in &records {
        let first = *seen.entry(&record.id).or_insert(record);
        if !std::ptr::eq(first, record) {
            problems.push(
                Diagnostic::error(codes::DUPLICATE_ID, format!("id `{}` stands twice", record.id))
                    .at(record.place.label(Field::Id, "again here"))
                    .at(first.place.label(Field::Id, "first here"))
                    .help("if it is the same record, take one out; if not, give it an id of its own"),
            );
        }
    }
    problems.or(records)
}
