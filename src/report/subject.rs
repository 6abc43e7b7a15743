//! What is reported: an inventory, and those of earlier periods beside it.

use super::view::{Absent, Cell, Number, Origin};
use super::{decimals, printed_to};
use crate::activity::Activities;
use crate::diagnostic::Diagnostic;
use crate::factors::Library;
use crate::figure::{Account, Key};
use crate::inventory::Choices;
use crate::language::Labels;
use crate::number::{Exact, rounding};
use crate::region::Regions;
use crate::scope::{Category, Status};
use crate::totals::{Sums, Totals};
use crate::trace::Trace;
use std::borrow::Cow;

/// What is reported, and in which words.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// The inventory.
    pub current: Year<'s>,
    /// Those of earlier periods, the earliest first.
    pub earlier: &'s [Year<'s>],
    /// The tables that both cite.
    pub library: &'s Library,
    /// The vocabulary of activities: which row of a disclosure each belongs to.
    pub activities: &'s Activities,
    /// The regions.
    pub regions: &'s Regions,
    /// The words.
    pub labels: &'s Labels,
}

/// An inventory, computed.
#[derive(Clone, Copy, Debug)]
pub struct Year<'s> {
    /// Its lines.
    pub trace: &'s Trace,
    /// Its figures.
    pub totals: &'s Totals,
    /// What a reader must know beside them.
    pub findings: &'s [Diagnostic],
}

impl<'s> Subject<'s> {
    /// All inventories, the earliest first.
    pub fn years(&self) -> impl Iterator<Item = Year<'s>> {
        self.earlier.iter().copied().chain([self.current])
    }

    /// All inventories, the reported one first: what several of them have is told in its order.
    pub fn latest_first(&self) -> impl Iterator<Item = Year<'s>> {
        std::iter::once(self.current).chain(self.earlier.iter().rev().copied())
    }

    /// The one of the period before, where there is one.
    pub fn prior(&self) -> Option<Year<'s>> {
        self.earlier.last().copied()
    }

    /// What programs call the columns of each period, the earliest first: `prior_2`, `prior`, `current`.
    pub fn column_keys(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let ages = (0..=self.earlier.len()).rev();
        ages.map(|age| match age {
            0 => "current".into(),
            1 => "prior".into(),
            older => format!("prior_{older}").into(),
        })
    }

    /// What the later inventory says of rounding, which holds for all columns.
    pub fn choices(&self) -> &'s Choices {
        &self.current.trace.inventory.choices
    }

    /// A figure of one of the years, or why there is none.
    pub fn figure(&self, key: &Key, year: Year<'_>) -> Cell {
        match year.totals.get(key) {
            Some(figure) => self.number(figure.value.clone(), key, &figure.unit, year),
            None => self.absent(year.absent(key)),
        }
    }

    /// A number printed as the figure `key` is; numbers of both years as the later inventory says.
    pub fn number(&self, exact: Exact, key: &Key, unit: &str, year: Year<'_>) -> Cell {
        let decimals = decimals(key, &self.current.trace.inventory.choices);
        self.printed(exact, decimals, unit, year.origin(key))
    }

    /// A sum over accounts, with the decimals of figures; `None` where nothing is posted to them.
    pub fn sum(&self, sums: &Sums, held: impl Fn(&Account) -> bool, unit: &str) -> Option<Cell> {
        let sum = sums.sum(&held)?;
        let origin = match sums.carried_in(held) {
            (false, _) => Origin::Derived,
            (true, true) => Origin::CarriedIn,
            (true, false) => Origin::PartlyCarriedIn,
        };
        // Energy is kept in megawatt hours.
        let value = if unit == "kWh" { sum.times(&Exact::from(1000)) } else { sum };
        Some(self.printed(value, self.choices().decimals, unit, origin))
    }

    /// A number with so many decimals.
    pub fn printed(&self, exact: Exact, decimals: u32, unit: &str, origin: Origin) -> Cell {
        let printed = printed_to(&exact, decimals, self.current.trace.inventory.choices.rounding);
        Cell::Number(Number { exact, printed, decimals, unit: unit.into(), origin })
    }

    /// A count.
    pub fn count(&self, count: u64) -> Cell {
        self.printed(Exact::from(i64::try_from(count).unwrap_or(i64::MAX)), 0, "", Origin::Derived)
    }

    /// The name of a region.
    pub fn region(&self, code: &str) -> String {
        let name = self.regions.get(code).and_then(|region| region.names.get(self.labels.language().index()));
        name.filter(|name| !name.is_empty()).map_or_else(|| code.to_string(), Clone::clone)
    }

    /// Why there is no number, in words.
    pub fn absent(&self, absent: Absent) -> Cell {
        Cell::Absent(absent, self.labels.get(&format!("status.{}", absent.name())).to_string())
    }

    /// The change from one number to another in percent, computed before either is rounded.
    pub fn change(&self, from: &Cell, to: &Cell) -> Cell {
        let (Cell::Number(from), Cell::Number(to)) = (from, to) else { return self.absent(Absent::NotComparable) };
        let change = to.exact.minus(&from.exact).times(&Exact::from(100)).divided_by(&from.exact);
        // What grows out of zero, or out of less than zero, has no change in percent.
        let Some(change) = change.filter(|_| from.unit == to.unit && !from.exact.is_negative()) else {
            return self.absent(Absent::NotComparable);
        };
        let mode = self.current.trace.inventory.choices.rounding;
        let text = rounding::round_grouped(&change, 2, mode);
        let printed = if change.is_negative() || change.is_zero() { text } else { format!("+{text}") };
        Cell::Number(Number { exact: change, printed, decimals: 2, unit: "%".into(), origin: Origin::Derived })
    }
}

impl Year<'_> {
    /// Its period, as a title of a column.
    pub fn period(&self) -> String {
        self.trace.inventory.period.to_string()
    }

    /// Why a figure is missing.
    pub fn absent(&self, key: &Key) -> Absent {
        let inventory = &self.trace.inventory;
        match key {
            Key::Category(category @ Category::Scope3(_)) => match inventory.categories.get(category).map(|said| said.status) {
                Some(Status::Excluded) => Absent::Excluded,
                Some(Status::NotRelevant) => Absent::NotRelevant,
                Some(Status::NotEvaluated) => Absent::NotEvaluated,
                Some(Status::Included) | None => Absent::NoLines,
            },
            Key::Scope2Market | Key::Scope12Market | Key::Scope123Market if !inventory.choices.market_based => Absent::NotChosen,
            Key::Scope12Location | Key::Scope12Market | Key::Scope123Location | Key::Scope123Market => Absent::Incomplete,
            Key::Intensity(_, name) if !inventory.denominators.contains_key(name) => Absent::NoDenominator,
            Key::Intensity(figure, _) => self.absent(figure),
            _ => Absent::NoRecord,
        }
    }

    /// Whether a figure is derived or carried in.
    pub fn origin(&self, key: &Key) -> Origin {
        let of = key.numerator();
        let carried = self.totals.get(&Key::CarriedIn(Box::new(of.clone())));
        match (carried, self.totals.get(of)) {
            (None, _) => Origin::Derived,
            (Some(carried), Some(all)) if carried.value == all.value => Origin::CarriedIn,
            _ => Origin::PartlyCarriedIn,
        }
    }
}
