//! Calculation methods: a case and the library in, formulas out. One file per method; adding one adds a line to [`METHODS`].
//!
//! A case is what records can share: activity, unit, region, year ... Ten million records need a few hundred cases.

mod activity_factor;
mod better;
mod calculation;
mod carried_in;
mod citations;
mod emission;
mod energy;
mod fuel_combustion;
mod gas_release;
pub mod market;
mod on_site_generation;
mod purchased_electricity;
mod reach;
mod spend;

pub use better::Finer;

pub use citations::Citations;

pub use calculation::{Calculation, CaseId, Cases, FactorFacts, Product};

use crate::activity::{Activities, Family};
use crate::diagnostic::{Diagnostic, Problems};
use crate::factors::select::{Chosen, Query};
use crate::factors::{Basis, Library, Table};
use crate::figure::Carrier;
use crate::formula::{Formula, INPUTS, Said, Source};
use crate::inventory::{Inventory, Use};
use crate::ledger::Field;
use crate::period::Period;
use crate::region::Regions;
use crate::scope::Category;
use crate::unit::Unit;
use std::sync::Arc;

/// A method: from a case to its formulas.
pub type Method = fn(&Case, &Context<'_>) -> Result<Calculation, Refusals>;

/// Every method by the name that `activities.csv` uses.
pub const METHODS: [(&str, Method); 7] = [
    ("purchased-electricity", purchased_electricity::calculate),
    ("fuel-combustion", fuel_combustion::calculate),
    ("activity-factor", activity_factor::calculate),
    ("spend", spend::calculate),
    ("gas-release", gas_release::calculate),
    ("carried-in", carried_in::calculate),
    ("on-site-generation", on_site_generation::calculate),
];

/// The method of that name.
pub fn find(name: &str) -> Option<Method> {
    METHODS.iter().find(|(known, _)| *known == name).map(|(_, method)| *method)
}

/// What records that share formulas have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The family of the record's activity, which says by which method.
    pub family: String,
    /// The activity whose factors serve.
    pub activity: String,
    /// The unit of the quantity.
    pub unit: Unit,
    /// Where it counts.
    pub category: Category,
    /// Regions in the order in which they may serve.
    pub regions: Vec<String>,
    /// The year whose factors it takes.
    pub year: i16,
    /// When, if the inventory brings tables of its own, whose rows may have a validity.
    pub period: Option<Period>,
    /// Net or gross, where the record says.
    pub basis: Option<Basis>,
    /// The factor that the record names outright.
    pub factor: Option<String>,
    /// The units of the input `ratio`, where the record gives one.
    pub ratio: Option<(Unit, Unit)>,
    /// The year whose prices money is in, where the record says.
    pub price_year: Option<i16>,
    /// The numbers besides the quantity that the record gives: indices of [`crate::formula::inputs::INPUTS`].
    pub inputs: Vec<usize>,
}

/// What methods look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The inventory and its choices.
    pub inventory: &'a Inventory,
    /// The tables.
    pub library: &'a Library,
    /// The regions.
    pub regions: &'a Regions,
    /// The chosen GWPs.
    pub gwp: &'a Arc<Table>,
    /// The citations made so far.
    pub citations: &'a Citations,
    /// The vocabulary.
    pub activities: &'a Activities,
    /// The family of the case's activity.
    pub family: &'a Family,
    /// The rule of the inventory for the case's activity.
    pub rule: Option<&'a Use>,
}

impl Context<'_> {
    /// The carrier that energy of the case's activity is reported under.
    pub fn carrier(&self) -> Carrier {
        Carrier { direct: self.family.energy == "direct", name: self.family.carrier.as_str().into() }
    }

    /// What to ask the library for a case.
    pub fn query<'q>(&'q self, case: &'q Case) -> Query<'q> {
        Query {
            activity: &case.activity,
            regions: &case.regions,
            year: case.year,
            as_of: self.inventory.as_of,
            pins: &self.inventory.pins,
            period: case.period,
            basis: case.basis,
            tables: self.rule.map_or(&[], |rule| &rule.tables),
        }
    }

    /// A unit that every list of units has.
    fn unit(&self, symbol: &str) -> Result<&Unit, Refusals> {
        let missing = || Refusal { field: Field::Unit, diagnostic: self.library.units().unknown(symbol) };
        self.library.units().get(symbol).ok_or_else(|| vec![missing()])
    }
}

