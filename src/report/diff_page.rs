//! `tonne factors diff`: what changed between two editions, and which lines of an inventory it would move.

use super::Grid;
use crate::factors::diff::{Change, Diff};
use crate::factors::{Quantity, Table};
use crate::figure::Key;
use crate::number::{Decimal, Exact, rounding};
use crate::trace::{Line, Trace};
use std::fmt::Write as _;

/// How many changes are printed unless all are asked for.
const SHOWN: usize = 40;

/// Counts, then the changes, the largest first. Parts of a total are shown only with `all`.
pub fn diff_page(old: &Table, new: &Table, diff: &Diff, all: bool) -> String {
    let mut out = format!("{} -> {}\n", old.about.id, new.about.id);
    let shown: Vec<&Change> = diff.changed.iter().filter(|change| all || !matches!(change.quantity, Quantity::PartOfCo2e(_))).collect();
    let rows: std::collections::BTreeSet<&String> = diff.changed.iter().map(|change| &change.new_key).collect();
    let _ =
        writeln!(out, " rows: {} added, {} removed, {} changed, {} the same", diff.added.len(), diff.removed.len(), rows.len(), diff.same);
    if let Some(reason) = new.about.reason.as_ref().filter(|_| new.about.supersedes.as_ref() == Some(&old.about.id)) {
        let _ = writeln!(out, " reason: {reason}");
    }
    let mut grid = Grid::new(&["row", "serves", "column", "old", "new", "change", "name"], &[3, 4, 5]);
    let most = if all { shown.len() } else { SHOWN };
    for change in shown.iter().take(most) {
        let text = |number: Option<Decimal>| number.map_or("-".to_string(), |number| number.to_string());
        grid.row([
            change.new_key.clone(),
            change.activity.clone(),
            change.column.clone(),
            text(change.old),
            text(change.new),
            change.relative().map_or("-".into(), |relative| percent(&relative)),
            change.name.clone(),
        ]);
    }
    let _ = write!(out, "\n{}", grid.text());
    let more = shown.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(out, "\n and {more} more changes; --all prints them, with the parts of totals and the rows added and removed");
    }
    if all {
        for (title, keys) in [("added", &diff.added), ("removed", &diff.removed)] {
            let _ = writeln!(out, "\n {title}: {}", if keys.is_empty() { "none".to_string() } else { keys.join(", ") });
        }
    }
    out
}

/// `-41.5 %`
fn percent(share: &Exact) -> String {
    let text = rounding::round(&share.times(&Exact::from(100)), 1, rounding::Mode::HalfUp);
    if text.starts_with('-') { format!("{text} %") } else { format!("+{text} %") }
}

/// The lines of an inventory whose emissions the other edition would change.
pub fn moved_lines(before: &Trace, after: &Trace) -> String {
    let total = |line: &Line| line.adds(&Key::Scope123Location);
    let mut grid = Grid::new(&["line", "where", "activity", "counts in", "old tCO2e", "new tCO2e", "change"], &[4, 5, 6]);
    let mut sum = Exact::zero();
    let mut count = 0;
    for (old, new) in before.lines.iter().zip(&after.lines) {
        // A line without emissions, of energy alone, cannot move.
        let (Some(was), Some(is)) = (total(old), total(new)) else { continue };
        if was == is {
            continue;
        }
        let change = is.minus(&was);
        sum = sum.plus(&change);
        count += 1;
        grid.row([
            old.record.id.clone(),
            old.record.place.to_string(),
            old.record.activity.clone(),
            old.record.category.to_string(),
            was.to_string(),
            is.to_string(),
            change.to_string(),
        ]);
    }
    if count == 0 {
        return "\n no line of the inventory would move\n".into();
    }
    format!("\n{count} lines of the inventory would move, by {sum} tCO2e in all\n{}", grid.text())
}
