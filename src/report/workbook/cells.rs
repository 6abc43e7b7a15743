//! What goes into a cell: texts that no spreadsheet runs, numbers, and formulas with the exact text of their result beside them.

use super::stored::{shortest, stored};
use super::style::{Face, Style};
use crate::formula::INPUTS;
use crate::language::Labels;
use crate::number::{Decimal, Exact, ExactText};
use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};
use std::borrow::Cow;

/// Written, or why not.
pub type Written = Result<(), XlsxError>;

/// The most UTF-16 units that a cell holds.
const MOST: usize = 32_767;

/// Ends a text that a cell cannot hold in full.
const CUT: &str = " … [cut here: a cell holds 32,767 characters]";

/// Two lines of text: readers of workbooks do not all find the height of wrapped texts by themselves.
pub const HEIGHT_OF_HEADS: u16 = 28;

/// The labels of columns that hold numbers.
const NUMBERS: [&str; 15] = [
    "column.lines",
    "column.value",
    "workbook.as-published",
    "workbook.covered",
    "workbook.covered-mwh",
    "workbook.covered-quantity",
    "workbook.emissions.location",
    "workbook.emissions.market",
    "workbook.exact",
    "workbook.left-mwh",
    "workbook.mwh",
    "workbook.number",
    "workbook.quantity",
    "workbook.rate",
    "workbook.written",
];

/// Tonnes and megawatt hours show a tenth of a kilogram or watt hour; the exact text has all digits.
pub const DECIMALS: u32 = 4;

/// What is left of an amount, less the dust of binary subtraction where nothing is left: its share of the amount has 14 decimals. The
/// amount is not zero.
pub fn without_dust(amount: &str, less: &str) -> String {
    format!("ROUND(({amount}{less})/{amount},14)*{amount}")
}

/// The term of an input: its cell, or that less one.
pub fn less_one(index: usize, cell: String) -> String {
    if INPUTS.get(index).is_some_and(|input| input.less_one) { format!("({cell}-1)") } else { cell }
}

/// A sheet that is being written.
pub struct Page<'p> {
    /// The sheet.
    pub sheet: &'p mut Worksheet,
    /// How cells look.
    pub style: &'p Style,
    /// What the check says where cell and text agree, and where they differ.
    pub verdicts: &'p [String; 2],
}

