//! Finding a factor by words, in any of the three languages.

use super::library::Library;
use super::table::{Row, Table};
use crate::activity::Activities;
use crate::diagnostic::Problems;
use crate::region::Regions;
use std::sync::Arc;

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Words that must all occur.
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

/// All rows that hold all words, best first: words in the activity or key before words in labels, current editions before superseded ones,
/// shorter names before longer ones.
///
/// # Errors
/// A table that cannot be read.
pub fn search(library: &Library, activities: &Activities, regions: &Regions, words: &Words) -> Result<Vec<Hit>, Problems> {
    let wanted: Vec<String> = words.text.iter().map(|word| word.to_lowercase()).collect();
    let unit = words.unit.as_ref().and_then(|unit| library.units().get(unit));
    let mut hits = Vec::new();
    let ids: Vec<String> = library.ids().map(str::to_string).collect();
    for id in ids {
        let about = library.about(&id)?;
        let in_year = |year: i16| about.years().contains(&year) || about.years().is_empty();
        if words.year.is_some_and(|year| !in_year(year)) {
            continue;
        }
        let table = library.table(&id)?;
        for (index, row) in table.rows.iter().enumerate() {
            let fits_region = words.region.as_ref().is_none_or(|region| row.region == *region);
            let fits_unit = words.unit.is_none() || unit.is_some_and(|unit| unit.dimension() == row.per.dimension());
            if !fits_region || !fits_unit {
                continue;
            }
            if let Some(distance) = distance(&id, row, activities, regions, &wanted) {
                let rank = (distance, about.superseded_by.is_some(), row.name.len());
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

/// How far the words are from the heart of the row; `None` when one of them does not occur.
fn distance(id: &str, row: &Row, activities: &Activities, regions: &Regions, words: &[String]) -> Option<usize> {
    let family = activities.family(&row.activity);
    let names = family.map(|family| family.names.join(" ")).unwrap_or_default();
    let region = regions.get(&row.region).map(|region| region.names.join(" ")).unwrap_or_default();
    let labels: Vec<&str> = row.labels.iter().map(|(_, text)| text.as_str()).collect();
    let heart = format!("{} {} {} {}", row.key, row.activity, row.name, row.name_zh).to_lowercase();
    let around = format!("{id} {names} {region} {} {}", row.region, labels.join(" ")).to_lowercase();
    let mut total = 0;
    for word in words {
        let exact = row.activity.split('/').chain([row.key.as_str()]).any(|part| part.to_lowercase() == *word);
        total += match (exact, heart.contains(word), around.contains(word)) {
            (true, _, _) => 0,
            (_, true, _) => 1,
            (_, _, true) => 2,
            _ => return None,
        };
    }
    Some(total)
}
