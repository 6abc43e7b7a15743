//! Units of terms as products of powers, so that `MWh x kgCO2/kWh x kWh/MWh` can be seen to leave `kgCO2`.

use crate::gas::Substance;
use crate::unit::Unit;
use std::fmt;

/// A unit, and of what: `kg` of CH4.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Atom {
    /// The unit.
    pub unit: Unit,
    /// The substance, for masses of gases.
    pub of: Option<Substance>,
}

impl Atom {
    /// A unit of nothing in particular.
    pub fn plain(unit: &Unit) -> Self {
        Self { unit: unit.clone(), of: None }
    }

    /// A mass of a substance.
    pub fn mass(unit: &Unit, of: Substance) -> Self {
        Self { unit: unit.clone(), of: Some(of) }
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            None => write!(f, "{}", self.unit),
            Some(substance) if substance.to_string().contains(['-', ' ']) => write!(f, "{} {substance}", self.unit),
            Some(substance) => write!(f, "{}{substance}", self.unit),
        }
    }
}

/// A product of powers of atoms, sorted; atoms with power zero are gone. It has one or two, so a list is smaller than a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure(Vec<(Atom, i32)>);

impl Measure {
    /// A plain number.
    pub fn none() -> Self {
        Self::default()
    }

    /// One atom.
    pub fn of(atom: Atom) -> Self {
        Self(vec![(atom, 1)])
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combined(other, 1)
    }

    /// The quotient.
    #[must_use]
    pub fn per(&self, other: &Self) -> Self {
        self.combined(other, -1)
    }

    fn combined(&self, other: &Self, sign: i32) -> Self {
        let mut powers = self.0.clone();
        for (atom, power) in &other.0 {
            match powers.binary_search_by(|(known, _)| known.cmp(atom)) {
                Ok(at) => powers[at].1 += sign * power,
                Err(at) => powers.insert(at, (atom.clone(), sign * power)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        Self(powers)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |wanted: i32| {
            let atoms = self.0.iter().filter(|(_, power)| power.signum() == wanted);
            let texts = atoms.map(|(atom, power)| if power.abs() == 1 { atom.to_string() } else { format!("{atom}^{}", power.abs()) });
            texts.collect::<Vec<_>>().join(" ")
        };
        match (part(1).as_str(), part(-1).as_str()) {
            ("", "") => Ok(()),
            (above, "") => f.write_str(above),
            ("", below) => write!(f, "1/{below}"),
            (above, below) => write!(f, "{above}/{below}"),
        }
    }
}
