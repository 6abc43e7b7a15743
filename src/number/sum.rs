//! Adding up millions of plain decimals, without an allocation for each: the sum is kept in integers and never rounded.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "figures are added here; every operation that could leave the range is checked, and refused when it does"
)]

use super::Exact;
use rust_decimal::Decimal;

/// The largest mantissa of a [`Decimal`].
const LARGEST: u128 = (1 << 96) - 1;

/// The longest plain number that is read in one go: a mantissa of 18 digits fits into 64 bits.
const MOST_DIGITS: usize = 18;

/// A plain number of at most 18 digits: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plain {
    mantissa: u64,
    scale: u8,
}

impl Plain {
    /// Reads `digits[.digits]`; `None` for anything else, which [`super::parse`] reads, or refuses by name.
    #[inline]
    pub fn read(text: &[u8]) -> Option<Self> {
        let mut mantissa = 0_u64;
        let mut point = None;
        for (at, byte) in text.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            } else if *byte == b'.' && point.is_none() && at > 0 {
                point = Some(at);
            } else {
                return None;
            }
        }
        let scale = point.map_or(0, |at| text.len() - at - 1);
        let good = !text.is_empty() && text.len() - usize::from(point.is_some()) <= MOST_DIGITS && (point.is_none() || scale > 0);
        good.then_some(Self { mantissa, scale: u8::try_from(scale).ok()? })
    }

    /// Mantissa and scale.
    pub(super) fn parts(self) -> (u64, u32) {
        (self.mantissa, u32::from(self.scale))
    }

    /// As an exact number.
    pub fn exact(self) -> Exact {
        Exact::from(self.sum().decimal())
    }

    /// The sum of this one number.
    pub fn sum(self) -> Sum {
        Sum { mantissa: u128::from(self.mantissa), scale: self.scale }
    }
}

/// The sum of plain numbers that are met in the midst of millions: small, so that many sums stay close to the processor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SmallSum {
    mantissa: u64,
    scale: u8,
}

impl SmallSum {
    /// Adds a plain number; `false`, and nothing added, when the sum would not fit into 64 bits any more.
    #[inline]
    pub fn add(&mut self, number: Plain) -> bool {
        let (ours, theirs, scale) = if self.scale >= number.scale {
            (Some(self.mantissa), small_power(self.scale - number.scale).and_then(|power| number.mantissa.checked_mul(power)), self.scale)
        } else {
            (small_power(number.scale - self.scale).and_then(|power| self.mantissa.checked_mul(power)), Some(number.mantissa), number.scale)
        };
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return false };
        let Some(mantissa) = ours.checked_add(theirs) else { return false };
        *self = Self { mantissa, scale };
        true
    }

    /// The same as a longer sum.
    pub fn sum(self) -> Sum {
        Sum { mantissa: u128::from(self.mantissa), scale: self.scale }
    }
}

/// `10^power`.
#[inline]
fn small_power(power: u8) -> Option<u64> {
    const POWERS: [u64; 20] = {
        let mut powers = [1_u64; 20];
        let mut at = 1;
        while at < powers.len() {
            powers[at] = powers[at - 1] * 10;
            at += 1;
        }
        powers
    };
    POWERS.get(usize::from(power)).copied()
}

/// A sum of decimals, exact, as long as it fits into a [`Decimal`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    mantissa: u128,
    scale: u8,
}

impl Sum {
    /// The sum of one number; `None` for a negative one.
    pub fn of(decimal: Decimal) -> Option<Self> {
        Some(Self { mantissa: u128::try_from(decimal.mantissa()).ok()?, scale: u8::try_from(decimal.scale()).ok()? })
    }

    /// Adds another sum; `false`, and nothing added, when it would not fit any more.
    pub fn add(&mut self, other: &Self) -> bool {
        let (ours, theirs, scale) = if self.scale == other.scale {
            (Some(self.mantissa), Some(other.mantissa), self.scale)
        } else if self.scale > other.scale {
            (Some(self.mantissa), raised(other.mantissa, self.scale - other.scale), self.scale)
        } else {
            (raised(self.mantissa, other.scale - self.scale), Some(other.mantissa), other.scale)
        };
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return false };
        let Some(mantissa) = ours.checked_add(theirs).filter(|mantissa| *mantissa <= LARGEST) else { return false };
        *self = Self { mantissa, scale };
        true
    }

    /// As a decimal.
    pub fn decimal(&self) -> Decimal {
        let mantissa = i128::try_from(self.mantissa).unwrap_or_default();
        Decimal::try_from_i128_with_scale(mantissa, u32::from(self.scale)).unwrap_or_default()
    }
}

/// `mantissa x 10^by`.
fn raised(mantissa: u128, by: u8) -> Option<u128> {
    10_u128.checked_pow(u32::from(by)).and_then(|power| mantissa.checked_mul(power))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{Exact, parse};

    #[test]
    fn a_plain_number_is_what_parse_reads() {
        for text in ["0", "12", "0012.50", "999999999999999999", "1.000000000000000001", "0.0"] {
            let mut sum = SmallSum::default();
            let plain = Plain::read(text.as_bytes());
            assert_eq!(plain.is_some_and(|plain| sum.add(plain)), text.len() < 20, "{text}");
            if plain.is_some() {
                assert_eq!(sum.sum().decimal(), parse(text).unwrap(), "{text}");
            }
        }
        for text in ["", ".", ".5", "5.", "1.2.3", "-1", "+1", "1e5", "1,000", " 1", "１", "1234567890123456789"] {
            assert_eq!(Plain::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn sums_are_exact_or_refused() {
        let (mut small, mut sum) = (SmallSum::default(), Sum::default());
        let mut exact = Exact::zero();
        for text in ["0.0001", "999999999999.25", "7", "0.30"] {
            assert!(small.add(Plain::read(text.as_bytes()).unwrap()));
            assert!(sum.add(&Sum::of(parse(text).unwrap()).unwrap()));
            exact = exact.plus(&Exact::from(parse(text).unwrap()));
        }
        assert_eq!(Exact::from(sum.decimal()), exact);
        assert_eq!(Exact::from(small.sum().decimal()), exact);
        let before = small;
        for text in ["999999999999999999", "0.00000000000000001"] {
            assert!(!small.add(Plain::read(text.as_bytes()).unwrap()), "{text}");
            assert_eq!(small, before);
        }
        let mut full = Sum::of(Decimal::MAX).unwrap();
        let before = full;
        for text in ["1", "0.1"] {
            assert!(!full.add(&Sum::of(parse(text).unwrap()).unwrap()), "{text} more does not fit");
        }
        assert_eq!(full, before);
        assert_eq!(Sum::of(parse("-1").unwrap()), None);
    }
}
