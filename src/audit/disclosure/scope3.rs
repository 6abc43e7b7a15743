//! The fifteen categories: what the table prints, what the note names, what neither says (GHG Protocol Scope 3 Standard, 11.1).

use super::super::Audit;
use super::super::key;
use super::super::wording::{figure, fixed, percent};
use super::Finding;
use crate::house::House;
use crate::number::Exact;
use std::collections::BTreeSet;

/// The categories with a number in any column.
fn printed(audit: &Audit) -> BTreeSet<u8> {
    let rows = audit.published.rows.iter().filter(|row| row.cells.iter().flatten().any(|cell| cell.printed.is_some()));
    rows.filter_map(|row| key::category(&row.key)).collect()
}

fn listed(numbers: &[u8]) -> String {
    let words: Vec<String> = numbers.iter().map(u8::to_string).collect();
    let noun = if numbers.len() == 1 { "category" } else { "categories" };
    format!("{noun} {}", words.join(", "))
}

/// What a category is of Scope 3 in the last column.
fn share(audit: &Audit, number: u8) -> Option<String> {
    let column = audit.published.columns.len().checked_sub(1)?;
    let value = audit.published.value(&format!("scope3.{number}"), column)?;
    let whole = audit.published.value("scope3", column)?;
    let part = value.divided_by(&whole)?.times(&Exact::from(100));
    Some(format!("category {number} is {} % of Scope 3 in {}", fixed(&part, 1), audit.published.columns[column]))
}

pub fn not_named(audit: &Audit, _: &House) -> Vec<Finding> {
    let Some(named) = &audit.published.scope3.named else { return Vec::new() };
    let missing: Vec<u8> = printed(audit).difference(named).copied().collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let finding = Finding::warning(format!("the table prints {}, and the note on Scope 3 does not name it", listed(&missing)));
    vec![missing.iter().filter_map(|number| share(audit, *number)).fold(finding, Finding::because)]
}

pub fn named_only(audit: &Audit, _: &House) -> Vec<Finding> {
    let Some(named) = &audit.published.scope3.named else { return Vec::new() };
    let missing: Vec<u8> = named.difference(&printed(audit)).copied().collect();
    if missing.is_empty() || audit.published.scope3.some_listed {
        return Vec::new();
    }
    vec![Finding::warning(format!("the note on Scope 3 names {}, and the table does not print it", listed(&missing)))]
}

pub fn without_status(audit: &Audit, _: &House) -> Vec<Finding> {
    let scope3 = &audit.published.scope3;
    if !scope3.stated {
        return Vec::new();
    }
    let counted = printed(audit);
    let named = scope3.named.clone().unwrap_or_default();
    let silent: Vec<u8> =
        (1..=15).filter(|number| !counted.contains(number) && !named.contains(number) && !scope3.excluded.contains_key(number)).collect();
    if silent.is_empty() {
        return Vec::new();
    }
    let message =
        format!("{} of the 15 Scope 3 categories are neither counted nor left out with a reason: {}", silent.len(), listed(&silent));
    vec![Finding::warning(message)]
}

/// Rows that imply a category: the first word of their keys, and the category.
const IMPLIES: [(&str, u8, &str); 2] = [("waste", 5, "waste"), ("freight", 4, "freight")];

pub fn implied(audit: &Audit, _: &House) -> Vec<Finding> {
    let scope3 = &audit.published.scope3;
    let counted = printed(audit);
    if !scope3.stated || counted.is_empty() {
        return Vec::new();
    }
    let found = IMPLIES.iter().filter_map(|(word, number, what)| {
        let row = audit.published.rows.iter().find(|row| row.key.split('.').next() == Some(word))?;
        let open = !counted.contains(number) && !scope3.excluded.contains_key(number);
        open.then(|| {
            Finding::warning(format!("the document prints {what} (`{}`), and category {number} neither counted nor excluded", row.key))
        })
    });
    found.collect()
}

/// The part of Scope 3 from which a category needs a word on its method.
const LARGE: (i64, i64) = (40, 100);

pub fn without_method(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let Some(column) = published.columns.len().checked_sub(1).filter(|_| published.scope3.stated) else { return Vec::new() };
    let Some(whole) = published.value("scope3", column) else { return Vec::new() };
    let large = Exact::from(LARGE.0).divided_by(&Exact::from(LARGE.1)).unwrap_or_else(Exact::one).times(&whole);
    let found = printed(audit).into_iter().filter(|number| !published.scope3.methods.contains(number)).filter_map(|number| {
        let key = format!("scope3.{number}");
        let value = published.value(&key, column)?;
        let part = value.divided_by(&whole)?;
        (value > large).then(|| {
            let part = percent(&part, 1).trim_start_matches('+').to_string();
            Finding::warning(format!(
                "`{}` is {part} of Scope 3, and nothing is said of how it was computed",
                figure(published, &key, column)
            ))
        })
    });
    found.collect()
}
