//! What the edition before knows: its labels, and its rows by their labels.

use super::super::label_of;
use crate::factors::{Row, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The label columns of the table below its number.
pub const LEVELS: [&str; 3] = ["level2", "level3", "level4"];

/// What tells a row from all others: table, labels, unit, and whether it is a heat content (Table 1 has both per short ton).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The number of the table.
    pub table: u32,
    /// The labels, widest first; one that repeats the one before it is left out.
    pub labels: Vec<String>,
    /// The symbol of the unit.
    pub per: String,
    /// Whether the number is a heat content.
    pub is_heat: bool,
}

/// The edition before.
pub struct Known<'a> {
    like: &'a Table,
    labels: BTreeMap<u32, BTreeSet<&'a str>>,
    rows: BTreeMap<Case, &'a Row>,
}

impl<'a> Known<'a> {
    /// Reads the edition before.
    pub fn of(like: &'a Table) -> Self {
        let mut labels: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        let mut rows = BTreeMap::new();
        for row in &like.rows {
            let table = label_of(row, "table").trim_start_matches("Table ").parse().unwrap_or_default();
            let levels = LEVELS.map(|level| label_of(row, level)).into_iter().filter(|text| !text.is_empty());
            let mut levels: Vec<String> = levels.map(str::to_string).collect();
            labels.entry(table).or_default().extend(LEVELS.map(|level| label_of(row, level)));
            levels.dedup();
            let is_heat = like.number(row, "heat").is_some();
            rows.insert(Case { table, labels: levels, per: row.per.symbol().to_string(), is_heat }, row);
        }
        Self { like, labels, rows }
    }

    /// The labels of a table.
    pub fn labels(&self, table: u32) -> impl Iterator<Item = &'a str> {
        self.labels.get(&table).into_iter().flatten().copied().filter(|label| !label.is_empty())
    }

    /// The label that a text of the sheet means. Letters of footnotes are glued to some (`RecycledA`); new model years come every year.
    pub fn label(&self, table: u32, text: &str) -> Option<String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = text.trim_end_matches(|end: char| matches!(end, 'A'..='H' | ',')).trim_end();
        let has_footnote = stem.ends_with(|end: char| end.is_lowercase() || end.is_ascii_digit() || end == ')');
        let candidates = [Some(text.as_str()), Some(stem).filter(|_| has_footnote)];
        let is_known = |text: &&str| !text.is_empty() && self.labels.get(&table).is_some_and(|labels| labels.contains(text));
        let is_model_year = |text: &&str| {
            let is_year = |character: char| character.is_ascii_digit() || matches!(character, '-' | '–' | '≤' | '≥');
            (table == 3 || table == 4) && text.len() >= 4 && text.chars().all(is_year)
        };
        let found = candidates.into_iter().flatten().find(|text| is_known(text) || is_model_year(text));
        found.map(str::to_string)
    }

    /// Whether the edition has one of these columns.
    pub fn has_column(&self, columns: &[&str]) -> bool {
        self.like.columns.iter().any(|known| columns.contains(&known.header.as_str()))
    }

    /// The row of the edition before.
    pub fn row(&self, case: &Case) -> Option<&'a Row> {
        self.rows.get(case).copied()
    }

    /// The row nearest to one that is new: of the same table and unit, with the same first or last label where there is one.
    pub fn nearest(&self, case: &Case) -> Option<&'a Row> {
        let alike = || self.rows.iter().filter(|(old, _)| (old.table, &old.per, old.is_heat) == (case.table, &case.per, case.is_heat));
        let last = |old: &Case| old.labels.last() == case.labels.last();
        let first = |old: &Case| old.labels.first() == case.labels.first();
        let found = alike().find(|(old, _)| first(old)).or_else(|| alike().find(|(old, _)| last(old))).or_else(|| alike().next());
        found.map(|(_, row)| *row)
    }

    /// The rows of the edition before, in its order, with their cases.
    pub fn rows(&self) -> impl Iterator<Item = (&Case, &'a Row)> {
        let mut rows: Vec<_> = self.rows.iter().map(|(case, row)| (case, *row)).collect();
        rows.sort_by_key(|(_, row)| row.line);
        rows.into_iter()
    }

    /// The edition before.
    pub fn like(&self) -> &'a Table {
        self.like
    }
}
