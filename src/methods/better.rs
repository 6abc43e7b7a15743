//! Whether the table's publisher had a better factor than the one that was used: of a later edition, or of a finer region.

use super::{Case, Context};
use crate::factors::select::is_valid;
use crate::factors::vintage::{self, Reason};
use crate::factors::{About, Row, Table};
use crate::formula::Citation;
use std::collections::BTreeMap;

/// Regions of the same table that are finer than the factor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finer {
    /// The nearest region that the place lies in.
    Around(String),
    /// How many regions of each kind lie inside the place's own; in which of them the place lies, nobody said.
    Inside(BTreeMap<String, usize>),
}

/// The edition that the rule would have chosen in the place of one that is named: published later, still by `as-of`, with the same row, and
/// made again for the same years or for years nearer to the activity's.
pub fn newer(citation: &Citation, case: &Case, context: &Context<'_>) -> Option<String> {
    if !matches!(citation.reason, Reason::Named | Reason::NamedByRecord) {
        return None;
    }
    let used = context.library.table(&citation.table).ok()?;
    let (chosen, _) = vintage::choose(context.library, used.about.dataset(), case.year, context.inventory.as_of).ok()?;
    if !follows(&chosen, &used.about, case.year) {
        return None;
    }
    let (row, table) = (used.row(&citation.row)?, context.library.table(&chosen.id).ok()?);
    let there = table.rows.iter().any(|other| other.region == row.region && alike(&table, other, row));
    there.then(|| chosen.id.clone())
}

/// Whether an edition was published later, for years nearer to `year` or as a correction for the same ones.
fn follows(later: &About, used: &About, year: i16) -> bool {
    let distance = |about: &About| about.years().iter().map(|own| own.abs_diff(year)).min();
    let nearer = matches!((distance(later), distance(used)), (Some(later), Some(used)) if later < used);
    later.published_on > used.published_on && (nearer || later.years() == used.years())
}

/// What the table has inside the region of the factor.
pub fn finer(citation: &Citation, case: &Case, context: &Context<'_>) -> Option<Finer> {
    let (table, own) = (context.library.table(&citation.table).ok()?, case.regions.first()?);
    let row = table.row(&citation.row)?;
    let rows = table.rows.iter().filter(|other| alike(&table, other, row) && is_valid(other, case.period));
    let mut regions: Vec<&str> = rows.map(|other| other.region.as_str()).filter(|region| *region != row.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions.retain(|region| context.regions.lies_in(region, &row.region));
    let around = context.regions.around(own).find(|region| regions.contains(&region.code.as_str()));
    if let Some(region) = around {
        return Some(Finer::Around(region.code.clone()));
    }
    // A place of which no more is known than the world has no finer region to take.
    let is_own = context.regions.get(own).is_some_and(|region| region.code == row.region && region.kind != "world");
    let mut kinds = BTreeMap::new();
    for region in regions.iter().filter_map(|code| context.regions.get(code)) {
        *kinds.entry(region.kind.clone()).or_insert(0) += 1;
    }
    (is_own && !kinds.is_empty()).then_some(Finer::Inside(kinds))
}

/// The region of a record that names a row which holds elsewhere: neither around it nor along the declared fallback.
pub fn elsewhere(citation: &Citation, case: &Case, context: &Context<'_>) -> Option<String> {
    let own = case.regions.first().filter(|own| case.factor.is_some() && !own.is_empty())?;
    let holds = context.regions.lies_in(own, &citation.region) || case.regions.contains(&citation.region);
    (!holds && !citation.region.is_empty()).then(|| own.clone())
}

/// Whether two rows hold emissions of the same activity, on the same terms.
fn alike(table: &Table, other: &Row, row: &Row) -> bool {
    let same = other.activity == row.activity && other.stage == row.stage && other.basis == row.basis;
    same && !row.activity.is_empty() && table.is_emission(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;
    use jiff::ToSpan;

    #[test]
    fn a_later_edition_follows_when_it_is_nearer_or_a_correction() {
        let house = House::shipped();
        let about = |edition: &str| house.library.about(&format!("cn-mee/electricity@{edition}")).unwrap();
        let (older, newer) = (about("2021"), about("2023"));
        assert!(follows(&newer, &older, 2025));
        assert!(!follows(&older, &newer, 2025));
        assert!(!follows(&newer, &older, 2022), "as near");
        assert!(!follows(&newer, &older, 2021), "farther");
        assert!(!follows(&newer, &newer, 2025), "itself");
        let mut corrected = About::clone(&newer);
        corrected.published_on = newer.published_on.checked_add(1.month()).unwrap();
        assert!(follows(&corrected, &newer, 2023));
    }
}
