//! Intensities and what they are per.

use super::super::Audit;
use super::Finding;
use crate::house::House;
use std::collections::BTreeSet;

pub fn conflict(audit: &Audit, _: &House) -> Vec<Finding> {
    let found = audit.implied.iter().filter_map(|implied| {
        let (one, other) = implied.conflict.as_ref()?;
        let column = &audit.published.columns[implied.column];
        let message = format!(
            "no {} gives both `{one}` and `{other}` in {column}: they and their numerators cannot all be right",
            implied.denominator
        );
        let without = format!("the others agree without {}", implied.odd_ones.join(", "));
        Some(Finding::warning(message).because(without))
    });
    found.collect()
}

pub fn not_printed(audit: &Audit, _: &House) -> Vec<Finding> {
    let names: BTreeSet<&str> = audit.implied.iter().map(|implied| implied.denominator.as_str()).collect();
    names.iter().map(|name| Finding::warning(format!("intensities are per {name}, and the document does not print it"))).collect()
}
