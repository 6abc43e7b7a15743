//! What the rules of the inventory chose, so that a lock can pin it: which edition of which dataset for which year, and which rows for which
//! activity, region and year.

use super::Line;
use crate::factors::Library;
use crate::factors::vintage::{self, Reason};
use crate::formula::Source;
use crate::inventory::Inventory;
use crate::methods::Calculation;
use std::collections::{BTreeMap, BTreeSet};

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The edition of each dataset that was looked into, by dataset and year, with the reason; editions of shipped tables only, as those of
    /// the inventory's own are pinned as files. A dataset that gave no row is here too: a later edition of it might.
    pub editions: BTreeMap<(String, i16), (String, Reason)>,
    /// The rows that formulas cite.
    pub rows: BTreeSet<RowChoice>,
}

/// A row that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowChoice {
    /// For this activity.
    pub activity: String,
    /// In this region.
    pub region: String,
    /// And this year.
    pub year: i16,
    /// `cn-mee/electricity@2023#CN-BJ`.
    pub row: String,
    /// Why that edition.
    pub reason: String,
}

impl Choices {
    /// What was chosen for the lines of one inventory.
    pub fn of(lines: &[Line], inventory: &Inventory, library: &Library) -> Self {
        let mut choices = Self::default();
        let mut last: Option<(&Line, i16)> = None;
        for line in lines {
            let year = inventory.factor_year(&line.record.period);
            if last.is_some_and(|(known, of_year)| of_year == year && alike(known, line)) {
                continue;
            }
            last = Some((line, year));
            choices.add_editions(line, year, inventory, library);
            choices.add_rows(line, year, inventory);
        }
        choices
    }

    /// Adds those of a subsidiary.
    pub fn extend(&mut self, others: Self) {
        self.editions.extend(others.editions);
        self.rows.extend(others.rows);
    }

    fn add_editions(&mut self, line: &Line, year: i16, inventory: &Inventory, library: &Library) {
        let rule = inventory.rule(&line.record.activity);
        for dataset in rule.iter().flat_map(|rule| &rule.tables).filter(|name| !name.contains('@')) {
            let key = (dataset.clone(), year);
            if self.editions.contains_key(&key) {
                continue;
            }
            let chosen = vintage::choose_pinned(library, &inventory.pins, dataset, year, inventory.as_of);
            if let Ok((about, reason)) = chosen
                && !library.is_own(&about.id)
            {
                self.editions.insert(key, (about.id.clone(), reason));
            }
        }
    }

    fn add_rows(&mut self, line: &Line, year: i16, inventory: &Inventory) {
        let site = inventory.sites.get(&line.record.site).map(|site| &site.region);
        let region = line.record.region.as_ref().or(site).cloned().unwrap_or_default();
        let market = line.market.iter().map(|market| &market.calculation);
        for calculation in std::iter::once(&line.calculation).chain(market) {
            for citation in citations(calculation) {
                self.rows.insert(RowChoice {
                    activity: line.record.activity.clone(),
                    region: region.clone(),
                    year,
                    row: citation.reference(),
                    reason: citation.reason.to_string(),
                });
            }
        }
    }
}

/// Whether two lines share everything that is chosen for them.
fn alike(one: &Line, other: &Line) -> bool {
    let market = |line: &Line| line.market.as_ref().map(|market| market.calculation.id);
    one.calculation.id == other.calculation.id
        && market(one) == market(other)
        && (&one.record.activity, &one.record.site, &one.record.region)
            == (&other.record.activity, &other.record.site, &other.record.region)
}

fn citations(calculation: &Calculation) -> impl Iterator<Item = &crate::formula::Citation> {
    calculation.formulas().flat_map(|formula| formula.terms()).filter_map(|term| match &term.source {
        Source::Factor(citation) => Some(&**citation),
        _ => None,
    })
}