/// The formulas of a case: its method's, with the inputs of the record.
///
/// # Errors
/// Whatever the method refuses.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let Some(method) = find(&context.family.method) else {
        let message = format!("the vocabulary names a method `{}` that does not exist", context.family.method);
        return Err(refuse(Field::Activity, Diagnostic::error(crate::diagnostic::codes::UNKNOWN_ACTIVITY, message)));
    };
    let needed = &context.family.needs;
    if let Some(index) = crate::formula::inputs::find(needed).filter(|index| !case.inputs.contains(index)) {
        let message = format!("`{}` needs `{needed}`", context.family.path);
        let diagnostic = Diagnostic::error(crate::diagnostic::codes::INPUT_MISSING, message);
        return Err(refuse(Field::Input(index), diagnostic.help(format!("add a column `{needed}`"))));
    }
    let mut calculation = method(case, context)?;
    if let Some(facts) = &mut calculation.factor {
        facts.newer = better::newer(&facts.citation, case, context);
        facts.elsewhere = better::elsewhere(&facts.citation, case, context);
        facts.finer = better::finer(&facts.citation, case, context);
    }
    unused(case, context, &calculation)?;
    calculation.with_inputs(&case.inputs, context.library.units())
}

/// A ratio or a price year that no term came of would be overlooked without a word.
fn unused(case: &Case, context: &Context<'_>, calculation: &Calculation) -> Result<(), Refusals> {
    let is_bridge =
        |source: &Source| matches!(source, Source::Record(Said::Input(index)) if INPUTS.get(*index).is_some_and(|input| input.bridge));
    let crossed = |formula: &Formula| formula.terms().iter().any(|term| is_bridge(&term.source));
    let mut products = calculation.products().iter().filter(|product| !matches!(product.of, crate::figure::Of::Energy(_)));
    if case.ratio.is_some() && !products.any(|product| crossed(&product.formula)) {
        let message =
            format!("nothing leads through this `ratio`: the quantity is in `{}`, and the factor is not per its other unit", case.unit);
        return Err(refuse(Field::RatioUnit, Diagnostic::error(crate::diagnostic::codes::UNIT_MISMATCH, message).help("empty the cell")));
    }
    if case.price_year.is_some() && context.family.method != "spend" {
        let message = format!("`{}` is not calculated from money", context.family.path);
        return Err(refuse(Field::PriceYear, Diagnostic::error(crate::diagnostic::codes::UNIT_MISMATCH, message).help("empty the cell")));
    }
    Ok(())
}

/// A problem with a case, and the column that it is about.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The column to point at.
    pub field: Field,
    /// The problem, without a place.
    pub diagnostic: Diagnostic,
}

/// All problems of a case.
pub type Refusals = Vec<Refusal>;

fn refuse(field: Field, diagnostic: Diagnostic) -> Refusals {
    vec![Refusal { field, diagnostic }]
}

fn refuse_all(field: Field, problems: &Problems) -> Refusals {
    problems.as_slice().iter().map(|diagnostic| Refusal { field, diagnostic: diagnostic.clone() }).collect()
}

