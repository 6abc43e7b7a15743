//! The lint of factor tables: a library function that CI runs on everything shipped, and that runs on an inventory's own tables.
//!
//! What keeps a table from being read at all (unknown columns, units, digits with exponents ...) is refused by [`super::table`]; these checks
//! are about what a readable table says. One check, one file; adding one adds a line to `CHECKS`.

mod blends;
mod gas_sums;
mod names;
mod prices;
mod provenance;
mod released;

use super::library::Library;
use super::table::Table;
use crate::activity::Activities;
use crate::diagnostic::{Diagnostic, Problems};
use crate::region::Regions;

pub use released::{digest_list, recorded};

/// What a check looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The table.
    pub table: &'a Table,
    /// All tables.
    pub library: &'a Library,
    /// The regions.
    pub regions: &'a Regions,
    /// The vocabulary.
    pub activities: &'a Activities,
}

/// A check: from a table to what is wrong with it.
type Check = fn(&Subject<'_>) -> Vec<Diagnostic>;

/// Every check.
const CHECKS: [Check; 6] = [provenance::check, names::check, prices::check, gas_sums::check, blends::check, released::check];

/// Everything that is wrong with the table of that id.
pub fn lint(id: &str, library: &Library, regions: &Regions, activities: &Activities) -> Problems {
    let mut problems = Problems::default();
    let Some(table) = problems.keep(library.table(id)) else { return problems };
    let subject = Subject { table: &table, library, regions, activities };
    for check in CHECKS {
        check(&subject).into_iter().for_each(|diagnostic| problems.push(diagnostic));
    }
    problems
}
