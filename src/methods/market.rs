//! The factor of electricity that no instrument covers: the supplier's, else the residual mix, else the grid average with a flag
//! (GHG Protocol Scope 2 Guidance, table 6.3).

use super::{Calculation, Case, Context, Refusal, Refusals, editions, purchased_electricity};
use crate::activity::is_within;
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

/// What the network delivers.
const GRID: &str = "electricity/grid";

/// The activities whose rows serve, best first.
const HIERARCHY: [(&str, RestBasis); 2] =
    [("electricity/supplier", RestBasis::Supplier), ("electricity/residual-mix", RestBasis::ResidualMix)];

/// Own electricity whose certificates went to somebody else: no supplier delivers it, so it takes what nobody has claimed (table 7.1,
/// criterion 2: one claim on one amount of electricity).
const SOLD: &str = "electricity/on-site-sold";

/// Activities whose factors say what was contracted, not what the grid generates.
const CONTRACTED: [(&str, &str); 2] =
    [("electricity/supplier", "a supplier's own factor"), ("electricity/residual-mix", "what is left of the grid after contracts")];

/// Refuses electricity of Scope 2 at a factor of contracts: location-based means the average of the grid (GHG Protocol Scope 2 Guidance), and
/// the market-based side looks such factors up by itself.
pub fn refuse(case: &Case) -> Option<Refusals> {
    let (_, what) =
        CONTRACTED.iter().find(|(activity, _)| is_within(&case.activity, activity)).filter(|_| case.category == Category::Scope2)?;
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
    let hierarchy = match case.activity.as_str() {
        GRID if case.factor.is_some() && context.rule.is_none() => &[],
        GRID => &HIERARCHY[..],
        SOLD => &HIERARCHY[1..],
        _ => return Ok((super::calculate(case, context)?, RestBasis::Location)),
    };
    for (activity, basis) in hierarchy {
        let better = Case { activity: (*activity).to_string(), factor: None, ..case.clone() };
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