/// The row that a record names outright, if it serves the activity.
fn named_row(case: &Case, context: &Context<'_>) -> Result<Option<Chosen>, Refusals> {
    use crate::activity::is_within;
    let Some(reference) = &case.factor else { return Ok(None) };
    let (table, index) = context.library.row(reference).map_err(|problems| refuse_all(Field::Factor, &problems))?;
    let serves = &table.rows[index].activity;
    let fits = serves.is_empty() || is_within(serves, &case.activity) || is_within(&case.activity, serves);
    if !fits {
        let message = format!("`{reference}` serves `{serves}`, not `{}`", case.activity);
        let diagnostic = Diagnostic::error(crate::diagnostic::codes::FACTOR_SERVES_OTHER, message);
        return Err(refuse(Field::Factor, diagnostic.help(format!("write activity `{serves}`, or another factor"))));
    }
    if let Some(validity) = table.rows[index].validity.filter(|_| !crate::factors::select::is_valid(&table.rows[index], case.period)) {
        let message = format!("`{reference}` holds for {validity}, not for the period of the record");
        let diagnostic = Diagnostic::error(crate::diagnostic::codes::FACTOR_NOT_VALID, message);
        return Err(refuse(Field::Factor, diagnostic.help("ask for a factor of that period, or split the record where the validity ends")));
    }
    if !table.is_emission(&table.rows[index]) && !table.is_biogenic(&table.rows[index]) {
        let held: Vec<_> = table.values(&table.rows[index]).map(|(column, _)| column.quantity.name()).collect();
        let message = format!("`{reference}` holds {}, no emissions of an activity", held.join(", "));
        let diagnostic = Diagnostic::error(crate::diagnostic::codes::FACTOR_SERVES_OTHER, message);
        return Err(refuse(Field::Factor, diagnostic.help("name a row with masses of gases or CO2e, or leave the cell empty")));
    }
    let reason = crate::factors::vintage::Reason::NamedByRecord;
    Ok(Some(Chosen { table, index, reason, instead_of: None }))
}

/// The rule and editions for a case, or why there are none.
fn editions(case: &Case, context: &Context<'_>) -> Result<Vec<(Arc<Table>, crate::factors::vintage::Reason)>, Refusals> {
    if context.rule.is_none() {
        let message = format!("the inventory names no tables for `{}`", case.activity);
        let head = case.activity.split('/').next().unwrap_or_default();
        let diagnostic = Diagnostic::error(crate::diagnostic::codes::NO_TABLE, message)
            .help(format!("add [[factors]] with activities = \"{head}\" and tables = [\"...\"], or name a row in column `factor`"))
            .help(format!("`tonne factors search {head}` shows what there is"));
        return Err(refuse(Field::Activity, diagnostic));
    }
    crate::factors::select::editions(context.library, &context.query(case)).map_err(|problems| refuse_all(Field::Activity, &problems))
}

/// Why the quantity of a case cannot meet the unit of any factor that serves it.
fn unit_mismatch(case: &Case, context: &Context<'_>, chosen: &[Chosen]) -> Refusals {
    let mut wanted: Vec<&Unit> = Vec::new();
    for unit in chosen.iter().map(|chosen| &chosen.row().per) {
        if !wanted.iter().any(|known| known.dimension() == unit.dimension()) {
            wanted.push(unit);
        }
    }
    let quoted: Vec<String> = wanted.iter().map(|unit| format!("`{unit}`")).collect();
    let message = format!("`{}` cannot be converted to {}", case.unit, quoted.join(" or "));
    let mut diagnostic = Diagnostic::error(crate::diagnostic::codes::UNIT_MISMATCH, message);
    let dimensions: Vec<String> = wanted.iter().map(|unit| format!("{unit} is one of {}", unit.dimension())).collect();
    diagnostic = diagnostic.note(format!("{} is a unit of {}; {}", case.unit, case.unit.dimension(), dimensions.join("; ")));
    if let Some(first) = chosen.first() {
        diagnostic = diagnostic.note(format!("factor: {} ({}), per {}", first.reference(), first.row().name, first.row().per));
    }
    for unit in wanted {
        let dimension = unit.dimension();
        diagnostic = diagnostic.help(format!("units of {dimension}: {}", context.library.units().of_dimension(dimension)));
    }
    let bridged = ["mass", "volume", "energy"].contains(&case.unit.dimension()) && case.activity.starts_with("fuel");
    let help = "or cite a density or calorific value: `properties = [\"publisher/dataset@edition#row\"]` under [[factors]]";
    refuse(Field::Unit, if bridged { diagnostic.help(help) } else { diagnostic })
}
