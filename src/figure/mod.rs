//! Accounts and figures: what a line adds is posted to an [`Account`], and a figure is a query over accounts.
//!
//! [`Key::holds`] is the only map from a line to a figure. Totals fold over it, the workbook's conditions are written from it, rows of
//! frameworks are queries over it, and the lock says what it says. Who asks which line counts in which figure reads this file.

mod key;
mod order;
mod written;

pub use key::{Energy, Key};
pub use order::rank;

use crate::scope::Category;
use std::fmt;
use std::sync::Arc;

/// What one amount of a line counts as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Account {
    /// The scope or category of its line.
    pub category: Category,
    /// On which side of Scope 2 it counts.
    pub side: Side,
    /// What it is an amount of.
    pub of: Of,
    /// Whether it was carried in as somebody published it.
    pub carried_in: bool,
}

/// On which side of Scope 2 an amount counts (GHG Protocol Scope 2 Guidance, chapter 6: both sides are reported).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Outside Scope 2, where there are no sides; and what both sides share.
    Both,
    /// The average mix of the grid.
    Location,
    /// What instruments and suppliers convey.
    Market,
}

/// What an amount is of. Tonnes of CO2e, but for biogenic CO2 (tonnes of CO2) and energy (megawatt hours).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// One gas.
    Gas(Arc<str>),
    /// All gases, where the factor does not tell them apart.
    NotSplit,
    /// CO2 of biological origin, outside the scopes.
    Biogenic,
    /// Energy of a carrier.
    Energy(Carrier),
}

/// A carrier of energy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carrier {
    /// Whether it is direct energy: burned, or made by the company itself.
    pub direct: bool,
    /// Its name: `diesel`.
    pub name: Arc<str>,
}

impl fmt::Display for Carrier {
    /// `direct.diesel`, as in the keys of figures.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", if self.direct { "direct" } else { "indirect" }, self.name)
    }
}

/// The name of the gas when a factor does not tell gases apart.
pub const NOT_SPLIT: &str = "not-split";

impl Of {
    /// The gas of that name; `not-split` for all of them together.
    pub fn gas(name: &str) -> Self {
        if name == NOT_SPLIT { Self::NotSplit } else { Self::Gas(name.into()) }
    }

    /// Whether it is an amount of emissions inside the scopes.
    pub fn is_emission(&self) -> bool {
        matches!(self, Self::Gas(_) | Self::NotSplit)
    }

    /// `CH4`, `not-split`; `None` for what is no emission.
    pub fn gas_name(&self) -> Option<&str> {
        match self {
            Self::Gas(name) => Some(name),
            Self::NotSplit => Some(NOT_SPLIT),
            Self::Biogenic | Self::Energy(_) => None,
        }
    }

    /// How JSON, traces and locks name it: `CH4`, `not-split`, `biogenic`, `energy`.
    pub fn name(&self) -> &str {
        match self {
            Self::Biogenic => "biogenic",
            Self::Energy(_) => "energy",
            Self::Gas(name) => name,
            Self::NotSplit => NOT_SPLIT,
        }
    }
}

impl Key {
    /// Whether what is posted to an account counts in the figure; of an intensity, in what is divided.
    pub fn holds(&self, account: &Account) -> bool {
        match self {
            Self::Gas(figure, gas) => account.of.gas_name() == Some(gas) && figure.holds(account),
            Self::Biogenic(figure) => account.of == Of::Biogenic && figure.takes_in(account),
            Self::CarriedIn(figure) => account.carried_in && figure.holds(account),
            Self::Intensity(figure, _) => figure.holds(account),
            Self::Energy(energy) => match &account.of {
                Of::Energy(carrier) => energy.holds(carrier),
                _ => false,
            },
            figure => account.of.is_emission() && figure.takes_in(account),
        }
    }

    /// Whether the scopes and the side of a figure are those of an account, whatever it is of.
    fn takes_in(&self, account: &Account) -> bool {
        let (category, side) = (account.category, account.side);
        let scope12 = matches!(category, Category::Scope1 | Category::Scope2);
        match self {
            Self::Category(Category::Scope2) | Self::Scope2Location => category == Category::Scope2 && side != Side::Market,
            Self::Category(own) => category == *own,
            Self::Scope2Market => category == Category::Scope2 && side != Side::Location,
            Self::Scope3 => matches!(category, Category::Scope3(_)),
            Self::Scope12Location => scope12 && side != Side::Market,
            Self::Scope12Market => scope12 && side != Side::Location,
            Self::Scope123Location => side != Side::Market,
            Self::Scope123Market => side != Side::Location,
            Self::Gas(figure, _) | Self::Biogenic(figure) | Self::CarriedIn(figure) | Self::Intensity(figure, _) => {
                figure.takes_in(account)
            }
            Self::Energy(_) => true,
        }
    }

