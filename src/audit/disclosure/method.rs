//! The note on method (GHG Protocol Corporate Standard, chapter 9; IFRS S2, 29(a); HKEX Appendix C2, 29).

use super::super::Audit;
use super::super::document::{Formula, Method};
use super::Finding;
use crate::house::House;

fn stated(audit: &Audit) -> Option<&Method> {
    Some(&audit.published.method).filter(|method| method.stated)
}

pub fn gwp(audit: &Audit, _: &House) -> Vec<Finding> {
    let missing = stated(audit).filter(|method| method.gwp.is_none());
    missing.map(|_| Finding::warning("the set of global warming potentials is not stated")).into_iter().collect()
}

pub fn consolidation(audit: &Audit, _: &House) -> Vec<Finding> {
    let missing = stated(audit).filter(|method| method.consolidation.is_none());
    missing
        .map(|_| Finding::warning("the consolidation approach is not stated (equity share, financial control, operational control)"))
        .into_iter()
        .collect()
}

/// The seven gases of the Kyoto Protocol, as a note names them.
const GASES: [&str; 7] = ["CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3"];

pub fn gases(audit: &Audit, _: &House) -> Vec<Finding> {
    let Some(method) = stated(audit) else { return Vec::new() };
    if method.gases.is_empty() {
        return vec![Finding::warning("the gases that are counted are not named")];
    }
    let missing: Vec<&str> = GASES.into_iter().filter(|gas| !method.gases.iter().any(|named| named == gas)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![Finding::note(format!(
        "{} are not among the gases that are named, and no reason is given: cooling and fire suppression leak some of them",
        missing.join(", ")
    ))]
}

pub fn base_year(audit: &Audit, _: &House) -> Vec<Finding> {
    let claims = audit.published.declared.iter().any(|declared| matches!(declared.formula, Formula::Change(_)));
    let missing = stated(audit).filter(|method| method.base_year.is_none() && claims);
    missing
        .map(|_| Finding::note("a change is claimed, and no base year with a policy for recalculating it is stated"))
        .into_iter()
        .collect()
}

/// A word that only the title of the Corporate Standard has.
const CORPORATE: &str = "Corporate Accounting and Reporting Standard";

pub fn standard(audit: &Audit, _: &House) -> Vec<Finding> {
    let Some(method) = stated(audit) else { return Vec::new() };
    let cited = |words: &str| method.standards.iter().any(|standard| standard.contains(words));
    if cited(CORPORATE) || cited("Corporate Standard") || cited("ISO 14064-1") {
        return Vec::new();
    }
    let finding =
        Finding::note("neither the GHG Protocol Corporate Standard nor ISO 14064-1 is cited for Scope 1 and 2 (HKEX Appendix C2, 29(a))");
    vec![method.standards.iter().fold(finding, |finding, standard| finding.because(format!("cited: {standard}")))]
}
