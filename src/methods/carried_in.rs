//! Carried-in figures: tonnes of CO2e or energy that a supplier or a report published. They are counted, and flagged everywhere as not
//! derived here.

use super::{Calculation, Case, Context, Refusals, emission};
use crate::activity::is_within;
use crate::figure::Of;
use crate::formula::{Atom, Measure, Term, conversion};
use crate::gas::Substance;

/// `quantity`, converted to tonnes or megawatt hours.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let mut calculation = Calculation::of_others();
    let (from, to) = match case.activity.as_str() {
        energy if is_within(energy, "carried-in/energy") => (Atom::plain(&case.unit), Atom::plain(context.unit("MWh")?)),
        biogenic if is_within(biogenic, "carried-in/biogenic") => {
            (mass(case, context, Substance::BiogenicCo2)?, tonne(context, Substance::BiogenicCo2)?)
        }
        _ => (mass(case, context, Substance::Co2e)?, tonne(context, Substance::Co2e)?),
    };
    let quantity = Term::quantity(Measure::of(from.clone()));
    let mut terms = vec![quantity];
    terms.extend(conversion(&from, &to.unit).ok_or_else(|| emission::mismatch(&from, &to))?);
    let of = to.of.clone();
    let formula = emission::close(terms, to)?;
    match of {
        None => calculation.add(Of::Energy(context.carrier()), formula),
        Some(Substance::BiogenicCo2) => calculation.add(Of::Biogenic, formula),
        Some(_) => calculation.add(Of::NotSplit, formula),
    }
    Ok(calculation)
}

fn tonne(context: &Context<'_>, of: Substance) -> Result<Atom, Refusals> {
    Ok(Atom::mass(context.unit("t")?, of))
}

/// `tCO2e` is a tonne of CO2e; a bare `t` does not say of what, and is refused.
fn mass(case: &Case, context: &Context<'_>, of: Substance) -> Result<Atom, Refusals> {
    let wanted = if of == Substance::Co2e { "CO2e" } else { "CO2" };
    match case.unit.symbol().strip_suffix(wanted) {
        Some(symbol) if case.unit.dimension() == format!("mass of {wanted}") => Ok(Atom::mass(context.unit(symbol)?, of)),
        _ => {
            let target = Atom::mass(context.unit("t")?, of);
            let mut refusals = emission::mismatch(&Atom::plain(&case.unit), &target);
            for refusal in &mut refusals {
                refusal.diagnostic = refusal.diagnostic.clone().help(format!("write t{wanted} or kg{wanted}: a mass must say of what"));
            }
            Err(refusals)
        }
    }
}
