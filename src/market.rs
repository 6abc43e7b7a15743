//! Market-based Scope 2: instruments are tested, then cover electricity; what is left takes the factor of the market.
//!
//! GHG Protocol Scope 2 Guidance, chapters 6 and 7. An instrument that fails a quality criterion covers nothing and is listed. Instruments
//! never cover more than was consumed, and Scope 2 is never negative.

use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::formula::{Amount, Atom, Formula, InstrumentCitation, Measure, Operation, Role, Source, Term, conversion};
use crate::gas::Substance;
use crate::inventory::Inventory;
use crate::inventory::instruments::Instrument;
use crate::ledger::Field;
use crate::methods::{Calculation, Case, Emission, NOT_SPLIT, Refusal, Refusals};
use crate::number::{Decimal, Exact, parse};
use crate::region::Regions;
use crate::scope::Category;
use crate::trace::Line;
use crate::unit::{Unit, Units};
use std::sync::Arc;

/// The market-based side of a line.
#[derive(Clone, Debug)]
pub struct Market {
    /// What no instrument covers, in the unit of the record.
    pub rest: Decimal,
    /// The formulas of the rest; its quantity is `rest`.
    pub calculation: Arc<Calculation>,
    /// Where the factor of the rest comes from.
    pub basis: RestBasis,
    /// What instruments cover.
    pub covered: Vec<Covered>,
}

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

/// The part of a record that an instrument covers.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The instrument.
    pub instrument: Arc<Instrument>,
    /// How much of the record, in its unit.
    pub quantity: Decimal,
    /// Covered electricity x the rate that the instrument conveys.
    pub emission: Emission,
    /// The shares of a subsidiary that its groups own.
    pub shares: Vec<Decimal>,
}

impl Covered {
    /// The inputs of its formula.
    pub fn inputs(&self) -> Vec<Decimal> {
        std::iter::once(self.quantity).chain(self.shares.iter().copied()).collect()
    }
}

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

/// Why an instrument does not count, if it does not (Scope 2 Guidance, table 7.1).
fn fault(instrument: &Instrument, inventory: &Inventory, regions: &Regions) -> Option<(u8, String)> {
    let Some(retired_on) = instrument.retired_on else { return Some((3, "it was not retired".into())) };
    if instrument.retired_for != inventory.organisation {
        return Some((3, format!("it was retired for `{}`, not for `{}`", instrument.retired_for, inventory.organisation)));
    }
    if retired_on > inventory.as_of {
        return Some((3, format!("it was retired on {retired_on}, after {}", inventory.as_of)));
    }
    if !inventory.period.contains(&instrument.generated) {
        return Some((4, format!("it was generated in {}, outside the reporting period {}", instrument.generated, inventory.period)));
    }
    let site = inventory.sites.get(&instrument.site)?;
    (!regions.lies_in(&site.region, &instrument.market))
        .then(|| (5, format!("it belongs to the market of {}, its site is in {}", instrument.market, site.region)))
}

/// Covers the electricity of lines with the instruments that pass, in the order of the register and of the ledgers.
pub fn cover(lines: &mut [Line], inventory: &Inventory, regions: &Regions, units: &Units) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let (Some(megawatt_hour), Some(kilowatt_hour), Some(kilogram), Some(tonne)) =
        (units.get("MWh"), units.get("kWh"), units.get("kg"), units.get("t"))
    else {
        return findings;
    };
    for instrument in &inventory.instruments {
        let instrument = Arc::new(instrument.clone());
        if let Some((criterion, why)) = fault(&instrument, inventory, regions) {
            let message = format!("instrument `{}` is not applied: {why}", instrument.id);
            let note = format!("criterion {criterion} of the Scope 2 Guidance, table 7.1");
            findings.push(Diagnostic::finding(codes::INSTRUMENT_NOT_APPLIED, message).at(instrument.label.clone()).note(note));
            continue;
        }
        let mut left = Exact::from(instrument.mwh);
        for line in lines.iter_mut().filter(|line| can_cover(&instrument, line, inventory, regions)) {
            let unit = line.record.unit.clone();
            let Some(market) = line.market.as_mut() else { continue };
            let Some(take) = amount(&left, market.rest, megawatt_hour, &unit) else { continue };
            let Some(rest) = less(market.rest, take) else { continue };
            let Some(formula) = covered_formula(&instrument, &unit, [kilowatt_hour, kilogram, tonne]) else { continue };
            left = left.minus(&in_megawatt_hours(take, &unit, megawatt_hour));
            market.rest = rest;
            let emission = Emission { gas: NOT_SPLIT.into(), formula };
            market.covered.push(Covered { instrument: Arc::clone(&instrument), quantity: take, emission, shares: Vec::new() });
            if left.is_zero() {
                break;
            }
        }
        if !left.is_zero() {
            let message = format!("instrument `{}`: {left} MWh are more than what it could cover, and count nowhere", instrument.id);
            findings.push(Diagnostic::finding(codes::INSTRUMENT_SURPLUS, message).at(instrument.label.clone()));
        }
    }
    findings
}

