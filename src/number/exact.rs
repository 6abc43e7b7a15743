//! Exact rationals: what a product or a sum of decimals is before anybody rounds it.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "this is the one place where figures are added and multiplied; integers here have no upper limit"
)]

use super::tally::Fraction;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use rust_decimal::Decimal;

/// An exact number: a ratio of two integers of any size.
///
/// ```
/// use tonne::Exact;
/// let third = Exact::one().divided_by(&Exact::from(3)).unwrap();
/// assert_eq!(third.times(&Exact::from(3)), Exact::one());
/// assert_eq!(Exact::one().divided_by(&Exact::zero()), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(pub(super) BigRational);

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `numerator / denominator`; `None` when the denominator is zero.
    pub fn ratio(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        Self::from(numerator).divided_by(&Self::from(denominator))
    }

    /// A ratio of whole numbers; `below` is not zero.
    pub(super) fn ratio_of(above: BigInt, below: BigInt) -> Self {
        Self(BigRational::new(above, below))
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    /// The difference.
    pub fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// The product.
    pub fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// The quotient; `None` when `other` is zero.
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// The product of `above` over the product of `below`: numerators and denominators are multiplied apart and divided once. `None` when a
    /// factor below is zero.
    pub fn product(above: impl Iterator<Item = Decimal>, below: impl Iterator<Item = Decimal>) -> Option<Self> {
        Fraction::product(above, below).map(Fraction::exact)
    }

    /// `numerator / denominator`, which is not zero.
    pub(super) fn of_integers(numerator: BigInt, denominator: BigInt) -> Self {
        Self(BigRational::new(numerator, denominator))
    }

    /// The sum of many.
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        parts.into_iter().fold(Self::zero(), |sum, part| sum.plus(part))
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// How many decimals it takes to write the number in full; `None` when no number of decimals suffices.
    pub(super) fn decimals(&self) -> Option<u32> {
        let mut rest = self.0.denom().clone();
        let mut count = |prime: u32| {
            let mut times = 0_u32;
            while rest.is_multiple_of(&BigInt::from(prime)) {
                rest /= prime;
                times += 1;
            }
            times
        };
        let decimals = count(2).max(count(5));
        rest.is_one().then_some(decimals)
    }

    /// Times ten to the power of `decimals`.
    pub(super) fn scaled(&self, decimals: u32) -> BigRational {
        &self.0 * BigRational::from(BigInt::from(10).pow(decimals))
    }
}

/// `12345`, 3 becomes `12.345`.
pub(super) fn place_point(integer: &BigInt, decimals: u32) -> String {
    let sign = if integer.is_negative() { "-" } else { "" };
    let decimals = usize::try_from(decimals).unwrap_or(usize::MAX);
    let digits = format!("{:0>width$}", integer.abs().to_string(), width = decimals.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len() - decimals);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        Self(BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale())))
    }
}

impl From<i64> for Exact {
    fn from(integer: i64) -> Self {
        Self(BigRational::from(BigInt::from(integer)))
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
    fn five_ordinary_inputs_leave_28_digits_and_lose_none() {
        // The product that `rust_decimal` rounds without a word (quantity, lb to kg, factor, GWP, share).
        let product =
            ["0.45359237", "2.16219", "29.8", "0.123456"].iter().fold(exact("123456789.123"), |product, next| product.times(&exact(next)));
        assert_eq!(product.text().digits, "445454179.71924515784508631302272");
        assert!(product.text().exact);
    }

    #[test]
    fn a_product_divides_once() {
        let decimal = |text: &str| parse(text).unwrap();
        let product = Exact::product([decimal("1.5"), decimal("0.04")].into_iter(), [decimal("0.3")].into_iter());
        assert_eq!(product, Some(exact("0.2")));
        assert_eq!(Exact::product([Decimal::ONE].into_iter(), [Decimal::ZERO].into_iter()), None);
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Exact::one().divided_by(&Exact::zero()), None);
    }
}
