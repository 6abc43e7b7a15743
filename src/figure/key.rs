//! The keys of figures: `scope1`, `scope2.location`, `scope3.8`, `intensity.scope12.location.revenue` ...
//!
//! Keys are a contract: reports, audits and locks all name figures by them. Their grammar is in `docs/reference/json.md`.

use crate::scope::Category;

/// The name of a figure.
///
/// ```
/// use tonne::Key;
/// assert_eq!(Key::parse("scope3.8").unwrap().to_string(), "scope3.8");
/// assert_eq!(Key::parse("scope4"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// `scope1`, and `scope3.1` to `scope3.15`.
    Category(Category),
    /// `scope2.location`: the average mix of the grid (GHG Protocol Scope 2 Guidance, 4.1).
    Scope2Location,
    /// `scope2.market`: what instruments and suppliers convey (GHG Protocol Scope 2 Guidance, 4.2).
    Scope2Market,
    /// `scope3`: the sum of its categories.
    Scope3,
    /// `scope12.location`.
    Scope12Location,
    /// `scope123.location`.
    Scope123Location,
    /// `scope12.market`.
    Scope12Market,
    /// `scope123.market`.
    Scope123Market,
    /// `scope1.gas.CH4`: the part of a figure that one gas makes up; `not-split` where a factor does not tell.
    Gas(Box<Self>, String),
    /// `scope1.biogenic`: CO2 of biological origin, outside the scopes.
    Biogenic(Box<Self>),
    /// `scope1.carried-in`: the part that was carried in as published and not derived here.
    CarriedIn(Box<Self>),
    /// `energy.total`, `energy.direct`, `energy.indirect`, `energy.direct.diesel`.
    Energy(Energy),
    /// `intensity.<figure>.<denominator>`.
    Intensity(Box<Self>, String),
}

/// The part of the energy consumption.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Energy {
    /// Direct and indirect.
    Total,
    /// Fuels burned, and electricity from the company's own sun, wind or water.
    Direct,
    /// Purchased electricity, heat, steam and cooling.
    Indirect,
    /// One carrier of the direct energy.
    DirectCarrier(String),
    /// One carrier of the indirect energy.
    IndirectCarrier(String),
}

impl Key {
    /// The figure that it is a part or an intensity of; itself when it is none.
    pub fn headline(&self) -> &Self {
        match self {
            Self::Gas(figure, _) | Self::Biogenic(figure) | Self::CarriedIn(figure) | Self::Intensity(figure, _) => figure.headline(),
            itself => itself,
        }
    }

    /// The figure above the line of an intensity; itself when it is none.
    pub fn numerator(&self) -> &Self {
        match self {
            Self::Intensity(figure, _) => figure,
            itself => itself,
        }
    }

    /// Whether it is shown gas by gas.
    pub fn has_gases(&self) -> bool {
        matches!(self, Self::Category(Category::Scope1) | Self::Scope2Location | Self::Scope2Market | Self::Scope3 | Self::Scope123Location)
    }

    /// Whether it is one of the headline figures that intensities are made of.
    pub fn is_total(&self) -> bool {
        matches!(
            self,
            Self::Category(Category::Scope1)
                | Self::Scope2Location
                | Self::Scope3
                | Self::Scope12Location
                | Self::Scope123Location
                | Self::Scope2Market
                | Self::Scope12Market
                | Self::Scope123Market
                | Self::Energy(Energy::Total | Energy::Direct | Energy::Indirect)
        )
    }
}
