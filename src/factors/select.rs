//! The choice of one row. It never guesses: exactly one candidate, or a refusal that shows all of them and the line to write.

use super::about::Stage;
use super::library::Library;
use super::quantity::{Basis, Property};
use super::table::{Row, Table};
use super::vintage::{self, Pins, Reason};
use crate::activity::{ancestors, is_within};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::period::Period;
use jiff::civil::Date;
use std::sync::Arc;

/// How many candidates a refusal lists.
const LISTED: usize = 12;

/// A row, and how it came to be chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The table.
    pub table: Arc<Table>,
    /// The index of the row.
    pub index: usize,
    /// How the edition was chosen.
    pub reason: Reason,
    /// The region that was asked for, where the row is of another.
    pub instead_of: Option<String>,
}

impl Chosen {
    /// The row.
    pub fn row(&self) -> &Row {
        &self.table.rows[self.index]
    }

    /// `cn-mee/electricity@2023#CN-BJ`.
    pub fn reference(&self) -> String {
        format!("{}#{}", self.table.about.id, self.row().key)
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// The activity.
    pub activity: &'a str,
    /// Regions in the order in which they may serve: the site's own first, then the declared fallbacks.
    pub regions: &'a [String],
    /// The year of the activity.
    pub year: i16,
    /// Nothing published later is used.
    pub as_of: Date,
    /// Editions that a lock pins, whatever the rule would choose.
    pub pins: &'a Pins,
    /// When, where rows have a validity to be held against.
    pub period: Option<Period>,
    /// Net or gross, where the record says.
    pub basis: Option<Basis>,
    /// Datasets, or editions, that may serve.
    pub tables: &'a [String],
}

/// The editions that may serve, with the reason for each.
///
/// # Errors
/// A table that does not exist, or none published in time.
pub fn editions(library: &Library, query: &Query<'_>) -> Result<Vec<(Arc<Table>, Reason)>, Problems> {
    let mut problems = Problems::default();
    let mut found = Vec::new();
    for name in query.tables {
        let id = if name.contains('@') {
            Ok((name.clone(), Reason::Named))
        } else {
            vintage::choose_pinned(library, query.pins, name, query.year, query.as_of).map(|(about, reason)| (about.id.clone(), reason))
        };
        let Some((id, reason)) = problems.keep(id) else { continue };
        if let Some(table) = problems.keep(library.table(&id)) {
            found.push((table, reason));
        }
    }
    problems.or(found)
}

/// The rows that hold emissions of the activity: its own, else those of the nearest wider activity, else those of narrower ones; in the
/// first region that has any; of the basis asked for.
pub fn emissions(editions: &[(Arc<Table>, Reason)], query: &Query<'_>) -> Vec<Chosen> {
    let rows = |serves: &dyn Fn(&Row) -> bool| {
        all(editions, &|table, row| serves(row) && table.is_emission(row) && basis_fits(row, query.basis) && is_valid(row, query.period))
    };
    let wider = ancestors(query.activity).map(|path| rows(&|row| row.activity == path));
    let narrower = std::iter::once_with(|| rows(&|row| !row.activity.is_empty() && is_within(&row.activity, query.activity)));
    let found = wider.chain(narrower).map(|found| in_first_region(found, query.regions)).find(|found| !found.is_empty());
    of_best_year(found.unwrap_or_default(), query.year)
}

/// Of rows of a table that differ in their year alone, the row of the activity's year, else the one of the latest.
fn of_best_year(found: Vec<Chosen>, year: i16) -> Vec<Chosen> {
    let rank = |row: &Row| row.data_year.map(|own| (own == year, own));
    let beaten = |chosen: &Chosen| {
        found.iter().any(|other| {
            Arc::ptr_eq(&other.table, &chosen.table) && same_but_year(other.row(), chosen.row()) && rank(other.row()) > rank(chosen.row())
        })
    };
    found.iter().filter(|chosen| !beaten(chosen)).cloned().collect()
}

/// Whether two rows both state a year, and hold the same for it.
fn same_but_year(one: &Row, other: &Row) -> bool {
    let key =
        |row: &Row| (row.activity.clone(), row.name.clone(), row.region.clone(), row.stage, row.basis, row.labels.clone(), row.validity);
    one.data_year.is_some() && other.data_year.is_some() && one.per == other.per && key(one) == key(other)
}

/// The rows that hold a property of the activity, or of the nearest wider one.
pub fn properties(editions: &[(Arc<Table>, Reason)], query: &Query<'_>, property: Property) -> Vec<Chosen> {
    ancestors(query.activity)
        .map(|path| {
            all(editions, &|table, row| row.activity == path && is_valid(row, query.period) && table.property(row, property).is_some())
        })
        .map(|found| in_first_region(found, query.regions))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn basis_fits(row: &Row, asked: Option<Basis>) -> bool {
    row.basis.is_none() || asked.is_none() || row.basis == asked
}

/// Whether a row may be used for a period: always, unless it says otherwise.
pub fn is_valid(row: &Row, period: Option<Period>) -> bool {
    match (row.validity, period) {
        (Some(validity), Some(period)) => validity.contains(&period),
        _ => true,
    }
}

fn all(editions: &[(Arc<Table>, Reason)], fits: &dyn Fn(&Table, &Row) -> bool) -> Vec<Chosen> {
    let rows = editions.iter().flat_map(|(table, reason)| {
        let fitting = table.rows.iter().enumerate().filter(|(_, row)| fits(table, row));
        fitting.map(|(index, _)| Chosen { table: Arc::clone(table), index, reason: reason.clone(), instead_of: None })
    });
    rows.collect()
}

fn in_first_region(found: Vec<Chosen>, regions: &[String]) -> Vec<Chosen> {
    let Some(first) = regions.iter().find(|region| found.iter().any(|chosen| chosen.row().region == **region)) else {
        return Vec::new();
    };
    let instead_of = (Some(first) != regions.first()).then(|| regions.first().cloned()).flatten();
    let here = found.into_iter().filter(|chosen| chosen.row().region == *first);
    here.map(|chosen| Chosen { instead_of: instead_of.clone(), ..chosen }).collect()
}

/// Exactly one, or a refusal.
///
/// # Errors
/// None, or several.
pub fn exactly_one(candidates: Vec<Chosen>, editions: &[(Arc<Table>, Reason)], query: &Query<'_>) -> Result<Chosen, Diagnostic> {
    match <[Chosen; 1]>::try_from(candidates) {
        Ok([one]) => Ok(one),
        Err(none) if none.is_empty() => Err(nothing(editions, query)),
        Err(several) => Err(ambiguous(&several, query)),
    }
}

fn nothing(editions: &[(Arc<Table>, Reason)], query: &Query<'_>) -> Diagnostic {
    let tables: Vec<_> = editions.iter().map(|(table, _)| table.about.id.as_str()).collect();
    let message = format!("no factor for `{}` in {}", query.activity, query.regions.join(", "));
    let mut diagnostic = Diagnostic::error(codes::NO_FACTOR, message).note(format!("looked in {}", tables.join(", ")));
    let elsewhere = all(editions, &|table, row| is_within(&row.activity, query.activity) && table.is_emission(row));
    let invalid = elsewhere.iter().find(|chosen| !is_valid(chosen.row(), query.period) && query.regions.contains(&chosen.row().region));
    if let Some((chosen, validity)) = invalid.and_then(|chosen| Some((chosen, chosen.row().validity?))) {
        return diagnostic
            .note(format!("{} holds for {validity}", chosen.reference()))
            .help("ask the supplier for a factor of the record's period, or split the record where the validity ends");
    }
    let biogenic = all(editions, &|table, row| is_within(&row.activity, query.activity) && table.is_biogenic(row));
    if let Some(chosen) = biogenic.first().filter(|_| elsewhere.is_empty()) {
        diagnostic
            .note(format!("{} holds biogenic CO2 only, which is no emission of a scope", chosen.reference()))
            .help("to count it outside the scopes, name that row in column `factor`")
    } else if elsewhere.is_empty() {
        let known = editions.iter().flat_map(|(table, _)| table.rows.iter().map(|row| row.activity.as_str()));
        diagnostic = diagnostic.suggest(query.activity, known.filter(|activity| !activity.is_empty()));
        diagnostic.help("name another table for this activity under [[factors]], or a row in column `factor`")
    } else {
        let mut regions: Vec<_> = elsewhere.iter().map(|chosen| chosen.row().region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        let more = regions.len().saturating_sub(LISTED);
        let listed = regions[..regions.len() - more].join(", ");
        let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
        diagnostic.note(format!("there are factors for {listed}{and_more}")).help(nearest(&regions, query.regions))
    }
}

/// The way out for a region without a row: the nearest regions that have one.
fn nearest(there: &[&str], asked: &[String]) -> String {
    let own = asked.first().map_or("", String::as_str);
    let below = format!("{own}-");
    let inside: Vec<String> = there.iter().filter(|code| code.starts_with(&below)).take(LISTED).map(|code| format!("`{code}`")).collect();
    let country = own.split_once('-').map(|(country, _)| country).filter(|country| there.contains(country));
    if !own.is_empty() && !inside.is_empty() {
        format!("give the site, or column `region`, the part of {own} that it lies in: {}", inside.join(", "))
    } else if country.is_some() {
        "declare a fallback under [[factors]]: fallback = [\"country\"], or name a row in column `factor`".into()
    } else if there.contains(&"GLO") {
        "declare a fallback under [[factors]]: fallback = [\"world\"], or name a row in column `factor`".into()
    } else {
        format!("name a table with factors for {own} under [[factors]], or a row in column `factor`")
    }
}

fn ambiguous(candidates: &[Chosen], query: &Query<'_>) -> Diagnostic {
    let message = format!("{} factors serve `{}`, and nothing says which", candidates.len(), query.activity);
    let mut diagnostic = Diagnostic::error(codes::AMBIGUOUS_FACTOR, message);
    for chosen in candidates.iter().take(LISTED) {
        let row = chosen.row();
        let values: Vec<_> = chosen
            .table
            .values(row)
            .map(|(column, value)| format!("{value} {} {}/{}", column.unit, column.quantity.name(), row.per))
            .collect();
        let basis = row.basis.map_or(String::new(), |basis| format!(" ({} calorific value)", basis.name()));
        diagnostic = diagnostic.note(format!("{}: activity `{}`, {}{basis}", chosen.reference(), row.activity, values.join(", ")));
    }
    if candidates.len() > LISTED {
        diagnostic = diagnostic.note(format!("and {} more", candidates.len() - LISTED));
    }
    let narrower =
        candidates.iter().find(|chosen| chosen.row().activity != query.activity && is_within(&chosen.row().activity, query.activity));
    if let Some(chosen) = narrower {
        diagnostic = diagnostic.help(format!("write the full activity, for example `{}`", chosen.row().activity));
    }
    let bases: Vec<_> = candidates.iter().filter_map(|chosen| chosen.row().basis).collect();
    if bases.contains(&Basis::Net) && bases.contains(&Basis::Gross) && query.basis.is_none() {
        diagnostic = diagnostic.help("say in column `basis` whether the energy is `net` or `gross`");
    }
    match candidates.first() {
        Some(first) => diagnostic.help(format!("or name a row in column `factor`, for example `{}`", first.reference())),
        None => diagnostic,
    }
}

/// Whether the stage of a row may enter Scope 2: generation only (GHG Protocol Scope 3 Standard, 7.2).
pub fn fits_scope2(stage: Stage) -> bool {
    stage == Stage::Generation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    /// The keys of the rows that serve electricity in Taiwan.
    fn taiwan(year: i16) -> Vec<String> {
        let house = House::shipped();
        let table = house.library.table("tw-moea/electricity@2022").unwrap();
        let as_of = jiff::civil::date(2026, 3, 31);
        let (regions, tables) = (vec!["TW".to_string()], Vec::new());
        let pins = Pins::default();
        let query =
            Query { activity: "electricity/grid", regions: &regions, year, as_of, pins: &pins, period: None, basis: None, tables: &tables };
        emissions(&[(table, Reason::Named)], &query).iter().map(|chosen| chosen.row().key.clone()).collect()
    }

    #[test]
    fn of_a_row_a_year_the_years_own_serves_else_the_latest() {
        assert_eq!(taiwan(2015), ["2015"]);
        assert_eq!(taiwan(2025), ["2022"]);
    }

    #[test]
    fn a_country_is_not_told_to_fall_back_on_itself() {
        let asked = |region: &str| vec![region.to_string()];
        assert!(nearest(&["HK-grid-clp", "HK-grid-hke"], &asked("HK")).contains("`HK-grid-clp`"));
        assert!(nearest(&["CN", "CN-BJ"], &asked("CN-XZ")).contains("\"country\""));
        assert!(nearest(&["CN", "CN-BJ"], &asked("JP")).contains("factors for JP"));
    }
}
