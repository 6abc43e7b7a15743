//! The factor of electricity that no instrument covers: the supplier's, else the residual mix, else the grid average with a flag
//! (GHG Protocol Scope 2 Guidance, table 6.3).

use super::{Calculation, Case, Context, Refusals, editions, purchased_electricity};
use crate::factors::select;
use crate::market::RestBasis;

/// The activities whose rows serve, best first.
const HIERARCHY: [(&str, RestBasis); 2] =
    [("electricity/supplier", RestBasis::Supplier), ("electricity/residual-mix", RestBasis::ResidualMix)];

/// The formulas of uncovered electricity, and where their factor comes from.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<(Calculation, RestBasis), Refusals> {
    if case.activity != "electricity/grid" || case.factor.is_some() {
        return Ok((super::calculate(case, context)?, RestBasis::Location));
    }
    for (activity, basis) in HIERARCHY {
        let better = Case { activity: activity.to_string(), ..case.clone() };
        let editions = editions(&better, context)?;
        if !select::emissions(&editions, &context.query(&better)).is_empty() {
            let calculation = purchased_electricity::calculate(&better, context)?;
            return Ok((calculation.with_inputs(&case.inputs, context.library.units())?, basis));
        }
    }
    Ok((super::calculate(case, context)?, RestBasis::GridAverage))
}
