//! `table.toml`: who published an edition, what it describes, when, where, under which licence, and who checked it.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::{Document, Placed, Section};
use crate::period::last_day;
use jiff::civil::Date;

/// The life-cycle stage that a factor covers. Scope 2 takes generation only (GHG Protocol Scope 3 Standard, 7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Generation of electricity, heat or cooling.
    Generation,
    /// Combustion, driving, release.
    Direct,
    /// Extraction, production and transport of a fuel (well to tank).
    Upstream,
    /// Losses in transmission and distribution.
    TdLoss,
    /// The whole life cycle.
    LifeCycle,
    /// Not stated, or it does not apply.
    None,
}

impl Stage {
    /// Every stage with the word a table uses for it.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("generation", Self::Generation),
        ("direct", Self::Direct),
        ("upstream", Self::Upstream),
        ("td-loss", Self::TdLoss),
        ("life-cycle", Self::LifeCycle),
        ("none", Self::None),
    ];

    /// The word a table uses for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, stage)| *stage == self).map_or("none", |(name, _)| name)
    }
}

/// What a number column of `factors.csv` holds, as declared.
#[derive(Clone, Debug)]
pub struct ColumnDeclaration {
    /// The header of the column.
    pub header: Placed<String>,
    /// The kind of number.
    pub quantity: Placed<String>,
    /// The unit of the numbers.
    pub unit: Placed<String>,
    /// `lower` or `upper`, when the column is a bound of another.
    pub bound: Option<String>,
}

/// The provenance of an edition.
#[derive(Clone, Debug)]
pub struct About {
    /// `<publisher>/<dataset>@<edition>`.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// The title as published.
    pub title: String,
    /// An English title where the document's is not English.
    pub title_en: Option<String>,
    /// The day it was published, as far as known.
    pub published: String,
    /// The last day that `published` can mean.
    pub published_on: Date,
    /// When the numbers were taken from a copy.
    pub retrieved: String,
    /// The years that the data describe.
    pub data_years: Vec<i16>,
    /// The reporting years that the publisher names.
    pub serves: Vec<i16>,
    /// Where the publisher keeps it.
    pub url: String,
    /// SPDX identifier or the publisher's terms.
    pub licence: String,
    /// The sentence to print when the numbers are used.
    pub attribution: String,
    /// SHA-256 of the publisher's file.
    pub source_sha256: Option<String>,
    /// About the copy that was read.
    pub source_note: Option<String>,
    /// The GWP set inside CO2e columns: a table's id, `none` or `mixed`.
    pub gwp_basis: String,
    /// The gases covered.
    pub gases: Vec<String>,
    /// `net`, `gross`, `per row` or `none`.
    pub calorific_basis: String,
    /// The stage of rows that do not say.
    pub stage: Stage,
    /// The region of rows that do not say.
    pub region: String,
    /// The day this edition was last seen to be the newest.
    pub current_on: String,
    /// The edition that this one replaces.
    pub supersedes: Option<String>,
    /// The edition that replaced this one.
    pub superseded_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Text columns kept as printed.
    pub labels: Vec<String>,
    /// `publisher`, `two-sources`, `one-source`, `mixed`.
    pub verification: String,
    /// How the numbers were checked.
    pub verified_how: String,
    /// On which day.
    pub verified_on: String,
    /// The number columns.
    pub columns: Vec<ColumnDeclaration>,
}

impl About {
    /// Reads `table.toml`.
    ///
    /// # Errors
    /// Every missing, unknown or malformed key.
    pub fn read(document: Document<'_>) -> Result<Self, Problems> {
        document.read(read)
    }

    /// The dataset: the id without the edition.
    pub fn dataset(&self) -> &str {
        self.id.split('@').next().unwrap_or_default()
    }

    /// The edition: what stands behind `@`.
    pub fn edition(&self) -> &str {
        self.id.split_once('@').map_or("", |(_, edition)| edition)
    }

