//! Finding a factor by words, in any of the three languages.

use super::library::Library;
use super::table::{Row, Table};
use crate::activity::{Activities, is_within};
use crate::diagnostic::Problems;
use crate::embedded;
use crate::region::Regions;
use std::sync::Arc;

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Words that must all occur; a text of several words is a word for each, but for a known phrase ("natural gas").
    pub text: Vec<String>,
    /// Only rows of this region.
    pub region: Option<String>,
    /// Only editions that serve or describe this year.
    pub year: Option<i16>,
    /// Only rows per this unit, or one of its dimension.
    pub unit: Option<String>,
}

/// A row that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The table.
    pub table: Arc<Table>,
    /// The index of the row.
    pub index: usize,
    /// Better hits have smaller ranks.
    rank: (usize, bool, usize),
}

impl Hit {
    /// The row.
    pub fn row(&self) -> &Row {
        &self.table.rows[self.index]
    }
}

/// Groups of words that mean the same, in any of the three languages.
const SYNONYMS: &str = "activities/synonyms.csv";

/// All rows that hold all words or synonyms of them, best first: words in the activity or key before words in labels, current editions before
/// superseded ones, shorter names before longer ones.
///
/// # Errors
/// A table that cannot be read.
pub fn search(library: &Library, activities: &Activities, regions: &Regions, words: &Words) -> Result<Vec<Hit>, Problems> {
    let unit = words.unit.as_ref().and_then(|unit| library.units().get(unit));
    let wanted: Vec<Word> = words.text.iter().flat_map(|text| in_words(text)).map(|word| Word::of(word, activities, regions)).collect();
    let mut hits = Vec::new();
    let ids: Vec<String> = library.ids().map(str::to_string).collect();
    for id in ids {
        let about = library.about(&id)?;
        let in_year = |year: i16| about.years().contains(&year) || about.years().is_empty();
        if words.year.is_some_and(|year| !in_year(year)) {
            continue;
        }
        // What the table says of itself need not stand in any of its lines.
        let at_home =
            |word: &Word| word.regions.contains(&about.region) || word.spellings.iter().any(|spelling| id.contains(spelling.as_str()));
        let wanted_in_lines: Vec<&Word> = wanted.iter().filter(|word| !at_home(word)).collect();
        let Some(table) = library.table_where(&id, |line| wanted_in_lines.iter().all(|word| word.may_be_in(line)))? else { continue };
        for (index, row) in table.rows.iter().enumerate() {
            let fits_region = words.region.as_ref().is_none_or(|region| row.region == *region);
            let fits_unit = words.unit.is_none() || unit.is_some_and(|unit| unit.dimension() == row.per.dimension());
            if !fits_region || !fits_unit {
                continue;
            }
            let distances = wanted.iter().map(|word| word.distance(&id, row));
            if let Some(distance) = distances.sum::<Option<usize>>() {
                let superseded = about.superseded_by.as_ref().is_some_and(|newer| library.ids().any(|id| id == newer));
                let rank = (distance, superseded, row.name.len());
                hits.push(Hit { table: Arc::clone(&table), index, rank });
            }
        }
    }
    hits.sort_by(|one, other| {
        let key = |hit: &Hit| (hit.rank, std::cmp::Reverse(hit.table.about.published_on), hit.table.about.id.clone(), hit.index);
        key(one).cmp(&key(other))
    });
    Ok(hits)
}

/// The groups of words that mean the same, in lower case.
fn groups() -> impl Iterator<Item = Vec<String>> {
    let text = std::str::from_utf8(embedded::file(SYNONYMS).unwrap_or_default()).unwrap_or_default();
    text.lines().map(|line| line.split('|').map(str::to_lowercase).collect())
}

/// The words of a text: quoted words are found in any order too, so long as they are no phrase with synonyms of its own.
fn in_words(text: &str) -> Vec<&str> {
    let phrase = text.to_lowercase();
    if groups().any(|group| group.contains(&phrase)) { vec![text] } else { text.split_whitespace().collect() }
}

/// A word with all that counts as it.
struct Word {
    /// Itself and its synonyms, in lower case.
    spellings: Vec<String>,
    /// Families of activities whose names hold it.
    families: Vec<String>,
    /// Regions whose names hold it.
    regions: Vec<String>,
}

impl Word {
    fn of(word: &str, activities: &Activities, regions: &Regions) -> Self {
        let word = word.to_lowercase();
        let mut spellings: Vec<String> = groups().filter(|group| group.contains(&word)).flatten().collect();
        spellings.push(word);
        spellings.dedup();
        let names = |names: &[String]| {
            let names = names.join(" ").to_lowercase();
            spellings.iter().any(|spelling| names.contains(spelling.as_str()))
        };
        let families = activities.all().filter(|family| names(&family.names)).map(|family| family.path.clone()).collect();
        let regions = regions.all().filter(|region| names(&region.names)).map(|region| region.code.clone()).collect();
        Self { spellings, families, regions }
    }

    /// Whether a text holds a spelling of the word, a family of activities or a region of that name.
    fn may_be_in(&self, text: &[u8]) -> bool {
        let in_text = |needle: &String| contains(text, needle);
        self.spellings.iter().any(in_text)
            || self.families.iter().any(in_text)
            || self.regions.iter().any(|region| in_text(&region.to_lowercase()))
    }

    /// How far the word is from the heart of the row; `None` when it does not occur.
    fn distance(&self, id: &str, row: &Row) -> Option<usize> {
        let is = |part: &str| self.spellings.iter().any(|spelling| part.eq_ignore_ascii_case(spelling));
        let holds = |text: &str| self.spellings.iter().any(|spelling| contains(text.as_bytes(), spelling));
        if row.activity.split('/').any(is) || is(&row.key) {
            Some(0)
        } else if [&row.key, &row.activity, &row.name, &row.name_zh].into_iter().any(|text| holds(text)) {
            Some(1)
        } else if self.families.iter().any(|family| is_within(&row.activity, family))
            || self.regions.contains(&row.region)
            || holds(id)
            || is(&row.region)
            || row.labels.iter().any(|(_, text)| holds(text))
        {
            Some(2)
        } else {
            None
        }
    }
}

/// Whether a text holds a needle in lower case, whatever the case of its ASCII letters.
fn contains(text: &[u8], needle: &str) -> bool {
    let needle = needle.as_bytes();
    let Some((first, _)) = needle.split_first() else { return true };
    let upper = first.to_ascii_uppercase();
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| byte == first || *byte == upper) {
        rest = &rest[at..];
        if rest.len() >= needle.len() && rest[..needle.len()].eq_ignore_ascii_case(needle) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    fn best(text: &[&str]) -> String {
        let house = House::shipped();
        let words = Words { text: text.iter().map(ToString::to_string).collect(), ..Words::default() };
        let hits = search(&house.library, &house.activities, &house.regions, &words).unwrap();
        format!("{}#{}", hits[0].table.about.id, hits[0].row().key)
    }

    #[test]
    fn three_languages_find_the_same() {
        assert_eq!(best(&["electricity", "beijing"]), "cn-mee/electricity@2023#CN-BJ");
        assert_eq!(best(&["電力", "北京"]), "cn-mee/electricity@2023#CN-BJ");
        assert_eq!(best(&["电力", "北京"]), "cn-mee/electricity@2023#CN-BJ");
        assert_eq!(best(&["柴油", "density"]), best(&["diesel", "density"]));
    }

    #[test]
    fn case_does_not_matter() {
        assert!(contains(b"Gas Oil", "gas oil") && contains("每度電".as_bytes(), "電") && !contains(b"gas", "gas oil"));
    }
}
