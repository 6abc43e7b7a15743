//! Fuel combustion, by volume, mass or energy, per gas.
//!
//! GHG Protocol Corporate Standard, chapter 6; IPCC 2006 Guidelines, volume 2, equations 2.1 and 3.2.1: fuel burned x calorific value x
//! emission factor, for each gas, x its GWP. CO2 of biological origin stays outside the scopes; its CH4 and N2O are inside.

use super::reach::Ways;
use super::{Calculation, Case, Context, Refusals, editions, emission, energy, named_row, refuse, unit_mismatch};
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::Table;
use crate::factors::select::{self, Chosen, Query};
use crate::factors::vintage::Reason;
use crate::ledger::Field;
use std::sync::Arc;

/// `quantity [x density] [x calorific value] x factor x GWP`.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let query = context.query(case);
    let named = named_row(case, context)?;
    let editions = if named.is_some() && context.rule.is_none() { Vec::new() } else { editions(case, context)? };
    let ways = Ways::of(case, context, &editions);
    let chosen = match named {
        Some(chosen) => chosen,
        None => {
            let candidates = select::emissions(&editions, &query);
            let within = within_reach(&candidates, case, &ways);
            if within.is_empty() && candidates.len() > 1 {
                return Err(unit_mismatch(case, context, &candidates));
            }
            if let Some(refusals) = other_basis(&candidates, &editions, &query) {
                return Err(refusals);
            }
            let candidates = if within.is_empty() { candidates } else { within };
            select::exactly_one(candidates, &editions, &query).map_err(|diagnostic| refuse(Field::Activity, diagnostic))?
        }
    };
    if case.unit.dimension() == "energy" && case.basis.is_none() && chosen.row().basis.is_some() {
        let message = format!("`{}` of fuel on which calorific basis?", case.unit);
        let basis = chosen.row().basis.map_or("", |basis| basis.name());
        let diagnostic = Diagnostic::error(codes::BASIS_NEEDED, message)
            .note(format!("{} is per {} of {basis} calorific value", chosen.reference(), chosen.row().per))
            .help("write `net` or `gross` in column `basis`; the bill says which (also: lower or higher heating value, 低位 or 高位)");
        return Err(refuse(Field::Basis, diagnostic));
    }
    let Some(quantity) = ways.terms(&case.unit, &chosen.row().per) else {
        return Err(unit_mismatch(case, context, std::slice::from_ref(&chosen)));
    };
    let mut calculation = emission::formulas(&chosen, &quantity, context)?;
    energy::add(&mut calculation, case, context, &ways)?;
    Ok(calculation)
}

/// Of rows for the same fuel per different units, those per the quantity's own dimension; else those that properties lead to.
fn within_reach(candidates: &[Chosen], case: &Case, ways: &Ways) -> Vec<Chosen> {
    let keep = |fits: &dyn Fn(&Chosen) -> bool| candidates.iter().filter(|chosen| fits(chosen)).cloned().collect::<Vec<_>>();
    let direct = keep(&|chosen| chosen.row().per.dimension() == case.unit.dimension());
    if direct.is_empty() { keep(&|chosen| ways.reaches(&case.unit, &chosen.row().per)) } else { direct }
}

/// Why nothing serves, when there are factors, but only of the other calorific basis.
fn other_basis(candidates: &[Chosen], editions: &[(Arc<Table>, Reason)], query: &Query<'_>) -> Option<Refusals> {
    let asked = query.basis.filter(|_| candidates.is_empty())?;
    let others = select::emissions(editions, &Query { basis: None, ..query.clone() });
    let other = others.first()?;
    let message = format!("no factor for `{}` per energy of {} calorific value", query.activity, asked.name());
    let basis = other.row().basis.map_or("", |basis| basis.name());
    let diagnostic = Diagnostic::error(codes::NO_FACTOR, message)
        .note(format!("{} is per {} of {basis} calorific value", other.reference(), other.row().per))
        .help(format!("ask the supplier for the {basis} energy, or name a table of the other basis under [[factors]]"));
    Some(refuse(Field::Basis, diagnostic))
}
