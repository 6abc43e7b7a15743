//! Intensities of each denominator, over the periods that stand side by side.

use super::{Chart, scopes};
use crate::figure::Key;
use crate::report::page::words::{Tongues, anchor};
use crate::scope::Category;
use std::collections::BTreeSet;

/// A picture for each denominator: each has a unit of its own.
pub fn charts(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    let names: BTreeSet<&String> = tongues.subject().years().flat_map(|year| year.trace.inventory.denominators.keys()).collect();
    let chart = |name: &String| {
        let mut figures =
            vec![Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope12Location, Key::Scope3, Key::Scope123Location];
        // What no period has is left out: the table of intensities says why.
        figures.retain(|key| tongues.subject().years().any(|year| year.totals.get(key).is_some()));
        let keys: Vec<Key> = figures.into_iter().map(|figure| Key::Intensity(Box::new(figure), name.clone())).collect();
        let title = tongues.words(|subject| subject.labels.fill("page.chart.intensity", &[subject.labels.denominator(name)]));
        scopes::of_keys(tongues, &anchor("chart-intensity", name), title, &keys)
    };
    Ok(names.into_iter().map(chart).collect::<askama::Result<Vec<_>>>()?.into_iter().flatten().collect())
}
