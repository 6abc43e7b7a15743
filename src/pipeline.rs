//! From the folder of an inventory to its trace.

use crate::activity::{Activities, Family};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::factors::{Library, lint};
use crate::folder::Folder;
use crate::formula::{Formula, Source};
use crate::group;
use crate::inventory::instruments::{self, Instrument};
use crate::inventory::{FALLBACK_WORDS, Inventory, LedgerFile};
use crate::ledger::{self, Field, Record};
use crate::market::{self, Market, RestBasis};
use crate::methods::{self, Calculation, Case, Context, Refusal, Refusals};
use crate::region::Regions;
use crate::scope::Category;
use crate::trace::{Line, Trace};
use crate::unit::Units;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The file that makes a folder an inventory.
const MANIFEST: &str = "inventory.toml";

/// What every inventory shares: units, vocabulary, regions, and the library of tables.
#[derive(Debug)]
pub struct House {
    /// The vocabulary of activities.
    pub activities: Activities,
    /// The regions.
    pub regions: Regions,
    /// The tables.
    pub library: Library,
}

impl House {
    /// What the binary carries.
    pub fn shipped() -> Self {
        Self { activities: Activities::shipped(), regions: Regions::shipped(), library: Library::shipped(Arc::new(Units::shipped())) }
    }

    /// Runs the lint of shipped tables on the inventory's own.
    ///
    /// # Errors
    /// All that it finds.
    pub fn lint_own_tables(&self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for id in self.library.ids().filter(|id| self.library.is_own(id)) {
            problems.extend(lint::lint(id, &self.library, &self.regions, &self.activities));
        }
        problems.or(())
    }

    /// Adds the tables in the folder `factors` of an inventory.
    ///
    /// # Errors
    /// Tables that cannot be read or that stand in the wrong place.
    pub fn with_own_tables(mut self, folder: &Folder) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        for table in folder.own_tables()? {
            let files = ["table.toml", "factors.csv"].map(|name| format!("factors/{table}/{name}"));
            match (folder.read_table(&files[0]), folder.read_table(&files[1])) {
                (Ok(toml), Ok(csv)) => {
                    let errata = match folder.read_table(&format!("factors/{table}/errata.csv")) {
                        Err(absent) if absent.code == codes::FILE_MISSING => Ok(None),
                        read => read.map(Some).map_err(Problems::from),
                    };
                    let Some(errata) = problems.keep(errata) else { continue };
                    problems.keep(self.library.add_own(&table, files, toml, csv, errata));
                }
                (toml, csv) => [toml.err(), csv.err()].into_iter().flatten().for_each(|diagnostic| problems.push(diagnostic)),
            }
        }
        problems.or(self)
    }
}

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
    let reader = ledger::csv::Reader { inventory, units: house.library.units(), activities: &house.activities, regions: &house.regions };
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

fn calculate(inventory: Inventory, records: Vec<Record>, house: &House) -> Result<Trace, Problems> {
    let gwp = house.library.table(&inventory.choices.gwp)?;
    let mut problems = Problems::default();
    let mut cases: BTreeMap<Case, Result<Arc<Calculation>, Vec<usize>>> = BTreeMap::new();
    let mut rests: Rests = BTreeMap::new();
    let mut lines = Vec::with_capacity(records.len());
    let mut carriers = BTreeMap::new();
    for record in records {
        let Some(family) = house.activities.family(&record.activity) else {
            let unknown = crate::inventory::unknown_activity(&house.activities, &record.activity);
            problems.push(unknown.at(record.place.label(Field::Activity, "")));
            continue;
        };
        let rule = inventory.rule(&record.activity);
        let case = case_of(&record, &inventory, house, family, rule.map_or(&[], |rule| &rule.fallback));
        let context = Context { inventory: &inventory, library: &house.library, regions: &house.regions, gwp: &gwp, family, rule };
        let market_case = case.clone();
        let mut fresh = false;
        let result = cases.entry(case).or_insert_with_key(|case| {
            fresh = true;
            let calculated = market::refuse(case).map_or_else(|| methods::calculate(case, &context), Err);
            calculated.map(Arc::new).map_err(|refusals| tell(refusals, &record, &mut problems))
        });
        match result {
            Ok(calculation) => {
                if !family.energy.is_empty() && !carriers.contains_key(&record.activity) {
                    carriers.insert(record.activity.clone(), (family.energy.clone(), family.carrier.clone()));
                }
                let calculation = Arc::clone(calculation);
                let wants_market =
                    inventory.choices.market_based && record.category == Category::Scope2 && !calculation.emissions.is_empty();
                let market = if wants_market { market_side(&record, &mut rests, &market_case, &context, &mut problems) } else { None };
                lines.push(Line { calculation, record, market });
            }
            Err(told) if !fresh => told.iter().for_each(|index| problems.share(*index, &record.id)),
            Err(_) => {}
        }
    }
    let instrument_findings = market::cover(&mut lines, &inventory, &house.regions, house.library.units());
    let tables = cited_tables(&lines, house);
    let newer_gwp = newer_gwp(&inventory, &house.library);
    problems.or(Trace { newer_gwp, inventory, tables, lines, instrument_findings, carriers })
}

