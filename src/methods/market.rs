//! The factor of electricity that no instrument covers: the supplier's, else the residual mix, else the grid average with a flag
//! (GHG Protocol Scope 2 Guidance, table 6.3).

use super::{Calculation, Case, Context, Refusals, editions, purchased_electricity};
use crate::factors::select;
use crate::market::RestBasis;

/// What the network delivers.
const GRID: &str = "electricity/grid";

/// The activities whose rows serve, best first.
const HIERARCHY: [(&str, RestBasis); 2] =
    [("electricity/supplier", RestBasis::Supplier), ("electricity/residual-mix", RestBasis::ResidualMix)];

/// Own electricity whose certificates went to somebody else: no supplier delivers it, so it takes what nobody has claimed (table 7.1,
/// criterion 2: one claim on one amount of electricity).
const SOLD: &str = "electricity/on-site-sold";

/// The formulas of uncovered electricity, and where their factor comes from.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<(Calculation, RestBasis), Refusals> {
    let hierarchy = match case.activity.as_str() {
        GRID if case.factor.is_none() => &HIERARCHY[..],
        SOLD => &HIERARCHY[1..],
        _ => return Ok((super::calculate(case, context)?, RestBasis::Location)),
    };
    for (activity, basis) in hierarchy {
        let better = Case { activity: (*activity).to_string(), ..case.clone() };
        let editions = editions(&better, context)?;
        if !select::emissions(&editions, &context.query(&better)).is_empty() {
            return Ok((purchased(&better, context)?, *basis));
        }
    }
    Ok((purchased(&Case { activity: GRID.to_string(), ..case.clone() }, context)?, RestBasis::GridAverage))
}

fn purchased(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    purchased_electricity::calculate(case, context)?.with_inputs(&case.inputs, context.library.units())
}
