//! Walks down the sheet: opens a table at `Table N`, gathers the headers of its columns, and takes every row with a number.

use super::super::sheet::{Cells, Sheet};
use super::known::{Case, Known};
use super::layout::{Group, GroupLabel, Holds, Layout, Per, TABLES, UNITS};
use crate::cell::cell_name;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::number::{Exact, parse};
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of one group in one row.
pub struct Found<'s> {
    /// The case that they are for.
    pub case: Case,
    /// The group.
    pub group: &'static Group,
    /// The row of the sheet.
    pub row: &'s Cells,
    /// The numbers with their columns; none of them blank.
    pub numbers: Vec<(usize, &'static Holds, Exact)>,
}

/// A cell.
type Place<'s> = (&'s Cells, usize);

/// What the walk finds.
#[derive(Default)]
pub struct Harvest<'s> {
    /// The rows, in the order of the sheet.
    pub found: Vec<Found<'s>>,
    /// The tables that were opened, each with all its texts.
    pub texts: BTreeMap<u32, String>,
}

struct Walk<'s, 'k> {
    sheet: &'s Sheet<'s>,
    known: &'k Known<'k>,
    table: Option<(&'static Layout, Place<'s>)>,
    /// The header cells of each number column, and whether a row with numbers has followed them.
    headers: BTreeMap<usize, (Vec<Place<'s>>, bool)>,
    heading: Option<Place<'s>>,
    above: BTreeMap<usize, Place<'s>>,
    seen: BTreeMap<Case, String>,
    refused: BTreeSet<(usize, usize)>,
    problems: Problems,
    harvest: Harvest<'s>,
}

/// `C` is 2.
pub fn index(column: char) -> usize {
    usize::try_from(u32::from(column).saturating_sub(u32::from('A'))).unwrap_or_default()
}

/// Walks down the sheet.
///
/// # Errors
/// Every label, unit, gas and number that is not understood, with its cell.
pub fn walk<'s>(sheet: &'s Sheet<'s>, known: &Known<'_>) -> Result<Harvest<'s>, Problems> {
    let mut walk = Walk {
        sheet,
        known,
        table: None,
        headers: BTreeMap::new(),
        heading: None,
        above: BTreeMap::new(),
        seen: BTreeMap::new(),
        refused: BTreeSet::new(),
        problems: Problems::default(),
        harvest: Harvest::default(),
    };
    for row in &sheet.rows {
        walk.row(row);
    }
    walk.problems.or(walk.harvest)
}

