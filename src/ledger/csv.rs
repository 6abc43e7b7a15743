//! Ledgers in CSV: UTF-8, a header row with the names of [`Field`], one record a row.

use super::quantity;
use super::record::{Field, Place, Record};
use crate::activity::{Activities, Family};
use crate::delimited::{Delimited, Row};
use crate::diagnostic::{Code, Diagnostic, Problems, codes};
use crate::factors::Basis;
use crate::inventory::{Inventory, LedgerFile, Period, period::day_after};
use crate::region::Regions;
use crate::scope::{Category, Status};
use crate::unit::Units;
use std::sync::Arc;

/// What records are checked against.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The inventory.
    pub inventory: &'a Inventory,
    /// The units.
    pub units: &'a Units,
    /// The vocabulary.
    pub activities: &'a Activities,
    /// The regions.
    pub regions: &'a Regions,
}

impl Reader<'_> {
    /// Reads a ledger.
    ///
    /// # Errors
    /// All problems of all rows.
    pub fn read(&self, ledger: &LedgerFile, bytes: &[u8]) -> Result<Vec<Record>, Problems> {
        let source = Arc::new(Delimited::read(&ledger.file, bytes)?);
        check_header(&source)?;
        let mut problems = Problems::default();
        let mut records = Vec::with_capacity(source.rows.len());
        for (index, row) in source.rows.iter().enumerate() {
            let place = Place { source: Arc::clone(&source), row: index };
            let cells = Cells { row, place: &place, problems: &mut problems };
            records.extend(self.record(cells, ledger));
        }
        problems.or(records)
    }

    fn record(&self, mut cells: Cells<'_>, ledger: &LedgerFile) -> Option<Record> {
        let id = cells.filled(Field::Id);
        let period = self.period(&mut cells);
        let site = cells.filled(Field::Site);
        if let Some(site) = site.as_ref().filter(|site| !self.inventory.sites.contains_key(*site)) {
            let known = self.inventory.sites.keys().map(String::as_str);
            let diagnostic =
                Diagnostic::error(codes::UNKNOWN_SITE, format!("the inventory has no site `{site}`")).suggest(site, known.clone());
            let help = format!(
                "sites: {}; add one under [sites.{}]",
                known.collect::<Vec<_>>().join(", "),
                if is_bare(site) { site } else { "..." }
            );
            cells.refuse(Field::Site, diagnostic.help(help));
        }
        let activity = cells.filled(Field::Activity);
        let family = activity.as_ref().and_then(|activity| {
            let family = self.activities.family(activity).filter(|_| !activity.ends_with('/'));
            if family.is_none() {
                cells.refuse(Field::Activity, crate::inventory::unknown_activity(self.activities, activity));
            }
            family
        });
        let quantity = match quantity::read(cells.text(Field::Quantity), ledger.thousands_separator) {
            Ok(quantity) => Some(quantity),
            Err(diagnostic) => {
                cells.refuse(Field::Quantity, diagnostic);
                None
            }
        };
        let unit = cells.filled(Field::Unit).and_then(|spelling| {
            let unit = self.units.get(&spelling).cloned();
            if unit.is_none() {
                cells.refuse(Field::Unit, self.units.unknown(&spelling));
            }
            unit
        });
        let category = family.and_then(|family| self.category(&mut cells, family));
        let basis = match cells.text(Field::Basis) {
            "" => None,
            text => {
                let basis = Basis::parse(text);
                if basis.is_none() {
                    let message = format!("`{text}` is no calorific basis");
                    cells.refuse(Field::Basis, Diagnostic::error(codes::BAD_VALUE, message).help("it is `net` or `gross`"));
                }
                basis
            }
        };
        let region = cells.optional(Field::Region);
        if let Some(region) = region.as_ref().filter(|region| self.regions.get(region).is_none()) {
            let diagnostic = Diagnostic::error(codes::UNKNOWN_REGION, format!("`{region}` is not a region that is known here"));
            cells.refuse(Field::Region, diagnostic.suggest(region, self.regions.codes()));
        }
        Some(Record {
            id: id?,
            period: period?,
            site: site?,
            region,
            activity: activity?,
            quantity: quantity?,
            unit: unit?,
            category: category?,
            factor: cells.optional(Field::Factor),
            basis,
            evidence: cells.text(Field::Evidence).to_string(),
            note: cells.text(Field::Note).to_string(),
            place: cells.place.clone(),
        })
    }

    fn period(&self, cells: &mut Cells<'_>) -> Option<Period> {
        let has = |field: Field| cells.place.source.column(field.name()).is_some();
        let (field, text) = if has(Field::Period) {
            (Field::Period, cells.filled(Field::Period)?)
        } else {
            (Field::Start, format!("{}/{}", cells.filled(Field::Start)?, cells.filled(Field::End)?))
        };
        let Some(period) = Period::parse(&text) else {
            let diagnostic = Diagnostic::error(codes::PERIOD_MALFORMED, format!("`{text}` is not a period"));
            cells.refuse(field, diagnostic.help("2025, 2025-03, 2025-03-14, or a first and a last day: 2025-01-15/2025-02-14"));
            return None;
        };
        if !self.inventory.period.contains(&period) {
            let reporting = &self.inventory.period;
            let mut diagnostic =
                Diagnostic::error(codes::PERIOD_OUTSIDE, format!("{period} is not inside the reporting period {reporting}"));
            if period.start <= reporting.end && period.end >= reporting.start {
                diagnostic = diagnostic.help(format!(
                    "split the record at the boundary: a meter reading that ends on {} and one that starts on {}",
                    reporting.end,
                    day_after(reporting.end)
                ));
            }
            cells.refuse_beside(field, diagnostic, self.inventory.period_label.clone());
            return None;
        }
        if period.year().is_none() && self.inventory.choices.across_years.is_none() {
            let message = format!("{period} lies in {} and {}", period.start.year(), period.end.year());
            let diagnostic = Diagnostic::error(codes::PERIOD_IN_TWO_YEARS, message);
            let help = "split the record at the end of the year, or write `across-years = \"start\"` or \"end\" under [choices]";
            cells.refuse(field, diagnostic.help(help));
            return None;
        }
        Some(period)
    }

    fn category(&self, cells: &mut Cells<'_>, family: &Family) -> Option<Category> {
        let allowed: Vec<Category> = family.category.into_iter().chain(family.also.iter().copied()).collect();
        let list = || allowed.iter().map(Category::to_string).collect::<Vec<_>>().join(", ");
        let category = match (cells.text(Field::Category), family.category) {
            ("", Some(category)) => category,
            ("", None) => {
                let message = format!("`{}` could belong to several categories", cells.text(Field::Activity));
                let diagnostic = Diagnostic::error(codes::CATEGORY_NEEDED, message);
                cells.refuse(Field::Category, diagnostic.help(format!("fill in column `category`: {}", list())));
                return None;
            }
            (text, _) => match Category::parse(text).filter(|category| allowed.contains(category)) {
                Some(category) => category,
                None => {
                    let diagnostic =
                        Diagnostic::error(codes::UNKNOWN_CATEGORY, format!("`{text}` is no category of `{}`", cells.text(Field::Activity)));
                    cells.refuse(Field::Category, diagnostic.help(format!("it can be {}", list())));
                    return None;
                }
            },
        };
        if let Some(said) = self.inventory.categories.get(&category).filter(|said| said.status != Status::Included) {
            let message = format!("this record belongs to {category}, which the inventory says is {}", said.status.name());
            let diagnostic = Diagnostic::error(codes::CATEGORY_EXCLUDED, message);
            cells.refuse_beside(
                Field::Activity,
                diagnostic.help("set its status to \"included\", or take the record out"),
                said.label.clone(),
            );
            return None;
        }
        Some(category)
    }
}

