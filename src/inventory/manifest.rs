//! Reads `inventory.toml`.

use super::{AcrossYears, CategoryStatus, Choices, Consolidation, Denominator, Inventory, LedgerFile, Period, Site, Use, period::last_day};
use super::{unknown_activity, unknown_region};
use crate::activity::{Activities, is_within};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::{Document, Placed, Section};
use crate::factors::{Library, Property, Quantity, vintage};
use crate::number::rounding;
use crate::region::Regions;
use crate::scope::{Category, Status};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Decimals that may be printed at the most.
const MOST_DECIMALS: u32 = 12;

/// The words that `fallback` knows besides codes of regions.
pub const FALLBACK_WORDS: [&str; 4] = ["province", "grid", "country", "world"];

impl Inventory {
    /// Reads an `inventory.toml`.
    ///
    /// # Errors
    /// Everything that is missing, unknown or malformed, at once; in the inventory's own factor tables too, so that a broken table is
    /// reported in its own file and not at every record that asks for it.
    pub fn read(document: Document<'_>, library: &Library, regions: &Regions, activities: &Activities) -> Result<Self, Problems> {
        let reader = Reader { library, regions, activities };
        let mut problems = Problems::default();
        for id in library.ids().filter(|id| library.is_own(id)) {
            problems.keep(library.table(id));
        }
        match problems.keep(document.read(|section, problems| reader.inventory(section, problems))) {
            Some(inventory) => problems.or(inventory),
            None => Err(problems),
        }
    }
}

struct Reader<'a> {
    library: &'a Library,
    regions: &'a Regions,
    activities: &'a Activities,
}

