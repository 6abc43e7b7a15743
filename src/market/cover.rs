//! How much of a line an instrument covers, and the formula of that part. What counts as consumption is the quantity times the inputs of
//! the record: IT load x PUE, a bill x the share that is the company's.

use crate::diagnostic::{Diagnostic, codes};
use crate::formula::{Amount, Atom, Formula, InstrumentCitation, Measure, Operation, Role, Source, Term, conversion};
use crate::gas::Substance;
use crate::inventory::instruments::Instrument;
use crate::ledger::Field;
use crate::methods::{Emission, NOT_SPLIT};
use crate::number::{Decimal, Exact};
use crate::trace::{Covered, Line, Portion};
use crate::unit::{Unit, Units};
use std::sync::Arc;

/// The units that covering needs.
pub struct EnergyUnits<'a> {
    units: &'a Units,
    megawatt_hour: &'a Unit,
    kilowatt_hour: &'a Unit,
    kilogram: &'a Unit,
    tonne: &'a Unit,
}

impl<'a> EnergyUnits<'a> {
    /// Those of a list of units.
    pub fn of(units: &'a Units) -> Option<Self> {
        let [megawatt_hour, kilowatt_hour, kilogram, tonne] = ["MWh", "kWh", "kg", "t"].map(|symbol| units.get(symbol));
        Some(Self { units, megawatt_hour: megawatt_hour?, kilowatt_hour: kilowatt_hour?, kilogram: kilogram?, tonne: tonne? })
    }
}

/// Covers lines, in that order, until the instrument is used up; what is left of it, in megawatt hours.
pub fn apply(instrument: &Arc<Instrument>, order: &[usize], lines: &mut [Line], energy: &EnergyUnits<'_>) -> Result<Exact, Diagnostic> {
    let mut left = Exact::from(instrument.mwh);
    for index in order {
        let Some(line) = lines.get_mut(*index).filter(|_| !left.is_zero()) else { break };
        let Some(one) = one_in_megawatt_hours(line, energy).filter(|one| !one.is_zero()) else { continue };
        let Some(rest) = line.market.as_ref().map(|market| market.rest.value()) else { continue };
        let (Some(could), Some(formula)) = (left.divided_by(&one), formula(instrument, line, energy)) else { continue };
        let take = if could < rest { could } else { rest.clone() };
        let (Some(part), Some(still)) = (Portion::of(&take), Portion::of(&rest.minus(&take))) else {
            return Err(too_long(instrument, line));
        };
        left = left.minus(&take.times(&one));
        let emission = Emission { gas: NOT_SPLIT.into(), formula: of_part(&formula, part) };
        let Some(market) = line.market.as_mut() else { continue };
        market.rest = still;
        market.covered.push(Covered { instrument: Arc::clone(instrument), part, emission });
    }
    Ok(left)
}

/// Whether the quantity of a line is energy, so that an instrument can cover it.
pub fn is_energy(line: &Line, energy: &EnergyUnits<'_>) -> bool {
    one_in_megawatt_hours(line, energy).is_some()
}

/// What one unit of the record's quantity is in megawatt hours of consumption; `None` where no way leads from its unit to energy.
fn one_in_megawatt_hours(line: &Line, energy: &EnergyUnits<'_>) -> Option<Exact> {
    Some(line.record.unit.in_terms_of(energy.megawatt_hour)?.times(&line.multiplier()))
}

/// A part that has more digits than can be kept cannot be a term.
fn too_long(instrument: &Instrument, line: &Line) -> Diagnostic {
    let message = format!("the part of `{}` that instrument `{}` covers has more digits than can be kept", line.record.id, instrument.id);
    Diagnostic::error(codes::QUANTITY_TOO_LONG, message)
        .at(line.record.place.label(Field::Quantity, "this quantity"))
        .at(instrument.label.clone())
        .help("28 digits are kept exactly; no meter measures as many")
}

/// The formulas of what is left of a line, where that is no decimal. They are the line's own; all others share theirs.
pub fn divide_rest(line: &mut Line) {
    let Some(market) = line.market.as_mut().filter(|market| market.rest.over != Decimal::ONE) else { return };
    let mut calculation = (*market.calculation).clone();
    calculation.emissions.iter_mut().for_each(|emission| emission.formula = of_part(&emission.formula, market.rest));
    market.calculation = Arc::new(calculation);
}

/// A formula whose quantity is a part: its number, over what it is divided by.
fn of_part(formula: &Formula, part: Portion) -> Formula {
    if part.over == Decimal::ONE {
        return formula.clone();
    }
    formula.over(part.over, Source::Record { column: format!("quantity, the part of it is {}", part.text()) })
}

/// `covered x inputs x emission rate`, in tonnes of CO2e.
fn formula(instrument: &Arc<Instrument>, line: &Line, energy: &EnergyUnits<'_>) -> Option<Formula> {
    let start = Atom::plain(&line.record.unit);
    let mass = Atom::mass(energy.kilogram, Substance::Co2e);
    let mut terms = vec![Term {
        role: Role::Quantity,
        operation: Operation::Multiply,
        amount: Amount::Input(0),
        unit: Measure::of(start.clone()),
        source: Source::Record { column: format!("quantity, the part that {} covers", instrument.id) },
    }];
    terms.extend(conversion(&start, energy.kilowatt_hour)?);
    terms.push(Term {
        role: Role::EmissionFactor,
        operation: Operation::Multiply,
        amount: Amount::Fixed(instrument.emission_rate),
        unit: Measure::of(mass.clone()).per(&Measure::of(Atom::plain(energy.kilowatt_hour))),
        source: Source::Instrument(Arc::new(InstrumentCitation {
            id: instrument.id.clone(),
            file: instrument.file.clone(),
            line: instrument.line,
            technology: instrument.technology.clone(),
            generator: instrument.generator.clone(),
            serials: instrument.serials.clone(),
        })),
    });
    terms.extend(conversion(&mass, energy.tonne)?);
    let given: Vec<usize> = line.record.inputs.iter().map(|(index, _)| *index).collect();
    Formula::new(terms, Atom::mass(energy.tonne, Substance::Co2e)).ok()?.with_inputs(&given, energy.units).ok()
}
