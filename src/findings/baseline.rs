//! Baseline factors of crediting projects: an operating, build or combined margin says what a project displaces, not what a grid emits.
//!
//! GHG Protocol Scope 2 Guidance: an inventory takes average factors of generation.

use super::{factors_of, finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;

/// What publishers call them: the Clean Development Mechanism's words, in English and Chinese.
const WORDS: [&str; 8] =
    ["operating margin", "build margin", "combined margin", "电量边际", "容量边际", "组合边际", "電量邊際", "容量邊際"];

/// One finding for each row.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut by_row: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in &trace.lines {
        for facts in factors_of(line) {
            let citation = &facts.citation;
            let names = format!("{} {} {}", citation.row, citation.name, citation.title).to_lowercase();
            if WORDS.iter().any(|word| names.contains(word)) {
                by_row.entry(format!("`{}` ({})", citation.reference(), citation.name)).or_default().push(line);
            }
        }
    }
    let told = by_row.into_iter().map(|(row, found)| {
        let message = format!("{row} is a baseline of crediting projects, no average of generation ({})", lines(rows(&found)));
        finding(codes::BASELINE_FACTOR, message, found.first().copied()).help("take the average factor of the grid")
    });
    told.collect()
}