impl Reader<'_> {
    fn inventory(&self, top: &Section<'_, '_>, problems: &mut Problems) -> Option<Inventory> {
        let about = top.required_section("inventory", problems);
        let head = about.and_then(|section| {
            let head = head(&section, problems);
            section.finish(problems);
            head
        });
        let choices = top.required_section("choices", problems).and_then(|section| {
            let choices = self.choices(&section, problems);
            section.finish(problems);
            choices
        });
        let uses = self.uses(top, problems);
        let sites = self.sites(top, problems);
        let ledgers = ledgers(top, problems);
        let denominators = self.denominators(top, problems);
        let categories = categories(top, problems);
        let (organisation, period, as_of, consolidation, consolidation_reason, period_label) = head?;
        Some(Inventory {
            organisation,
            period,
            as_of,
            consolidation,
            consolidation_reason,
            choices: choices?,
            uses,
            sites,
            ledgers,
            denominators,
            categories,
            period_label,
        })
    }

    fn choices(&self, section: &Section<'_, '_>, problems: &mut Problems) -> Option<Choices> {
        let gwp = section.required_text("gwp", problems).filter(|placed| match self.gwp_fault(&placed.value) {
            Some(diagnostic) => {
                problems.push(diagnostic.at(section.document().label(placed.span.clone(), "")));
                false
            }
            None => true,
        });
        let vintage = section.required_choice("vintage", &vintage::Rule::NAMED, problems);
        match section.required_texts("scope2", "[\"location-based\"]", problems) {
            Some(bases) if bases.iter().any(|basis| basis.value == "location-based") => {
                for basis in bases.iter().filter(|basis| basis.value != "location-based") {
                    problems.push(
                        Diagnostic::error(codes::BAD_VALUE, format!("`scope2` cannot hold `{}`", basis.value))
                            .at(section.document().label(basis.span.clone(), ""))
                            .help("this version computes \"location-based\" only"),
                    );
                }
            }
            Some(_) => problems.push(
                Diagnostic::error(codes::BAD_VALUE, "`choices.scope2` must hold \"location-based\"")
                    .at(section.label("in this part"))
                    .note("IFRS S2, 29(a)(v) and HKEX Appendix C2, 29(c) ask for it"),
            ),
            None => {}
        }
        let across_years = section.choice("across-years", &[("start", AcrossYears::Start), ("end", AcrossYears::End)], problems);
        let rounding = section.choice("rounding", &rounding::Mode::NAMED, problems);
        let decimals = section.whole("decimals", MOST_DECIMALS, problems);
        let intensity_decimals = section.whole("intensity-decimals", MOST_DECIMALS, problems);
        Some(Choices {
            gwp: gwp?.value,
            vintage: vintage?,
            across_years,
            rounding: rounding.unwrap_or(rounding::Mode::HalfUp),
            decimals: decimals.unwrap_or(2),
            intensity_decimals: intensity_decimals.unwrap_or(2),
        })
    }

    /// Why a table cannot be the set of GWPs, without a place.
    fn gwp_fault(&self, id: &str) -> Option<Diagnostic> {
        if !self.library.ids().any(|known| known == id) {
            return Some(self.library.unknown(id));
        }
        let table = self.library.table(id).ok()?;
        let holds_gwps = table.columns.iter().any(|column| column.quantity == Quantity::Property(Property::Gwp100));
        (!holds_gwps).then(|| {
            let message = format!("`{id}` is not a table of GWPs");
            Diagnostic::error(codes::BAD_VALUE, message).help("choose one of the editions of `ipcc/gwp`, for example \"ipcc/gwp@ar5\"")
        })
    }

    fn uses(&self, top: &Section<'_, '_>, problems: &mut Problems) -> Vec<Use> {
        let mut uses: Vec<Use> = Vec::new();
        for section in top.sections("factors", problems) {
            let activities = section.required_text("activities", problems);
            let tables = section.required_texts("tables", "[\"publisher/dataset\"]", problems);
            let fallback = section.texts("fallback", problems).unwrap_or_default();
            let properties = section.texts("properties", problems).unwrap_or_default();
            section.finish(problems);
            let document = section.document();
            if let Some(placed) = &activities {
                if !self.activities.all().any(|family| is_within(&family.path, &placed.value))
                    && self.activities.family(&placed.value).is_none()
                {
                    problems.push(unknown_activity(self.activities, &placed.value).at(document.label(placed.span.clone(), "")));
                }
                if let Some(first) = uses.iter().find(|rule| rule.activities == placed.value) {
                    problems.push(
                        Diagnostic::error(codes::BAD_VALUE, format!("two [[factors]] for `{}`", first.activities))
                            .at(document.label(placed.span.clone(), "again here"))
                            .help("put all tables of an activity into one list"),
                    );
                }
            }
            for table in tables.iter().flatten() {
                let known = self.library.ids().any(|id| id == table.value || id.split('@').next() == Some(&table.value));
                if !known {
                    problems.push(self.library.unknown(&table.value).at(document.label(table.span.clone(), "")));
                }
            }
            for region in fallback.iter().filter(|region| !FALLBACK_WORDS.contains(&region.value.as_str())) {
                if self.regions.get(&region.value).is_none() {
                    let diagnostic = unknown_region(self.regions, &region.value).at(document.label(region.span.clone(), ""));
                    problems.push(diagnostic.help(format!("or one of the words {}", FALLBACK_WORDS.join(", "))));
                }
            }
            for reference in &properties {
                if let Err(wrong) = self.library.row(&reference.value) {
                    for diagnostic in wrong.as_slice() {
                        problems.push(diagnostic.clone().at(document.label(reference.span.clone(), "")));
                    }
                }
            }
            if let (Some(activities), Some(tables)) = (activities, tables) {
                let values = |list: Vec<Placed<String>>| list.into_iter().map(|placed| placed.value).collect();
                uses.push(Use {
                    activities: activities.value,
                    tables: values(tables),
                    fallback: values(fallback),
                    properties: values(properties),
                });
            }
        }
        uses
    }

    fn sites(&self, top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Site> {
        let mut sites = BTreeMap::new();
        let Some(list) = top.required_section("sites", problems) else { return sites };
        for id in list.keys() {
            let Some(section) = list.section(&id.value, problems) else { continue };
            let name = section.text("name", problems).map(|placed| placed.value);
            let region = section.required_text("region", problems);
            section.finish(problems);
            let Some(region) = region else { continue };
            if self.regions.get(&region.value).is_none() {
                problems.push(unknown_region(self.regions, &region.value).at(section.document().label(region.span.clone(), "")));
            }
            sites.insert(id.value.clone(), Site { name: name.unwrap_or(id.value), region: region.value });
        }
        sites
    }

    fn denominators(&self, top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Denominator> {
        let mut denominators = BTreeMap::new();
        let Some(list) = top.section("denominators", problems) else { return denominators };
        for name in list.keys() {
            let Some(section) = list.section(&name.value, problems) else { continue };
            let amount = section.decimal("amount", problems);
            if section.keys().iter().all(|key| key.value != "amount") {
                problems.push(section.missing("amount", "\"9558.6\""));
            }
            let unit = section.required_text("unit", problems);
            let source = section.required_text("source", problems);
            section.finish(problems);
            let document = section.document();
            if let Some(amount) = amount.as_ref().filter(|amount| amount.value <= crate::number::Decimal::ZERO) {
                problems.push(
                    Diagnostic::error(codes::BAD_VALUE, format!("the denominator `{}` must be above zero", name.value))
                        .at(document.label(amount.span.clone(), ""))
                        .help("what is not known is left out, with its intensities"),
                );
            }
            let (Some(amount), Some(unit), Some(source)) = (amount, unit, source) else { continue };
            match self.library.units().get(&unit.value) {
                Some(known) => {
                    let denominator = Denominator { amount: amount.value, unit: known.clone(), source: source.value };
                    denominators.insert(name.value, denominator);
                }
                None => problems.push(self.library.units().unknown(&unit.value).at(document.label(unit.span, ""))),
            }
        }
        denominators
    }
}

type Head = (String, Period, jiff::civil::Date, Consolidation, String, Label);

fn head(section: &Section<'_, '_>, problems: &mut Problems) -> Option<Head> {
    let organisation = section.required_text("organisation", problems);
    let period = section.required_date("period", problems);
    let as_of = section.required_date("as-of", problems);
    let consolidation = section.required_choice("consolidation", &Consolidation::NAMED, problems);
    let reason = section.required_text("consolidation-reason", problems);
    let document = section.document();
    let mut parse = |placed: &Placed<String>, code, wanted: &str| {
        problems.push(Diagnostic::error(code, format!("`{}` is not {wanted}", placed.value)).at(document.label(placed.span.clone(), "")));
    };
    let period = period.and_then(|placed| {
        let read = Period::parse(&placed.value);
        if read.is_none() {
            parse(&placed, codes::PERIOD_MALFORMED, "a year such as \"2025\", or two days such as \"2025-04-01/2026-03-31\"");
        }
        Some((read?, document.label(placed.span, "the reporting period")))
    });
    let as_of = as_of.and_then(|placed| {
        let read = last_day(&placed.value).filter(|_| placed.value.len() == 10);
        if read.is_none() {
            parse(&placed, codes::BAD_VALUE, "a day such as \"2026-03-31\"");
        }
        read
    });
    let (period, label) = period?;
    Some((organisation?.value, period, as_of?, consolidation?, reason?.value, label))
}

fn ledgers(top: &Section<'_, '_>, problems: &mut Problems) -> Vec<LedgerFile> {
    let mut ledgers: Vec<LedgerFile> = Vec::new();
    for section in top.sections("ledgers", problems) {
        let file = section.required_text("file", problems);
        let separators = [(",", ','), (" ", ' '), ("'", '\''), ("_", '_')];
        let thousands_separator = section.choice("thousands-separator", &separators, problems);
        section.finish(problems);
        let Some(file) = file else { continue };
        let label = section.document().label(file.span, "named here");
        if file.value.trim().is_empty() {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, "a ledger needs the name of its file").at(Label { text: String::new(), ..label }),
            );
        } else if leads_outside(&file.value) {
            problems.push(
                Diagnostic::error(codes::PATH_OUTSIDE, format!("`{}` leads out of the folder of the inventory", file.value))
                    .at(label)
                    .help("keep ledgers beside inventory.toml or in a folder below it"),
            );
        } else if let Some(first) = ledgers.iter().find(|ledger| Path::new(&ledger.file) == Path::new(&file.value)) {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, format!("the ledger `{}` is named twice", file.value))
                    .at(Label { text: "again here".into(), ..label })
                    .at(Label { text: "first here".into(), ..first.label.clone() })
                    .help("take one of the two out"),
            );
        } else {
            ledgers.push(LedgerFile { file: file.value, thousands_separator, label });
        }
    }
    if ledgers.is_empty() && problems.is_empty() {
        problems.push(
            Diagnostic::error(codes::MISSING_KEY, "no ledger is named")
                .at(top.label("in this file"))
                .help("add a part `[[ledgers]]` with `file = \"electricity.csv\"`"),
        );
    }
    ledgers
}

