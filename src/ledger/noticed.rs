//! What was noticed while a ledger was read, and is counted rather than said of each row: formulas, rounded numbers, numbers stored as text,
//! rows that a rule leaves out.

use super::kind::Kind;
use super::layout::Layout;
use super::row::Row;
use crate::diagnostic::{Code, Diagnostic, Label, Problems, codes};
use crate::field::Field;
use crate::number::parse;

/// How many rows are named.
const NAMED: usize = 12;

/// Something that was counted, with the first place where it was met.
#[derive(Debug, Default)]
struct Count {
    met: u64,
    first: Option<Label>,
}

impl Count {
    fn add(&mut self, label: impl FnOnce() -> Label) {
        self.met += 1;
        self.first.get_or_insert_with(label);
    }

    fn finding(self, code: Code, message: String, help: &str) -> Option<Diagnostic> {
        let label = self.first?;
        Some(Diagnostic::finding(code, message).at(label).help(help))
    }
}

/// What was noticed.
#[derive(Debug, Default)]
pub struct Noticed {
    formulas: Count,
    /// Those of them that should yield a number, and those of these that yield 0 or nothing.
    numeric_formulas: u64,
    zero_formulas: u64,
    rounded: Count,
    as_text: Count,
    hidden: Count,
    hidden_rows: Vec<usize>,
    skipped: Count,
    skipped_rows: Vec<usize>,
    dates: Count,
    first_days: u64,
}

/// Whether a field is a number.
fn is_number(field: Field) -> bool {
    matches!(field, Field::Quantity | Field::Balance(_) | Field::Input(_))
}

impl Noticed {
    /// Looks at a row that makes a record. Where it makes several, the cells that they share are looked at for the first.
    pub fn row(&mut self, file: &str, row: &Row, layout: &Layout, is_first: bool) {
        let Row::Cells(_) = row else { return };
        for (field, column) in layout.columns().filter(|(field, _)| is_first || *field == Field::Quantity) {
            let here = |text: &str| row.label(file, column, text);
            let cell = row.cell(column);
            if let Some(remark) = row.remark(column) {
                if remark.formula.is_some() {
                    self.formulas.add(|| here("the first of them"));
                    if is_number(field) {
                        self.numeric_formulas += 1;
                        self.zero_formulas += u64::from(cell.is_empty() || parse(cell).is_ok_and(|number| number.is_zero()));
                    }
                }
                if remark.stored.is_some() {
                    self.rounded.add(|| here("the first of them"));
                }
            }
            if is_number(field) && row.kind(column) == Kind::Text && parse(cell).is_ok() {
                self.as_text.add(|| here("the first of them"));
            }
            if field == Field::Period && row.kind(column) == Kind::Date && layout.dates.is_none() {
                self.dates.add(|| here("the first of them"));
                self.first_days += u64::from(cell.ends_with("-01"));
            }
        }
    }

    /// Counts a row that a rule leaves out.
    pub fn skipped(&mut self, file: &str, row: &Row) {
        self.skipped.add(|| row.whole_label(file, "the first of them"));
        if self.skipped_rows.len() <= NAMED {
            self.skipped_rows.push(row.line());
        }
    }

    /// Counts a row that a sheet hides, where nothing says what to do with it.
    pub fn hidden(&mut self, file: &str, row: &Row) {
        self.hidden.add(|| row.whole_label(file, "the first of them"));
        if self.hidden_rows.len() <= NAMED {
            self.hidden_rows.push(row.line());
        }
    }

    /// What must be mended before anything can be computed.
    pub fn refuse(&self, problems: &mut Problems) {
        if let Some(label) = &self.hidden.first {
            let message = format!("the sheet hides {} with something in it: {}", rows(self.hidden.met), named(&self.hidden_rows));
            problems.push(Diagnostic::error(codes::HIDDEN_ROWS, message).at(label.clone()).help(
                "say under [[ledgers]] whether they count: hidden-rows = \"read\" or hidden-rows = \"skip\"; or show them in the workbook",
            ));
        }
        if let Some(label) =
            self.formulas.first.as_ref().filter(|_| self.numeric_formulas > 0 && self.numeric_formulas == self.zero_formulas)
        {
            let message = match self.numeric_formulas {
                1 => "the only formula for a number yields 0 or nothing".to_string(),
                count => format!("all {count} formulas for numbers yield 0 or nothing: they were probably never computed"),
            };
            problems.push(
                Diagnostic::error(codes::FORMULA_NOT_COMPUTED, message)
                    .at(label.clone())
                    .help("open the workbook in a spreadsheet, let it compute, and save it; or paste the values in place of the formulas"),
            );
        }
        if let Some(label) = self.dates.first.as_ref().filter(|_| self.first_days == self.dates.met) {
            let what = if self.dates.met == 1 { "the only date" } else { "every date" };
            let message = format!("{what} in the cells of `period` is the first of a month: it may mean the day or the whole month");
            problems.push(
                Diagnostic::error(codes::DATES_AMBIGUOUS, message)
                    .at(label.clone())
                    .note("a spreadsheet makes the first of March of what was typed as 2025-03")
                    .help("say which under [[ledgers]]: dates = \"month\" or dates = \"day\""),
            );
        }
    }

    /// What a reader of the figures should know.
    pub fn findings(self, file: &str) -> Vec<Diagnostic> {
        let of = |count: u64, noun: &str, one: &str, many: &str| match count {
            1 => format!("1 {noun} of `{file}` {one}"),
            count => format!("{count} {noun}s of `{file}` {many}"),
        };
        let zeros = if self.zero_formulas > 0 { format!("; {} of them yield 0 or nothing", self.zero_formulas) } else { String::new() };
        let stated = of(self.formulas.met, "value", "comes from a formula", "come from formulas") + &zeros;
        let rounded = of(self.rounded.met, "number", "is read to 15 digits", "are read to 15 digits");
        let as_text = of(self.as_text.met, "number", "is stored as text", "are stored as text");
        let skipped = of(self.skipped.met, "row", "is left out", "are left out");
        let skipped = format!("{skipped} by rules of the inventory: {}", named(&self.skipped_rows));
        let found = [
            self.formulas.finding(
                codes::FORMULA_VALUE,
                stated,
                "what was computed when the workbook was saved last is read; `tonne trace` shows each formula",
            ),
            self.rounded.finding(
                codes::NUMBER_ROUNDED,
                rounded,
                "a spreadsheet stores 0.1 + 0.2 as 0.30000000000000004, and shows 15 digits of it",
            ),
            self.as_text.finding(
                codes::NUMBER_AS_TEXT,
                as_text,
                "they are read as written; sums of the workbook itself leave them out, so compare with care",
            ),
            self.skipped.finding(codes::ROWS_SKIPPED, skipped, "check that none of them is a record"),
        ];
        found.into_iter().flatten().collect()
    }
}

/// `1 row`, `2 rows`.
fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_string() } else { format!("{count} rows") }
}

/// The numbers of rows, the first twelve of them.
fn named(rows: &[usize]) -> String {
    let listed: Vec<String> = rows.iter().take(NAMED).map(usize::to_string).collect();
    format!("{}{}", listed.join(", "), if rows.len() > NAMED { ", ..." } else { "" })
}