fn can_cover(instrument: &Instrument, line: &Line, inventory: &Inventory, regions: &Regions) -> bool {
    let Some(site) = inventory.sites.get(&line.record.site) else { return false };
    let open = line.market.as_ref().is_some_and(|market| market.basis != RestBasis::Location && !market.rest.is_zero());
    let its_site = instrument.site.is_empty() || instrument.site == line.record.site;
    // Inputs would change what a covered MWh means; such a record takes the factor of the market as a whole.
    open && its_site
        && line.record.category == Category::Scope2
        && line.record.inputs.is_empty()
        && regions.lies_in(&site.region, &instrument.market)
}

/// How much of `rest` (in `unit`) is covered by `left` megawatt hours; `None` when that is not a decimal number.
fn amount(left: &Exact, rest: Decimal, megawatt_hour: &Unit, unit: &Unit) -> Option<Decimal> {
    let available = left.times(&megawatt_hour.in_terms_of(unit)?);
    if available >= Exact::from(rest) {
        return Some(rest);
    }
    let text = available.text();
    text.exact.then(|| parse(&text.digits).ok()).flatten()
}

/// What is left of a quantity; `None` when it has more digits than can be kept, so that the part cannot be taken out of it.
fn less(quantity: Decimal, taken: Decimal) -> Option<Decimal> {
    parse(&Exact::from(quantity).minus(&Exact::from(taken)).text().digits).ok()
}

fn in_megawatt_hours(quantity: Decimal, unit: &Unit, megawatt_hour: &Unit) -> Exact {
    let size = unit.in_terms_of(megawatt_hour).unwrap_or_else(Exact::zero);
    Exact::from(quantity).times(&size)
}

/// `covered x emission rate`, in tonnes of CO2e.
fn covered_formula(instrument: &Arc<Instrument>, unit: &Unit, [kilowatt_hour, kilogram, tonne]: [&Unit; 3]) -> Option<Formula> {
    let start = Atom::plain(unit);
    let mass = Atom::mass(kilogram, Substance::Co2e);
    let mut terms = vec![Term {
        role: Role::Quantity,
        operation: Operation::Multiply,
        amount: Amount::Input(0),
        unit: Measure::of(start.clone()),
        source: Source::Record { column: format!("quantity, the part that {} covers", instrument.id) },
    }];
    terms.extend(conversion(&start, kilowatt_hour)?);
    terms.push(Term {
        role: Role::EmissionFactor,
        operation: Operation::Multiply,
        amount: Amount::Fixed(instrument.emission_rate),
        unit: Measure::of(mass.clone()).per(&Measure::of(Atom::plain(kilowatt_hour))),
        source: Source::Instrument(Arc::new(InstrumentCitation {
            id: instrument.id.clone(),
            file: instrument.file.clone(),
            line: instrument.line,
            technology: instrument.technology.clone(),
            generator: instrument.generator.clone(),
            serials: instrument.serials.clone(),
        })),
    });
    terms.extend(conversion(&mass, tonne)?);
    Formula::new(terms, Atom::mass(tonne, Substance::Co2e)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_exact_or_not_taken() {
        let decimal = |text: &str| parse(text).unwrap();
        assert_eq!(less(decimal("312.40"), decimal("200")), Some(decimal("112.4")));
        assert_eq!(less(decimal("100000000000000000000"), decimal("0.00000000000000000001")), None, "40 digits");
    }
}
