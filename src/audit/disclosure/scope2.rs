//! The two bases of Scope 2 (GHG Protocol Scope 2 Guidance, 1.5.1; IFRS S2, 29(a)(v)).

use super::super::Audit;
use super::Finding;
use crate::house::House;

pub fn unlabelled(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    if published.row("scope2").is_none() || !published.method.stated || published.method.scope2.is_some() {
        return Vec::new();
    }
    vec![Finding::warning("`scope2` does not say whether it is location-based or market-based")]
}

fn has_market(audit: &Audit) -> bool {
    audit.published.row("scope2.market").is_some()
}

pub fn market_missing(audit: &Audit, _: &House) -> Vec<Finding> {
    let published = &audit.published;
    let any = published.row("scope2").is_some() || published.row("scope2.location").is_some();
    let said = published.method.scope2.as_ref().is_some_and(|basis| basis.contains("market"));
    if !any || has_market(audit) || said || !published.method.stated {
        return Vec::new();
    }
    vec![Finding::note("Scope 2 is printed once: nothing is said of contractual instruments, nor of a market-based total")]
}

pub fn green_power(audit: &Audit, _: &House) -> Vec<Finding> {
    let Some(said) = audit.published.method.green_power.as_ref().filter(|_| !has_market(audit)) else { return Vec::new() };
    vec![Finding::warning("the document speaks of green power, and names no instrument and no market-based total").because(said.as_str())]
}