    /// The headline figures that lines of a category may count in, in the order in which traces and locks tell them.
    pub fn headlines(category: Category) -> Vec<Self> {
        let (location, market) = ([Self::Scope12Location, Self::Scope123Location], [Self::Scope12Market, Self::Scope123Market]);
        match category {
            Category::Scope1 => [vec![Self::Category(category)], location.to_vec(), market.to_vec()].concat(),
            Category::Scope2 => [vec![Self::Scope2Market], market.to_vec(), vec![Self::Scope2Location], location.to_vec()].concat(),
            Category::Scope3(_) => vec![Self::Category(category), Self::Scope3, Self::Scope123Location, Self::Scope123Market],
        }
    }

    /// The figures that an account may count in: headline figures first, then what each is made of.
    pub fn of_account(account: &Account) -> Vec<Self> {
        if let Of::Energy(carrier) = &account.of {
            return Energy::of(carrier).map(Self::Energy).to_vec();
        }
        let mut keys = Vec::new();
        for figure in Self::headlines(account.category).into_iter().filter(|figure| figure.takes_in(account)) {
            let gas = account.of.gas_name().filter(|_| figure.has_gases());
            keys.extend(gas.map(|gas| Self::Gas(Box::new(figure.clone()), gas.to_string())));
            keys.extend((account.of == Of::Biogenic).then(|| Self::Biogenic(Box::new(figure.clone()))));
            if account.of.is_emission() {
                keys.extend(account.carried_in.then(|| Self::CarriedIn(Box::new(figure.clone()))));
                keys.push(figure);
            }
        }
        keys
    }

    /// Whether an inventory without a market-based side lacks it.
    pub fn is_of_market(&self) -> bool {
        matches!(self.headline(), Self::Scope2Market | Self::Scope12Market | Self::Scope123Market)
    }
}

impl Energy {
    /// Whether energy of a carrier is part of it.
    fn holds(&self, carrier: &Carrier) -> bool {
        match self {
            Self::Total => true,
            Self::Direct => carrier.direct,
            Self::Indirect => !carrier.direct,
            Self::DirectCarrier(name) => carrier.direct && **name == *carrier.name,
            Self::IndirectCarrier(name) => !carrier.direct && **name == *carrier.name,
        }
    }

    /// The figures that energy of a carrier is part of, from the total down.
    pub fn of(carrier: &Carrier) -> [Self; 3] {
        let name = carrier.name.to_string();
        if carrier.direct {
            [Self::Total, Self::Direct, Self::DirectCarrier(name)]
        } else {
            [Self::Total, Self::Indirect, Self::IndirectCarrier(name)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which accounts each figure holds, written out by hand: the definitions of the GHG Protocol Corporate Standard, chapter 4, and of the
    /// Scope 2 Guidance, chapter 6.
    #[test]
    fn figures_hold_what_their_definitions_say() {
        let account = |category, side, of| Account { category, side, of, carried_in: false };
        let carrier = |direct, name: &str| Of::Energy(Carrier { direct, name: name.into() });
        let scope1 = account(Category::Scope1, Side::Both, Of::gas("CH4"));
        let location = account(Category::Scope2, Side::Location, Of::gas("CO2"));
        let market = account(Category::Scope2, Side::Market, Of::NotSplit);
        let flights = account(Category::Scope3(6), Side::Both, Of::NotSplit);
        let wood = account(Category::Scope1, Side::Both, Of::Biogenic);
        let diesel = account(Category::Scope1, Side::Both, carrier(true, "diesel"));
        let all = [&scope1, &location, &market, &flights, &wood, &diesel];
        for (key, held) in [
            ("scope1", vec![&scope1]),
            ("scope2.location", vec![&location]),
            ("scope2.market", vec![&market]),
            ("scope3", vec![&flights]),
            ("scope3.6", vec![&flights]),
            ("scope3.7", vec![]),
            ("scope12.location", vec![&scope1, &location]),
            ("scope12.market", vec![&scope1, &market]),
            ("scope123.location", vec![&scope1, &location, &flights]),
            ("scope123.market", vec![&scope1, &market, &flights]),
            ("scope1.gas.CH4", vec![&scope1]),
            ("scope123.location.gas.not-split", vec![&flights]),
            ("scope2.market.gas.not-split", vec![&market]),
            ("scope1.biogenic", vec![&wood]),
            ("scope3.biogenic", vec![]),
            ("scope1.carried-in", vec![]),
            ("energy.total", vec![&diesel]),
            ("energy.indirect", vec![]),
            ("energy.direct.diesel", vec![&diesel]),
            ("intensity.scope12.market.revenue", vec![&scope1, &market]),
        ] {
            let key = Key::parse(key).unwrap();
            let found: Vec<_> = all.into_iter().filter(|account| key.holds(account)).collect();
            assert_eq!(found, held, "{key}");
        }
        let carried = Account { carried_in: true, ..flights.clone() };
        assert!(Key::parse("scope3.carried-in").unwrap().holds(&carried));
        for account in all.into_iter().chain([&carried]) {
            for key in Key::of_account(account) {
                assert!(key.holds(account), "{key}");
            }
        }
    }
}
