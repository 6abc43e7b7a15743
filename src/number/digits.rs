//! Exact numbers as the digits of a decimal text: all of them where the number ends.

use super::exact::place_point;
use super::{Decimal, Exact, rounding};
use std::fmt;

/// Decimals printed of a number that does not terminate (`1/3`).
const DECIMALS_OF_ENDLESS: u32 = 24;

/// An [`Exact`] as decimal text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactText {
    /// The digits, without an exponent and without separators.
    pub digits: String,
    /// `false` when the number does not terminate and `digits` stops after 24 decimals, rounded half-even.
    pub exact: bool,
}

impl ExactText {
    /// The digits, with zeros added up to `decimals` places: the value is the same, and they line up with the print.
    pub fn with_decimals(&self, decimals: u32) -> String {
        let have = self.digits.split_once('.').map_or(0, |(_, part)| part.len());
        let missing = usize::try_from(decimals).unwrap_or_default().saturating_sub(have);
        let point = if have == 0 && missing > 0 { "." } else { "" };
        format!("{}{point}{}", self.digits, "0".repeat(missing))
    }
}

impl Exact {
    /// As a decimal over a decimal: over 1 where the number terminates, else numerator over denominator. `None` when either has more digits
    /// than can be kept.
    pub fn as_ratio(&self) -> Option<(Decimal, Decimal)> {
        let text = self.text();
        let decimal = |digits: &str| super::parse(digits).ok();
        if text.exact {
            return Some((decimal(&text.digits)?, Decimal::ONE));
        }
        Some((decimal(&self.0.numer().to_string())?, decimal(&self.0.denom().to_string())?))
    }

    /// As decimal text: all digits where the number terminates, else 24 decimals.
    pub fn text(&self) -> ExactText {
        match self.decimals() {
            Some(decimals) => ExactText { digits: place_point(&self.scaled(decimals).to_integer(), decimals), exact: true },
            None => {
                let scaled = rounding::to_integer(&self.scaled(DECIMALS_OF_ENDLESS), rounding::Mode::HalfEven);
                ExactText { digits: place_point(&scaled, DECIMALS_OF_ENDLESS), exact: false }
            }
        }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text();
        write!(f, "{}{}", text.digits, if text.exact { "" } else { "..." })
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    fn exact(text: &str) -> Exact {
        Exact::from(parse(text).unwrap())
    }

    #[test]
    fn a_third_says_that_it_is_not_exact() {
        let third = Exact::one().divided_by(&Exact::from(3)).unwrap();
        assert_eq!(third.text(), ExactText { digits: "0.333333333333333333333333".into(), exact: false });
    }

    #[test]
    fn a_ratio_of_two_decimals_is_the_same_number() {
        let decimal = |text: &str| parse(text).unwrap();
        assert_eq!(exact("-12.50").as_ratio(), Some((decimal("-12.5"), Decimal::ONE)));
        assert_eq!(exact("353").divided_by(&exact("3.6")).unwrap().as_ratio(), Some((decimal("1765"), decimal("18"))));
        assert_eq!(exact("100000000000000000000").minus(&exact("0.00000000000000000001")).as_ratio(), None, "40 digits");
    }

    #[test]
    fn small_negative_numbers_keep_their_zeros() {
        assert_eq!(exact("-0.05").text().digits, "-0.05");
        assert_eq!(exact("1000").text().digits, "1000");
    }
}
