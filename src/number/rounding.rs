//! The one rounding. A figure is rounded here, when it is printed, and nowhere else.
#![allow(clippy::arithmetic_side_effects, reason = "integers here have no upper limit")]

use super::Exact;
use super::exact::place_point;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed};

/// What to do with a half. The mode is a choice of the inventory and is printed with the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Halves go away from zero, as most readers expect (四捨五入): 2.665 becomes 2.67.
    HalfUp,
    /// Halves go to the even neighbour (GB/T 8170): 2.665 becomes 2.66.
    HalfEven,
}

impl Mode {
    /// Every mode with the word an inventory uses for it.
    pub const NAMED: [(&'static str, Self); 2] = [("half-up", Self::HalfUp), ("half-even", Self::HalfEven)];

    /// The word an inventory uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::HalfEven => "half-even",
        }
    }
}

/// `value` to `decimals` places, as text with exactly that many decimals.
pub fn round(value: &Exact, decimals: u32, mode: Mode) -> String {
    let rounded = to_integer(&value.scaled(decimals), mode);
    place_point(&rounded, decimals)
}

/// As [`round`], with a comma between each three digits of the whole part.
pub fn round_grouped(value: &Exact, decimals: u32, mode: Mode) -> String {
    group(&round(value, decimals, mode))
}

/// One unit of the last of `decimals` places: `0.01`.
pub fn last_place(decimals: u32) -> String {
    place_point(&BigInt::one(), decimals)
}

/// Puts a comma between each three digits of the whole part of a decimal text.
pub fn group(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(part) = part {
        grouped.push('.');
        grouped.push_str(part);
    }
    grouped
}

/// The nearest integer; a half goes where `mode` says.
pub(super) fn to_integer(value: &BigRational, mode: Mode) -> BigInt {
    let (floor, rest) = value.numer().abs().div_mod_floor(value.denom());
    let up = match (rest * BigInt::from(2)).cmp(value.denom()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => mode == Mode::HalfUp || floor.is_odd(),
    };
    let magnitude = if up { floor + BigInt::one() } else { floor };
    if value.is_negative() { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    fn rounded(text: &str, decimals: u32, mode: Mode) -> String {
        round(&Exact::from(parse(text).unwrap()), decimals, mode)
    }

    #[test]
    fn a_half_goes_where_the_mode_says() {
        assert_eq!(rounded("2.665", 2, Mode::HalfUp), "2.67");
        assert_eq!(rounded("2.665", 2, Mode::HalfEven), "2.66");
        assert_eq!(rounded("-2.665", 2, Mode::HalfUp), "-2.67");
        assert_eq!(rounded("2.6650000000000000000000001", 2, Mode::HalfEven), "2.67");
    }

    #[test]
    fn nothing_is_printed_as_minus_zero() {
        assert_eq!(rounded("-0.004", 2, Mode::HalfUp), "0.00");
    }

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(group("1234567.891"), "1,234,567.891");
        assert_eq!(group("-123"), "-123");
        assert_eq!(group("1000"), "1,000");
    }
}