impl<'s> Walk<'s, '_> {
    fn row(&mut self, row: &'s Cells) {
        if let Some((column, number)) = table_number(row) {
            return self.open(row, column, number);
        }
        let Some((layout, _)) = self.table else { return };
        let texts = self.harvest.texts.entry(layout.number).or_default();
        (0..row.len()).for_each(|column| texts.extend([" ", row.get(column)]));
        let filled: Vec<usize> = number_columns(layout).filter(|column| !row.get(*column).is_empty()).collect();
        let has_number = filled.iter().any(|column| parse(row.get(*column).trim_end_matches('%')).is_ok());
        let has_label = layout.labels.iter().any(|column| self.known.label(layout.number, row.get(index(*column))).is_some());
        if has_number || (has_label && !filled.is_empty()) {
            self.data(layout, row);
        } else if filled.is_empty() {
            if layout.headings && !row.get(index(layout.labels[0])).is_empty() {
                self.heading = Some((row, index(layout.labels[0])));
            }
        } else {
            for column in filled {
                let (header, is_used) = self.headers.entry(column).or_default();
                if std::mem::take(is_used) {
                    header.clear();
                }
                header.push((row, column));
            }
        }
    }

    fn open(&mut self, row: &'s Cells, column: usize, number: u32) {
        self.headers.clear();
        self.above.clear();
        self.heading = None;
        let layout = TABLES.iter().find(|layout| layout.number == number);
        let is_new = layout.is_some() && !self.harvest.texts.contains_key(&number);
        self.table = layout.map(|layout| (layout, (row, column)));
        if is_new {
            self.harvest.texts.insert(number, String::new());
        } else {
            self.refuse((row, column), format!("`{}` is not known, or stands twice", row.get(column)), std::iter::empty());
        }
    }

    /// A row with numbers.
    fn data(&mut self, layout: &'static Layout, row: &'s Cells) {
        let Some(labels) = self.labels(layout, row) else { return };
        for group in layout.groups {
            let columns = || (index(group.first)..).zip(group.holds);
            if columns().all(|(column, _)| is_blank(row.get(column))) {
                continue;
            }
            let mut labels = labels.clone();
            let is_named = match group.label {
                GroupLabel::None => true,
                GroupLabel::Fixed(label) => {
                    labels.push(label.to_string());
                    true
                }
                GroupLabel::Header => self.header_label(layout, row, index(group.first)).map(|label| labels.push(label)).is_some(),
            };
            let says_so = columns().filter(|(column, holds)| self.header_says(layout, row, *column, holds)).count() == group.holds.len();
            let per = self.per(layout, row, index(group.first));
            let mut numbers = Vec::new();
            for (column, holds) in columns().filter(|(column, _)| !is_blank(row.get(*column))) {
                numbers.extend(self.number(row, column, holds).map(|number| (column, holds, number)));
            }
            let (true, true, Some(per)) = (is_named, says_so, per) else { continue };
            let is_heat = group.holds.iter().any(|holds| holds.columns.contains(&"heat"));
            let case = Case { table: layout.number, labels, per: per.to_string(), is_heat };
            if let Some(first) = self.seen.insert(case.clone(), cell_name(row.row, index(group.first))) {
                let message = format!("{} stands twice, first in {first}", case.labels.join(" / "));
                self.problems.push(Diagnostic::error(codes::DUPLICATE_KEY, message).at(self.sheet.label(row, index(group.first))));
            }
            self.harvest.found.push(Found { case, group, row, numbers });
        }
        self.headers.values_mut().for_each(|(_, is_used)| *is_used = true);
    }

    /// The labels of a row, widest first. A merged cell holds its text once: for the rows below it, or for the column to its right.
    fn labels(&mut self, layout: &'static Layout, row: &'s Cells) -> Option<Vec<String>> {
        let mut columns: Vec<usize> = layout.labels.iter().map(|column| index(*column)).collect();
        columns.sort_unstable();
        for column in columns {
            let left = column.checked_sub(1).and_then(|left| self.above.get(&left)).filter(|(from, _)| from.row == row.row).copied();
            if !row.get(column).is_empty() {
                self.above.insert(column, (row, column));
            } else if let Some(left) = left {
                self.above.insert(column, left);
            }
        }
        let mut places: Vec<Option<Place<'s>>> = layout.labels.iter().map(|column| self.above.get(&index(*column)).copied()).collect();
        if layout.headings {
            places.insert(0, self.heading);
        }
        let mut labels = Vec::new();
        for place in places {
            let Some((from, column)) = place else {
                let first = number_columns(layout).find(|column| !row.get(*column).is_empty()).unwrap_or_default();
                self.refuse((row, first), "a number without a label".into(), std::iter::empty());
                return None;
            };
            match self.known.label(layout.number, from.get(column)) {
                Some(label) => labels.push(label),
                None => {
                    let message = format!("the label `{}` is not known in table {}", from.get(column), layout.number);
                    self.refuse((from, column), message, self.known.labels(layout.number));
                    return None;
                }
            }
        }
        labels.dedup();
        Some(labels)
    }

    fn header_label(&mut self, layout: &'static Layout, row: &'s Cells, column: usize) -> Option<String> {
        let cells: Vec<Place<'s>> = self.headers.get(&column).map(|(cells, _)| cells.clone()).unwrap_or_default();
        let found = cells.iter().rev().find_map(|(from, column)| self.known.label(layout.number, from.get(*column)));
        if found.is_none() {
            let place = cells.last().copied().unwrap_or((row, column));
            let text = place.0.get(place.1);
            self.refuse(place, format!("the label `{text}` is not known in table {}", layout.number), self.known.labels(layout.number));
        }
        found
    }

    /// Whether the header of a number column names the mass and the gas that belong there.
    fn header_says(&mut self, layout: &'static Layout, row: &'s Cells, column: usize, holds: &Holds) -> bool {
        let cells: &[Place<'s>] = self.headers.get(&column).map_or(&[], |(cells, _)| cells);
        let text = cells.iter().map(|(from, column)| from.get(*column)).collect::<Vec<_>>().join(" ");
        let place = cells.last().copied().unwrap_or((row, column));
        let message = if !has_words(&text, holds.words) {
            format!("a column of table {} holds `{}`, and its header says `{text}`", layout.number, holds.words)
        } else if !self.known.has_column(holds.columns) {
            format!(
                "a column of table {} holds `{}`, for which the edition before has no column",
                layout.number,
                holds.columns.join("` or `")
            )
        } else {
            return true;
        };
        self.refuse(place, message, std::iter::empty());
        false
    }

    /// The symbol of the unit that a group of numbers is per.
    fn per(&mut self, layout: &'static Layout, row: &'s Cells, first: usize) -> Option<&'static str> {
        let (place, text) = match layout.per {
            Per::Fixed(symbol, words) => {
                let (_, title) = self.table?;
                let says_so = has_words(self.harvest.texts.get(&layout.number).map_or("", String::as_str), words);
                if !says_so {
                    self.refuse(title, format!("no header of table {} says `{words}`", layout.number), std::iter::empty());
                }
                return says_so.then_some(symbol);
            }
            Per::Column(column) => ((row, index(column)), row.get(index(column))),
            Per::ColumnHeader => {
                let place = self.headers.get(&first).and_then(|(cells, _)| cells.last().copied()).unwrap_or((row, first));
                (place, place.0.get(place.1).rsplit_once("per ").map_or("", |(_, unit)| unit.trim()))
            }
        };
        let known = UNITS.iter().find(|(name, _)| *name == text).map(|(_, symbol)| *symbol);
        if known.is_none() {
            self.refuse(place, format!("the unit `{text}` is not known"), UNITS.iter().map(|(name, _)| *name));
        }
        known
    }

    fn number(&mut self, row: &'s Cells, column: usize, holds: &Holds) -> Option<Exact> {
        if let Some(number) = row.get(column).strip_suffix('%').and_then(|text| parse(text).ok()) {
            return Some(Exact::from(number));
        }
        let number = Exact::from(self.sheet.number(row, column, &mut self.problems)?);
        Some(if holds.is_share { number.times(&Exact::from(100)) } else { number })
    }

    /// Says once what is not known about a cell.
    fn refuse<'l>(&mut self, (row, column): Place<'s>, message: String, known: impl Iterator<Item = &'l str>) {
        if self.refused.insert((row.row, column)) {
            let diagnostic = Diagnostic::error(codes::UNKNOWN_LABEL, message).at(self.sheet.label(row, column));
            let diagnostic = diagnostic.suggest(row.get(column), known);
            self.problems.push(diagnostic.help("look what it means; then teach it to src/factors/import/epa_hub or add the row by hand"));
        }
    }
}