/// Whether a site id can stand in a TOML header without quotes.
fn is_bare(id: &str) -> bool {
    id.chars().all(|character| character.is_ascii_alphanumeric() || character == '-' || character == '_')
}

struct Cells<'a> {
    row: &'a Row,
    place: &'a Place,
    problems: &'a mut Problems,
}

impl<'a> Cells<'a> {
    fn text(&self, field: Field) -> &'a str {
        self.place.source.column(field.name()).map_or("", |column| self.row.cell(column))
    }

    fn optional(&self, field: Field) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_string)
    }

    fn filled(&mut self, field: Field) -> Option<String> {
        let text = self.optional(field);
        if text.is_none() {
            self.refuse(field, Diagnostic::error(codes::EMPTY_CELL, format!("`{}` is empty", field.name())));
        }
        text
    }

    fn refuse(&mut self, field: Field, diagnostic: Diagnostic) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))));
    }

    fn refuse_beside(&mut self, field: Field, diagnostic: Diagnostic, other: crate::diagnostic::Label) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))).at(other));
    }
}

fn check_header(source: &Delimited) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let known = || Field::NAMED.iter().map(|(name, _)| *name);
    for (index, name) in source.header.iter().enumerate().filter(|(_, name)| !known().any(|known| known == *name)) {
        problems.push(
            Diagnostic::error(codes::UNKNOWN_COLUMN, format!("no one reads a column `{name}`"))
                .at(source.header_label(index, ""))
                .suggest(name, known())
                .help(format!("columns of a ledger: {}", known().collect::<Vec<_>>().join(", "))),
        );
    }
    let mut needed = vec!["id", "site", "activity", "quantity", "unit"];
    if source.column("start").is_some() || source.column("end").is_some() {
        needed.extend(["start", "end"]);
        if let Some(period) = source.column("period") {
            problems.push(
                Diagnostic::error(codes::DUPLICATE_COLUMN, "a period is said twice: in `period` and in `start` and `end`")
                    .at(source.header_label(period, "")),
            );
        }
    } else {
        needed.push("period");
    }
    let code: Code = codes::MISSING_COLUMN;
    for name in needed.into_iter().filter(|name| source.column(name).is_none()) {
        problems.push(Diagnostic::error(code, format!("column `{name}` is missing")).at(source.header_label(0, "in this header")));
    }
    problems.or(())
}
