//! How much of a line an instrument covers, and the formula of that part. What counts as consumption is the quantity times the inputs of
//! the record: IT load x PUE, a bill x the share that is the company's.

use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Of;
use crate::formula::{Amount, Atom, Formula, InstrumentCitation, Measure, Operation, Role, Said, Source, Term, conversion};
use crate::gas::Substance;
use crate::inventory::instruments::Instrument;
use crate::ledger::Field;
use crate::methods::{Calculation, CaseId, Cases, Product};
use crate::number::{Decimal, Exact};
use crate::trace::{Covered, Line, Portion};
use crate::unit::{Unit, Units};
use std::collections::BTreeMap;
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
pub fn apply(
    instrument: &Arc<Instrument>,
    order: &[usize],
    lines: &mut [Line],
    energy: &EnergyUnits<'_>,
    shared: &mut Shared<'_>,
) -> Result<Exact, Diagnostic> {
    let mut left = Exact::from(instrument.mwh);
    for index in order {
        let Some(line) = lines.get_mut(*index).filter(|_| !left.is_zero()) else { break };
        let Some(one) = one_in_megawatt_hours(line, energy).filter(|one| !one.is_zero()) else { continue };
        let Some(rest) = line.market.as_ref().map(|market| market.rest.value()) else { continue };
        let Some(could) = left.divided_by(&one) else { continue };
        let take = if could < rest { could } else { rest.clone() };
        let (Some(part), Some(still)) = (Portion::of(&take), Portion::of(&rest.minus(&take))) else {
            return Err(too_long(instrument, line));
        };
        let Some(calculation) = shared.covered(instrument, line, part, energy) else { continue };
        left = left.minus(&take.times(&one));
        let Some(market) = line.market.as_mut() else { continue };
        market.rest = still;
        market.covered.push(Covered { instrument: Arc::clone(instrument), part, calculation });
    }
    Ok(left)
}

/// Whether the quantity of a line is energy, so that an instrument can cover it.
pub fn is_energy(line: &Line, energy: &EnergyUnits<'_>) -> bool {
    one_in_megawatt_hours(line, energy).is_some()
}

/// What one unit of the record's quantity is in megawatt hours of consumption; `None` where no way leads from its unit to energy.
fn one_in_megawatt_hours(line: &Line, energy: &EnergyUnits<'_>) -> Option<Exact> {
    Some(line.record.unit.in_terms_of(energy.megawatt_hour)?.times(&line.multiplier()?))
}

/// A part that has more digits than can be kept cannot be a term.
fn too_long(instrument: &Instrument, line: &Line) -> Diagnostic {
    let message = format!("the part of `{}` that instrument `{}` covers has more digits than can be kept", line.record.id, instrument.id);
    Diagnostic::error(codes::QUANTITY_TOO_LONG, message)
        .at(line.record.place.label(Field::Quantity, "this quantity"))
        .at(instrument.label.clone())
        .help("28 digits are kept exactly; no meter measures as many")
}

/// What decides the formula of a covered part: the line of the instrument in its register, the unit and the inputs of the record, and a part
/// that is no decimal.
type Covering = (usize, String, Vec<usize>, Option<Portion>);

/// Formulas of parts, which lines of one case share.
pub struct Shared<'c> {
    cases: &'c mut Cases,
    covered: BTreeMap<Covering, Arc<Calculation>>,
    rests: BTreeMap<(CaseId, Portion), Arc<Calculation>>,
}

impl<'c> Shared<'c> {
    /// None yet.
    pub fn new(cases: &'c mut Cases) -> Self {
        Self { cases, covered: BTreeMap::new(), rests: BTreeMap::new() }
    }

    /// The formula of a part that an instrument covers: it differs with the unit and the inputs of the record, and with a part that is no
    /// decimal.
    fn covered(&mut self, instrument: &Arc<Instrument>, line: &Line, part: Portion, energy: &EnergyUnits<'_>) -> Option<Arc<Calculation>> {
        let given = line.record.inputs.iter().map(|(index, _)| *index).collect();
        let divided = (part.over != Decimal::ONE).then_some(part);
        let key = (instrument.line, line.record.unit.symbol().to_string(), given, divided);
        if let Some(known) = self.covered.get(&key) {
            return Some(Arc::clone(known));
        }
        let formula = of_part(&formula(instrument, &line.record.unit, &key.2, energy)?, part);
        let fresh = self.cases.add(Calculation::of(Of::NotSplit, formula));
        self.covered.insert(key, Arc::clone(&fresh));
        Some(fresh)
    }

    /// Takes the formulas of what is left of a line, where that is no decimal.
    pub fn divide_rest(&mut self, line: &mut Line) {
        let Some(market) = line.market.as_mut().filter(|market| market.rest.over != Decimal::ONE) else { return };
        let (calculation, rest) = (&market.calculation, market.rest);
        let divided = self.rests.entry((calculation.id, rest)).or_insert_with(|| {
            let divide = |product: &Product| {
                Ok::<_, std::convert::Infallible>(if product.of.is_emission() {
                    of_part(&product.formula, rest)
                } else {
                    product.formula.clone()
                })
            };
            match calculation.changed(divide) {
                Ok(divided) => self.cases.add(divided),
                Err(never) => match never {},
            }
        });
        market.calculation = Arc::clone(divided);
    }
}

/// A formula whose quantity is a part: its number, over what it is divided by.
fn of_part(formula: &Formula, part: Portion) -> Formula {
    if part.over == Decimal::ONE {
        return formula.clone();
    }
    formula.over(part.over, Source::Record(Said::PartOf(part.text().into())))
}

/// `covered x inputs x emission rate`, in tonnes of CO2e.
fn formula(instrument: &Arc<Instrument>, unit: &Unit, given: &[usize], energy: &EnergyUnits<'_>) -> Option<Formula> {
    let start = Atom::plain(unit);
    let mut quantity = Term::quantity(Measure::of(start.clone()));
    quantity.source = Source::Record(Said::Covered(instrument.id.as_str().into()));
    let terms = std::iter::once(quantity).chain(conversion(&start, energy.kilowatt_hour)?).chain(conveyed(instrument, energy)?);
    Formula::new(terms.collect(), Atom::mass(energy.tonne, Substance::Co2e)).ok()?.with_inputs(given, energy.units).ok()
}

/// Megawatt hours of consumption at the rate that an instrument conveys: what the formula of a covered part is made of behind its quantity
/// and inputs, for views that show the two steps apart.
pub fn of_energy(instrument: &Instrument, units: &Units) -> Option<Formula> {
    let energy = EnergyUnits::of(units)?;
    let start = Atom::plain(energy.megawatt_hour);
    let quantity = Term::quantity(Measure::of(start.clone()));
    let terms = std::iter::once(quantity).chain(conversion(&start, energy.kilowatt_hour)?).chain(conveyed(instrument, &energy)?);
    Formula::new(terms.collect(), Atom::mass(energy.tonne, Substance::Co2e)).ok()
}

/// `x emission rate`, from kilowatt hours to tonnes of CO2e.
fn conveyed(instrument: &Instrument, energy: &EnergyUnits<'_>) -> Option<Vec<Term>> {
    let mass = Atom::mass(energy.kilogram, Substance::Co2e);
    let rate = Term {
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
    };
    Some(std::iter::once(rate).chain(conversion(&mass, energy.tonne)?).collect())
}
