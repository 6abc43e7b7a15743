//! Numbers of a record besides its quantity: a PUE, a share, an occupancy ... Each is a column of its own and a term of the formula.

use super::Operation;
use crate::diagnostic::{Diagnostic, codes};
use crate::number::{Decimal, Exact, parse};

/// A kind of input.
#[derive(Debug)]
pub struct Input {
    /// Its column.
    pub name: &'static str,
    /// Whether it multiplies or divides.
    pub operation: Operation,
    /// Whether the term is the number less one: the overhead of a PUE.
    pub less_one: bool,
    /// Its unit; empty for a plain number.
    pub unit: &'static str,
    /// The smallest value; zero itself is refused where it divides.
    pub least: i64,
    /// The largest value.
    pub most: Option<i64>,
    /// The column that it makes sense with only.
    pub with: Option<&'static str>,
    /// Whether it leads from the unit of the quantity to another: the way of the method crosses it (`methods::reach`).
    pub bridge: bool,
    /// What it is.
    pub about: &'static str,
}

const fn times(name: &'static str, least: i64, most: Option<i64>, about: &'static str) -> Input {
    Input { name, operation: Operation::Multiply, less_one: false, unit: "", least, most, with: None, bridge: false, about }
}

const fn over(name: &'static str, most: Option<i64>, with: Option<&'static str>, about: &'static str) -> Input {
    Input { name, operation: Operation::Divide, less_one: false, unit: "", least: 0, most, with, bridge: false, about }
}

/// Every input, in the order in which their terms follow the quantity.
pub const INPUTS: [Input; 24] = [
    times("share", 0, Some(1), "the part that is the company's: by ownership, by contract, by days of the lease"),
    times("pue", 1, Some(3), "power usage effectiveness: energy of the whole data centre over energy of its IT equipment"),
    Input { less_one: true, ..times("overhead_pue", 1, Some(3), "a PUE of which only the overhead counts: PUE - 1") },
    times("loss_rate", 0, Some(1), "the share of electricity lost on its way"),
    over(
        "delivered_share",
        Some(1),
        Some("loss_rate"),
        "1 - loss rate, where the rate is a share of what is generated, not of what arrives",
    ),
    times("leak_rate", 0, Some(1), "the share of a charge of gas that escapes in the period"),
    Input { unit: "m2", with: Some("building_area"), ..times("area", 0, None, "the area that the company rents") },
    Input { unit: "m2", ..over("building_area", None, Some("area"), "the area of the whole building") },
    over("occupancy", Some(1), None, "the share of the building, or of the seats, that is occupied"),
    times("persons", 0, None, "how many people"),
    times("days", 0, None, "how many days"),
    times("trips", 0, None, "how many trips"),
    times("count", 0, None, "how many there are of what the quantity is of: machines leased, shops, shipments"),
    times("units_sold", 0, None, "how many products were sold"),
    times("uses", 0, None, "how many times one product is used in its life"),
    times("lifetime_years", 0, None, "how many years one product is used"),
    Input { with: Some("whole"), ..times("part", 0, None, "what a part is allocated by: its mass, volume, tonne-kilometres, debt") },
    over("whole", None, Some("part"), "the same measure of the whole"),
    Input { with: Some("respondents"), ..times("population", 0, None, "all people that a survey stands for") },
    over("respondents", None, Some("population"), "the people who answered the survey"),
    // Divides or multiplies, whichever way it is crossed, so zero is refused as for a divisor.
    Input {
        bridge: true,
        ..over("ratio", None, Some("ratio_unit"), "what leads from one unit to another: miles per gallon, kWh per hour")
    },
    Input { with: Some("period_days"), ..times("leased_days", 0, None, "the days of the period on which the asset was leased") },
    over("period_days", None, Some("leased_days"), "the days of the period"),
    times("ownership", 0, Some(1), "the share of a subsidiary that the group owns; filled in from the inventory of the group"),
];