impl Page<'_> {
    /// A text, exactly as it is: never a formula, a link or a number. One that begins like a formula is marked as text, so that it stays one
    /// when somebody edits the cell.
    pub fn text(&mut self, row: u32, column: u16, text: &str, face: Face) -> Written {
        if text.is_empty() {
            return Ok(());
        }
        let text = fitting(text);
        let format = self.style.face(face, begins_like_a_formula(&text));
        self.sheet.write_string_with_format(row, column, &*text, format)?;
        Ok(())
    }

    /// The heads of columns, by the keys of their labels; those of numbers stand to the right.
    pub fn heads<'k>(&mut self, row: u32, keys: impl Iterator<Item = &'k str>, labels: &Labels) -> Written {
        for (key, column) in keys.zip(0..) {
            let face = match key {
                "workbook.check" => Face::HeadOfChecks,
                key if NUMBERS.contains(&key) => Face::HeadOfNumbers,
                _ => Face::Head,
            };
            self.text(row, column, if key.is_empty() { " " } else { labels.get(key) }, face)?;
        }
        self.sheet.set_row_height(row, HEIGHT_OF_HEADS)?;
        Ok(())
    }

    /// A number that somebody wrote, with as many decimals as it was written with. A cell keeps about 15 of its digits.
    pub fn number(&mut self, row: u32, column: u16, value: Decimal) -> Written {
        self.sheet.write_number_with_format(row, column, stored(&value.to_string()), self.style.input(value.scale()))?;
        Ok(())
    }

    /// A count.
    pub fn count(&mut self, row: u32, column: u16, count: u64) -> Written {
        self.sheet.write_number_with_format(row, column, stored(&count.to_string()), self.style.face(Face::Count, false))?;
        Ok(())
    }

    /// A formula, and to its right the exact text of its result. The result is stored in the cell too, for readers that do not calculate.
    pub fn computed(&mut self, row: u32, column: u16, formula: &str, value: &Exact, decimals: u32) -> Written {
        let text = value.text();
        self.formula(row, column, formula, &text.digits, decimals)?;
        self.exact(row, column + 1, &text)
    }

    /// A number that was computed and does not follow what is changed here.
    pub fn result(&mut self, row: u32, column: u16, value: &Exact, decimals: u32) -> Written {
        self.sheet.write_number_with_format(row, column, stored(&value.text().digits), self.style.result(decimals))?;
        Ok(())
    }

    /// A number that somebody wrote as a sum.
    pub fn input_formula(&mut self, row: u32, column: u16, formula: &str, value: &Exact, decimals: u32) -> Written {
        let formula = Formula::new(formula).set_result(shortest(&value.text().digits));
        self.sheet.write_formula_with_format(row, column, formula, self.style.input(decimals))?;
        Ok(())
    }

    /// A formula, where the exact text of its result stands elsewhere.
    pub fn formula(&mut self, row: u32, column: u16, formula: &str, result: &str, decimals: u32) -> Written {
        let formula = Formula::new(formula).set_result(shortest(result));
        self.sheet.write_formula_with_format(row, column, formula, self.style.result(decimals))?;
        Ok(())
    }

    /// The exact text of a result; one that does not end is in italics.
    pub fn exact(&mut self, row: u32, column: u16, text: &ExactText) -> Written {
        let face = if text.exact { Face::Exact } else { Face::Endless };
        self.sheet.write_string_with_format(row, column, &text.digits, self.style.face(face, false))?;
        Ok(())
    }

    /// Whether the results in these columns of the row agree with the texts to their right, to 1e-9 of the result. As the workbook is written
    /// they do.
    pub fn check(&mut self, row: u32, column: u16, results: &[u16]) -> Written {
        if results.is_empty() {
            return Ok(());
        }
        let agree: Vec<String> = results.iter().map(|result| agrees(row, *result)).collect();
        let all = if agree.len() == 1 { agree.concat() } else { format!("AND({})", agree.join(",")) };
        self.verdict(row, column, &all)
    }

    /// Says whether a condition holds; as the workbook is written it does.
    pub fn verdict(&mut self, row: u32, column: u16, condition: &str) -> Written {
        let [ok, differs] = self.verdicts;
        let formula = format!("=IF({condition},{},{})", quoted(ok), quoted(differs));
        let formula = Formula::new(formula).set_result(ok.as_str());
        self.sheet.write_formula_with_format(row, column, formula, self.style.face(Face::Check, false))?;
        Ok(())
    }
}

/// Both separators are named, as a text is read by the habits of the reader's country otherwise.
fn agrees(row: u32, result: u16) -> String {
    let (cell, text) = (at(row, result), at(row, result + 1));
    format!("ABS({cell}-_xlfn.NUMBERVALUE({text},\".\",\",\"))<=1E-9*ABS({cell})")
}

/// `B12`.
pub fn at(row: u32, column: u16) -> String {
    row_col_to_cell(row, column)
}

/// `$B$12`.
pub fn fixed(row: u32, column: u16) -> String {
    format!("${}${}", column_number_to_name(column), row + 1)
}

/// `$B12`: the column stays when the formula is copied.
pub fn in_column(row: u32, column: u16) -> String {
    format!("${}{}", column_number_to_name(column), row + 1)
}

/// A text inside a formula.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Whether a spreadsheet would take it for a formula when it is typed in.
fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'])
}

/// A text as a cell can hold it.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return Cow::Borrowed(text);
    }
    let room = MOST - CUT.encode_utf16().count();
    let mut used = 0;
    let kept = text.chars().take_while(|character| {
        used += character.len_utf16();
        used <= room
    });
    Cow::Owned(kept.collect::<String>() + CUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_says_so() {
        let long = "🏭".repeat(20_000);
        let cut = fitting(&long);
        assert!(cut.encode_utf16().count() <= MOST && cut.ends_with(CUT));
        assert_eq!(fitting("site"), "site");
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!([at(11, 1), fixed(0, 26), in_column(4, 2)], ["B12", "$AA$1", "$C5"]);
    }
}
