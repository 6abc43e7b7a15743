//! What each column of a ledger is to the adding up of rows: part of what rows must have in common, or not.

use crate::field::Field;
use crate::ledger::layout::Layout;
use crate::ledger::{Month, balance};
use crate::period::Period;

/// The longest reporting period whose rows are added up month by month.
const MOST_MONTHS: usize = 36;

/// The columns of a ledger, by what they are for.
#[derive(Debug)]
pub struct Shape {
    /// How many columns there are.
    pub columns: usize,
    /// The column of the ids.
    pub id: usize,
    /// The column of the quantities.
    pub quantity: usize,
    /// The column of the evidence.
    pub evidence: Option<usize>,
    /// The column of the notes.
    pub note: Option<usize>,
    /// The column of the periods; `None` where they stand in two.
    pub period: Option<usize>,
    /// The columns that rows must have in common to be added up, in the order of the fields, each with the number of its field.
    pub common: Vec<(u8, usize)>,
    /// The columns of the period, which rows must have in common too where months do not do.
    pub when: Vec<(u8, usize)>,
    /// Columns that make a row one of a kind where they hold something: the parts of a mass balance.
    pub single: Vec<usize>,
}

impl Shape {
    /// The shape of a layout; `None` when a field is not simply a column, so that rows are read one by one.
    pub fn of(layout: &Layout, columns: usize) -> Option<Self> {
        let column = |field| layout.column(field);
        let mut shape = Self {
            columns,
            id: column(Field::Id)?,
            quantity: column(Field::Quantity)?,
            evidence: column(Field::Evidence),
            note: column(Field::Note),
            period: column(Field::Period),
            common: Vec::new(),
            when: Vec::new(),
            single: (0..balance::PARTS.len()).filter_map(|part| column(Field::Balance(part))).collect(),
        };
        for (field, column) in layout.columns() {
            shape.put(field, column)?;
        }
        // What stands in a column without a name is refused, so it must not go by unseen.
        shape.common.extend(layout.nameless.iter().map(|column| (u8::MAX, *column)));
        Some(shape)
    }

    /// The shape of a ledger whose fields come from anywhere: the columns are its fields, in their order, and then the columns without a
    /// name.
    pub fn of_fields(layout: &Layout) -> Option<Self> {
        let column = |wanted| layout.fields().position(|(field, _)| field == wanted);
        let columns = layout.fields().count();
        let mut shape = Self {
            columns: columns + layout.nameless.len(),
            id: column(Field::Id)?,
            quantity: column(Field::Quantity)?,
            evidence: column(Field::Evidence),
            note: column(Field::Note),
            period: column(Field::Period),
            common: (0..layout.nameless.len()).map(|nameless| (u8::MAX, columns + nameless)).collect(),
            when: Vec::new(),
            single: (0..balance::PARTS.len()).filter_map(|part| column(Field::Balance(part))).collect(),
        };
        for (column, (field, _)) in layout.fields().enumerate() {
            shape.put(field, column)?;
        }
        Some(shape)
    }

    fn put(&mut self, field: Field, column: usize) -> Option<()> {
        match field {
            Field::Id | Field::Quantity | Field::Evidence | Field::Note | Field::Balance(_) => {}
            Field::Period | Field::Start | Field::End => self.when.push((tag(field)?, column)),
            _ => self.common.push((tag(field)?, column)),
        }
        Some(())
    }
}

/// The number of a field among all, the same in every ledger.
fn tag(field: Field) -> Option<u8> {
    Field::names().position(|name| name == field.name()).and_then(|position| u8::try_from(position).ok())
}

/// The months of a reporting period, where rows of a month can be added up whatever their day.
#[derive(Clone, Debug)]
pub struct Months {
    first: Month,
    /// The days of each.
    lengths: Vec<u8>,
}

impl Months {
    /// The months of `reporting`; `None` when it does not begin with one and end with one, or is long.
    pub fn of(reporting: Period) -> Option<Self> {
        let whole = reporting.start.day() == 1 && reporting.end == reporting.end.last_of_month();
        let first = Month::of(reporting.start);
        let mut lengths = Vec::new();
        let mut month = first;
        while whole && lengths.len() <= MOST_MONTHS && month.period().start <= reporting.end {
            lengths.push(u8::try_from(month.period().end.day()).ok()?);
            month = month.next();
        }
        (whole && lengths.len() <= MOST_MONTHS).then_some(Self { first, lengths })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lengths.len()
    }

    /// The month with that index.
    pub fn month(&self, index: usize) -> Month {
        (0..index).fold(self.first, |month, _| month.next())
    }

    /// The calendar year of the month with that index.
    pub fn year(&self, index: usize) -> i16 {
        let months =
            (i32::from(self.first.year) * 12 + i32::from(self.first.month) - 1).saturating_add(i32::try_from(index).unwrap_or(i32::MAX));
        i16::try_from(months / 12).unwrap_or(self.first.year)
    }

    /// The index of the month of `2025-03` or `2025-03-14`, and a bit for the day, or bit 0 for the whole month. `None` for anything else.
    #[inline]
    pub fn find(&self, text: &[u8]) -> Option<(usize, u32)> {
        let (digits, day) = match *text {
            [a, b, c, d, b'-', e, f] => ([a, b, c, d, e, f], None),
            [a, b, c, d, b'-', e, f, b'-', g, h] => ([a, b, c, d, e, f], Some([g, h])),
            _ => return None,
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_i32, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0')))
        };
        let (year, month) = (number(&digits[..4])?, number(&digits[4..])?);
        let index = usize::try_from((year - i32::from(self.first.year)) * 12 + month - i32::from(self.first.month)).ok()?;
        let length = *self.lengths.get(index).filter(|_| (1..=12).contains(&month))?;
        match day {
            None => Some((index, 1)),
            Some(day) => {
                let day = number(&day).filter(|day| (1..=i32::from(length)).contains(day))?;
                Some((index, 1 << day))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_months_and_days_of_the_reporting_period_are_found() {
        let months = Months::of(Period::parse("2024-04/2025-03").unwrap()).unwrap();
        assert_eq!(months.count(), 12);
        for (text, found) in [
            ("2024-04", Some((0, 1))),
            ("2025-02-28", Some((10, 1 << 28))),
            ("2025-03-31", Some((11, 1 << 31))),
            ("2025-02-29", None),
            ("2024-03-31", None),
            ("2025-04-01", None),
            ("2024-13-01", None),
            ("2024-00-01", None),
            ("2025-01-00", None),
            ("2025/01", None),
            ("2024", None),
            ("2024-04/2024-05", None),
            ("２024-04", None),
        ] {
            assert_eq!(months.find(text.as_bytes()), found, "{text}");
        }
        assert_eq!(months.month(11), Month { year: 2025, month: 3 });
        assert!((0..12).all(|index| months.year(index) == months.month(index).year));
        assert!(Months::of(Period::parse("2024-04-02/2025-03").unwrap()).is_none());
    }
}
