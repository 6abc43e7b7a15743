//! From the values of a spreadsheet to text.

use super::row::{Cell, Remark};
use super::stored;
use crate::ledger::kind::Kind;
use calamine::{Data, DataRef, ExcelDateTime};

/// A cell of a workbook as text; `formula` is what it is computed by.
pub fn cell(value: &DataRef<'_>, formula: Option<String>) -> Cell {
    let (text, kind, stored) = match value {
        DataRef::Int(number) => (number.to_string(), Kind::Number, None),
        DataRef::Float(number) => {
            let (text, stored) = stored::decimal(*number);
            (text, Kind::Number, stored)
        }
        DataRef::String(text) => (text.trim().to_string(), Kind::Text, None),
        DataRef::SharedString(text) => (text.trim().to_string(), Kind::Text, None),
        DataRef::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.to_string(), Kind::Text, None),
        DataRef::DateTime(date) => moment(date),
        DataRef::DateTimeIso(date) => {
            let text = date.strip_suffix("T00:00:00").unwrap_or(date).to_string();
            (text, Kind::Date, None)
        }
        DataRef::DurationIso(duration) => (duration.clone(), Kind::Text, None),
        DataRef::Error(error) => (error.to_string(), Kind::Error, None),
        DataRef::Empty => (String::new(), Kind::Text, None),
    };
    let remark = (formula.is_some() || stored.is_some()).then(|| Box::new(Remark { formula, stored }));
    Cell { kind: (!text.is_empty()).then_some(kind), text, remark }
}

/// As [`cell`], for a value that was read with its whole sheet.
pub fn owned(value: &Data, formula: Option<String>) -> Cell {
    let value = match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(date) => DataRef::DateTimeIso(date.clone()),
        Data::DurationIso(duration) => DataRef::DurationIso(duration.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    };
    cell(&value, formula)
}

/// A day as `2025-03-14`, a moment with its time; a duration as so many days, which is no number of anything else.
fn moment(date: &ExcelDateTime) -> (String, Kind, Option<String>) {
    if date.is_duration() {
        return (format!("{} days", stored::decimal(date.as_f64()).0), Kind::Text, None);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    let text = if (hour, minute, second, milli) == (0, 0, 0, 0) { day } else { format!("{day}T{hour:02}:{minute:02}:{second:02}") };
    (text, Kind::Date, None)
}
