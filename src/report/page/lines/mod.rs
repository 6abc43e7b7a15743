//! Lines, below their scope or category, activity and site: from a figure down to what was written in a ledger.

mod print;

use super::formulas::{Formulas, activity};
use super::words::{Tongues, Words, anchor};
use crate::activity::Activities;
use crate::figure::Key;
use crate::report::tables::lines::category;
use crate::scope::Category;
use crate::totals::Sums;
use crate::trace::Line;
use print::Print;
use std::collections::BTreeMap;

/// The lines of a scope or category.
#[derive(Debug)]
pub struct Place {
    /// What it is found by on the page.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Their sums.
    pub sum: Sum,
    /// Activities at sites, the largest first.
    pub groups: Vec<Group>,
}

/// The lines of an activity at a site, in one unit.
#[derive(Debug)]
pub struct Group {
    /// The activity.
    pub activity: Words,
    /// The name of the site.
    pub site: String,
    /// The unit of their quantities.
    pub unit: Words,
    /// Their sums.
    pub sum: Sum,
    /// Which columns have anything in them.
    pub columns: Columns,
    /// The lines, in the order of the ledgers.
    pub rows: Vec<Row>,
}

/// Sums of lines.
#[derive(Debug, Default)]
pub struct Sum {
    /// How many rows of ledgers they are.
    pub rows: u64,
    /// Their emissions, as printed; empty where they have none.
    pub printed: String,
    /// Market-based; empty where that is not told apart.
    pub market: String,
}

/// Which columns have anything in them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    /// Numbers besides the quantity.
    pub inputs: bool,
    /// Market-based emissions.
    pub market: bool,
    /// Energy.
    pub energy: bool,
    /// Evidence.
    pub evidence: bool,
    /// Notes.
    pub note: bool,
    /// How many rows of ledgers a line stands for.
    pub rows: bool,
}

/// A line.
#[derive(Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: String,
    /// When.
    pub period: String,
    /// How much, as written.
    pub quantity: String,
    /// Numbers besides the quantity: `pue 1.36`.
    pub inputs: String,
    /// Its emissions.
    pub emissions: Side,
    /// Market-based emissions; `None` where they are not told apart.
    pub market: Option<Side>,
    /// Its energy, in MWh.
    pub energy: String,
    /// The document that proves it.
    pub evidence: String,
    /// A remark.
    pub note: String,
    /// How many rows it stands for; empty for one.
    pub rows: String,
}

/// Emissions of a line with the formulas that they come from.
#[derive(Debug, Default)]
pub struct Side {
    /// As printed.
    pub printed: String,
    /// All digits.
    pub exact: String,
    /// By gas, where there is more than one: `CO2 1.2 + CH4 0.1`.
    pub gases: String,
    /// The formulas, each with the line's own numbers.
    pub from: Vec<From>,
}

/// A formula with the numbers that a line puts into it.
#[derive(Debug)]
pub struct From {
    /// Which.
    pub formula: usize,
    /// The line's own numbers, by their positions.
    pub numbers: String,
}

/// Lines by activity, site and unit.
type Sorted<'l> = BTreeMap<(&'l str, &'l str, &'l str), Vec<&'l Line>>;

/// All lines, below their scopes and categories in the order of the standards.
pub fn places(tongues: &Tongues<'_>, activities: &Activities, formulas: &mut Formulas<'_>) -> Vec<Place> {
    let year = tongues.subject().current;
    let mut sorted: BTreeMap<Category, Sorted<'_>> = BTreeMap::new();
    for line in &year.trace.lines {
        let record = &line.record;
        let groups = sorted.entry(record.category).or_default();
        groups.entry((&record.activity, &record.site, record.unit.symbol())).or_default().push(line);
    }
    let print = Print { tongues };
    let place = |(counts_in, groups): (Category, Sorted<'_>)| {
        let all = Sums::of(groups.values().flatten().copied());
        let sum = |lines: &[&Line]| Sums::of(lines.iter().copied());
        let mut sums: Vec<_> = groups.into_iter().map(|(of, lines)| (sum(&lines), of, lines)).collect();
        // The largest first: that is where to look. Equals stay in alphabetical order.
        sums.sort_by_cached_key(|(sums, ..)| std::cmp::Reverse(sums.figure(&Key::Scope123Location)));
        let groups = sums.into_iter().map(|(sum, (path, site, unit), lines)| {
            let rows: Vec<Row> = lines.iter().map(|line| print.row(line, formulas)).collect();
            Group {
                activity: activity(tongues, activities, path),
                site: year.trace.inventory.sites.get(site).map_or_else(|| site.to_string(), |known| known.name.clone()),
                unit: tongues.unit(unit),
                sum: print.sum(&sum),
                columns: Columns::of(&rows),
                rows,
            }
        });
        Place {
            id: anchor("lines", &counts_in.to_string()),
            name: tongues.words(|subject| category(subject, counts_in)),
            groups: groups.collect(),
            sum: print.sum(&all),
        }
    };
    sorted.into_iter().map(place).collect()
}

impl Columns {
    fn of(rows: &[Row]) -> Self {
        let any = |has: fn(&Row) -> bool| rows.iter().any(has);
        Self {
            inputs: any(|row| !row.inputs.is_empty()),
            market: any(|row| row.market.is_some()),
            energy: any(|row| !row.energy.is_empty()),
            evidence: any(|row| !row.evidence.is_empty()),
            note: any(|row| !row.note.is_empty()),
            rows: any(|row| !row.rows.is_empty()),
        }
    }
}
