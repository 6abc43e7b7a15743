//! What a mass is a mass of. A mass of methane and a mass of CO2e are different things and never add up.

use std::fmt;

/// The substance of a mass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Substance {
    /// A greenhouse gas, by the name that GWP tables use: `CO2`, `CH4`, `N2O`, `HFC-134a`.
    Gas(String),
    /// CO2 of biological origin, reported outside the scopes (GHG Protocol Scope 3 Standard, 6.5 and 11.1).
    BiogenicCo2,
    /// Carbon dioxide equivalent.
    Co2e,
}

impl Substance {
    /// Reads `CO2`, `CO2e`, `biogenic CO2` or the name of a gas.
    pub fn parse(text: &str) -> Self {
        match text {
            "CO2e" => Self::Co2e,
            "biogenic CO2" => Self::BiogenicCo2,
            gas => Self::Gas(gas.to_string()),
        }
    }
}

impl fmt::Display for Substance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gas(name) => f.write_str(name),
            Self::BiogenicCo2 => f.write_str("biogenic CO2"),
            Self::Co2e => f.write_str("CO2e"),
        }
    }
}
