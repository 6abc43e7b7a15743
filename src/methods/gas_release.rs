//! Gas released: refrigerants, fire suppressants, insulating gas. The mass topped up x the GWP of the gas; a blend through its composition,
//! one formula per component.
//!
//! GHG Protocol, Calculating HFC and PFC Emissions from Refrigeration and Air Conditioning: what is topped up replaces what escaped. Where
//! the inventory names tables with factors for the gas, those serve instead ([`super::activity_factor`]).

use super::{Calculation, Case, Context, Refusals, activity_factor, editions, emission, refuse};
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::select::Chosen;
use crate::factors::{Property, Row, Table, blend, select};
use crate::figure::Of;
use crate::formula::{Amount, Atom, Measure, Operation, Role, Source, Term};
use crate::gas::Substance;
use crate::ledger::Field;
use std::sync::Arc;

/// `quantity x GWP`, or `quantity x share x GWP` for each component of a blend.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    if case.factor.is_some() {
        return activity_factor::calculate(case, context);
    }
    let Some(name) = case.activity.strip_prefix("fugitive/") else {
        let message = "which gas was released?";
        let diagnostic = Diagnostic::error(codes::NO_FACTOR, message)
            .help("write it behind the activity: fugitive/hfc-134a, fugitive/r-410a, fugitive/sf6");
        return Err(refuse(Field::Activity, diagnostic));
    };
    let editions = if context.rule.is_some() { editions(case, context)? } else { Vec::new() };
    if !select::emissions(&editions, &context.query(case)).is_empty() {
        return activity_factor::calculate(case, context);
    }
    if let Some(row) = context.gwp.rows.iter().find(|row| is_called(row, name)) {
        return Ok(Calculation::of(Of::gas(&row.key), released(case, context, &row.key, None)?));
    }
    let blends = editions.iter().map(|(table, reason)| (table, reason, blend::components(table, name)));
    match blends.into_iter().find(|(_, _, components)| !components.is_empty()) {
        Some((table, reason, components)) => {
            let mut calculation = Calculation::default();
            for component in components {
                let share = Chosen { table: Arc::clone(table), index: component.row, reason: reason.clone(), instead_of: None };
                let formula = released(case, context, &component.gas, Some(&share))?;
                calculation.add(Of::gas(&component.gas), formula);
            }
            Ok(calculation)
        }
        None => Err(unknown(name, context)),
    }
}

/// Whether a GWP row is meant by the last part of `fugitive/hfc-134a` or `fugitive/r-134a`.
fn is_called(row: &Row, name: &str) -> bool {
    row.key.eq_ignore_ascii_case(name) || row.name.split_whitespace().any(|word| word.eq_ignore_ascii_case(name))
}

/// The formula of one gas; `share` is its share of a blend.
fn released(case: &Case, context: &Context<'_>, gas: &str, share: Option<&Chosen>) -> Result<crate::formula::Formula, Refusals> {
    let of = Substance::Gas(gas.to_string());
    let whole = Atom::plain(&case.unit);
    // The mass of a blend becomes the mass of its component through the share; the mass of a pure gas is one already.
    let start = if share.is_some() { whole } else { Atom::mass(&case.unit, of.clone()) };
    let mut terms = vec![Term::quantity(Measure::of(start))];
    let mut mass = Atom::mass(&case.unit, of.clone());
    if let Some(chosen) = share {
        let row = chosen.row();
        let Some((column, value)) = chosen.table.property(row, Property::MassFraction) else { return Err(unknown(gas, context)) };
        terms.extend(
            crate::formula::conversion(&Atom::plain(&case.unit), &row.per)
                .ok_or_else(|| emission::mismatch(&Atom::plain(&case.unit), &Atom::plain(&row.per)))?,
        );
        mass = Atom::mass(&column.unit, of);
        terms.push(Term {
            role: Role::MassFraction,
            operation: Operation::Multiply,
            amount: Amount::Fixed(value),
            unit: Measure::of(mass.clone()).per(&Measure::of(Atom::plain(&row.per))),
            source: Source::Factor(context.citations.of(chosen)),
        });
    }
    emission::with_gwp(terms, gas, &mass, context)
}

fn unknown(name: &str, context: &Context<'_>) -> Refusals {
    let table: &Table = context.gwp;
    let message = format!("`{}` lists no gas `{name}`, and no table that the inventory names for it lists such a blend", table.about.id);
    let diagnostic = Diagnostic::error(codes::NO_GWP, message).suggest(name, table.rows.iter().map(|row| row.key.as_str()));
    refuse(
        Field::Activity,
        diagnostic.help("for blends, add [[factors]] with activities = \"fugitive\" and tables = [\"ashrae/refrigerant-blends\"]"),
    )
}
