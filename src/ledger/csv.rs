//! Ledgers in CSV: UTF-8, a header row with the names of [`Field`], one record a row.

use super::header;
use super::balance::{Balance, PARTS};
use super::inputs::INPUTS;
use super::quantity;
use super::record::{Field, Place, Record};
use crate::activity::{Activities, Family};
use crate::delimited::{Delimited, Row};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::factors::Basis;
use crate::inventory::lease::Lease;
use crate::inventory::{Inventory, LedgerFile, Period, period::day_after};
use crate::number::Decimal;
use crate::region::Regions;
use crate::scope::{Category, Status};
use crate::unit::{Unit, Units};
use jiff::civil::Date;
use std::sync::Arc;

/// How periods are written.
const WRITTEN: &str = "a period is 2025, 2025-03, 2025-03-14, or a first and a last day: 2025-01-15/2025-02-14";

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
        let here = |problems: Problems| problems.placed(&ledger.label);
        let (source, mut problems) = Delimited::read_good_rows(&ledger.file, bytes).map_err(here)?;
        header::check(&source)?;
        let source = Arc::new(source);
        let mut records = Vec::with_capacity(source.rows.len());
        for (index, row) in source.rows.iter().enumerate() {
            let place = Place { source: Arc::clone(&source), row: index };
            let cells = Cells { row, place: &place, problems: &mut problems };
            records.extend(self.record(cells, ledger));
        }
        problems.sort_by_line();
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
            let known: Vec<_> = known.collect();
            let known = if known.is_empty() { "it lists none".to_string() } else { format!("sites: {}", known.join(", ")) };
            cells.refuse(Field::Site, diagnostic.help(format!("{known}; a new one is a part `[sites.{}]`", toml_key(site))));
        }
        let activity = cells.filled(Field::Activity);
        let family = activity.as_ref().and_then(|activity| {
            let family = self.activities.family(activity).filter(|_| activity.split('/').all(|part| !part.is_empty()));
            if family.is_none() {
                cells.refuse(Field::Activity, crate::inventory::unknown_activity(self.activities, activity));
            }
            family
        });
        let (quantity, balance) = quantity_or_balance(&mut cells, ledger);
        let unit = cells.filled(Field::Unit).and_then(|spelling| {
            let unit = self.units.get(&spelling).cloned();
            if unit.is_none() {
                cells.refuse(Field::Unit, self.units.unknown(&spelling));
            }
            unit
        });
        let leased = site.as_ref().and_then(|site| self.inventory.sites.get(site)).and_then(|site| site.lease.as_ref());
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
        let inputs = match (leased.and_then(|lease| Some((lease, lease.period?))), period) {
            (Some((lease, days)), Some(period)) => inputs.and_then(|inputs| pro_rata(&mut cells, inputs, lease, days, period)),
            _ => inputs,
        };
        let region = cells.optional(Field::Region);
        if let Some(region) = region.as_ref().filter(|region| self.regions.get(region).is_none()) {
            cells.refuse(Field::Region, crate::inventory::unknown_region(self.regions, region));
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
            inputs: inputs?,
            ratio_unit: ratio_unit?,
            price_year: price_year?,
            balance,
            evidence: cells.text(Field::Evidence).to_string(),
            note: cells.text(Field::Note).to_string(),
            place: cells.place.clone(),
        })
    }

    fn period(&self, cells: &mut Cells<'_>) -> Option<Period> {
        let (field, period) = if cells.place.source.column(Field::Period.name()).is_some() {
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

/// The quantity; or, where the record gives the parts of a mass balance instead, their sum and the balance.
fn quantity_or_balance(cells: &mut Cells<'_>, ledger: &LedgerFile) -> (Option<Decimal>, Option<Balance>) {
    let first = (0..PARTS.len()).map(Field::Balance).find(|part| !cells.text(*part).is_empty());
    let Some(first) = first else {
        return match quantity::read(cells.text(Field::Quantity), ledger.thousands_separator) {
            Ok(quantity) => (Some(quantity), None),
            Err(diagnostic) => {
                cells.refuse(Field::Quantity, diagnostic);
                (None, None)
            }
        };
    };
    if !cells.text(Field::Quantity).is_empty() {
        let message = format!("the quantity is said twice: in `quantity`, and by the mass balance of `{}`", first.name());
        let diagnostic = Diagnostic::error(codes::BALANCE_MALFORMED, message);
        cells.refuse(Field::Quantity, diagnostic.help("empty `quantity`, or the columns of the balance"));
        return (None, None);
    }
    let mut parts = [Decimal::ZERO; PARTS.len()];
    let mut good = true;
    for (index, part) in parts.iter_mut().enumerate() {
        match Balance::part(index, cells.text(Field::Balance(index))) {
            Ok(value) => *part = value,
            Err(diagnostic) => {
                cells.refuse(Field::Balance(index), diagnostic);
                good = false;
            }
        }
    }
    if !good {
        return (None, None);
    }
    let balance = Balance { parts };
    match balance.sum() {
        Ok(quantity) => (Some(quantity), Some(balance)),
        Err(diagnostic) => {
            cells.refuse(first, diagnostic);
            (None, None)
        }
    }
}

/// The two units of a ratio; the outer `None` when they are wrong.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
fn ratio_unit(cells: &mut Cells<'_>, units: &Units) -> Option<Option<(Unit, Unit)>> {
    let text = cells.text(Field::RatioUnit);
    if text.is_empty() {
        return Some(None);
    }
    if cells.named("ratio").is_empty() {
        let diagnostic = Diagnostic::error(codes::INPUT_MISSING, "`ratio_unit` means nothing without `ratio`");
        cells.refuse(Field::RatioUnit, diagnostic.help("fill in column `ratio`, or empty `ratio_unit`"));
        return None;
    }
    let Some((above, below)) = text.split_once('/') else {
        let diagnostic = Diagnostic::error(codes::INPUT_MALFORMED, format!("`{text}` is not one unit per another"));
        cells.refuse(Field::RatioUnit, diagnostic.help("two units with `/` between them: km/L, mi/US gal, kWh/h, USD/L"));
        return None;
    };
    let mut read = |spelling: &str| {
        let unit = units.get(spelling.trim()).cloned();
        if unit.is_none() {
            cells.refuse(Field::RatioUnit, units.unknown(spelling.trim()));
        }
        unit
    };
    let (above, below) = (read(above), read(below));
    Some(Some((above?, below?)))
}

/// The year of the prices; the outer `None` when it is wrong.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
fn price_year(cells: &mut Cells<'_>) -> Option<Option<i16>> {
    let text = cells.text(Field::PriceYear);
    if text.is_empty() {
        return Some(None);
    }
    let year = text.parse().ok().filter(|year| (1900..=2100).contains(year));
    if year.is_none() {
        let diagnostic = Diagnostic::error(codes::INPUT_MALFORMED, format!("`{text}` is no year"));
        cells.refuse(Field::PriceYear, diagnostic.help("the year whose prices the money is in: 2022"));
        return None;
    }
    Some(year)
}

/// A record that reaches beyond the lease of its site counts pro rata to the days (Scope 3 Standard, category 8): days leased over days of
/// the record are terms of its formula.
fn pro_rata(
    cells: &mut Cells<'_>,
    mut inputs: Vec<(usize, Decimal)>,
    lease: &Lease,
    days: Period,
    period: Period,
) -> Option<Vec<(usize, Decimal)>> {
    if days.contains(&period) {
        return Some(inputs);
    }
    let Some(overlap) = days.overlap(&period) else {
        let message = format!("{period} is outside the lease of the site, {days}");
        let diagnostic = Diagnostic::error(codes::PERIOD_OUTSIDE, message).help("correct the period of the record, or of the lease");
        cells.refuse_beside(Field::Period, diagnostic, lease.label.clone());
        return None;
    };
    for (name, value) in [("leased_days", overlap.days()), ("period_days", period.days())] {
        if let Some(index) = INPUTS.iter().position(|input| input.name == name)
            && !inputs.iter().any(|(given, _)| *given == index)
        {
            inputs.push((index, Decimal::from(value)));
        }
    }
    inputs.sort_unstable_by_key(|(index, _)| *index);
    Some(inputs)
}

/// The numbers besides the quantity; `None` when one of them is wrong.
fn inputs(cells: &mut Cells<'_>) -> Option<Vec<(usize, Decimal)>> {
    let mut inputs = Vec::new();
    let mut good = true;
    for (index, input) in INPUTS.iter().enumerate() {
        let text = cells.text(Field::Input(index));
        if text.is_empty() {
            continue;
        }
        let partner = input.with.filter(|partner| cells.named(partner).is_empty());
        let value = match (partner, input.read(text)) {
            (None, value) => value,
            (Some(partner), _) => {
                let message = format!("`{}` means nothing without `{partner}`", input.name);
                Err(Diagnostic::error(codes::INPUT_MISSING, message).help(format!("fill in column `{partner}`, or empty `{}`", input.name)))
            }
        };
        match value {
            Ok(value) => inputs.push((index, value)),
            Err(diagnostic) => {
                cells.refuse(Field::Input(index), diagnostic);
                good = false;
            }
        }
    }
    good.then_some(inputs)
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

    fn named(&self, column: &str) -> &'a str {
        self.place.source.column(column).map_or("", |column| self.row.cell(column))
    }

    fn optional(&self, field: Field) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_string)
    }

    fn filled(&mut self, field: Field) -> Option<String> {
        let text = self.optional(field);
        if text.is_none() {
            let way_out = match field {
                Field::Id => "every record has an id of its own, so that it can be traced",
                Field::Site => "every record has a site of the inventory",
                Field::Activity => "every record has an activity: docs/reference/activities.md",
                Field::Unit => "a quantity without a unit says nothing: docs/reference/units.md",
                _ => WRITTEN,
            };
            self.refuse(field, Diagnostic::error(codes::EMPTY_CELL, format!("`{}` is empty", field.name())).help(way_out));
        }
        text
    }

    /// A cell with a date or a period.
    fn period(&mut self, field: Field) -> Option<Period> {
        let text = self.filled(field)?;
        let in_one = field == Field::Period || !text.contains('/');
        let period = Period::parse(&text).filter(|_| in_one);
        if period.is_none() {
            let message = match text.split_once('/').map(|(start, end)| (Period::parse(start), Period::parse(end))) {
                Some((Some(start), Some(end))) if start.start > end.end => format!("`{text}` ends before it starts"),
                _ if !in_one => format!("`{text}` is two days; column `{}` takes one", field.name()),
                _ if Period::looks_like_one(&text) => format!("`{text}` is not in the calendar"),
                _ => format!("`{text}` is not a period"),
            };
            self.refuse(field, Diagnostic::error(codes::PERIOD_MALFORMED, message).help(WRITTEN));
        }
        period
    }

    fn refuse(&mut self, field: Field, diagnostic: Diagnostic) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))));
    }

    fn refuse_beside(&mut self, field: Field, diagnostic: Diagnostic, other: crate::diagnostic::Label) {
        self.problems.push(diagnostic.at(self.place.label(field, format!("column `{}`", field.name()))).at(other));
    }
}
