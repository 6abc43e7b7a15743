//! What the company wrote in `inventory.toml`: who, when, which choices, which sites, which ledgers.
//!
//! Choices that change a figure have no silent default. The format is in `docs/reference/inventory.md`.

pub mod instruments;
pub mod lease;
pub mod ledger_file;
mod manifest;
pub mod mapping;
mod serials;
mod subsidiary;

pub use ledger_file::LedgerFile;
pub use manifest::{FALLBACK_WORDS, LANGUAGES};
pub use mapping::Mapping;
pub use subsidiary::Subsidiary;

use crate::factors::vintage;
use crate::number::{Decimal, rounding};
use crate::period::Period;
use crate::scope::{Category, Status};
use crate::unit::Unit;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The organisational boundary (GHG Protocol Corporate Standard, chapter 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consolidation {
    /// By share of equity.
    EquityShare,
    /// What the company controls financially.
    FinancialControl,
    /// What the company operates.
    OperationalControl,
}

impl Consolidation {
    /// Every approach with the word an inventory uses for it.
    pub const NAMED: [(&'static str, Self); 3] = [
        ("equity-share", Self::EquityShare),
        ("financial-control", Self::FinancialControl),
        ("operational-control", Self::OperationalControl),
    ];

    /// The word an inventory uses for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, approach)| *approach == self).map_or("", |(name, _)| name)
    }
}

/// Which calendar year's factors a period takes that lies in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcrossYears {
    /// The year of its first day.
    Start,
    /// The year of its last day.
    End,
}

/// Choices that change a figure, or how it is printed.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The table of GWPs: `ipcc/gwp@ar5`.
    pub gwp: String,
    /// How editions are chosen.
    pub vintage: vintage::Rule,
    /// What a period in two calendar years takes; `None`: such a period is refused.
    pub across_years: Option<AcrossYears>,
    /// Whether Scope 2 is computed market-based too; it always is location-based.
    pub market_based: bool,
    /// How halves are rounded in print.
    pub rounding: rounding::Mode,
    /// Decimals of emissions and energy in print.
    pub decimals: u32,
    /// Decimals of intensities in print.
    pub intensity_decimals: u32,
}

/// Which tables serve which activities.
#[derive(Clone, Debug)]
pub struct Use {
    /// A path of the vocabulary; it and all below are meant.
    pub activities: String,
    /// Datasets or editions.
    pub tables: Vec<String>,
    /// Where to look when the site's own region has no row: `province`, `grid`, `country`, `world`, or a code.
    pub fallback: Vec<String>,
    /// Rows with a density or calorific value to use, by their full names.
    pub properties: Vec<String>,
}

/// A place where the company is active.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name for people.
    pub name: String,
    /// The code of its region.
    pub region: String,
    /// The lease, when the company rents it.
    pub lease: Option<lease::Lease>,
    /// What it is, `office`, in a word of the company's own: sites are compared with others of the same word.
    pub kind: String,
    /// Its floor area in square metres.
    pub area: Option<Decimal>,
    /// The people who work there.
    pub headcount: Option<Decimal>,
    /// Assets that hold gases, with the place where the inventory says so.
    pub assets: Vec<(Asset, crate::diagnostic::Label)>,
}

/// Assets that hold gases with a global warming potential and leak (GHG Protocol Corporate Standard, chapter 4: fugitive emissions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// Chillers, air conditioning, cold stores.
    Refrigeration,
    /// Gas extinguishing systems.
    FireSuppression,
    /// Electrical switchgear with an insulating gas.
    Switchgear,
}

impl Asset {
    /// Every asset with the word an inventory uses for it.
    pub const NAMED: [(&'static str, Self); 3] =
        [("refrigeration", Self::Refrigeration), ("fire-suppression", Self::FireSuppression), ("switchgear", Self::Switchgear)];

    /// The word an inventory uses for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, asset)| *asset == self).map_or("", |(name, _)| name)
    }
}

/// A finding that somebody has looked at and lets stand.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Why; printed beside the finding.
    pub reason: String,
    /// Where the inventory says so, for messages.
    pub label: crate::diagnostic::Label,
}

/// A figure that was published, to hold against what is derived.
#[derive(Clone, Debug)]
pub struct PublishedFigure {
    /// The key of the figure.
    pub key: String,
    /// What the document calls it; may be empty.
    pub name: String,
    /// As printed, in the unit in which the figure is derived.
    pub printed: crate::number::printed::Printed,
    /// Where it was published; may be empty.
    pub source: String,
    /// Where the inventory says so, for messages.
    pub label: crate::diagnostic::Label,
}

/// What a third party has assured (GHG Protocol Scope 3 Standard, 10.8; CDP 7.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assurance {
    /// Who.
    pub provider: String,
    /// By which standard.
    pub standard: String,
    /// `limited` or `reasonable`.
    pub level: &'static str,
    /// Which figures.
    pub covers: String,
    /// The day of the statement; may be empty.
    pub date: String,
}

/// What intensities are divided by.
#[derive(Clone, Debug)]
pub struct Denominator {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub unit: Unit,
    /// Where the amount was read.
    pub source: String,
}

/// What the inventory says of a Scope 3 category.
#[derive(Clone, Debug)]
pub struct CategoryStatus {
    /// Included or not.
    pub status: Status,
    /// Why not.
    pub reason: String,
    /// Where the inventory says so, for messages.
    pub label: crate::diagnostic::Label,
}

/// An inventory as written.
#[derive(Clone, Debug)]
pub struct Inventory {
    /// The reporting company.
    pub organisation: String,
    /// The tag of the language of its reports, where it says one.
    pub language: Option<String>,
    /// The reporting period.
    pub period: Period,
    /// Nothing published after this day is used.
    pub as_of: Date,
    /// The organisational boundary.
    pub consolidation: Consolidation,
    /// Why that approach.
    pub consolidation_reason: String,
    /// The choices.
    pub choices: Choices,
    /// The tables.
    pub uses: Vec<Use>,
    /// The sites, by id.
    pub sites: BTreeMap<String, Site>,
    /// The ledgers, in the order of the file.
    pub ledgers: Vec<LedgerFile>,
    /// The subsidiaries whose inventories join this one.
    pub subsidiaries: Vec<Subsidiary>,
    /// The file with the register of contractual instruments.
    pub register: Option<LedgerFile>,
    /// The instruments of the register.
    pub instruments: Vec<instruments::Instrument>,
    /// The denominators, by name.
    pub denominators: BTreeMap<String, Denominator>,
    /// The fifteen Scope 3 categories.
    pub categories: BTreeMap<Category, CategoryStatus>,
    /// Findings that are waived, by their names, with the reason.
    pub waivers: BTreeMap<String, Waiver>,
    /// What a third party has assured.
    pub assurance: Option<Assurance>,
    /// The editions that a lock pins; none, unless it is asked for.
    pub pins: vintage::Pins,
    /// Figures that were published, in the order of the file.
    pub published: Vec<PublishedFigure>,
    /// Where the file names its reporting period, for messages.
    pub period_label: crate::diagnostic::Label,
}

impl Inventory {
    /// The calendar year whose factors a period takes.
    pub fn factor_year(&self, period: &Period) -> i16 {
        match self.choices.across_years {
            Some(AcrossYears::End) => period.end.year(),
            _ => period.start.year(),
        }
    }

    /// The rule for an activity: the one with the longest path.
    pub fn rule(&self, activity: &str) -> Option<&Use> {
        let fitting = self.uses.iter().filter(|rule| crate::activity::is_within(activity, &rule.activities));
        fitting.max_by_key(|rule| rule.activities.len())
    }
}