/// The first cell of a row, if it says `Table 7`, with or without a title behind it.
fn table_number(row: &Cells) -> Option<(usize, u32)> {
    let column = (0..row.len().min(3)).find(|column| !row.get(*column).is_empty())?;
    let rest = row.get(column).strip_prefix("Table ")?;
    let (digits, behind) = rest.split_at(rest.find(|end: char| !end.is_ascii_digit()).unwrap_or(rest.len()));
    let is_title = behind.is_empty() || behind.starts_with([' ', ':', '.', '\n', '\r']);
    digits.parse().ok().filter(|_| is_title).map(|number| (column, number))
}

fn number_columns(layout: &'static Layout) -> impl Iterator<Item = usize> {
    layout.groups.iter().flat_map(|group| (index(group.first)..).zip(group.holds).map(|(column, _)| column))
}

/// `NA` is a blank: the publisher has no number there.
fn is_blank(text: &str) -> bool {
    text.is_empty() || text == "NA"
}

/// Whether a text holds all of some words, whole and whatever their case.
fn has_words(text: &str, words: &str) -> bool {
    let plain = text.to_lowercase().replace('₂', "2").replace('₄', "4");
    let has: BTreeSet<&str> = plain.split(|end: char| !end.is_alphanumeric() && end != '-').collect();
    words.to_lowercase().split_whitespace().all(|word| has.contains(word))
}
