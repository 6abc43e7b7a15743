//! Purchased electricity, heat and cooling, location-based: energy x the average factor of the grid that delivers it.
//!
//! GHG Protocol Scope 2 Guidance, chapter 6. The factor covers generation only; what lies upstream of it and the losses on the way belong
//! to Scope 3 category 3 (Scope 3 Standard, 7.2).

use super::reach::Ways;
use super::{Calculation, Case, Context, Refusals, editions, emission, energy, named_row, refuse};
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::select;
use crate::ledger::Field;

/// `quantity x factor`, per gas where the factor tells gases apart.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let query = context.query(case);
    let (chosen, editions) = match named_row(case, context)? {
        Some(chosen) => (chosen, Vec::new()),
        None => {
            let editions = editions(case, context)?;
            let candidates = select::emissions(&editions, &query);
            let chosen = select::exactly_one(candidates, &editions, &query).map_err(|diagnostic| refuse(Field::Activity, diagnostic))?;
            (chosen, editions)
        }
    };
    let row = chosen.row();
    if !select::fits_scope2(row.stage) {
        let message = format!("`{}` covers {}, not generation", chosen.reference(), row.stage.name());
        let diagnostic = Diagnostic::error(codes::FACTOR_STAGE, message)
            .note("purchased electricity and heat take factors of generation; the rest belongs to Scope 3 category 3")
            .help("choose a factor of generation, or record it with another activity under category scope3.3");
        return Err(refuse(if case.factor.is_some() { Field::Factor } else { Field::Activity }, diagnostic));
    }
    let ways = Ways::of(case, context, &editions);
    let Some(quantity) = ways.terms(&case.unit, &row.per) else {
        return Err(super::unit_mismatch(case, context, std::slice::from_ref(&chosen)));
    };
    let mut calculation = emission::formulas(&chosen, &quantity, context)?;
    energy::add(&mut calculation, case, context, &ways)?;
    Ok(calculation)
}
