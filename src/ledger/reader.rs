//! From the rows of a ledger to records: every cell is checked, and every wrong one is named.

use super::cells::Cells;
use super::lease_days::{pro_rata, with_days};
use super::numbers::{inputs, pcaf_score, price_year, quantity_or_balance, ratio_unit};
use super::place::Place;
use super::provenance::provenance;
use super::read::places;
use super::record::Record;
use super::route::route;
use crate::activity::{Activities, Family};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::factors::Basis;
use crate::field::Field;
use crate::folder::OpenFile;
use crate::inventory::lease::Lease;
use crate::inventory::{Inventory, LedgerFile};
use crate::period::{Period, day_after};
use crate::region::Regions;
use crate::scope::{Category, Status};
use crate::unit::Units;
use jiff::civil::Date;

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
    /// Reads a ledger: its records, and what a reader of the figures should know of the way it was read.
    ///
    /// # Errors
    /// All problems of all rows.
    pub fn read(&self, ledger: &LedgerFile, file: &OpenFile) -> Result<(Vec<Record>, Vec<Diagnostic>), Problems> {
        let mut records = Vec::new();
        let findings = places(file, ledger, &mut |place, problems| records.extend(self.record(&place, ledger, problems)))?;
        Ok((records, findings))
    }

    /// The record of one row; `None` when something is wrong with it, which is then among the problems.
    pub(super) fn record(&self, place: &Place, ledger: &LedgerFile, problems: &mut Problems) -> Option<Record> {
        let mut cells = Cells { place, numbers: &ledger.numbers, problems };
        cells.refuse_nameless();
        let id = cells.filled(Field::Id);
        let period = self.period(&mut cells);
        let site = cells.filled(Field::Site);
        if let Some(site) = site.as_ref().filter(|site| !self.inventory.sites.contains_key(*site)) {
            let known = self.inventory.sites.keys().map(String::as_str);
            let diagnostic =
                Diagnostic::error(codes::UNKNOWN_SITE, format!("the inventory has no site `{site}`")).suggest(site, known.clone());
            let known: Vec<_> = known.collect();
            let known = if known.is_empty() { "it lists none".to_string() } else { format!("sites: {}", known.join(", ")) };
            cells.refuse(Field::Site, diagnostic.help(format!("{known}; a new one is a part `[sites.{}]`", toml_key(site))));
        }
        let activity = cells.filled(Field::Activity);
        let family = activity.as_ref().and_then(|activity| {
            let family = self.activities.family(activity).filter(|_| activity.split('/').all(|part| !part.is_empty()));
            if family.is_none() {
                cells.refuse(Field::Activity, self.activities.unknown(activity));
            }
            family
        });
        let (quantity, balance) = quantity_or_balance(&mut cells);
        let unit = cells.filled(Field::Unit).and_then(|spelling| {
            let unit = self.units.get(&spelling).cloned();
            if unit.is_none() {
                cells.refuse(Field::Unit, self.units.unknown(&spelling));
            }
            unit
        });
        let leased = site.as_ref().and_then(|site| self.inventory.sites.get(site)).and_then(|site| site.lease.as_ref());
        let leased = leased.filter(|lease| period.is_none_or(|period| lease.holds_on(period)));
        let category = family.and_then(|family| self.category(&mut cells, family, leased));
        let basis = match cells.text(Field::Basis) {
            "" => None,
            text => {
                let basis = Basis::parse(text);
                if basis.is_none() {
                    let message = format!("`{text}` is no calorific basis");
                    cells.refuse(
                        Field::Basis,
                        Diagnostic::error(codes::BAD_VALUE, message)
                            .help("it is `net` (lower heating value) or `gross` (higher heating value)"),
                    );
                }
                basis
            }
        };
        let inputs = inputs(&mut cells);
        let ratio_unit = ratio_unit(&mut cells, self.units);
        let price_year = price_year(&mut cells);
        let pcaf_score = pcaf_score(&mut cells, category);
        let provenance = provenance(&mut cells);
        let route = route(&mut cells, activity.as_deref(), unit.as_ref(), self.units);
        let days = match (leased.and_then(|lease| Some((lease, lease.period?))), period) {
            (Some((lease, days)), Some(period)) => pro_rata(&mut cells, lease, days, period),
            _ => Some(Vec::new()),
        };
        let region = cells.optional(Field::Region);
        if let Some(region) = region.as_ref().filter(|region| self.regions.get(region).is_none()) {
            cells.refuse(Field::Region, self.regions.unknown(region));
        }
        let (mut inputs, lease) = with_days(inputs?, days?, leased);
        let mut ratio_unit = ratio_unit?;
        let route = route?.map(|flight| {
            inputs.push(flight.ratio);
            inputs.sort_unstable_by_key(|(index, _)| *index);
            ratio_unit = Some(flight.units);
            flight.route
        });
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
            inputs,
            lease,
            ratio_unit,
            price_year: price_year?,
            pcaf_score: pcaf_score?,
            route,
            provenance: provenance?,
            balance,
            batch: None,
            evidence: cells.text(Field::Evidence).to_string(),
            note: cells.text(Field::Note).to_string(),
            place: cells.place.clone(),
        })
    }

    fn period(&self, cells: &mut Cells<'_>) -> Option<Period> {
        let (field, period) = if cells.has(Field::Period) {
            (Field::Period, cells.period(Field::Period)?)
        } else {
            let (start, end) = (cells.period(Field::Start), cells.period(Field::End));
            let (start, end) = (start?.start, end?.end);
            if start > end {
                let diagnostic =
                    Diagnostic::error(codes::PERIOD_MALFORMED, format!("the period ends on {end}, before it starts on {start}"));
                cells.refuse(Field::End, diagnostic.help("both days count; check whether the two were exchanged"));
                return None;
            }
            (Field::Start, Period { start, end })
        };
        let reporting = &self.inventory.period;
        if !reporting.contains(&period) {
            let diagnostic = Diagnostic::error(codes::PERIOD_OUTSIDE, format!("{period} is not inside the reporting period {reporting}"));
            let help = match (period.start < reporting.start, period.end > reporting.end) {
                _ if period.end < reporting.start || period.start > reporting.end => {
                    "correct the period, or move the record to the inventory of its own year".to_string()
                }
                (true, true) => "split the record where the reporting period starts and where it ends".to_string(),
                (true, false) => split_at(reporting.start),
                (false, _) => split_at(day_after(reporting.end)),
            };
            cells.refuse_beside(field, diagnostic.help(help), self.inventory.period_label.clone());
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

    fn category(&self, cells: &mut Cells<'_>, family: &Family, lease: Option<&Lease>) -> Option<Category> {
        let allowed: Vec<Category> = family.category.into_iter().chain(family.also.iter().copied()).collect();
        let list = || allowed.iter().map(Category::to_string).collect::<Vec<_>>().join(", ");
        let own = family.category.filter(|category| matches!(category, Category::Scope1 | Category::Scope2));
        let overhead = !cells.named("overhead_pue").is_empty();
        let derived = own.zip(lease).map(|(own, lease)| lease.category(own, self.inventory.consolidation, overhead));
        let category = match (cells.text(Field::Category), derived.or(family.category)) {
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
                    let full = format!("scope{text}");
                    let meant = allowed.iter().map(Category::to_string).find(|category| *category == full);
                    let diagnostic = meant.iter().fold(diagnostic, |diagnostic, meant| diagnostic.help(format!("did you mean `{meant}`?")));
                    cells.refuse(Field::Category, diagnostic.help(format!("it can be {}", list())));
                    return None;
                }
            },
        };
        if let Some((derived, lease)) = derived.zip(lease).filter(|(derived, _)| *derived != category) {
            let message = format!("this record is put into {category}, its site's lease puts it into {derived}");
            let diagnostic = Diagnostic::error(codes::LEASE_CONTRADICTED, message)
                .note("the scope of a leased asset follows from the approach, the type of the lease and who operates it (Scope 3 Standard, appendix A)");
            let help = "leave `category` empty, or set `count-as` and `reason` in the lease";
            cells.refuse_beside(Field::Category, diagnostic.help(help), lease.label.clone());
            return None;
        }
        if let Some(said) = self.inventory.categories.get(&category).filter(|said| said.status != Status::Included) {
            let message = format!("this record belongs to {category}, which the inventory says is {}", said.status.name());
            let diagnostic = Diagnostic::error(codes::CATEGORY_EXCLUDED, message);
            let said_by = if cells.text(Field::Category).is_empty() { Field::Activity } else { Field::Category };
            cells.refuse_beside(said_by, diagnostic.help("set its status to \"included\", or take the record out"), said.label.clone());
            return None;
        }
        Some(category)
    }
}

/// A site id as it stands in a TOML header: in quotes where it needs them.
fn toml_key(id: &str) -> String {
    let bare = id.chars().all(|character| character.is_ascii_alphanumeric() || character == '-' || character == '_');
    if bare { id.to_string() } else { format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// The way out for a record that crosses the boundary before `first`.
fn split_at(first: Date) -> String {
    let last = first.yesterday().unwrap_or(first);
    format!("split the record at the boundary: one that ends on {last} and one that starts on {first}")
}
