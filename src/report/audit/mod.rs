//! The audit of a printed report: the same parts as a page on a terminal or in Markdown, as CSV, as JSON, and as a schedule of misstatements.

mod csv;
mod edits;
mod factors;
mod head;
mod json;
mod relations;
mod schedule;

pub use csv::checks_csv;
pub use json::{Contract, contract, schema};
pub use schedule::schedule_csv;

use super::Grid;
use crate::audit::Audit;
use crate::language::Labels;
use std::fmt::Write as _;

/// A part of the page: a table with a title, and sentences below it.
#[derive(Debug, Default)]
struct Part {
    title: String,
    columns: Vec<String>,
    /// Which columns hold numbers.
    right: Vec<usize>,
    rows: Vec<Vec<String>>,
    /// Sentences, with how deep they are indented.
    lines: Vec<(usize, String)>,
}

impl Part {
    fn new(title: &str, columns: &[&str], right: &[usize], labels: &Labels) -> Self {
        Self {
            title: labels.get(title).to_string(),
            columns: columns.iter().map(|column| labels.get(column).to_string()).collect(),
            right: right.to_vec(),
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.lines.is_empty()
    }
}

fn parts(audit: &Audit, labels: &Labels) -> Vec<Part> {
    let mut parts = vec![head::head(audit, labels), relations::relations(audit, labels), edits::edits(audit, labels)];
    parts.extend([relations::denominators(audit, labels), factors::factors(audit, labels)]);
    parts.extend([factors::mixes(audit, labels), factors::bridges(audit, labels), head::findings(audit, labels)]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The page on a terminal.
pub fn page(audit: &Audit, labels: &Labels) -> String {
    let mut out = head::title(audit);
    for part in parts(audit, labels) {
        let _ = write!(out, "\n {}\n", part.title);
        if !part.rows.is_empty() {
            let titles: Vec<&str> = part.columns.iter().map(String::as_str).collect();
            let mut grid = Grid::new(&titles, &part.right);
            part.rows.into_iter().for_each(|row| grid.row(row));
            out.push_str(&grid.text());
        }
        for (depth, line) in part.lines {
            let _ = writeln!(out, " {}{line}", "  ".repeat(depth));
        }
    }
    let _ = writeln!(out, "\n {}", head::count(audit, labels));
    out
}

/// The page in Markdown.
pub fn markdown(audit: &Audit, labels: &Labels) -> String {
    let mut out = format!("# {}", head::title(audit));
    let cell = |text: &String| text.replace('|', "\\|").replace('\n', "<br>");
    let row = |cells: &[String]| format!("| {} |\n", cells.iter().map(cell).collect::<Vec<_>>().join(" | "));
    for part in parts(audit, labels) {
        let _ = write!(out, "\n## {}\n\n", part.title);
        if !part.rows.is_empty() {
            let rules = (0..part.columns.len()).map(|index| if part.right.contains(&index) { "---:" } else { "---" }.to_string());
            out.push_str(&row(&part.columns));
            out.push_str(&row(&rules.collect::<Vec<_>>()));
            part.rows.iter().for_each(|cells| out.push_str(&row(cells)));
            out.push('\n');
        }
        for (depth, line) in part.lines {
            let _ = writeln!(out, "{}- {line}", "  ".repeat(depth));
        }
    }
    let _ = writeln!(out, "\n{}", head::count(audit, labels));
    out
}
