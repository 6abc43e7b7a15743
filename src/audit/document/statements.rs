//! `[document]`, `[method]`, `[scope3]` and `[materiality]`: what the document says besides figures, and what the user takes for material.
//! A statement that is left out is one that the document does not make.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::house::House;
use crate::number::interval::Reading;
use crate::number::printed::Style;
use crate::number::{Decimal, Exact};
use std::collections::{BTreeMap, BTreeSet};

/// Who and what.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The reporting company.
    pub organisation: String,
    /// The title of the document.
    pub title: String,
    /// Where it can be found.
    pub source: Option<String>,
    /// The company's region; factors of it are likelier.
    pub region: Option<String>,
    /// Regions of sites that the document names.
    pub site_regions: Vec<String>,
}

/// What it says of its method.
#[derive(Clone, Debug, Default)]
pub struct Method {
    /// Whether it was written down what it says at all.
    pub stated: bool,
    /// Editions or datasets of the library that it cites.
    pub cites: Vec<String>,
    /// The gases that it names.
    pub gases: Vec<String>,
    /// The set of GWPs.
    pub gwp: Option<String>,
    /// The consolidation approach.
    pub consolidation: Option<String>,
    /// The standards that it says to follow.
    pub standards: Vec<String>,
    /// The basis of Scope 2, as it says it.
    pub scope2: Option<String>,
    /// The base year.
    pub base_year: Option<String>,
    /// A note on rounding.
    pub rounding_note: Option<String>,
    /// What it says of green power or certificates.
    pub green_power: Option<String>,
}

/// What it says of Scope 3.
#[derive(Clone, Debug, Default)]
pub struct Scope3 {
    /// Whether it was written down what it says at all.
    pub stated: bool,
    /// The categories that its note or footnote lists as counted.
    pub named: Option<BTreeSet<u8>>,
    /// Categories that it says are left out, with the reason.
    pub excluded: BTreeMap<u8, String>,
    /// Whether its table may leave out categories that its total counts.
    pub some_listed: bool,
    /// Categories with a word on how they were computed.
    pub methods: BTreeSet<u8>,
}

/// Thresholds, as parts: of Scope 1 and 2, of Scope 3, and of materiality.
#[derive(Clone, Debug)]
pub struct Materiality {
    /// Materiality as a part of Scope 1 and 2.
    pub scope12: Exact,
    /// Materiality as a part of Scope 3.
    pub scope3: Exact,
    /// Performance materiality as a part of materiality.
    pub performance: Exact,
    /// What is clearly trivial, as a part of materiality.
    pub trivial: Exact,
    /// Whether the user said so, or these are the defaults.
    pub declared: bool,
}

/// Words that a row has for other things than its columns.
const TAKEN: [&str; 6] = ["key", "unit", "name", "page", "explained", "rounded-to"];

pub(super) fn head(top: &Section<'_, '_>, house: &House, problems: &mut Problems) -> Option<(About, Style, Vec<String>)> {
    let section = top.required_section("document", problems)?;
    let document = section.document();
    let organisation = section.required_text("organisation", problems);
    let title = section.required_text("title", problems);
    let columns = section.required_texts("columns", "[\"2024\", \"2025\"]", problems);
    let source = section.text("source", problems).map(|placed| placed.value);
    let region = section.text("region", problems);
    let site_regions = section.texts("site-regions", problems).unwrap_or_default();
    for region in region.iter().chain(&site_regions).filter(|region| house.regions.get(&region.value).is_none()) {
        problems.push(house.regions.unknown(&region.value).at(document.label(region.span.clone(), "")));
    }
    let separators = [(",", Some(',')), (".", Some('.')), (" ", Some(' ')), ("'", Some('\'')), ("", None)];
    let thousands = section.choice("thousands-separator", &separators, problems).unwrap_or(Some(','));
    let point = section.choice("decimal-point", &[(".", '.'), (",", ',')], problems).unwrap_or('.');
    if thousands == Some(point) {
        let message = format!("`{point}` cannot be both the separator of thousands and the decimal point");
        let help = "set `thousands-separator` and `decimal-point`, such as \".\" and \",\"; no separator is \"\"";
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(section.label("in this part")).help(help));
    }
    let parentheses = section.choice("negative", &[("minus", false), ("parentheses", true)], problems).unwrap_or(false);
    let reading = section.choice("rounding", &Reading::NAMED, problems).unwrap_or(Reading::HalfUp);
    section.finish(problems);
    let columns = columns?;
    let mut seen = BTreeSet::new();
    for column in &columns {
        if column.value.trim().is_empty() || TAKEN.contains(&column.value.as_str()) || !seen.insert(column.value.clone()) {
            let message = format!("`{}` cannot be a column", column.value);
            let help = "columns have different names, such as years; `key`, `unit`, `name` and the like are taken";
            problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(document.label(column.span.clone(), "")).help(help));
        }
    }
    if columns.is_empty() {
        problems.push(section.missing("columns", "[\"2024\", \"2025\"]"));
    }
    let about = About {
        organisation: organisation?.value,
        title: title?.value,
        source,
        region: region.map(|placed| placed.value),
        site_regions: site_regions.into_iter().map(|placed| placed.value).collect(),
    };
    Some((about, Style { thousands, point, parentheses, reading }, columns.into_iter().map(|placed| placed.value).collect()))
}

