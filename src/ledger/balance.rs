//! A quantity that is a balance of stocks and flows: what was there and came in, less what went out and is there still, has escaped or been used.
//!
//! For refrigerants the gas that a new machine holds is subtracted too, since it is not lost, and that of a scrapped one added
//! (GHG Protocol, Calculating HFC and PFC Emissions; IPCC 2006 Guidelines, volume 3, chapter 7).

use crate::diagnostic::{Diagnostic, codes};
pub use crate::field::PARTS;
use crate::number::{Decimal, Exact, parse};

/// The part that may be below zero: machines were scrapped.
const CAPACITY_CHANGE: usize = 4;

/// A mass balance, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The parts, in the order of [`PARTS`].
    pub parts: [Decimal; 5],
}

impl Balance {
    /// Reads one part.
    ///
    /// # Errors
    /// Empty, or not a plain number.
    pub fn part(index: usize, text: &str) -> Result<Decimal, Diagnostic> {
        let name = PARTS.get(index).map_or("", |part| part.0);
        let refused = |what: String| Err(Diagnostic::error(codes::BALANCE_MALFORMED, what));
        match parse(text) {
            Ok(value) if value.is_sign_negative() && !value.is_zero() && index != CAPACITY_CHANGE => {
                refused(format!("`{name}` is negative: {text}")).map_err(|error| error.help("only `capacity_change` can be below zero"))
            }
            Ok(value) => Ok(value),
            Err(_) if text.is_empty() => refused(format!("a mass balance needs `{name}`")).map_err(|error| {
                error.help(
                    "missing is not zero: write 0 if there was none; a balance has opening, purchases, sales, closing and capacity_change",
                )
            }),
            Err(_) => refused(format!("`{text}` is not a plain decimal number")),
        }
    }

    /// What is left over: the quantity.
    ///
    /// # Errors
    /// Less than nothing: stock came from nowhere.
    pub fn sum(&self) -> Result<Decimal, Diagnostic> {
        let sum = PARTS.iter().zip(self.parts).fold(Exact::zero(), |sum, ((_, adds), value)| {
            if *adds { sum.plus(&Exact::from(value)) } else { sum.minus(&Exact::from(value)) }
        });
        let text = sum.text().digits;
        match parse(&text) {
            Ok(value) if value.is_sign_negative() && !value.is_zero() => {
                Err(Diagnostic::error(codes::BALANCE_NEGATIVE, format!("the mass balance leaves {text}: {}", self.words()))
                    .help("less than nothing cannot have escaped: count the stocks again, look for a purchase that is not listed, or for a machine that came with its charge"))
            }
            Ok(value) => Ok(value),
            Err(_) => Err(Diagnostic::error(codes::QUANTITY_TOO_LONG, format!("the mass balance has too many digits: {text}"))),
        }
    }

    /// `opening 120 + purchases 30 - sales 0 - closing 90 - capacity_change 5`.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for ((name, adds), value) in PARTS.iter().zip(self.parts) {
            let sign = match (words.is_empty(), adds) {
                (true, _) => "",
                (false, true) => " + ",
                (false, false) => " - ",
            };
            let value = if value.is_sign_negative() { format!("({value})") } else { value.to_string() };
            words.push_str(&format!("{sign}{name} {value}"));
        }
        words
    }
}

impl Balance {
    /// The same as a sum of numbers alone: `120+30-0-90-(-5)`.
    pub fn signed(&self) -> String {
        let terms = PARTS.iter().zip(self.parts).map(|((_, adds), value)| {
            let value = if value.is_sign_negative() { format!("({value})") } else { value.to_string() };
            format!("{}{value}", if *adds { "+" } else { "-" })
        });
        terms.collect::<String>().trim_start_matches('+').to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scrapped_machine_adds_its_charge() {
        let of = |texts: [&str; 5]| Balance { parts: texts.map(|text| parse(text).unwrap()) };
        let balance = of(["500", "120.5", "60", "430", "-80"]);
        assert_eq!(balance.sum().unwrap().to_string(), "210.5");
        assert_eq!(balance.words(), "opening 500 + purchases 120.5 - sales 60 - closing 430 - capacity_change (-80)");
        assert_eq!(balance.signed(), "500+120.5-60-430-(-80)");
        assert!(of(["0", "0", "0", "1", "0"]).sum().is_err());
    }
}
