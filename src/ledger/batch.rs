//! A record that stands for many rows of a large ledger: rows that differ in nothing that a formula sees are added up before they are
//! multiplied, month by month.

use crate::number::{Decimal, Exact};
use crate::period::Period;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The rows that a record stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// How many they are.
    pub rows: u64,
    /// Their sums, one for each month, in order; or one for their common period.
    pub parts: Vec<Part>,
}

/// The rows of one month, or of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// From their first day to their last.
    pub period: Period,
    /// The days of the month that rows cover: bit 1 is the first day. 0 when they cover the whole period.
    pub days: u32,
    /// The sum of their quantities.
    pub quantity: Decimal,
    /// How many they are.
    pub rows: u64,
}

/// A month with the days that rows cover, as it is met in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { year: self.year, month: self.month + 1 } }
    }

    /// Its days.
    pub fn period(self) -> Period {
        let start = date(self.year, self.month, 1);
        Period { start, end: start.last_of_month() }
    }
}

impl Part {
    /// The days that its rows cover, as periods.
    pub fn covered(&self) -> Vec<Period> {
        if self.days == 0 {
            return vec![self.period];
        }
        let first = Month::of(self.period.start).period().start;
        let mut covered: Vec<Period> = Vec::new();
        for day in (1..=31_i8).filter(|day| self.days & (1 << day) != 0) {
            let day = first.saturating_add((i32::from(day) - 1).days());
            match covered.last_mut() {
                Some(last) if last.end.tomorrow().is_ok_and(|next| next == day) => last.end = day,
                _ => covered.push(Period { start: day, end: day }),
            }
        }
        covered
    }

    /// Its quantity, for sums.
    pub fn exact(&self) -> Exact {
        Exact::from(self.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_days_are_runs() {
        let month = Month { year: 2024, month: 2 }.period();
        let part = |days| Part { period: month, days, quantity: Decimal::ONE, rows: 1 };
        let texts = |days| part(days).covered().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(texts(0), ["2024-02"]);
        assert_eq!(texts(0b1110), ["2024-02-01/2024-02-03"]);
        assert_eq!(texts(1 << 1 | 1 << 28 | 1 << 29), ["2024-02-01", "2024-02-28/2024-02-29"]);
    }
}
