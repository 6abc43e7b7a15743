//! Energy in MWh from the same records: fuels burned and electricity, heat and cooling bought, by net calorific value.
//!
//! HKEX Appendix C2, A2.1 asks for direct and indirect energy by type; only what is in Scope 1 and 2 is the company's own.

use super::reach::Ways;
use super::{Calculation, Case, Context, Refusals, emission};
use crate::figure::Of;
use crate::formula::Atom;
use crate::scope::Category;

/// Adds the energy of a case to its calculation, when it is energy of the company itself.
pub fn add(calculation: &mut Calculation, case: &Case, context: &Context<'_>, ways: &Ways) -> Result<(), Refusals> {
    let own = matches!(case.category, Category::Scope1 | Category::Scope2);
    if !own || context.family.energy.is_empty() {
        return Ok(());
    }
    let megawatt_hour = context.unit("MWh")?;
    match ways.terms(&case.unit, megawatt_hour) {
        Some(terms) => calculation.add(Of::Energy(context.carrier()), emission::close(terms, Atom::plain(megawatt_hour))?),
        None => calculation.energy_unknown = true,
    }
    Ok(())
}
