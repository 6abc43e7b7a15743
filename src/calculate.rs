//! From records to lines: each record meets the formulas of its case, which are made once and shared.

use crate::activity::Family;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::factors::Library;
use crate::formula::Source;
use crate::house::House;
use crate::inventory::{FALLBACK_WORDS, Inventory};
use crate::ledger::{Field, Record};
use crate::market;
use crate::methods::market::RestBasis;
use crate::methods::{self, Calculation, Case, Cases, Citations, Context, Refusal, Refusals};
use crate::rows::Stretch;
use crate::scope::Category;
use crate::trace::{Choices, Line, Market, Portion, Trace};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The trace of an inventory and its records.
///
/// # Errors
/// Everything that keeps a record from being computed.
pub fn calculate(inventory: Inventory, records: Vec<Record>, house: &House) -> Result<Trace, Problems> {
    let gwp = house.library.table(&inventory.choices.gwp)?;
    let citations = Citations::default();
    let mut problems = Problems::default();
    let mut cases: BTreeMap<Case, Result<Arc<Calculation>, Vec<usize>>> = BTreeMap::new();
    let mut rests: Rests = BTreeMap::new();
    let mut interned = Interned::default();
    let mut lines = Vec::with_capacity(records.len());
    let mut carriers = BTreeMap::new();
    for record in records {
        let Some(family) = house.activities.family(&record.activity) else {
            let unknown = house.activities.unknown(&record.activity);
            problems.push(unknown.at(record.place.label(Field::Activity, "")));
            continue;
        };
        let rule = inventory.rule(&record.activity);
        let case = case_of(&record, &inventory, house, family, rule.map_or(&[], |rule| &rule.fallback));
        let context = Context {
            inventory: &inventory,
            library: &house.library,
            regions: &house.regions,
            gwp: &gwp,
            citations: &citations,
            activities: &house.activities,
            family,
            rule,
        };
        let market_case = case.clone();
        let mut fresh = false;
        let result = cases.entry(case).or_insert_with_key(|case| {
            fresh = true;
            let calculated = methods::market::refuse(case, &context).map_or_else(|| methods::calculate(case, &context), Err);
            calculated.map(|calculation| interned.add(case, None, calculation)).map_err(|refusals| tell(refusals, &record, &mut problems))
        });
        match result {
            Ok(calculation) => {
                if !family.energy.is_empty() && !carriers.contains_key(&record.activity) {
                    carriers.insert(record.activity.clone(), context.carrier());
                }
                let calculation = Arc::clone(calculation);
                let wants_market =
                    inventory.choices.market_based && record.category == Category::Scope2 && calculation.emissions().count() > 0;
                let market = if wants_market {
                    market_side(&record, &mut rests, &market_case, (&context, &mut interned), &mut problems)
                } else {
                    None
                };
                let line = Line { calculation, record, market };
                if line.takes() {
                    lines.push(line);
                } else {
                    problems.push(not_given(&line.record));
                }
            }
            Err(told) if !fresh => told.iter().for_each(|index| problems.share(*index, &record.id)),
            Err(_) => {}
        }
    }
    let mut cases = interned.cases;
    let covered = market::cover(&mut lines, &inventory, &house.regions, house.library.units(), &mut cases);
    let early_findings = problems.keep(covered.map_err(Problems::from)).unwrap_or_default();
    let tables = cited_tables(&lines, house);
    let newer_gwp = newer_gwp(&inventory, &house.library);
    let choices = Choices::of(&lines, &inventory, &house.library);
    let files = BTreeSet::new();
    let stretches = vec![Stretch { folder: String::new(), lines: lines.len(), added_up: false }];
    problems.or(Trace { newer_gwp, inventory, tables, choices, files, lines, stretches, early_findings, carriers, cases })
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

/// No record is ever counted with a number that it does not give, or divided by zero.
fn not_given(record: &Record) -> Diagnostic {
    let message =
        format!("`{}` lacks a number that its formula needs, or gives zero where it divides: this is a fault of tonne", record.id);
    Diagnostic::error(codes::INPUT_MISSING, message).at(record.place.label(Field::Quantity, "this record"))
}

/// The cases of a trace by what decides them. An inventory with tables of its own, whose rows may hold for some days only, asks anew for each
/// period, and mostly gets the same formulas: they are one case.
#[derive(Default)]
struct Interned {
    cases: Cases,
    known: BTreeMap<(Case, Option<RestBasis>), Vec<Arc<Calculation>>>,
}

impl Interned {
    fn add(&mut self, case: &Case, rest: Option<RestBasis>, calculation: Calculation) -> Arc<Calculation> {
        let alike = self.known.entry((Case { period: None, ..case.clone() }, rest)).or_default();
        if let Some(known) = alike.iter().find(|known| known.says_the_same(&calculation)) {
            return Arc::clone(known);
        }
        let fresh = self.cases.add(calculation);
        alike.push(Arc::clone(&fresh));
        fresh
    }
}

/// The market-based formulas of the cases that were met.
type Rests = BTreeMap<Case, Result<(Arc<Calculation>, RestBasis), Vec<usize>>>;

/// The market-based side of a record, before instruments cover any of it.
fn market_side(
    record: &Record,
    rests: &mut Rests,
    case: &Case,
    (context, interned): (&Context<'_>, &mut Interned),
    problems: &mut Problems,
) -> Option<Market> {
    let mut fresh = false;
    let rest = rests.entry(case.clone()).or_insert_with(|| {
        fresh = true;
        let calculated = methods::market::calculate(case, context);
        calculated
            .map(|(calculation, basis)| (interned.add(case, Some(basis), calculation), basis))
            .map_err(|refusals| tell(refusals, record, problems))
    });
    if let Err(told) = rest {
        if !fresh {
            told.iter().for_each(|index| problems.share(*index, &record.id));
        }
        return None;
    }
    let (calculation, basis) = rest.clone().ok()?;
    Some(Market { rest: Portion::whole(record.quantity), calculation, basis, covered: Vec::new() })
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
        family: family.path.clone(),
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
    let mut tables = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for calculation in lines.iter().flat_map(Line::calculations).filter(|calculation| seen.insert(calculation.id)) {
        for formula in calculation.formulas() {
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
