//! A workbook as another program reads it: every cell with its value and its formula. Binary numbers are read as the shortest decimal text
//! that stands for them, and compared as exact numbers.

use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use tonne::language::{Labels, Language};
use tonne::number::Exact;
use tonne::report::workbook;
use tonne::totals::Totals;
use tonne::trace::Trace;

/// Row and column, counted from 0.
pub type At = (u32, u32);

/// The cells of a sheet.
#[derive(Default)]
pub struct Sheet {
    /// What each cell shows.
    pub values: BTreeMap<At, String>,
    /// Whether that is a number.
    pub numbers: BTreeMap<At, bool>,
    /// The formulas, without `=`.
    pub formulas: BTreeMap<At, String>,
}

impl Sheet {
    /// What a cell shows; nothing where it is empty.
    pub fn text(&self, at: At) -> &str {
        self.values.get(&at).map_or("", String::as_str)
    }

    /// The first cell that shows this.
    pub fn find(&self, text: &str) -> Option<At> {
        self.values.iter().find(|(_, value)| *value == text).map(|(at, _)| *at)
    }
}

/// The workbook of a trace.
pub fn written(trace: &Trace, language: Language) -> Vec<u8> {
    let totals = Totals::of(trace);
    let findings = tonne::findings::find(trace, &totals);
    let mut bytes = Vec::new();
    workbook::write(trace, &totals, &findings, &Labels::of(language), None, &[], &mut bytes).unwrap();
    bytes
}

/// All sheets, by name.
pub fn read(bytes: Vec<u8>) -> BTreeMap<String, Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut sheets = BTreeMap::new();
    for name in book.sheet_names() {
        let mut sheet = Sheet::default();
        let (values, formulas) = (book.worksheet_range(&name).unwrap(), book.worksheet_formula(&name).unwrap());
        let start = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let at = (start.0 + u32::try_from(row).unwrap(), start.1 + u32::try_from(column).unwrap());
            sheet.values.insert(at, shown(value));
            sheet.numbers.insert(at, matches!(value, Data::Float(_) | Data::Int(_)));
        }
        let start = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            sheet.formulas.insert((start.0 + u32::try_from(row).unwrap(), start.1 + u32::try_from(column).unwrap()), formula.clone());
        }
        sheets.insert(name, sheet);
    }
    sheets
}

fn shown(value: &Data) -> String {
    match value {
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        other => other.to_string(),
    }
}

/// Whether two numbers differ by at most a billionth of the second.
pub fn near(one: &Exact, other: &Exact) -> bool {
    let size = |number: &Exact| if number.is_negative() { Exact::zero().minus(number) } else { number.clone() };
    let billionth = size(other).divided_by(&Exact::from(1_000_000_000)).unwrap();
    size(&one.minus(other)) <= billionth
}

/// A cell as a number.
pub fn number(text: &str) -> Exact {
    Exact::read(text).unwrap_or_else(|| panic!("`{text}` is no number"))
}

/// The formulas of all sheets whose value is not what it should be: a number that is not near the exact text to its right, or a check that
/// does not say that all is well. The second is how many formulas there are.
pub fn wrong(sheets: &BTreeMap<String, Sheet>, exact: &BTreeMap<String, Sheet>, ok: &str) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, sheet) in exact {
        for ((row, column), formula) in &sheet.formulas {
            count += 1;
            let value = sheets[name].text((*row, *column));
            let good = match sheets[name].numbers.get(&(*row, *column)) {
                Some(true) => Exact::read(sheet.text((*row, column + 1))).is_some_and(|exact| near(&number(value), &exact)),
                _ => value == ok,
            };
            if !good {
                wrong.push(format!("{name} row {} column {}: {formula} = {value}", row + 1, column + 1));
            }
        }
    }
    (wrong, count)
}
