//! The columns of the sheet of lines: those that some line fills, and where each is.

use super::results::{Measured, results};
use crate::formula::{Given, INPUTS};
use crate::methods::CaseId;
use crate::number::Decimal;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// What a column of the sheet of lines holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The number of the line on the sheet, by which other sheets find it.
    Number,
    /// Its id.
    Id,
    /// Its file and line.
    Place,
    /// Its period.
    Period,
    /// Its site.
    Site,
    /// Its activity.
    Activity,
    /// `scope1`, `scope2`, `scope3`.
    Scope,
    /// `scope3.6`.
    CountsIn,
    /// How many rows of ledgers it stands for.
    Rows,
    /// Whether it is carried in.
    CarriedIn,
    /// The kind and carrier of its energy: `direct.diesel`.
    Carrier,
    /// Its quantity.
    Quantity,
    /// Its quantity as it was written.
    Written,
    /// The unit of its quantity.
    Unit,
    /// An input: its index, and which one it is of those with that index.
    Input(usize, usize),
    /// The same as it was written, where a cell cannot keep all its digits.
    InputWritten(usize, usize),
    /// Its emission factors.
    Factor,
    /// Those of the uncovered rest.
    MarketFactor,
    /// A result; its exact text stands in the next column.
    Result(Measured),
    /// Whether its results agree with their exact texts.
    Check,
    /// Its evidence.
    Evidence,
    /// Its remark.
    Note,
}

/// The columns of a trace, each with its number.
pub struct Columns {
    all: Vec<(Column, u16)>,
    by_column: BTreeMap<Column, u16>,
}

/// A number of more digits is not kept in full by a cell.
const DIGITS_OF_A_CELL: usize = 15;

impl Columns {
    /// The columns that the lines of a trace fill; `covers`, where instruments have lines in reach.
    pub fn of(trace: &Trace, covers: bool) -> Self {
        let mut measured: BTreeSet<_> = covers.then_some(Measured::Covered).into_iter().collect();
        let mut inputs = BTreeMap::new();
        let (mut batched, mut carried_in) = (false, false);
        let mut seen: BTreeSet<(CaseId, Option<CaseId>, bool)> = BTreeSet::new();
        for line in &trace.lines {
            for (column, value) in line_inputs(line) {
                *inputs.entry(column).or_insert(false) |= is_long(value);
            }
            batched |= line.record.batch.is_some();
            carried_in |= line.calculation.carried_in;
            let market = line.market.as_ref();
            let covered = market.is_some_and(|market| !market.covered.is_empty());
            let same = (line.calculation.id, market.map(|market| market.calculation.id), covered);
            if seen.insert(same) {
                measured.extend(results(line).into_keys());
            }
        }
        let has = |wanted: &Measured| measured.contains(wanted);
        let mut all = vec![Column::Number, Column::Id, Column::Place, Column::Period, Column::Site, Column::Activity];
        all.extend([Column::Scope, Column::CountsIn]);
        all.extend(batched.then_some(Column::Rows));
        all.extend(carried_in.then_some(Column::CarriedIn));
        all.extend(has(&Measured::Energy).then_some(Column::Carrier));
        all.extend([Column::Quantity, Column::Written, Column::Unit]);
        for ((index, which), long) in inputs {
            all.push(Column::Input(index, which));
            all.extend(long.then_some(Column::InputWritten(index, which)));
        }
        all.push(Column::Factor);
        all.extend(has(&Measured::Rest).then_some(Column::MarketFactor));
        // What readers look for first, then the check, then the gases that make it up.
        let (mut parts, sums): (Vec<_>, Vec<_>) = measured.into_iter().partition(|measured| measured.sum().is_some());
        parts.sort_by_key(Measured::order);
        all.extend(sums.into_iter().map(Column::Result));
        all.push(Column::Check);
        all.extend(parts.into_iter().map(Column::Result));
        all.extend([Column::Evidence, Column::Note]);
        Self::numbered(all)
    }

    fn numbered(columns: Vec<Column>) -> Self {
        let mut next = 0_u16;
        let mut all = Vec::with_capacity(columns.len());
        for column in columns {
            let wide = if matches!(column, Column::Result(_)) { 2 } else { 1 };
            all.push((column, next));
            next = next.saturating_add(wide);
        }
        let by_column = all.iter().cloned().collect();
        Self { all, by_column }
    }

    /// All, from left to right.
    pub fn iter(&self) -> impl Iterator<Item = &(Column, u16)> {
        self.all.iter()
    }

    /// Where a column is, if there is one.
    pub fn get(&self, column: &Column) -> Option<u16> {
        self.by_column.get(column).copied()
    }

    /// Where a result is.
    pub fn result(&self, measured: &Measured) -> Option<u16> {
        self.get(&Column::Result(measured.clone()))
    }

    /// The last column.
    pub fn last(&self) -> u16 {
        self.all.last().map_or(0, |(_, number)| *number)
    }
}

/// The inputs of a line as they were written, with their columns: the nth of an input with the same index is another column, as shares of
/// nested groups are.
pub fn line_inputs(line: &Line) -> Vec<((usize, usize), Decimal)> {
    let given = line.inputs();
    let columns = given.each().filter_map(|given| match given {
        Given::Quantity => None,
        Given::Input { index, nth } => Some((index, nth)),
    });
    columns.zip(line.record.inputs.iter().map(|(_, value)| *value)).collect()
}

/// Whether a cell loses digits of a number.
pub fn is_long(value: Decimal) -> bool {
    let digits = value.mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() > DIGITS_OF_A_CELL
}

/// The name of an input as a column of ledgers: `pue`, `ownership 2`.
pub fn input_name(index: usize, which: usize) -> String {
    let name = INPUTS.get(index).map_or("", |input| input.name);
    if which == 0 { name.to_string() } else { format!("{name} {}", which + 1) }
}