/// Says why a case cannot be computed, at the first record that it stops; the numbers of the problems, for further records.
fn tell(mut refusals: Refusals, record: &Record, problems: &mut Problems) -> Vec<usize> {
    if refusals.is_empty() {
        // No record is ever left out without a word.
        let message = format!("`{}` cannot be computed, and its method does not say why: this is a fault of tonne", record.activity);
        refusals.push(Refusal { field: Field::Activity, diagnostic: Diagnostic::error(codes::NO_FACTOR, message) });
    }
    let placed = refusals.into_iter().map(|Refusal { field, mut diagnostic }| {
        diagnostic.labels.insert(0, record.place.label(field, format!("column `{}`", field.name())));
        problems.push_shared(diagnostic, &record.id)
    });
    placed.collect()
}

/// The market-based formulas of the cases that were met.
type Rests = BTreeMap<Case, Result<(Arc<Calculation>, RestBasis), Vec<usize>>>;

/// The market-based side of a record, before instruments cover any of it.
fn market_side(record: &Record, rests: &mut Rests, case: &Case, context: &Context<'_>, problems: &mut Problems) -> Option<Market> {
    let mut fresh = false;
    let rest = rests.entry(case.clone()).or_insert_with(|| {
        fresh = true;
        let calculated = methods::market::calculate(case, context);
        calculated.map(|(calculation, basis)| (Arc::new(calculation), basis)).map_err(|refusals| tell(refusals, record, problems))
    });
    if let Err(told) = rest {
        if !fresh {
            told.iter().for_each(|index| problems.share(*index, &record.id));
        }
        return None;
    }
    let (calculation, basis) = rest.clone().ok()?;
    Some(Market { rest: record.quantity, calculation, basis, covered: Vec::new() })
}

fn case_of(record: &Record, inventory: &Inventory, house: &House, family: &Family, fallback: &[String]) -> Case {
    let own = record.region.clone().or_else(|| inventory.sites.get(&record.site).map(|site| site.region.clone())).unwrap_or_default();
    let mut regions = vec![own.clone()];
    for step in fallback {
        let found = if FALLBACK_WORDS.contains(&step.as_str()) {
            house.regions.enclosing(&own, step).map(|region| region.code.clone())
        } else {
            Some(step.clone())
        };
        regions.extend(found.filter(|code| !regions.contains(code)));
    }
    Case {
        activity: family.factors_of(&record.activity),
        unit: record.unit.clone(),
        category: record.category,
        regions,
        year: inventory.factor_year(&record.period),
        period: house.library.has_own().then_some(record.period),
        basis: record.basis,
        factor: record.factor.clone(),
        ratio: record.ratio_unit.clone(),
        price_year: record.price_year,
        inputs: record.inputs.iter().map(|(index, _)| *index).collect(),
    }
}

/// The set of GWPs that was published last by `as_of`, if it is later than the chosen one. An own set is compared with none but its own kind.
fn newer_gwp(inventory: &Inventory, library: &Library) -> Option<String> {
    let chosen = library.about(&inventory.choices.gwp).ok()?;
    let dataset = chosen.id.split('@').next()?.to_string();
    let known = library.editions(&dataset).filter_map(|id| library.about(id).ok());
    let newest = known.filter(|about| about.published_on <= inventory.as_of).max_by_key(|about| about.published_on)?;
    (newest.published_on > chosen.published_on).then(|| newest.id.clone())
}

/// The tables that the formulas of the lines cite, with their hashes.
fn cited_tables(lines: &[Line], house: &House) -> BTreeMap<String, String> {
    let formulas = |calculation: &Calculation| -> Vec<Formula> {
        let emissions = calculation.emissions.iter().map(|emission| emission.formula.clone());
        emissions.chain(calculation.biogenic.clone()).chain(calculation.energy.clone()).collect()
    };
    let mut tables = BTreeMap::new();
    let mut last: Option<&Arc<Calculation>> = None;
    for line in lines {
        if last.is_some_and(|last| Arc::ptr_eq(last, &line.calculation)) {
            continue;
        }
        last = Some(&line.calculation);
        let market = line.market.iter().flat_map(|market| formulas(&market.calculation));
        for formula in formulas(&line.calculation).into_iter().chain(market) {
            for term in formula.terms() {
                if let Source::Factor(citation) = &term.source
                    && !tables.contains_key(&citation.table)
                    && let Some(hash) = house.library.sha256(&citation.table)
                {
                    tables.insert(citation.table.clone(), hash);
                }
            }
        }
    }
    tables
}
