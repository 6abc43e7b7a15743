//! Periods of time: a day, a month, a year, or a start and an end, both inclusive.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fmt;

/// From a first to a last day, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Period {
    /// Reads `2025`, `2025-03`, `2025-03-14`, or two of these with `/` between them.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().split_once('/') {
            None => Self::single(text.trim()),
            Some((start, end)) => {
                let period = Self { start: Self::single(start.trim())?.start, end: Self::single(end.trim())?.end };
                (period.start <= period.end).then_some(period)
            }
        }
    }

    fn single(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |text: &str, length: usize| {
            (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i16>().ok()).flatten()
        };
        let year = digits(parts.first()?, 4)?;
        let month = parts.get(1).map(|text| digits(text, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.get(2).map(|text| digits(text, 2)).map_or(Some(None), |day| day.map(Some))?;
        let small = |number: i16| i8::try_from(number).ok();
        match (parts.len(), month, day) {
            (1, None, None) => Some(Self { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? }),
            (2, Some(month), None) => {
                let start = Date::new(year, small(month)?, 1).ok()?;
                Some(Self { start, end: start.last_of_month() })
            }
            (3, Some(month), Some(day)) => {
                let day = Date::new(year, small(month)?, small(day)?).ok()?;
                Some(Self { start: day, end: day })
            }
            _ => None,
        }
    }

    /// Whether a text has the shape of a period, so that only the calendar can be wrong: `2025-02-29`.
    pub fn looks_like_one(text: &str) -> bool {
        let shape: String = text.trim().chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect();
        shape.split('/').count() <= 2 && shape.split('/').all(|part| ["0000", "0000-00", "0000-00-00"].contains(&part))
    }

    /// Whether `other` lies inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The days that both have.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start <= both.end).then_some(both)
    }

    /// How many days it has, both ends counted.
    pub fn days(&self) -> i32 {
        self.end.duration_since(self.start).as_hours().try_into().map_or(0, |hours: i32| hours / 24) + 1
    }

    /// The calendar year that both ends lie in.
    pub fn year(&self) -> Option<i16> {
        (self.start.year() == self.end.year()).then(|| self.start.year())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole_year = date(self.start.year(), 1, 1) == self.start && self.end == date(self.start.year(), 12, 31);
        let whole_month = self.start.day() == 1 && self.end == self.start.last_of_month();
        if self.start == self.end {
            write!(f, "{}", self.start)
        } else if whole_year {
            write!(f, "{:04}", self.start.year())
        } else if whole_month {
            write!(f, "{:04}-{:02}", self.start.year(), self.start.month())
        } else {
            write!(f, "{}/{}", self.start, self.end)
        }
    }
}

/// A date as far as it is known: `2025`, `2025-03` or `2025-03-14`. Its last day stands for it, so that nothing counts as published
/// before it certainly was.
pub fn last_day(text: &str) -> Option<Date> {
    Period::single(text).map(|period| period.end)
}

/// The day after.
pub fn day_after(day: Date) -> Date {
    day.saturating_add(1.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_written() {
        for (text, written) in [
            ("2025", "2025"),
            ("2025-03", "2025-03"),
            ("2024-02", "2024-02"),
            ("2025-03-14", "2025-03-14"),
            ("2025-01/2025-03", "2025-01-01/2025-03-31"),
            ("2025-01-01/2025-12-31", "2025"),
        ] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn days_and_overlaps_count_both_ends() {
        let period = |text| Period::parse(text).unwrap();
        assert_eq!(period("2025").days(), 365);
        assert_eq!(period("2024-02").days(), 29);
        assert_eq!(period("2025-03-14").days(), 1);
        assert_eq!(period("2025").overlap(&period("2024-07/2025-01")), Some(period("2025-01")));
        assert_eq!(period("2025").overlap(&period("2024")), None);
    }

    #[test]
    fn nothing_else_is_a_period() {
        for text in ["", "2025-13", "2025-02-29", "2025/03", "2025-3", "25-03", "114-02-28", "2025-03-14T00:00", "2025-06/2025-01", "Q1"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_looks_like_one() {
        for (text, looks) in [("2025-02-29", true), ("2025-13", true), ("2025-06-31/2025-07", true), ("2025-3", false), ("2025/03", false)]
        {
            assert_eq!(Period::looks_like_one(text), looks, "{text}");
        }
    }
}