impl Input {
    /// Reads a cell.
    ///
    /// # Errors
    /// Not a plain number, or out of the range that makes sense.
    pub fn read(&self, text: &str) -> Result<Decimal, Diagnostic> {
        let Ok(value) = parse(text) else {
            let message = format!("`{text}` is not a plain decimal number");
            return Err(Diagnostic::error(codes::INPUT_MALFORMED, message).help("digits with at most one decimal point: 0.75, not 75 %"));
        };
        let exact = Exact::from(value);
        let below = exact < Exact::from(self.least) || (self.operation == Operation::Divide && value.is_zero());
        let above = self.most.is_some_and(|most| exact > Exact::from(most));
        if below || above {
            let range = match (self.operation, self.most) {
                (Operation::Divide, Some(most)) => format!("above {} and at most {most}", self.least),
                (Operation::Divide, None) => format!("above {}", self.least),
                (Operation::Multiply, Some(most)) => format!("from {} to {most}", self.least),
                (Operation::Multiply, None) => format!("{} or more", self.least),
            };
            let diagnostic = Diagnostic::error(codes::INPUT_OUT_OF_RANGE, format!("`{}` cannot be {text}: it is {range}", self.name));
            return Err(diagnostic.help(format!("{}: {}", self.name, self.about)));
        }
        Ok(value)
    }

    /// The value of its term.
    pub fn term_value(&self, value: Decimal) -> Decimal {
        if !self.less_one {
            return value;
        }
        let less = Exact::from(value).minus(&Exact::one());
        parse(&less.text().digits).unwrap_or(value)
    }

    /// The column, as the source of its term: `overhead_pue - 1`.
    pub fn term_name(&self) -> String {
        if self.less_one { format!("{} - 1", self.name) } else { self.name.to_string() }
    }
}

/// A number that a line gives to its formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// The quantity of the record, or a part of it.
    Quantity,
    /// An input of the record.
    Input {
        /// Its index in [`INPUTS`].
        index: usize,
        /// Which one it is of those with that index, from 0: shares of nested groups follow one another.
        nth: usize,
    },
}

/// The numbers that a line gives to its formulas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    quantity: Decimal,
    /// The values of terms, in the order of the record.
    others: Vec<(usize, Decimal)>,
}

impl Inputs {
    /// A quantity, and inputs as a record gives them: indices of [`INPUTS`] with what was written.
    pub fn new(quantity: Decimal, given: &[(usize, Decimal)]) -> Self {
        let term = |(index, value): &(usize, Decimal)| (*index, INPUTS.get(*index).map_or(*value, |input| input.term_value(*value)));
        Self { quantity, others: given.iter().map(term).collect() }
    }

    /// The same with another quantity.
    #[must_use]
    pub fn with_quantity(&self, quantity: Decimal) -> Self {
        Self { quantity, others: self.others.clone() }
    }

    /// A number; `None` where the line does not give it.
    pub fn get(&self, given: Given) -> Option<Decimal> {
        match given {
            Given::Quantity => Some(self.quantity),
            Given::Input { index, nth } => self.others.iter().filter(|(known, _)| *known == index).nth(nth).map(|(_, value)| *value),
        }
    }

    /// All numbers, the quantity first.
    pub fn values(&self) -> impl Iterator<Item = Decimal> {
        std::iter::once(self.quantity).chain(self.others.iter().map(|(_, value)| *value))
    }

    /// At which place of [`Self::values`] a number stands.
    pub fn position(&self, given: Given) -> Option<usize> {
        self.each().position(|each| each == given)
    }

    /// Every number that is given, in the order of [`Self::values`].
    pub fn each(&self) -> impl Iterator<Item = Given> {
        let others =
            self.others.iter().enumerate().map(|(at, (index, _))| Given::Input { index: *index, nth: nth(&self.others[..at], *index) });
        std::iter::once(Given::Quantity).chain(others)
    }
}

/// How many of the inputs before have the same index.
fn nth(before: &[(usize, Decimal)], index: usize) -> usize {
    before.iter().filter(|(other, _)| *other == index).count()
}

/// The index of the input with that column.
pub fn find(name: &str) -> Option<usize> {
    INPUTS.iter().position(|input| input.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str) -> &'static Input {
        INPUTS.iter().find(|input| input.name == name).unwrap()
    }

    #[test]
    fn only_what_makes_sense_is_taken() {
        for (name, text, good) in [
            ("pue", "1.36", true),
            ("pue", "0.9", false),
            ("pue", "3.1", false),
            ("share", "1", true),
            ("share", "1.2", false),
            ("occupancy", "0", false),
            ("occupancy", "0.75", true),
            ("persons", "-1", false),
            ("share", "75%", false),
        ] {
            assert_eq!(input(name).read(text).is_ok(), good, "{name} {text}");
        }
    }

    #[test]
    fn the_overhead_is_the_pue_less_one() {
        assert_eq!(input("overhead_pue").term_value(parse("1.359").unwrap()).to_string(), "0.359");
    }
}
