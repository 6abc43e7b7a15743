//! The words of the template in one language.

use crate::language::Language;

const WORDS: &str = include_str!("../language/template.csv");

/// The words of one language, by their keys, in the order of the list.
#[derive(Debug)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        let rows = csv::Reader::from_reader(WORDS.as_bytes()).into_records().flatten();
        let cell = |row: &csv::StringRecord, index: usize| row.get(index).unwrap_or_default().to_string();
        Self(rows.map(|row| (cell(&row, 0), cell(&row, language.index() + 1))).collect())
    }

    /// A word; the key itself where there is none.
    pub fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.0.iter().find(|(own, _)| own == key).map_or(key, |(_, word)| word)
    }

    /// All words whose keys begin so: the rest of each key, and the word.
    pub fn all<'w>(&'w self, start: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
        self.0.iter().filter_map(move |(key, word)| Some((key.strip_prefix(start)?, word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_every_language_and_fits_where_a_spreadsheet_puts_it() {
        for row in csv::Reader::from_reader(WORDS.as_bytes()).records() {
            let row = row.unwrap();
            assert!(row.len() == 4 && row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            let longest = if row[0].starts_with("sheet.") || row[0].ends_with(".title") { 31 } else { 255 };
            assert!(row.iter().all(|cell| cell.chars().count() <= longest), "{row:?}");
        }
    }
}
