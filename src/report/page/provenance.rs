//! Where numbers come from: each cited number as a row that formulas link to.

use super::merged::{self, Table};
use super::words::Tongues;
use crate::formula::{Source, Term, TermId};
use crate::report::notes::cited;
use crate::report::tables::factors;
use std::collections::BTreeMap;

/// Which row of the table of factors each cited number has.
#[derive(Debug)]
pub struct Provenance(BTreeMap<TermId, usize>);

impl Provenance {
    /// The numbers that the lines of the inventory cite.
    pub fn of(tongues: &Tongues<'_>) -> Self {
        let all = cited::all(tongues.subject().current);
        Self(all.iter().enumerate().filter_map(|(row, cited)| Some((cited.term.id()?, row))).collect())
    }

    /// Where the number of a term is told; empty for one that no table publishes.
    pub fn link(&self, term: &Term) -> String {
        let row = term.id().filter(|_| matches!(term.source, Source::Factor(_))).and_then(|number| self.0.get(&number));
        row.map_or_else(String::new, |row| format!("#{}", id(*row)))
    }
}

/// The table of factors; its rows stand in the order of [`Provenance`], and their keys are what they are found by.
pub fn table(tongues: &Tongues<'_>) -> Option<Table> {
    let mut table = merged::tables(tongues, factors::tables).pop()?;
    table.rows.iter_mut().enumerate().for_each(|(index, row)| row.key = id(index));
    Some(table)
}

fn id(row: usize) -> String {
    format!("factor-{row}")
}
