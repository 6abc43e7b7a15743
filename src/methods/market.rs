//! The factor of electricity that no instrument covers: the supplier's, else the residual mix, else the grid average with a flag
//! (GHG Protocol Scope 2 Guidance, table 6.3).

use super::{Calculation, Case, Context, Refusal, Refusals, editions, purchased_electricity};
use crate::activity::Role;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::select;
use crate::ledger::Field;
use crate::scope::Category;

/// Where the factor of uncovered electricity comes from, best first (Scope 2 Guidance, table 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RestBasis {
    /// The supplier's own factor.
    Supplier,
    /// The residual mix.
    ResidualMix,
    /// The grid average, for want of a residual mix: electricity that others claim is counted again.
    GridAverage,
    /// The location-based factor, for heat, cooling and what is carried in.
    Location,
}

/// Whose rows serve, best first.
const HIERARCHY: [(Role, RestBasis); 2] = [(Role::Supplier, RestBasis::Supplier), (Role::ResidualMix, RestBasis::ResidualMix)];

/// Refuses electricity of Scope 2 at a factor of contracts: location-based means the average of the grid (GHG Protocol Scope 2 Guidance), and
/// the market-based side looks such factors up by itself.
pub fn refuse(case: &Case, context: &Context<'_>) -> Option<Refusals> {
    let what = match context.family.market {
        Some(Role::Supplier) => "a supplier's own factor",
        Some(Role::ResidualMix) => "what is left of the grid after contracts",
        Some(Role::Grid | Role::Sold) | None => return None,
    };
    if case.category != Category::Scope2 {
        return None;
    }
    let message = format!("`{}` is {what}; location-based Scope 2 takes the average of the grid", case.activity);
    let diagnostic = Diagnostic::error(codes::NOT_GRID_AVERAGE, message)
        .help("write `electricity/grid`; with \"market-based\" in `scope2` under [choices], scope2.market takes this factor by itself");
    Some(vec![Refusal { field: Field::Activity, diagnostic }])
}

/// The formulas of uncovered electricity, and where their factor comes from. A row that the record names is a grid average: it comes last.
///
/// # Errors
/// Whatever the methods refuse.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<(Calculation, RestBasis), Refusals> {
    let hierarchy = match context.family.market {
        Some(Role::Grid) if case.factor.is_some() && context.rule.is_none() => &[],
        Some(Role::Grid) => &HIERARCHY[..],
        Some(Role::Sold) => &HIERARCHY[1..],
        Some(Role::Supplier | Role::ResidualMix) | None => return Ok((super::calculate(case, context)?, RestBasis::Location)),
    };
    for (role, basis) in hierarchy {
        let Some(family) = context.activities.with_role(*role) else { continue };
        let better = Case { activity: family.path.clone(), factor: None, ..case.clone() };
        let editions = editions(&better, context)?;
        if !select::emissions(&editions, &context.query(&better)).is_empty() {
            return Ok((purchased(&better, context)?, *basis));
        }
    }
    // What the network delivers has its own place in the tables, and may be finer than its family.
    let grid = context.activities.with_role(Role::Grid).filter(|_| context.family.market != Some(Role::Grid));
    let average = grid.map_or_else(|| case.clone(), |grid| Case { activity: grid.path.clone(), ..case.clone() });
    Ok((purchased(&average, context)?, RestBasis::GridAverage))
}

fn purchased(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    purchased_electricity::calculate(case, context)?.with_inputs(&case.inputs, context.library.units())
}
