//! Labels of reports in English, Traditional Chinese (Hong Kong usage) and Simplified Chinese. Data: `labels.csv`.

use crate::figure::{Energy, Key};
use crate::methods::NOT_SPLIT;
use std::collections::BTreeMap;

const LABELS: &str = include_str!("labels.csv");

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
    language: Language,
}

impl Labels {
    /// The labels of `language`.
    pub fn of(language: Language) -> Self {
        let mut reader = csv::Reader::from_reader(LABELS.as_bytes());
        let rows = reader.records().flatten();
        let labels = rows.map(|row| (row[0].to_string(), row.get(language.index() + 1).unwrap_or_default().to_string()));
        Self { labels: labels.collect(), language }
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

    /// The name of a denominator; the inventory's own word where there is none.
    pub fn denominator<'l>(&'l self, name: &'l str) -> &'l str {
        self.labels.get(&format!("denominator.{name}")).map_or(name, String::as_str)
    }

    fn carrier<'l>(&'l self, carrier: &'l str) -> &'l str {
        self.labels.get(&format!("carrier.{carrier}")).map_or(carrier, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_there_in_every_language() {
        for row in csv::Reader::from_reader(LABELS.as_bytes()).records() {
            let row = row.unwrap();
            assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            let places = |cell: &str| cell.matches("{}").count();
            assert!((2..4).all(|column| places(&row[column]) == places(&row[1])), "{row:?}");
        }
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
