//! From a chosen row to formulas: one per gas where the publisher prints gases, else one in CO2e.

use super::{Calculation, Context, FactorFacts, Refusals, refuse};
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::select::Chosen;
use crate::factors::{Property, Quantity, Row, Table};
use crate::figure::Of;
use crate::formula::{Amount, Atom, Citation, Formula, Measure, Operation, Role, Source, Term, conversion};
use crate::gas::Substance;
use crate::ledger::Field;
use std::sync::Arc;

/// The keys that hold the GWP of a gas, best first. Methane from combustion takes the value without the CO2 that it turns into, since the
/// fuel's carbon is in the CO2 factor already (GHG Protocol, IPCC Global Warming Potential Values, version 2.0, 2024; read in secondary
/// sources, see docs/explanation/gwp.md).
fn gwp_keys(gas: &str) -> Vec<String> {
    if gas == "CH4" { vec!["CH4-nonfossil".into(), "CH4".into()] } else { vec![gas.to_string()] }
}

/// The formulas of a row, given the terms that turn the quantity into the unit that the row is per.
pub fn formulas(chosen: &Chosen, quantity: &[Term], context: &Context<'_>) -> Result<Calculation, Refusals> {
    let citation = context.citations.of(chosen);
    let (table, row) = (&chosen.table, chosen.row());
    let mut calculation = Calculation::default();
    let in_co2e = table.values(row).any(|(column, _)| column.quantity == Quantity::Emission(Substance::Co2e));
    for (column, value) in table.values(row) {
        let Quantity::Emission(substance) = &column.quantity else { continue };
        if in_co2e && matches!(substance, Substance::Gas(_)) {
            continue;
        }
        let mass = Atom::mass(&column.unit, substance.clone());
        let unit = Measure::of(mass.clone()).per(&Measure::of(Atom::plain(&row.per)));
        let factor = Term {
            role: Role::EmissionFactor,
            operation: Operation::Multiply,
            amount: Amount::Fixed(value),
            unit,
            source: Source::Factor(Arc::clone(&citation)),
        };
        let mut terms = quantity.to_vec();
        terms.push(factor);
        match substance {
            Substance::Gas(gas) => {
                let formula = with_gwp(terms, gas, &mass, context)?;
                calculation.add(Of::gas(gas), formula);
            }
            Substance::Co2e => {
                let formula = closed(terms, &mass, Substance::Co2e, context)?;
                calculation.add(Of::NotSplit, formula);
            }
            Substance::BiogenicCo2 => calculation.add(Of::Biogenic, closed(terms, &mass, Substance::BiogenicCo2, context)?),
        }
    }
    if calculation.formula(|of| *of == Of::Biogenic).is_none()
        && let Some(formula) = biogenic_companion(chosen, quantity, context)?
    {
        calculation.add(Of::Biogenic, formula);
    }
    calculation.factor = Some(facts(table, citation, &calculation, in_co2e, row));
    Ok(calculation)
}

fn facts(table: &Table, citation: Arc<Citation>, calculation: &Calculation, in_co2e: bool, row: &Row) -> FactorFacts {
    let own_basis = row.label("gwp_basis").map(str::to_string);
    FactorFacts {
        citation,
        embedded_gwp: in_co2e.then(|| own_basis.unwrap_or_else(|| table.about.gwp_basis.clone())),
        co2_only: !in_co2e && calculation.emissions().count() > 0 && calculation.emissions().all(|each| each.of == Of::gas("CO2")),
        serves: table.about.serves.clone(),
        newer: None,
        elsewhere: None,
        finer: None,
    }
}

