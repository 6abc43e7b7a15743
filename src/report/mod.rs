//! The rounded view: one format per file. A figure is rounded here and nowhere before.
//!
//! `tonne report` lays out a [`view::View`]: [`views`] lists what can be shown, [`formats`] how.

mod annotated;
pub mod audit;
pub mod breakdown;
pub mod diff_page;
pub mod disclosures;
pub mod evidence_page;
mod explanation;
pub mod factor_page;
mod factor_tables;
mod figures_csv;
pub mod figures_table;
pub mod formats;
mod grid;
pub mod json;
mod json_text;
pub mod notes;
mod one_line;
pub mod page;
mod problem_rows;
mod published_table;
pub mod sample_page;
pub mod steps;
pub mod subject;
mod summary;
pub mod tables;
pub mod view;
pub mod views;
pub mod workbook;

pub use annotated::annotated;
pub use explanation::{figure_lines, line_terms};
pub use factor_tables::factor_tables;
pub use figures_csv::figures_csv;
pub use grid::Grid;
pub use json_text::json_text;
pub use one_line::one_line;
pub use problem_rows::{ProblemRow, problem_rows, problems_csv, problems_json};
pub use summary::summary;

use crate::figure::Key;
use crate::inventory::Choices;
use crate::number::{Exact, rounding};

/// How a figure is printed: with the inventory's decimals and rounding mode, thousands grouped. What is not zero is never printed as
/// zero: `< 0.01` says that it is less than the printed precision.
pub fn printed(key: &Key, value: &Exact, choices: &Choices) -> String {
    printed_to(value, decimals(key, choices), choices.rounding)
}

/// As [`printed`], with so many decimals.
pub fn printed_to(value: &Exact, decimals: u32, mode: rounding::Mode) -> String {
    let text = rounding::round_grouped(value, decimals, mode);
    let vanished = !value.is_zero() && !text.contains(|digit: char| digit.is_ascii_digit() && digit != '0');
    if vanished && !value.is_negative() { format!("< {}", rounding::last_place(decimals)) } else { text }
}

/// The decimals of a figure in print.
pub fn decimals(key: &Key, choices: &Choices) -> u32 {
    match key {
        Key::Intensity(..) => choices.intensity_decimals,
        _ => choices.decimals,
    }
}