pub(super) fn method(top: &Section<'_, '_>, house: &House, problems: &mut Problems) -> Method {
    let Some(section) = top.section("method", problems) else { return Method::default() };
    let cites = section.texts("cites", problems).unwrap_or_default();
    let known = |name: &str| house.library.ids().any(|id| id == name || id.split('@').next() == Some(name));
    for cited in cites.iter().filter(|cited| !known(&cited.value)) {
        problems.push(
            house
                .library
                .unknown(&cited.value)
                .at(section.document().label(cited.span.clone(), ""))
                .help("a document that the library does not have is no edition: leave it out here"),
        );
    }
    let mut texts = |key: &str| section.texts(key, problems).unwrap_or_default().into_iter().map(|placed| placed.value).collect();
    let (gases, standards) = (texts("gases"), texts("standards"));
    let mut text = |key: &str| section.text(key, problems).map(|placed| placed.value);
    let method = Method {
        stated: true,
        cites: cites.into_iter().map(|placed| placed.value).collect(),
        gases,
        standards,
        gwp: text("gwp"),
        consolidation: text("consolidation"),
        scope2: text("scope2"),
        base_year: text("base-year"),
        rounding_note: text("rounding-note"),
        green_power: text("green-power"),
    };
    section.finish(problems);
    method
}

pub(super) fn scope3(top: &Section<'_, '_>, problems: &mut Problems) -> Scope3 {
    let Some(section) = top.section("scope3", problems) else { return Scope3::default() };
    let mut numbers = |key: &str| {
        let listed = section.years(key, problems)?;
        let mut found = BTreeSet::new();
        for number in listed {
            match u8::try_from(number.value).ok().filter(|number| (1..=15).contains(number)) {
                Some(number) => _ = found.insert(number),
                None => problems.push(
                    Diagnostic::error(codes::BAD_VALUE, format!("`{}` is no Scope 3 category", number.value))
                        .at(section.document().label(number.span, ""))
                        .help("they are numbered from 1 to 15"),
                ),
            }
        }
        Some(found)
    };
    let (named, methods) = (numbers("named"), numbers("methods").unwrap_or_default());
    let some_listed = section.choice("listed", &[("all", false), ("some", true)], problems).unwrap_or(false);
    let mut excluded = BTreeMap::new();
    if let Some(list) = section.section("excluded", problems) {
        for number in 1..=15_u8 {
            if let Some(reason) = list.text(&number.to_string(), problems) {
                excluded.insert(number, reason.value);
            }
        }
        list.finish(problems);
    }
    section.finish(problems);
    Scope3 { stated: true, named, excluded, some_listed, methods }
}

pub(super) fn materiality(top: &Section<'_, '_>, problems: &mut Problems) -> Option<Materiality> {
    let section = top.section("materiality", problems);
    let mut part = |key: &str, default: i64| {
        let percent = section.as_ref().and_then(|section| section.decimal(key, problems));
        if let (Some(section), Some(percent)) = (&section, &percent)
            && (percent.value <= Decimal::ZERO || percent.value > Decimal::ONE_HUNDRED)
        {
            let label = section.document().label(percent.span.clone(), "");
            let help = "a number of percent above 0 and up to 100, such as \"5\"";
            problems.push(Diagnostic::error(codes::BAD_VALUE, format!("`materiality.{key}` is out of range")).at(label).help(help));
        }
        let percent = percent.map_or_else(|| Exact::from(default), |percent| Exact::from(percent.value));
        percent.divided_by(&Exact::from(100))
    };
    let parts = (part("scope12", 5), part("scope3", 5), part("performance", 75), part("trivial", 5));
    if let Some(section) = &section {
        section.finish(problems);
    }
    let declared = section.is_some();
    Some(Materiality { scope12: parts.0?, scope3: parts.1?, performance: parts.2?, trivial: parts.3?, declared })
}
