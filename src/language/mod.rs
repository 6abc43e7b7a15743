//! Labels of reports in English, Traditional Chinese (Hong Kong usage) and Simplified Chinese. Data: the lists beside this file.

use crate::figure::NOT_SPLIT;
use crate::figure::{Energy, Key};
use std::collections::BTreeMap;

/// The lists of labels: figures and their surroundings, reports, notes below them, the page, titles of findings.
const LABELS: [&str; 5] = [
    include_str!("labels.csv"),
    include_str!("reports.csv"),
    include_str!("notes.csv"),
    include_str!("page.csv"),
    include_str!("findings.csv"),
];

/// The list of units; their names stand in it by language.
const UNITS: &str = "units/units.csv";

/// A language of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Traditional Chinese, as used in Hong Kong.
    TraditionalChinese,
    /// Simplified Chinese.
    SimplifiedChinese,
}

impl Language {
    /// Every language with its tag.
    pub const NAMED: [(&'static str, Self); 3] =
        [("en", Self::English), ("zh-Hant", Self::TraditionalChinese), ("zh-Hans", Self::SimplifiedChinese)];

    /// Its tag.
    pub fn tag(self) -> &'static str {
        Self::NAMED.iter().find(|(_, language)| *language == self).map_or("", |(tag, _)| tag)
    }

    /// The language of that tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == tag).map(|(_, language)| *language)
    }

    /// The position of its column in lists of names: English, Traditional, Simplified.
    pub fn index(self) -> usize {
        match self {
            Self::English => 0,
            Self::TraditionalChinese => 1,
            Self::SimplifiedChinese => 2,
        }
    }
}

/// The labels of one language.
#[derive(Debug)]
pub struct Labels {
    labels: BTreeMap<String, String>,
    units: BTreeMap<String, String>,
    language: Language,
}

