//! Reads `inventory.toml`: one file per part of it.

mod assurance;
mod categories;
mod choices;
mod denominators;
mod files;
mod mapping;
mod published;
mod sites;
mod subsidiaries;
mod uses;
mod waivers;

use super::{Consolidation, Inventory};
use crate::activity::Activities;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::{Document, Placed, Section};
use crate::factors::{Library, vintage};
use crate::period::{Period, last_day};
use crate::region::Regions;

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

/// The languages of reports, by their tags.
pub const LANGUAGES: [(&str, &str); 3] = [("en", "en"), ("zh-Hant", "zh-Hant"), ("zh-Hans", "zh-Hans")];

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
        let subsidiaries = subsidiaries::subsidiaries(top, problems);
        let ledgers = files::ledgers(top, subsidiaries.is_empty(), problems);
        let register = files::register(top, problems);
        let denominators = self.denominators(top, problems);
        let categories = categories::categories(top, problems);
        let waivers = waivers::waivers(top, problems);
        if let Some((_, _, _, approach, ..)) = &head {
            sites::justified(&sites, *approach, problems);
        }
        let published = published::published(top, problems);
        let assurance = assurance::assurance(top, problems);
        let (organisation, period, as_of, consolidation, consolidation_reason, period_label, language) = head?;
        Some(Inventory {
            organisation,
            language,
            period,
            as_of,
            consolidation,
            consolidation_reason,
            choices: choices?,
            uses,
            sites,
            ledgers,
            subsidiaries,
            register,
            instruments: Vec::new(),
            denominators,
            categories,
            waivers,
            assurance,
            pins: vintage::Pins::default(),
            published,
            period_label,
        })
    }
}

type Head = (String, Period, jiff::civil::Date, Consolidation, String, Label, Option<String>);

fn head(section: &Section<'_, '_>, problems: &mut Problems) -> Option<Head> {
    let organisation = section.required_text("organisation", problems);
    let period = section.required_date("period", problems);
    let as_of = section.required_date("as-of", problems);
    let consolidation = section.required_choice("consolidation", &Consolidation::NAMED, problems);
    let reason = section.required_text("consolidation-reason", problems);
    let language = section.choice("language", &LANGUAGES, problems);
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
    Some((organisation?.value, period, as_of?, consolidation?, reason?.value, label, language.map(str::to_string)))
}
