//! What a choice of boundary moves.

use super::super::wording::{figure, fixed, percent};
use super::super::{Audit, key, materiality};
use super::Finding;
use crate::house::House;

/// Leased assets are Scope 1 and 2 under operational control, and category 8 otherwise (GHG Protocol Scope 3 Standard, appendix A).
pub fn leased(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    if published.method.consolidation.is_some() || !published.method.stated {
        return Vec::new();
    }
    let Some(column) = published.columns.len().checked_sub(1) else { return Vec::new() };
    let own = key::BASES.iter().map(|basis| format!("scope12{basis}")).find(|key| published.value(key, column).is_some());
    let Some((own, leased)) = own.zip(published.value("scope3.8", column)) else { return Vec::new() };
    let Some(value) = published.value(&own, column) else { return Vec::new() };
    let material = materiality::threshold(published, &own, column).is_some_and(|threshold| leased >= threshold);
    let Some(part) = leased.divided_by(&value).filter(|_| material) else { return Vec::new() };
    let what = figure(published, &own, column);
    let would_be = fixed(&value.plus(&leased), 2);
    let finding = Finding::warning(format!("if category 8 were the company's own, `{what}` would be {would_be} t ({})", percent(&part, 0)));
    let intensities = audit.implied.iter().filter(|implied| implied.column == column).filter_map(|implied| {
        let range = implied.range.as_ref()?;
        let name = format!("intensity.{own}.{}", implied.denominator);
        published.row(&name)?;
        let per = value.plus(&leased).divided_by(&range.middle())?.times(&implied.unit.1);
        Some(format!("`{name}` would be about {} t/{}", fixed(&per, 2), implied.unit.0))
    });
    vec![intensities.fold(finding, Finding::because)]
}
