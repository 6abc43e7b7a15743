//! `tonne import`: what is proposed for a file, as a page of text.

use super::Proposal;
use crate::report::Grid;
use std::fmt::Write as _;

/// The part of `inventory.toml`, the first records, and what is left to a person.
pub fn page(proposal: &Proposal) -> String {
    let Proposal { block, preview, .. } = proposal;
    let mut text = String::from("proposed for inventory.toml:\n\n");
    for line in block.toml().lines() {
        text.push_str(&if line.is_empty() { "\n".to_string() } else { format!("  {line}\n") });
    }
    if !preview.rows.is_empty() {
        let all = if preview.rows.len() < preview.records { format!("the first {} of ", preview.rows.len()) } else { String::new() };
        let noun = if preview.records == 1 { "record" } else { "records" };
        let _ = write!(text, "\n{all}{} {noun}, as they would be read:\n\n", preview.records);
        let titles = std::iter::once("from").chain(preview.fields.iter().map(|field| field.name()));
        let mut grid = Grid::new(&titles.collect::<Vec<_>>(), &[]);
        for (place, cells) in &preview.rows {
            grid.row(std::iter::once(place.clone()).chain(cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))));
        }
        text.push_str(&grid.text());
    }
    if !block.open.is_empty() {
        text.push_str("\nto decide, each by one of the options below it:\n");
        for open in &block.open {
            let _ = writeln!(text, "  {}: {}", open.what, open.why);
            open.ways.iter().for_each(|way| text.push_str(&format!("      {way}\n")));
        }
    }
    if !block.notes.is_empty() {
        text.push_str("\nto check:\n");
        block.notes.iter().for_each(|note| text.push_str(&format!("  {note}\n")));
    }
    text
}
