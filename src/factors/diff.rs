//! What changed between two editions: rows added, removed, and numbers that moved.

use super::quantity::{Basis, Quantity};
use super::table::{Row, Table};
use crate::number::{Decimal, Exact};
use std::collections::BTreeMap;

/// The difference between two tables.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    /// Keys of rows that only the new table has.
    pub added: Vec<String>,
    /// Keys of rows that only the old table has.
    pub removed: Vec<String>,
    /// Numbers that differ, the largest relative change first; rows that serve an activity before rows that serve none.
    pub changed: Vec<Change>,
    /// How many rows have the same numbers in both.
    pub same: usize,
}

/// A number that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// The key in the old table.
    pub old_key: String,
    /// The key in the new table.
    pub new_key: String,
    /// The activity that the row serves in the new table.
    pub activity: String,
    /// The name in the new table.
    pub name: String,
    /// The header of the number column.
    pub column: String,
    /// What it holds.
    pub quantity: Quantity,
    /// The old number; `None`: there was none.
    pub old: Option<Decimal>,
    /// The new number; `None`: there is none.
    pub new: Option<Decimal>,
}

impl Change {
    /// New over old, less one; `None` where there is no old number, or it is zero.
    pub fn relative(&self) -> Option<Exact> {
        Some(Exact::ratio(self.new?, self.old?)?.minus(&Exact::one()))
    }

    /// The size of the relative change; what cannot be compared counts as the largest.
    fn size(&self) -> (bool, Option<Exact>) {
        let relative = self.relative().map(|value| if value.is_negative() { Exact::zero().minus(&value) } else { value });
        (relative.is_none(), relative)
    }
}

/// Compares two tables row by row: by key, and where the publisher changed the keys by what the row says of itself.
pub fn diff(old: &Table, new: &Table) -> Diff {
    let mut by_key: BTreeMap<&str, &Row> = BTreeMap::new();
    let mut by_self = BTreeMap::new();
    for row in &old.rows {
        by_key.insert(&row.key, row);
        by_self.insert(identity(row), row);
    }
    let mut met = std::collections::BTreeSet::new();
    let mut diff = Diff::default();
    for row in &new.rows {
        let Some(before) = by_key.get(row.key.as_str()).or_else(|| by_self.get(&identity(row))) else {
            diff.added.push(row.key.clone());
            continue;
        };
        met.insert(&before.key);
        let changes = changes(old, before, new, row);
        diff.same += usize::from(changes.is_empty());
        diff.changed.extend(changes);
    }
    diff.removed = old.rows.iter().filter(|row| !met.contains(&row.key)).map(|row| row.key.clone()).collect();
    diff.changed.sort_by(|one, other| {
        (one.activity.is_empty(), other.size(), &one.new_key).cmp(&(other.activity.is_empty(), one.size(), &other.new_key))
    });
    diff
}

/// What a row says of itself: name, activity, region, unit, basis.
fn identity(row: &Row) -> (&str, &str, &str, &str, Option<Basis>) {
    (&row.name, &row.activity, &row.region, row.per.symbol(), row.basis)
}

fn changes(old: &Table, before: &Row, new: &Table, after: &Row) -> Vec<Change> {
    let numbers = |table: &Table, row: &Row| -> BTreeMap<String, (Quantity, Decimal)> {
        table.values(row).map(|(column, value)| (column.header.clone(), (column.quantity.clone(), value))).collect()
    };
    let (was, is) = (numbers(old, before), numbers(new, after));
    let headers: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let moved = headers.into_iter().filter_map(|header| {
        let (old, new) = (was.get(header), is.get(header));
        // Zeros at the end are a matter of print: 0.50 is 0.5.
        let equal = old.map(|(_, value)| value.normalize()) == new.map(|(_, value)| value.normalize());
        (!equal).then(|| Change {
            old_key: before.key.clone(),
            new_key: after.key.clone(),
            activity: after.activity.clone(),
            name: after.name.clone(),
            column: header.clone(),
            quantity: new.or(old).map_or(Quantity::PartOfCo2e(String::new()), |(quantity, _)| quantity.clone()),
            old: old.map(|(_, value)| *value),
            new: new.map(|(_, value)| *value),
        })
    });
    moved.collect()
}
