//! Adding up many products: fractions are put beside those of the same denominator and reduced once, at the end.
#![allow(clippy::arithmetic_side_effects, reason = "figures are added and multiplied here; integers have no upper limit")]

use super::{Decimal, Exact};
use num_bigint::BigInt;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// A fraction as it comes out of a product, not reduced.
#[derive(Clone, Debug)]
pub struct Fraction {
    numerator: BigInt,
    denominator: BigInt,
}

impl Fraction {
    /// The product of `above` over the product of `below`: numerators and denominators are multiplied apart. `None` when a factor below is
    /// zero.
    pub fn product(above: impl Iterator<Item = Decimal>, below: impl Iterator<Item = Decimal>) -> Option<Self> {
        let (above, scale_above) = multiplied(above);
        let (below, scale_below) = multiplied(below);
        let (up, down) = (scale_below.saturating_sub(scale_above), scale_above.saturating_sub(scale_below));
        let power = |scale: u32| BigInt::from(10).pow(scale);
        (!below.is_zero()).then(|| Self { numerator: above * power(up), denominator: below * power(down) })
    }

    /// As an exact number.
    pub fn exact(self) -> Exact {
        Exact::of_integers(self.numerator, self.denominator)
    }
}

fn multiplied(factors: impl Iterator<Item = Decimal>) -> (BigInt, u32) {
    // Most products fit into 128 bits, which is much faster.
    let (mut small, mut large, mut scale) = (1_i128, BigInt::one(), 0_u32);
    for factor in factors {
        scale += factor.scale();
        small = small.checked_mul(factor.mantissa()).unwrap_or_else(|| {
            large *= small;
            factor.mantissa()
        });
    }
    (large * small, scale)
}

/// A sum of fractions.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    by_denominator: BTreeMap<BigInt, BigInt>,
}

impl Tally {
    /// Adds one.
    pub fn add(&mut self, fraction: &Fraction) {
        match self.by_denominator.get_mut(&fraction.denominator) {
            Some(sum) => *sum += &fraction.numerator,
            None => _ = self.by_denominator.insert(fraction.denominator.clone(), fraction.numerator.clone()),
        }
    }

    /// Adds another sum.
    pub fn join(&mut self, other: &Self) {
        for (denominator, numerator) in &other.by_denominator {
            match self.by_denominator.get_mut(denominator) {
                Some(sum) => *sum += numerator,
                None => _ = self.by_denominator.insert(denominator.clone(), numerator.clone()),
            }
        }
    }

    /// The sum.
    pub fn exact(&self) -> Exact {
        let parts = self.by_denominator.iter();
        parts.fold(Exact::zero(), |sum, (denominator, numerator)| sum.plus(&Exact::of_integers(numerator.clone(), denominator.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_tally_is_the_sum(parts in prop::collection::vec(("[0-9]{1,20}(\\.[0-9]{1,8})?", "[1-9][0-9]{0,8}"), 0..20)) {
            let mut tally = Tally::default();
            let mut sum = Exact::zero();
            for (above, below) in &parts {
                let (above, below) = (parse(above).unwrap(), parse(below).unwrap());
                let fraction = Fraction::product([above, above].into_iter(), std::iter::once(below)).unwrap();
                tally.add(&fraction);
                let exact = Exact::from(above).times(&Exact::from(above)).divided_by(&Exact::from(below)).unwrap();
                prop_assert_eq!(&fraction.exact(), &exact);
                sum = sum.plus(&exact);
            }
            prop_assert_eq!(tally.exact(), sum);
        }
    }
}