/// `x GWP` and what the masses need to meet it.
fn gwp_terms(gas: &str, mass: &Atom, context: &Context<'_>) -> Result<Vec<Term>, Refusals> {
    let table = context.gwp;
    let found = gwp_keys(gas).iter().find_map(|key| {
        let index = table.rows.iter().position(|row| row.key == *key)?;
        let (column, value) = table.property(&table.rows[index], Property::Gwp100)?;
        Some((index, column.unit.clone(), value))
    });
    let Some((index, unit, value)) = found else {
        let message = format!("`{}` has no GWP for {gas}", table.about.id);
        let diagnostic = Diagnostic::error(codes::NO_GWP, message).help("choose a set that lists the gas: `gwp` under [choices]");
        return Err(refuse(Field::Activity, diagnostic));
    };
    let reason = crate::factors::vintage::Reason::Named;
    let chosen = Chosen { table: Arc::clone(table), index, reason, instead_of: None };
    let per = Atom::mass(&chosen.row().per, Substance::Gas(gas.to_string()));
    let mut terms = conversion(mass, &per.unit).ok_or_else(|| mismatch(mass, &per))?;
    terms.push(Term {
        role: Role::Gwp,
        operation: Operation::Multiply,
        amount: Amount::Fixed(value),
        unit: Measure::of(Atom::mass(&unit, Substance::Co2e)).per(&Measure::of(per)),
        source: Source::Factor(context.citations.of(&chosen)),
    });
    Ok(terms)
}

/// Terms that leave a mass of a gas, times its GWP, in tonnes of CO2e.
pub fn with_gwp(mut terms: Vec<Term>, gas: &str, mass: &Atom, context: &Context<'_>) -> Result<Formula, Refusals> {
    terms.extend(gwp_terms(gas, mass, context)?);
    in_tonnes(terms, Substance::Co2e, context)
}

/// Ends a formula whose GWP term left kilograms of CO2e.
fn in_tonnes(terms: Vec<Term>, substance: Substance, context: &Context<'_>) -> Result<Formula, Refusals> {
    let kilogram = Atom::mass(context.unit("kg")?, substance.clone());
    closed(terms, &kilogram, substance, context)
}

/// Ends a formula that leaves `mass` with the conversion to tonnes.
fn closed(mut terms: Vec<Term>, mass: &Atom, substance: Substance, context: &Context<'_>) -> Result<Formula, Refusals> {
    let tonne = Atom::mass(context.unit("t")?, substance);
    terms.extend(conversion(mass, &tonne.unit).ok_or_else(|| mismatch(mass, &tonne))?);
    close(terms, tonne)
}

/// A formula, or the mistake in the table that keeps its units from cancelling.
pub fn close(terms: Vec<Term>, result: Atom) -> Result<Formula, Refusals> {
    Formula::new(terms, result).map_err(|error| {
        let message = format!("the units of this factor leave `{}` where `{}` is needed", error.left, error.wanted);
        refuse(Field::Activity, Diagnostic::error(codes::BAD_TABLE, message))
    })
}

/// Why one unit cannot become another.
pub fn mismatch(from: &Atom, to: &Atom) -> Refusals {
    let message = format!("`{from}` cannot be converted to `{to}`");
    refuse(Field::Unit, Diagnostic::error(codes::UNIT_MISMATCH, message))
}

/// The biogenic CO2 that the publisher prints in a row of its own, named like the activity with `/biogenic` behind it.
fn biogenic_companion(chosen: &Chosen, quantity: &[Term], context: &Context<'_>) -> Result<Option<Formula>, Refusals> {
    let row = chosen.row();
    let activity = format!("{}/biogenic", row.activity);
    let is_companion =
        |other: &Row| other.activity == activity && other.region == row.region && other.per == row.per && other.basis == row.basis;
    let companion = chosen.table.rows.iter().enumerate().filter(|(_, other)| is_companion(other)).find_map(|(index, other)| {
        let biogenic = Quantity::Emission(Substance::BiogenicCo2);
        let (column, value) = chosen.table.values(other).find(|(column, _)| column.quantity == biogenic)?;
        Some((index, column.unit.clone(), value))
    });
    let Some((index, unit, value)) = companion.filter(|_| !row.activity.is_empty()) else { return Ok(None) };
    let citation = context.citations.of(&Chosen { index, ..chosen.clone() });
    let mass = Atom::mass(&unit, Substance::BiogenicCo2);
    let mut terms = quantity.to_vec();
    terms.push(Term {
        role: Role::EmissionFactor,
        operation: Operation::Multiply,
        amount: Amount::Fixed(value),
        unit: Measure::of(mass.clone()).per(&Measure::of(Atom::plain(&row.per))),
        source: Source::Factor(citation),
    });
    closed(terms, &mass, Substance::BiogenicCo2, context).map(Some)
}