    /// The years the edition may be asked for: those its publisher names, else those its data describe.
    pub fn years(&self) -> &[i16] {
        if self.serves.is_empty() { &self.data_years } else { &self.serves }
    }
}

fn read(section: &Section<'_, '_>, problems: &mut Problems) -> Option<About> {
    let mut text = |key: &str| section.required_text(key, problems).map(|placed| placed.value);
    let (id, publisher, title) = (text("id"), text("publisher"), text("title"));
    let (url, licence, attribution) = (text("url"), text("licence"), text("attribution"));
    let (gwp_basis, calorific_basis, region) = (text("gwp-basis"), text("calorific-basis"), text("region"));
    let mut date = |key: &str| section.required_date(key, problems);
    let (published, retrieved, current_on) = (date("published"), date("retrieved"), date("current-on"));
    let published_on = published.as_ref().and_then(|placed| {
        let day = last_day(&placed.value);
        if day.is_none() {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, "`published` must be YYYY-MM-DD, YYYY-MM or YYYY")
                    .at(section.document().label(placed.span.clone(), "")),
            );
        }
        day
    });
    let stage = section.required_choice("stage", &Stage::NAMED, problems);
    let data_years = section.years("data-years", problems);
    if data_years.is_none() {
        problems.push(section.missing("data-years", "[2023]"));
    }
    let serves = section.years("serves", problems).unwrap_or_default();
    let gases = section.texts("gases", problems);
    if gases.is_none() {
        problems.push(section.missing("gases", "[\"CO2\"]"));
    }
    let labels = section.texts("labels", problems).unwrap_or_default();
    let mut optional = |key: &str| section.text(key, problems).map(|placed| placed.value);
    let (title_en, source_sha256, source_note) = (optional("title-en"), optional("source-sha256"), optional("source-note"));
    let (supersedes, superseded_by, reason) = (optional("supersedes"), optional("superseded-by"), optional("reason"));
    let verification = section.required_section("verification", problems);
    let mut checked = |key: &str| Some(verification.as_ref()?.required_text(key, problems)?.value);
    let (status, how) = (checked("status"), checked("how"));
    let on = verification.as_ref().and_then(|section| section.required_date("on", problems));
    if let Some(section) = &verification {
        section.finish(problems);
    }
    let columns = columns(section, problems);
    Some(About {
        id: id?,
        publisher: publisher?,
        title: title?,
        title_en,
        published: published?.value,
        published_on: published_on?,
        retrieved: retrieved?.value,
        data_years: data_years?.into_iter().map(|year| year.value).collect(),
        serves: serves.into_iter().map(|year| year.value).collect(),
        url: url?,
        licence: licence?,
        attribution: attribution?,
        source_sha256,
        source_note,
        gwp_basis: gwp_basis?,
        gases: gases?.into_iter().map(|gas| gas.value).collect(),
        calorific_basis: calorific_basis?,
        stage: stage?,
        region: region?,
        current_on: current_on?.value,
        supersedes,
        superseded_by,
        reason,
        labels: labels.into_iter().map(|label| label.value).collect(),
        verification: status?,
        verified_how: how?,
        verified_on: on?.value,
        columns: columns?,
    })
}

fn columns(section: &Section<'_, '_>, problems: &mut Problems) -> Option<Vec<ColumnDeclaration>> {
    let columns = section.required_section("columns", problems)?;
    let mut declared = Vec::new();
    for header in columns.keys() {
        let Some(column) = columns.section(&header.value, problems) else { continue };
        let quantity = column.required_text("quantity", problems);
        let unit = column.required_text("unit", problems);
        let bound = column.choice("bound", &[("lower", "lower"), ("upper", "upper")], problems);
        column.finish(problems);
        if let (Some(quantity), Some(unit)) = (quantity, unit) {
            declared.push(ColumnDeclaration { header, quantity, unit, bound: bound.map(str::to_string) });
        }
    }
    Some(declared)
}
