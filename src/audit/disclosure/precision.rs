//! How many digits are printed.

use super::super::Audit;
use super::super::document::Row;
use super::super::key;
use super::super::verdict::Verdict;
use super::super::wording::{figure, percent};
use super::Finding;
use crate::house::House;
use crate::number::Exact;

/// The digits that a ratio should have (GHG Protocol and IFRS S2 ask for none; three are the least from which a change can be read).
const LEAST_DIGITS: usize = 3;

/// The numbers of a row with their columns.
fn numbers(row: &Row) -> impl Iterator<Item = (usize, &crate::number::printed::Printed)> {
    row.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.as_ref()?.printed.as_ref()?)))
}

pub fn whole_number(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let with_decimals = |row: &&Row| numbers(row).any(|(_, printed)| printed.decimals > 0 && !printed.is_whole_with_decimals());
    let emissions = |row: &&Row| row.unit.kind() == "emissions";
    if published.rows.iter().filter(emissions).filter(with_decimals).count() < LEAST_DIGITS {
        return Vec::new();
    }
    let whole = published.rows.iter().filter(emissions).flat_map(|row| {
        numbers(row).filter(|(_, printed)| printed.is_whole_with_decimals()).map(move |(column, printed)| (row, column, printed))
    });
    let found = whole.map(|(row, column, printed)| {
        let what = figure(published, &row.key, column);
        Finding::note(format!("`{what}` is `{}`, a whole number among decimals: from a supplier, or an estimate?", printed.text))
    });
    found.collect()
}

pub fn decimals_differ(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let found = published.rows.iter().filter_map(|row| {
        let all: Vec<_> = numbers(row).filter(|(_, printed)| !printed.below).collect();
        let (fewest, most) = (all.iter().map(|(_, p)| p.decimals).min()?, all.iter().map(|(_, p)| p.decimals).max()?);
        if fewest == most {
            return None;
        }
        let texts: Vec<String> = all.iter().map(|(column, p)| format!("{} {}", published.columns[*column], p.text)).collect();
        let finding = Finding::warning(format!("`{}` has {fewest} to {most} decimals: {}", row.key, texts.join(", ")));
        Some(match read_off(audit, row) {
            Some(note) => finding.because(note),
            None => finding,
        })
    });
    found.collect()
}

/// What the change is that a reader takes from the print, and what it is from the figure above the line, where the denominator is bounded.
fn read_off(audit: &Audit, row: &Row) -> Option<String> {
    let (numerator, denominator) = key::intensity(&row.key)?;
    let (from, to) = (0, audit.published.columns.len().checked_sub(1)?);
    let change = |from: Exact, to: Exact| Some(to.divided_by(&from)?.minus(&Exact::one()));
    let read = change(audit.published.value(&row.key, from)?, audit.published.value(&row.key, to)?)?;
    let amount = |column| {
        let implied = audit.implied.iter().find(|implied| implied.denominator == denominator && implied.column == column)?;
        implied.range.as_ref().map(crate::number::Interval::middle)
    };
    let ratio = |column| audit.published.value(numerator, column)?.divided_by(&amount(column)?);
    let unrounded = change(ratio(from)?, ratio(to)?)?;
    Some(format!("a change read off the page is {}; from unrounded figures it is about {}", percent(&read, 1), percent(&unrounded, 1)))
}

pub fn few_digits(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let found = published.rows.iter().filter(|row| row.key.starts_with("intensity.")).filter_map(|row| {
        let few: Vec<String> = numbers(row)
            .filter(|(_, printed)| printed.significant_digits() < LEAST_DIGITS && !printed.value.is_zero() && !printed.below)
            .map(|(column, printed)| format!("{} {}", published.columns[column], printed.text))
            .collect();
        (!few.is_empty()).then(|| Finding::note(format!("`{}` has fewer than {LEAST_DIGITS} digits: {}", row.key, few.join(", "))))
    });
    found.collect()
}

pub fn rounding_note(audit: &Audit, _: &House) -> Vec<Finding> {
    if !audit.published.method.stated || audit.published.method.rounding_note.is_some() {
        return Vec::new();
    }
    let sums = audit.checks.iter().filter(|checked| checked.check.verdict == Verdict::WithinRounding);
    let sums: Vec<String> = sums
        .map(|checked| &checked.check.relation)
        .filter(|relation| relation.kind == super::super::relations::Kind::Sum)
        .map(|relation| figure(&audit.published, &relation.result.key, relation.result.column))
        .collect();
    if sums.is_empty() {
        return Vec::new();
    }
    vec![Finding::note(format!("no note says that parts may not add up because of rounding, and these do not: {}", sums.join(", ")))]
}