impl Labels {
    /// The labels of `language`.
    pub fn of(language: Language) -> Self {
        let rows = LABELS.iter().flat_map(|list| csv::Reader::from_reader(list.as_bytes()).into_records().flatten());
        let labels = rows.map(|row| (row[0].to_string(), row.get(language.index() + 1).unwrap_or_default().to_string()));
        Self { labels: labels.collect(), units: units(language), language }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A label; the key itself where there is none.
    pub fn get<'l>(&'l self, key: &'l str) -> &'l str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// A label with its places `{}` filled, in order.
    pub fn fill(&self, key: &str, values: &[&str]) -> String {
        let mut parts = self.get(key).split("{}");
        let mut text = parts.next().unwrap_or_default().to_string();
        for (index, part) in parts.enumerate() {
            text.push_str(values.get(index).copied().unwrap_or_default());
            text.push_str(part);
        }
        text
    }

    /// A unit as reports write it: its symbol in English, its name in Chinese; each part of `tCO2e/RMB million` by itself.
    pub fn unit(&self, symbol: &str) -> String {
        let name = |part: &str| self.labels.get(&format!("unit.{part}")).or_else(|| self.units.get(part)).cloned();
        symbol.split('/').map(|part| name(part).unwrap_or_else(|| part.to_string())).collect::<Vec<_>>().join("/")
    }

    /// A title with a unit behind it: `emissions (tCO2e)`.
    pub fn of_unit(&self, key: &str, unit: &str) -> String {
        self.fill("of-unit", &[self.get(key), &self.unit(unit)])
    }

    /// Items in one line, as the language separates them.
    pub fn list(&self, items: &[String]) -> String {
        items.join(self.get("list"))
    }

    /// The name of a figure.
    pub fn figure(&self, key: &Key) -> String {
        match key {
            Key::Gas(figure, gas) => {
                let gas = if gas == NOT_SPLIT { self.get("gas.not-split") } else { gas };
                self.fill("of", &[&self.figure(figure), gas])
            }
            Key::Biogenic(figure) => self.fill("of", &[&self.figure(figure), self.get("biogenic")]),
            Key::CarriedIn(figure) => self.fill("of", &[&self.figure(figure), self.get("carried-in")]),
            Key::Energy(Energy::DirectCarrier(carrier)) => self.fill("of", &[self.get("energy.direct"), self.carrier(carrier)]),
            Key::Energy(Energy::IndirectCarrier(carrier)) => self.fill("of", &[self.get("energy.indirect"), self.carrier(carrier)]),
            Key::Intensity(figure, denominator) => self.fill("intensity", &[&self.figure(figure), self.denominator(denominator)]),
            plain => self.get(&plain.to_string()).to_string(),
        }
    }

    /// What findings of that code are, as a title; their messages are in English.
    pub fn finding<'l>(&'l self, code: &'l str) -> &'l str {
        self.labels.get(&format!("finding.{code}")).map_or(code, String::as_str)
    }

    /// The name of a denominator; the inventory's own word where there is none.
    pub fn denominator<'l>(&'l self, name: &'l str) -> &'l str {
        self.labels.get(&format!("denominator.{name}")).map_or(name, String::as_str)
    }

    fn carrier<'l>(&'l self, carrier: &'l str) -> &'l str {
        self.labels.get(&format!("carrier.{carrier}")).map_or(carrier, String::as_str)
    }
}

/// The names of units in Chinese; symbols are the words for them in English.
fn units(language: Language) -> BTreeMap<String, String> {
    if language == Language::English {
        return BTreeMap::new();
    }
    let rows = csv::Reader::from_reader(crate::embedded::file(UNITS).unwrap_or_default()).into_records().flatten();
    let named = rows.filter_map(|row| {
        let names = |column: usize| row.get(column).and_then(|names| names.split('|').next()).filter(|name| !name.is_empty());
        // Where a Simplified name is written like the Traditional one, it stands once.
        let name = names(5 + language.index()).or_else(|| names(6))?;
        Some((row.get(0)?.to_string(), name.to_string()))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_their_names() {
        let name = |language| Labels::of(language).unit("tCO2e/RMB million");
        assert_eq!(name(Language::English), "tCO2e/RMB million");
        assert_eq!(name(Language::TraditionalChinese), "公噸二氧化碳當量/人民幣百萬元");
        assert_eq!(name(Language::SimplifiedChinese), "吨二氧化碳当量/人民币百万元");
    }

    #[test]
    fn every_language_of_reports_may_stand_in_an_inventory() {
        assert_eq!(crate::inventory::LANGUAGES.map(|(tag, _)| tag), Language::NAMED.map(|(tag, _)| tag));
    }

    #[test]
    fn every_label_is_there_in_every_language() {
        let mut keys = std::collections::BTreeSet::new();
        for row in LABELS.iter().flat_map(|list| csv::Reader::from_reader(list.as_bytes()).into_records()) {
            let row = row.unwrap();
            assert!(keys.insert(row[0].to_string()), "{row:?} stands twice");
            assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            let places = |cell: &str| cell.matches("{}").count();
            assert!((2..4).all(|column| places(&row[column]) == places(&row[1])), "{row:?}");
        }
    }

    #[test]
    fn every_finding_has_a_title() {
        use crate::diagnostic::{Weight, codes};
        let findings = codes::ALL.iter().filter(|(code, _)| code.weight() != Weight::Stops);
        let expected: Vec<String> = findings.map(|(code, _)| format!("finding.{code}")).collect();
        let rows = csv::Reader::from_reader(include_str!("findings.csv").as_bytes()).into_records();
        let titled: Vec<String> = rows.map(|row| row.unwrap()[0].to_string()).collect();
        assert_eq!(titled, expected, "a title for each, in the order of codes.rs");
    }

    #[test]
    fn every_headline_figure_has_a_name() {
        let labels = Labels::of(Language::SimplifiedChinese);
        let headline = [Key::Scope2Location, Key::Scope3, Key::Scope12Location, Key::Scope123Location];
        let categories = crate::scope::Category::all().filter(|category| *category != crate::scope::Category::Scope2).map(Key::Category);
        let energy = [Energy::Total, Energy::Direct, Energy::Indirect].map(Key::Energy);
        for key in headline.into_iter().chain(categories).chain(energy) {
            assert_ne!(labels.figure(&key), key.to_string(), "{key:?}");
        }
    }

    #[test]
    fn every_carrier_of_the_vocabulary_has_a_name() {
        let labels = Labels::of(Language::English);
        for family in crate::activity::Activities::shipped().all().filter(|family| !family.carrier.is_empty()) {
            assert!(labels.labels.contains_key(&format!("carrier.{}", family.carrier)), "{family:?}");
        }
    }
}
