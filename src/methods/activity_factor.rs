//! Activity x factor: a distance, a mass, a count, nights or money times a factor per that unit.
//!
//! The average-data, distance-based and spend-based methods of the GHG Protocol's Technical Guidance for Calculating Scope 3 Emissions
//! are all of this form.

use super::reach::Ways;
use super::{Calculation, Case, Context, Refusals, editions, emission, energy, named_row, refuse, unit_mismatch};
use crate::factors::select;
use crate::ledger::Field;

/// `quantity x factor`.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let query = context.query(case);
    let chosen = match named_row(case, context)? {
        Some(chosen) => chosen,
        None => {
            let editions = editions(case, context)?;
            let candidates = select::emissions(&editions, &query);
            let same: Vec<_> = candidates.iter().filter(|chosen| chosen.row().per.dimension() == case.unit.dimension()).cloned().collect();
            if same.is_empty() && candidates.len() > 1 {
                return Err(unit_mismatch(case, context, &candidates));
            }
            let candidates = if same.is_empty() { candidates } else { same };
            select::exactly_one(candidates, &editions, &query).map_err(|diagnostic| refuse(Field::Activity, diagnostic))?
        }
    };
    let ways = Ways::of(case, context, &[]);
    let Some(quantity) = ways.terms(&case.unit, &chosen.row().per) else {
        return Err(unit_mismatch(case, context, std::slice::from_ref(&chosen)));
    };
    let mut calculation = emission::formulas(&chosen, &quantity, context)?;
    energy::add(&mut calculation, case, context, &ways)?;
    Ok(calculation)
}
