//! Months and days as spreadsheets write them: `2025年3月`, `3月`, `Mar 2025`, `Mar-25`, `2025/3/14`. A day whose order of day and month
//! cannot be told is none.

use super::words::Words;
use crate::period::Period;
use jiff::civil::Date;

/// A month or a day, as far as a text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year, where it is said in full.
    year: Option<i16>,
    /// Its last two digits, where only they are said.
    short_year: Option<i16>,
    month: i8,
    day: Option<i8>,
}

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    Year(i16),
    Small(i8),
    Name(i8),
}

/// Reads a month or a day.
pub fn read(text: &str, words: &Words) -> Option<Moment> {
    let text = text.trim();
    let moment = |year, month, day| valid(Moment { year, short_year: None, month, day });
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        let small = |range| i8::try_from(number(range)?).ok();
        let year = number(0..4).filter(|year| (1990..2100).contains(year))?;
        return match text.len() {
            6 => moment(Some(year), small(4..6)?, None),
            8 => moment(Some(year), small(4..6)?, Some(small(6..8)?)),
            _ => None,
        };
    }
    let says = |marks: &[char]| text.contains(marks);
    let separators = ['年', '月', '日', '號', '号', '/', '.', '-', ' ', ',', '\''];
    let parts: Option<Vec<Part>> =
        text.split(separators).filter(|part| !part.is_empty()).map(|part| self::part(part, says(&['月']), words)).collect();
    match parts?.as_slice() {
        [Part::Year(year), Part::Small(month) | Part::Name(month)] | [Part::Name(month), Part::Year(year)] => {
            moment(Some(*year), *month, None)
        }
        [Part::Year(year), Part::Small(month) | Part::Name(month), Part::Small(day)] => moment(Some(*year), *month, Some(*day)),
        [Part::Name(month)] => moment(None, *month, None),
        [Part::Small(month)] if says(&['月']) => moment(None, *month, None),
        [Part::Small(month) | Part::Name(month), Part::Small(day)] if says(&['月']) && says(&['日', '號', '号']) => {
            moment(None, *month, Some(*day))
        }
        [Part::Small(year), Part::Small(month) | Part::Name(month)] if says(&['年']) => short(*year, *month),
        [Part::Name(month), Part::Small(year)] if !says(&['月']) => short(*year, *month),
        _ => None,
    }
}

fn part(text: &str, is_month: bool, words: &Words) -> Option<Part> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i16 = text.parse().ok()?;
        return match text.len() {
            4 => (1990..2100).contains(&number).then_some(Part::Year(number)),
            1 | 2 => Some(Part::Small(i8::try_from(number).ok()?)),
            _ => None,
        };
    }
    let name = words.named("month", text).or_else(|| words.named("month", &format!("{text}月")).filter(|_| is_month))?;
    Some(Part::Name(name.parse().ok()?))
}

/// A month of a year of two digits.
fn short(year: i8, month: i8) -> Option<Moment> {
    valid(Moment { year: None, short_year: Some(year.into()), month, day: None })
}

fn valid(moment: Moment) -> Option<Moment> {
    let day = moment.day.unwrap_or(1);
    // 2024 has every day of any year.
    Date::new(moment.year.unwrap_or(2024), moment.month, day).ok().map(|_| moment)
}

impl Moment {
    /// As a ledger writes it. A year that is not said is the one that makes it lie in the reporting period, where there is just one.
    pub fn written(self, reporting: &Period) -> Option<String> {
        if let Some(year) = self.year {
            return Some(self.in_year(year));
        }
        let years = reporting.start.year()..=reporting.end.year();
        let fits = |year: &i16| {
            let short = self.short_year.is_none_or(|short| year.rem_euclid(100) == short);
            short && Period::parse(&self.in_year(*year)).is_some_and(|period| reporting.overlap(&period) == Some(period))
        };
        let mut fitting = years.filter(fits);
        let only = fitting.next()?;
        fitting.next().is_none().then(|| self.in_year(only))
    }

    fn in_year(self, year: i16) -> String {
        let Self { month, day, .. } = self;
        day.map_or_else(|| format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_three_languages_and_days_only_where_their_order_is_plain() {
        let words = Words::shipped();
        let year = Period::parse("2025").unwrap();
        for (text, written) in [
            ("2025年3月", "2025-03"),
            ("3月", "2025-03"),
            ("十一月", "2025-11"),
            ("2025年十二月", "2025-12"),
            ("March 2025", "2025-03"),
            ("Mar", "2025-03"),
            ("Mar-25", "2025-03"),
            ("25年3月", "2025-03"),
            ("202503", "2025-03"),
            ("2025/3", "2025-03"),
            ("2025.03", "2025-03"),
            ("2025/3/14", "2025-03-14"),
            ("2025年3月14日", "2025-03-14"),
            ("20250314", "2025-03-14"),
            ("3月14日", "2025-03-14"),
            ("2024年3月", "2024-03"),
        ] {
            assert_eq!(read(text, &words).and_then(|moment| moment.written(&year)).as_deref(), Some(written), "{text}");
        }
        for text in ["", "3", "03/04/2025", "1-3月", "13月", "2025-02-30", "Mar-24", "12.5", "用電量", "2025", "month"] {
            assert_eq!(read(text, &words).and_then(|moment| moment.written(&year)), None, "{text}");
        }
    }

    #[test]
    fn a_month_without_a_year_lies_in_the_reporting_period_or_nowhere() {
        let words = Words::shipped();
        let written = |text: &str, period: &str| read(text, &words)?.written(&Period::parse(period)?);
        assert_eq!(written("4月", "2025-04/2026-03").as_deref(), Some("2025-04"));
        assert_eq!(written("1月", "2025-04/2026-03").as_deref(), Some("2026-01"));
        assert_eq!(written("4月", "2025-01/2026-12"), None);
        assert_eq!(written("4月", "2025-05/2025-12"), None);
    }
}
