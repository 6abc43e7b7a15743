//! Lines, below their scope or category, activity and site: from a figure down to what was written in a ledger.

use super::formulas::{Formulas, activity};
use super::words::{Tongues, Words, anchor};
use crate::activity::Activities;
use crate::formula::inputs::INPUTS;
use crate::number::{Decimal, Exact};
use crate::report::printed_to;
use crate::report::tables::lines::category;
use crate::scope::Category;
use crate::trace::Line;
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

/// All lines, below their scopes and categories in the order of the standards.
pub fn places(tongues: &Tongues<'_>, activities: &Activities, formulas: &mut Formulas<'_>) -> Vec<Place> {
    let year = tongues.subject().current;
    let mut sorted: BTreeMap<Category, BTreeMap<(&str, &str, &str), Vec<&Line>>> = BTreeMap::new();
    for line in &year.trace.lines {
        let record = &line.record;
        let groups = sorted.entry(record.category).or_default();
        groups.entry((&record.activity, &record.site, record.unit.symbol())).or_default().push(line);
    }
    let print = Print { tongues };
    let place = |(counts_in, groups): (Category, BTreeMap<(&str, &str, &str), Vec<&Line>>)| {
        let mut sums: Vec<_> = groups.into_iter().map(|(of, lines)| (print.totals(&lines), of, lines)).collect();
        let all = sums.iter().fold(Totals::default(), |all, (sum, ..)| all.plus(sum));
        // The largest first: that is where to look. Equals stay in alphabetical order.
        sums.sort_by(|one, other| other.0.emissions.cmp(&one.0.emissions));
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

/// Sums before they are printed.
#[derive(Debug, Default)]
struct Totals {
    rows: u64,
    emissions: Option<Exact>,
    market: Option<Exact>,
}

impl Totals {
    fn plus(&self, other: &Self) -> Self {
        let sum = |one: &Option<Exact>, other: &Option<Exact>| match (one, other) {
            (Some(one), Some(other)) => Some(one.plus(other)),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Self {
            rows: self.rows.saturating_add(other.rows),
            emissions: sum(&self.emissions, &other.emissions),
            market: sum(&self.market, &other.market),
        }
    }
}

/// How numbers of lines are printed.
struct Print<'p> {
    tongues: &'p Tongues<'p>,
}

impl Print<'_> {
    fn printed(&self, value: &Exact) -> String {
        let choices = &self.tongues.subject().current.trace.inventory.choices;
        printed_to(value, choices.decimals, choices.rounding)
    }

    fn totals(&self, lines: &[&Line]) -> Totals {
        let of = |line: &&Line| {
            let sum = |parts: Vec<Exact>| (!parts.is_empty()).then(|| Exact::sum(&parts));
            Totals {
                rows: line.record.rows(),
                emissions: sum(line.emissions().map(|(_, value)| value).collect()),
                market: sum(line.market_fractions().into_iter().map(|(_, value)| value.exact()).collect()),
            }
        };
        lines.iter().map(of).fold(Totals::default(), |all, one| all.plus(&one))
    }

    fn sum(&self, totals: &Totals) -> Sum {
        let printed = |value: &Option<Exact>| value.as_ref().map_or_else(String::new, |value| self.printed(value));
        Sum { rows: totals.rows, printed: printed(&totals.emissions), market: printed(&totals.market) }
    }

    fn row(&self, line: &Line, formulas: &mut Formulas<'_>) -> Row {
        let record = &line.record;
        let inputs = record.inputs.iter().filter_map(|(index, value)| Some(format!("{} {value}", INPUTS.get(*index)?.name)));
        let own = From { formula: formulas.of_line(line), numbers: numbers(&line.inputs()) };
        Row {
            id: record.id.clone(),
            place: record.place.to_string(),
            period: record.period.to_string(),
            quantity: record.quantity.to_string(),
            inputs: inputs.collect::<Vec<_>>().join(", "),
            emissions: self.side(line.emissions().map(|(gas, value)| (gas.to_string(), value)).collect(), vec![own]),
            market: self.market(line, formulas),
            energy: line.energy().map_or_else(String::new, |energy| self.printed(&energy)),
            evidence: record.evidence.clone(),
            note: record.note.clone(),
            rows: if record.rows() == 1 { String::new() } else { record.rows().to_string() },
        }
    }

    fn market(&self, line: &Line, formulas: &mut Formulas<'_>) -> Option<Side> {
        let market = line.market.as_ref()?;
        let mut from = Vec::new();
        if !market.rest.number.is_zero() {
            let formula = formulas.of_rest(line, &market.calculation, market.basis);
            from.push(From { formula, numbers: numbers(&line.part_inputs(market.rest)) });
        }
        for part in &market.covered {
            from.push(From { formula: formulas.of_covered(line, part), numbers: numbers(&line.part_inputs(part.part)) });
        }
        let all: Vec<(String, Exact)> = line.market_fractions().into_iter().map(|(_, value)| (String::new(), value.exact())).collect();
        Some(Side { gases: String::new(), ..self.side(all, from) })
    }

    fn side(&self, parts: Vec<(String, Exact)>, from: Vec<From>) -> Side {
        if parts.is_empty() {
            return Side { from, ..Side::default() };
        }
        let sum = Exact::sum(parts.iter().map(|(_, value)| value));
        let gases: Vec<String> = parts.iter().map(|(gas, value)| format!("{gas} {value}")).collect();
        Side {
            printed: self.printed(&sum),
            exact: sum.text().digits,
            gases: if gases.len() > 1 { gases.join(" + ") } else { String::new() },
            from,
        }
    }
}

fn numbers(inputs: &[Decimal]) -> String {
    inputs.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
}
