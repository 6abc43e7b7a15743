//! Published figures inside an inventory, held against what is derived: as a balance assertion of a ledger, to the printed precision.

use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::{Inventory, PublishedFigure};
use crate::number::interval::Reading;
use crate::number::rounding::Mode;
use crate::number::{Exact, rounding};
use crate::totals::Totals;

/// One warning for each published figure that the derived one is not printed as, or that nothing is derived for.
pub fn check(totals: &Totals, inventory: &Inventory) -> Vec<Diagnostic> {
    let reading = match inventory.choices.rounding {
        Mode::HalfUp => Reading::HalfUp,
        Mode::HalfEven => Reading::HalfEven,
    };
    inventory.published.iter().filter_map(|published| differs(published, totals, reading)).collect()
}

fn differs(published: &PublishedFigure, totals: &Totals, reading: Reading) -> Option<Diagnostic> {
    let (key, printed) = (&published.key, &published.printed);
    let warning = |message: String| Diagnostic::finding(codes::PUBLISHED_DIFFERS, message).at(published.label.clone());
    let Some((_, figure)) = totals.find(key) else {
        return Some(warning(format!("`{key}` is published as {}, and nothing is derived for it", printed.text)));
    };
    if printed.interval(reading).holds(&figure.value) {
        return None;
    }
    let text = |value: &Exact, decimals: u32| rounding::round_grouped(value, decimals, Mode::HalfUp);
    // One digit more than is printed, so that a difference in the last one shows.
    let decimals = printed.decimals.saturating_add(1);
    let gap = printed.value.minus(&figure.value);
    let (size, side) = if gap.is_negative() { (Exact::zero().minus(&gap), "less") } else { (gap, "more") };
    let derived = text(&figure.value, decimals);
    let message =
        format!("`{key}` is published as {}, and derived as {derived}: {} {} {side}", printed.text, text(&size, decimals), figure.unit);
    let diagnostic = warning(message);
    Some(if published.source.is_empty() { diagnostic } else { diagnostic.note(format!("published: {}", published.source)) })
}
