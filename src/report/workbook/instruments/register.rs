//! Where instruments stand on their sheet, and the parts of lines that they cover.

use crate::inventory::instruments::Instrument;
use crate::market;
use crate::region::Regions;
use crate::trace::Part::Covered as CoveredPart;
use crate::trace::{Covered, Line, Posting, Trace};
use crate::unit::Units;
use std::collections::{BTreeMap, BTreeSet};

/// The first row with an instrument.
pub const FIRST_ROW: u32 = 4;

/// The most parts that the sheet carries with every line in reach; of more, it carries those that are covered. Each looks for its line.
const MOST_PARTS: usize = 5_000;

/// An instrument with its row.
#[derive(Debug)]
pub struct Entry {
    /// The instrument.
    pub instrument: Instrument,
    /// Its row.
    pub row: u32,
    /// The parts that it covers, in its order.
    pub parts: Vec<Part>,
}

/// A part of a line that an instrument covers, or would if quantities were others.
#[derive(Debug)]
pub struct Part {
    /// Which line: its place in the trace.
    pub line: usize,
    /// Its row.
    pub row: u32,
    /// The rows of the parts of the same line that are covered before.
    pub before: Vec<u32>,
}

/// The instruments of an inventory and of its subsidiaries.
#[derive(Debug, Default)]
pub struct Register {
    /// In the order of their registers.
    pub entries: Vec<Entry>,
    /// The lines that have parts.
    lines: BTreeSet<usize>,
    /// Whether every line in reach of an instrument is here, so that coverage follows any quantity.
    pub complete: bool,
}

/// Where an instrument is registered.
type Place = (String, usize);

fn place(instrument: &Instrument) -> Place {
    (instrument.file.clone(), instrument.line)
}

impl Register {
    /// Of a trace.
    pub fn of(trace: &Trace, units: &Units) -> Self {
        let mut register = Self::default();
        let mut lines = covered_lines(trace);
        if let Some(all) = lines_in_reach(trace, units) {
            lines.extend(all);
            register.complete = true;
        }
        let mut instruments: BTreeMap<Place, &Instrument> = trace.inventory.instruments.iter().map(|each| (place(each), each)).collect();
        for part in trace.lines.iter().flat_map(|line| &line.market).flat_map(|market| &market.covered) {
            instruments.entry(place(&part.instrument)).or_insert(&part.instrument);
        }
        let mut next = FIRST_ROW + u32::try_from(instruments.len()).unwrap_or_default() + 4;
        let mut rows: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for ((place, instrument), row) in instruments.into_iter().zip(FIRST_ROW..) {
            let mut parts = Vec::new();
            for line in lines.remove(&place).unwrap_or_default() {
                let of_line = rows.entry(line).or_default();
                parts.push(Part { line, row: next, before: of_line.clone() });
                of_line.push(next);
                next += 1;
            }
            register.lines.extend(parts.iter().map(|part: &Part| part.line));
            register.entries.push(Entry { instrument: instrument.clone(), row, parts });
        }
        register
    }

    /// The row of the instrument that is registered there.
    pub fn row(&self, file: &str, line: usize) -> Option<u32> {
        self.entries.iter().find(|entry| entry.instrument.file == file && entry.instrument.line == line).map(|entry| entry.row)
    }

    /// Whether parts of a line are here: its place in the trace.
    pub fn has(&self, line: usize) -> bool {
        self.lines.contains(&line)
    }

    /// The parts of all instruments, from top to bottom.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &Part> {
        self.entries.iter().flat_map(|entry| &entry.parts)
    }
}

/// The part of a line that an instrument covers, and what it adds, if it covers any.
pub fn part_of<'l>(line: &'l Line, instrument: &Instrument) -> Option<(&'l Covered, Posting<'l>)> {
    line.postings().into_iter().find_map(|posting| match posting.part {
        CoveredPart(part) if place(&part.instrument) == place(instrument) => Some((part, posting)),
        _ => None,
    })
}

/// The lines that each instrument covers. At most one is covered in part, by what is left of the instrument when it comes to it: the last.
fn covered_lines(trace: &Trace) -> BTreeMap<Place, Vec<usize>> {
    let mut parts: BTreeMap<Place, Vec<(bool, usize)>> = BTreeMap::new();
    for (index, line) in trace.lines.iter().enumerate() {
        let Some(market) = &line.market else { continue };
        for (nth, part) in market.covered.iter().enumerate() {
            let is_last = nth + 1 < market.covered.len() || !market.rest.number.is_zero();
            parts.entry(place(&part.instrument)).or_default().push((is_last, index));
        }
    }
    let in_order = parts.into_iter().map(|(place, mut parts)| {
        parts.sort_unstable();
        (place, parts.into_iter().map(|(_, line)| line).collect())
    });
    in_order.collect()
}

/// The lines that each instrument could cover; `None` where they are too many. An instrument of a group is not for its subsidiaries, whose
/// lines cannot be told from its own any more.
fn lines_in_reach(trace: &Trace, units: &Units) -> Option<BTreeMap<Place, Vec<usize>>> {
    if !trace.inventory.subsidiaries.is_empty() {
        return None;
    }
    let megawatt_hour = units.get("MWh")?;
    let is_energy = |line: &Line| {
        line.record.unit.in_terms_of(megawatt_hour).is_some() && line.multiplier().is_some_and(|multiplier| !multiplier.is_zero())
    };
    let reach = market::reach(&trace.lines, &trace.inventory, &Regions::shipped());
    let of_energy = reach.into_iter().map(|lines| lines.into_iter().filter(|line| trace.lines.get(*line).is_some_and(is_energy)).collect());
    let lines: Vec<Vec<usize>> = of_energy.collect();
    let few = lines.iter().map(Vec::len).sum::<usize>() <= MOST_PARTS;
    few.then(|| trace.inventory.instruments.iter().map(place).zip(lines).collect())
}
