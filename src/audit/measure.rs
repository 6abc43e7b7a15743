//! The unit of a printed figure: a unit, or one unit per another.

use crate::diagnostic::Diagnostic;
use crate::number::{Decimal, Exact};
use crate::unit::{Unit, Units};

/// A unit or a quotient of units, with its size. Sizes of the same dimension can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// As written.
    pub text: String,
    /// What it measures: `emissions`, `energy`, `money CNY` ...; for a quotient that of the part above the line.
    pub dimension: String,
    /// For a quotient, the part below the line.
    pub per: Option<Box<Measure>>,
    /// How large one of it is in the dimension's base: tonnes of CO2e, megawatt hours, or the base of `units.csv`.
    pub size: Exact,
    /// Whether it is a mass of CO2 alone.
    pub co2_only: bool,
}

/// The base in which results of a dimension are said, where it is not the base of `units.csv`.
const BASES: [(&str, &str); 2] = [("energy", "MWh"), ("mass", "t")];

impl Measure {
    /// Reads `tCO2e`, `MWh`, `%`, `tCO2e / RMB million`.
    ///
    /// # Errors
    /// A part that is no unit, without a place.
    pub fn parse(text: &str, units: &Units) -> Result<Self, Diagnostic> {
        let unit = |part: &str| Self::single(part, units);
        // A unit may hold a slash of its own; only what is none as a whole is a quotient.
        if let Ok(whole) = unit(text) {
            return Ok(whole);
        }
        let Some((above, below)) = text.split_once('/').or_else(|| text.split_once(" per ")) else { return unit(text) };
        let (above, below) = (unit(above)?, unit(below)?);
        let size = above.size.divided_by(&below.size).unwrap_or_else(Exact::one);
        Ok(Self { text: text.trim().to_string(), size, per: Some(Box::new(below)), ..above })
    }

    fn single(text: &str, units: &Units) -> Result<Self, Diagnostic> {
        let text = text.trim();
        let unit = units.get(text).ok_or_else(|| units.unknown(text))?;
        let co2_only = unit.dimension() == "mass of CO2";
        let dimension = if is_emission(unit) { "emissions" } else { unit.dimension() };
        Ok(Self { text: text.to_string(), dimension: dimension.to_string(), per: None, size: size(unit, units), co2_only })
    }

    /// Its dimension, for a message and for comparison: `emissions per money CNY`.
    pub fn kind(&self) -> String {
        match &self.per {
            Some(per) => format!("{} per {}", self.dimension, per.dimension),
            None => self.dimension.clone(),
        }
    }
}

fn is_emission(unit: &Unit) -> bool {
    ["mass of CO2", "mass of CO2e"].contains(&unit.dimension())
}

/// How large a unit is in the base in which the audit computes its dimension: the tonne, the megawatt hour, or the base of `units.csv`.
pub fn size(unit: &Unit, units: &Units) -> Exact {
    let (numerator, denominator) = unit.size_parts();
    let own = Exact::ratio(numerator, denominator).unwrap_or_else(Exact::one);
    if is_emission(unit) {
        return own.times(&Exact::from(Decimal::new(1, 3)));
    }
    let base = BASES.iter().find(|(dimension, _)| *dimension == unit.dimension()).and_then(|(_, base)| units.get(base));
    base.and_then(|base| unit.in_terms_of(base)).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_quotients() {
        let units = Units::shipped();
        let read = |text| Measure::parse(text, &units).map(|measure| format!("{} {}", measure.kind(), measure.size));
        assert_eq!(read("噸二氧化碳當量").unwrap(), "emissions 1");
        assert_eq!(read("kgCO2 / RMB million").unwrap(), "emissions per money CNY 0.000000001");
        assert_eq!(read("GJ").unwrap(), "energy 0.277777777777777777777778...");
        assert_eq!(read("%").unwrap(), "ratio 0.01");
        assert!(read("tCO2e / furlong").is_err());
    }
}
