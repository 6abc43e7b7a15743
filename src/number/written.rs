//! An exact number as text that loses nothing, and back: `56622.95247`, or `1/3` where no decimal number is equal to it.
#![allow(clippy::arithmetic_side_effects, reason = "integers here have no upper limit")]

use super::Exact;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

impl Exact {
    /// The number as text, in full: a decimal number where there is one, else a ratio of integers in lowest terms.
    pub fn written(&self) -> String {
        let text = self.text();
        if text.exact { text.digits } else { format!("{}/{}", self.0.numer(), self.0.denom()) }
    }

    /// Reads what [`Self::written`] writes; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let (above, below) = match (rest.split_once('/'), rest.split_once('.')) {
            (Some((above, below)), None) => (whole(above)?, whole(below)?),
            (None, Some((integer, part))) => {
                whole(integer)?;
                whole(part)?;
                (whole(&format!("{integer}{part}"))?, BigInt::from(10).pow(u32::try_from(part.len()).ok()?))
            }
            (None, None) => (whole(rest)?, BigInt::from(1)),
            (Some(_), Some(_)) => return None,
        };
        if below.is_zero() {
            return None;
        }
        Some(Self(BigRational::new(if sign.is_empty() { above } else { -above }, below)))
    }
}

/// An integer without a sign.
fn whole(text: &str) -> Option<BigInt> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_without_a_decimal_form_is_a_ratio() {
        let third = Exact::one().divided_by(&Exact::from(3)).unwrap();
        assert_eq!(third.written(), "1/3");
        assert_eq!(Exact::read("1/3"), Some(third));
        assert_eq!(Exact::read("-0.50"), Some(Exact::from(-1).divided_by(&Exact::from(2)).unwrap()));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", ".", "1.", ".5", "1/0", "1/-3", "--1", "1/2/3", "1.5/2", "+1", "1e3", " 1", "1,000"] {
            assert_eq!(Exact::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_comes_back(above in any::<i64>(), below in 1_i64..) {
            let number = Exact::from(above).divided_by(&Exact::from(below)).unwrap();
            prop_assert_eq!(Exact::read(&number.written()), Some(number));
        }
    }
}