/// Whether a path is absolute or climbs above where it starts.
pub fn leads_outside(path: &str) -> bool {
    let mut depth = 0_i32;
    for component in Path::new(path).components() {
        match component {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return true,
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

fn categories(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<Category, CategoryStatus> {
    let mut categories = BTreeMap::new();
    let mut silent = Vec::new();
    let Some(list) = top.required_section("scope3", problems) else { return categories };
    for category in Category::scope3() {
        let key = category.to_string().replace("scope3.", "");
        if list.keys().iter().all(|known| known.value != key) {
            silent.push(key);
            continue;
        }
        let Some(section) = list.section(&key, problems) else { continue };
        let status = section.required_choice("status", &Status::NAMED, problems);
        let reason = section.text("reason", problems).map(|placed| placed.value).unwrap_or_default();
        section.finish(problems);
        let Some(status) = status else { continue };
        if reason.trim().is_empty() && matches!(status, Status::Excluded | Status::NotRelevant) {
            problems.push(section.missing("reason", "\"...\"").note(format!("a category that is {} needs a reason", status.name())));
        }
        categories.insert(category, CategoryStatus { status, reason, label: section.label("its status") });
    }
    if let Some(first) = silent.first() {
        problems.push(
            Diagnostic::error(codes::MISSING_KEY, format!("`scope3` does not say what becomes of {}", silent.join(", ")))
                .at(list.label("in this part"))
                .note("all fifteen categories have a status (GHG Protocol Scope 3 Standard, 11.1)")
                .help(format!("add a line for each, for example `{first} = {{ status = \"not-evaluated\" }}`")),
        );
    }
    list.finish(problems);
    categories
}
