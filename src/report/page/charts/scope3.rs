//! The fifteen categories of Scope 3: a bar, or the word for why there is none.

use super::{Chart, scopes};
use crate::figure::Key;
use crate::report::page::words::Tongues;
use crate::scope::Category;

/// One picture, where any period has a Scope 3.
pub fn charts(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    let keys: Vec<Key> = Category::scope3().map(Key::Category).collect();
    Ok(scopes::of_keys(tongues, "chart-scope3", tongues.label("page.chart.scope3"), &keys)?.into_iter().collect())
}
