//! Electricity from the company's own sun, wind or water, used where it is made: no emissions, and energy of its own kind.
//!
//! GHG Protocol Scope 2 Guidance (2015): Scope 2 holds the emissions of energy that is bought or acquired. What a company makes and
//! uses itself is not; and nothing is burned for it, so Scope 1 is zero too.

use super::reach::Ways;
use super::{Calculation, Case, Context, Refusals, emission, energy, refuse};
use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Of;
use crate::formula::{Amount, Atom, Measure, Operation, Role, Source, Term, conversion};
use crate::gas::Substance;
use crate::ledger::Field;
use crate::number::Decimal;

/// Where the zero comes from.
const CLAUSE: &str = "GHG Protocol Scope 2 Guidance (2015): not bought or acquired, and nothing is burned";

/// `quantity x 0`, and the quantity as energy.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    if let Some(factor) = &case.factor {
        let message = format!("`{}` takes no factor, and `{factor}` is one", context.family.path);
        let diagnostic = Diagnostic::error(codes::FACTOR_SERVES_OTHER, message);
        return Err(refuse(Field::Factor, diagnostic.help("empty the cell, or write `electricity/grid` for electricity that is bought")));
    }
    let (kilowatt_hour, kilogram, tonne) = (context.unit("kWh")?, context.unit("kg")?, context.unit("t")?);
    let ways = Ways::of(case, context, &[]);
    let unreachable = || emission::mismatch(&Atom::plain(&case.unit), &Atom::plain(kilowatt_hour));
    let mass = Atom::mass(kilogram, Substance::Co2e);
    let mut terms = ways.terms(&case.unit, kilowatt_hour).ok_or_else(unreachable)?;
    terms.push(Term {
        role: Role::EmissionFactor,
        operation: Operation::Multiply,
        amount: Amount::Fixed(Decimal::ZERO),
        unit: Measure::of(mass.clone()).per(&Measure::of(Atom::plain(kilowatt_hour))),
        source: Source::Standard { clause: CLAUSE },
    });
    let wanted = Atom::mass(tonne, Substance::Co2e);
    terms.extend(conversion(&mass, tonne).ok_or_else(|| emission::mismatch(&mass, &wanted))?);
    let formula = emission::close(terms, wanted)?;
    let mut calculation = Calculation::of(Of::NotSplit, formula);
    energy::add(&mut calculation, case, context, &ways)?;
    Ok(calculation)
}
