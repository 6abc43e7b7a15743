//! The words that spreadsheets use for what a ledger holds, in three languages. Data: `src/language/headers.csv`.

use std::collections::BTreeMap;

const WORDS: &str = include_str!("../language/headers.csv");

/// The words, by the kind of thing that they name.
#[derive(Debug)]
pub struct Words {
    /// Kind, word, and what it names.
    known: BTreeMap<(String, String), String>,
}

impl Words {
    /// The words of all languages.
    pub fn shipped() -> Self {
        let mut known = BTreeMap::new();
        for row in csv::Reader::from_reader(WORDS.as_bytes()).records().flatten() {
            let cell = |index: usize| row.get(index).unwrap_or_default();
            for word in (2..5).flat_map(|language| cell(language).split('|')).map(str::trim).filter(|word| !word.is_empty()) {
                known.entry((cell(0).to_string(), word.to_string())).or_insert_with(|| cell(1).to_string());
            }
        }
        Self { known }
    }

    /// What a word names, where it is a word of that kind in full.
    pub fn named(&self, kind: &str, word: &str) -> Option<&str> {
        self.known.get(&(kind.to_string(), folded(word))).map(String::as_str)
    }

    /// What the words of a kind name that stand somewhere in a text, each once, the longest word first.
    pub fn within(&self, kind: &str, text: &str) -> Vec<&str> {
        let text = folded(text);
        let mut met: Vec<(&str, &str)> = self.of(kind).filter(|(word, _)| stands_in(&text, word)).collect();
        met.sort_by_key(|(word, named)| (std::cmp::Reverse(word.chars().count()), *named));
        let mut named = Vec::new();
        for (_, each) in met {
            if !named.contains(&each) {
                named.push(each);
            }
        }
        named
    }

    /// The word of a kind that a text begins with.
    pub fn begins<'t>(&self, kind: &str, text: &'t str) -> Option<&'t str> {
        let words = self.of(kind).filter(|(word, _)| folded(text).starts_with(*word));
        let longest = words.map(|(word, _)| word.chars().count()).max()?;
        let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
        let rest = text.get(end..)?;
        // `Notes on ...` begins with a word, `Notebook` does not.
        let ends = !rest.starts_with(|next: char| next.is_ascii_alphanumeric());
        ends.then(|| text.get(..end)).flatten()
    }

    fn of(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        self.known.iter().filter(move |((own, _), _)| own == kind).map(|((_, word), named)| (word.as_str(), named.as_str()))
    }
}

/// A text as words are compared: small letters, no marks at its ends, single spaces.
pub fn folded(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '：', '*', '＊']).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word stands in a text. One of Latin letters stands there as a whole word; Chinese has no spaces.
fn stands_in(text: &str, word: &str) -> bool {
    let is_letter = |each: char| each.is_ascii_alphabetic();
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + found.len()..].chars().next();
        !word.starts_with(is_letter) || !(before.is_some_and(is_letter) || behind.is_some_and(is_letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Activities;
    use crate::field::Field;

    #[test]
    fn every_row_names_something_that_there_is() {
        let activities = Activities::shipped();
        for row in csv::Reader::from_reader(WORDS.as_bytes()).records() {
            let row = row.unwrap();
            let good = match &row[0] {
                "field" => Field::named(row[1].trim_end_matches(".month")).is_some(),
                "month" => (1..=12).contains(&row[1].parse().unwrap_or(0)),
                "activity" => activities.family(&row[1]).is_some(),
                "serial" | "total" | "remark" | "unit-said" => true,
                _ => false,
            };
            assert!(good, "{row:?}");
        }
    }

    #[test]
    fn a_word_names_one_thing_of_a_kind() {
        let mut met: BTreeMap<(String, String), String> = BTreeMap::new();
        for row in csv::Reader::from_reader(WORDS.as_bytes()).records() {
            let row = row.unwrap();
            for word in (2..5).flat_map(|column| row[column].split('|')).filter(|word| !word.is_empty()) {
                assert_eq!(folded(word), word.trim(), "small letters");
                let before = met.insert((row[0].to_string(), word.to_string()), row[1].to_string());
                assert!(before.is_none_or(|before| before == row[1]), "`{word}` stands twice");
            }
        }
    }

    #[test]
    fn words_are_found_whole() {
        let words = Words::shipped();
        assert_eq!(words.named("field", " 用電量 "), Some("quantity"));
        assert_eq!(words.named("field", "Invoice No."), Some("evidence"));
        assert_eq!(words.within("activity", "Diesel of generators"), ["fuel/diesel"]);
        assert_eq!(words.within("activity", "gasket"), [] as [&str; 0]);
        assert_eq!(words.within("activity", "2025年用電量"), ["electricity/grid"]);
        assert_eq!(words.begins("remark", "註：數字為估計"), Some("註"));
        assert_eq!(words.begins("remark", "Notebook"), None);
    }
}
