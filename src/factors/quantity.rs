//! What a number of a table is: a mass of a gas, a part of a CO2e, or a property of a fuel, a gas, a price.

use crate::gas::Substance;

/// Net or gross calorific value: different activities, never converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Lower heating value.
    Net,
    /// Higher heating value.
    Gross,
}

impl Basis {
    /// Reads `net` or `gross`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "net" => Some(Self::Net),
            "gross" => Some(Self::Gross),
            _ => None,
        }
    }

    /// `net` or `gross`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }
}

/// A property of a fuel, a gas, a price: a number that is not a mass of gas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// Energy per mass or volume.
    CalorificValue(Basis),
    /// Mass per volume.
    Density,
    /// Standard coal per mass, volume or energy (GB/T 2589).
    StandardCoal,
    /// Mass of carbon per mass or energy.
    CarbonContent,
    /// Share of the carbon that burns.
    OxidationRate,
    /// CO2e per mass of gas over 100 years.
    Gwp100,
    /// Price level.
    PriceIndex,
    /// Money per money.
    ExchangeRate,
    /// Share of electricity lost on its way.
    LossRate,
    /// Share of a component in a blend.
    MassFraction,
    /// Share of electricity free of carbon.
    CarbonFreeShare,
    /// Energy per distance.
    Energy,
}

/// What a number column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Mass of a gas, of biogenic CO2, or CO2e.
    Emission(Substance),
    /// The part of the CO2e that a gas makes up: shown, never added to the total again.
    PartOfCo2e(String),
    /// A property.
    Property(Property),
}

/// The names of properties in `table.toml`.
pub(super) const PROPERTIES: [(&str, Property); 13] = [
    ("net-calorific-value", Property::CalorificValue(Basis::Net)),
    ("gross-calorific-value", Property::CalorificValue(Basis::Gross)),
    ("density", Property::Density),
    ("standard-coal", Property::StandardCoal),
    ("carbon-content", Property::CarbonContent),
    ("oxidation-rate", Property::OxidationRate),
    ("gwp-100", Property::Gwp100),
    ("price-index", Property::PriceIndex),
    ("exchange-rate", Property::ExchangeRate),
    ("loss-rate", Property::LossRate),
    ("mass-fraction", Property::MassFraction),
    ("carbon-free-share", Property::CarbonFreeShare),
    ("energy", Property::Energy),
];

impl Quantity {
    /// Reads a quantity as `table.toml` names it; a name in lower case that is no property is refused.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, property)) = PROPERTIES.iter().find(|(name, _)| *name == text) {
            return Some(Self::Property(*property));
        }
        if let Some(gas) = text.strip_prefix("CO2e of ") {
            return Some(Self::PartOfCo2e(gas.to_string()));
        }
        let gas_like = text == "biogenic CO2" || text.starts_with(|first: char| first.is_ascii_uppercase());
        gas_like.then(|| Self::Emission(Substance::parse(text)))
    }

    /// As `table.toml` names it.
    pub fn name(&self) -> String {
        match self {
            Self::Emission(substance) => substance.to_string(),
            Self::PartOfCo2e(gas) => format!("CO2e of {gas}"),
            Self::Property(property) => PROPERTIES.iter().find(|(_, known)| known == property).map_or("", |(name, _)| name).to_string(),
        }
    }
}
