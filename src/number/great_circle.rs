//! The length of the shortest way between two places on a sphere, in whole numbers: fifty decimals behind the point, no binary floats, the same
//! digits everywhere.
//!
//! `distance = radius x 2 asin(sqrt(h))`, `h = sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2)` (the haversine formula), by the series of sine, cosine and
//! arctangent. Whole kilometres are printed and used; the series are exact to far more than that.
#![allow(clippy::arithmetic_side_effects, reason = "integers here have no upper limit")]

use super::{Decimal, Exact, parse, rounding};
use num_bigint::BigInt;
use num_traits::{One, Zero};

/// Decimals behind the point.
const DECIMALS: u32 = 50;

/// How often an angle is halved before its series begins.
const HALVINGS: u32 = 4;

/// A place: latitude and longitude in degrees.
pub type Place = (Decimal, Decimal);

/// The distance in whole kilometres, half up; `None` when it has more digits than can be kept, which no sphere of ours has.
pub fn kilometres(from: Place, to: Place, radius: Decimal) -> Option<Decimal> {
    let [(phi1, lambda1), (phi2, lambda2)] = [from, to].map(|(latitude, longitude)| (radians(latitude), radians(longitude)));
    let half = |angle: BigInt| angle / 2;
    let (of_phi, of_lambda) = (sine(&half(&phi2 - &phi1)), sine(&half(&lambda2 - &lambda1)));
    let across = times(&times(&cosine(&phi1), &cosine(&phi2)), &times(&of_lambda, &of_lambda));
    let h = (times(&of_phi, &of_phi) + across).clamp(BigInt::zero(), one());
    let angle = arctangent(&root(&h), &root(&(one() - &h))) * 2;
    let distance = Exact::ratio_of(angle, one()).times(&Exact::from(radius));
    parse(&rounding::round(&distance, 0, rounding::Mode::HalfUp)).ok()
}

fn one() -> BigInt {
    BigInt::from(10).pow(DECIMALS)
}

fn times(left: &BigInt, right: &BigInt) -> BigInt {
    left * right / one()
}

fn root(value: &BigInt) -> BigInt {
    (value * one()).sqrt()
}

fn radians(degrees: Decimal) -> BigInt {
    BigInt::from(degrees.mantissa()) * pi() / (BigInt::from(180) * BigInt::from(10).pow(degrees.scale()))
}

/// Machin's formula: π = 16 arctan(1/5) - 4 arctan(1/239).
fn pi() -> BigInt {
    let of_one_over = |number: i64| arctangent_series(&(one() / number));
    of_one_over(5) * 16 - of_one_over(239) * 4
}

/// `x - x³/3! + x⁵/5! ...`
fn sine(angle: &BigInt) -> BigInt {
    circular(angle.clone(), 1, angle)
}

/// `1 - x²/2! + x⁴/4! ...`
fn cosine(angle: &BigInt) -> BigInt {
    circular(one(), 0, angle)
}

fn circular(first: BigInt, order: i64, angle: &BigInt) -> BigInt {
    let square = times(angle, angle);
    let (mut term, mut sum, mut order) = (first.clone(), first, order);
    while !term.is_zero() {
        term = -times(&term, &square) / ((order + 1) * (order + 2));
        sum += &term;
        order += 2;
    }
    sum
}

/// The angle whose tangent is `above / below`, both from 0 up and not both 0.
fn arctangent(above: &BigInt, below: &BigInt) -> BigInt {
    if above > below {
        return pi() / 2 - arctangent(below, above);
    }
    let mut tangent = above * one() / below;
    for _ in 0..HALVINGS {
        let secant = root(&(one() + times(&tangent, &tangent)));
        tangent = &tangent * one() / (one() + secant);
    }
    arctangent_series(&tangent) * BigInt::from(2).pow(HALVINGS)
}

/// `x - x³/3 + x⁵/5 ...`, for small `x`.
fn arctangent_series(tangent: &BigInt) -> BigInt {
    let square = times(tangent, tangent);
    let (mut power, mut sum, mut order) = (tangent.clone(), tangent.clone(), BigInt::one());
    while !power.is_zero() {
        power = -times(&power, &square);
        order += 2;
        sum += &power / &order;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn pi_is_known_to_fifty_decimals() {
        let text = pi().to_string();
        assert!(text.starts_with("31415926535897932384626433832795028841971693993"), "{text}");
    }

    #[test]
    fn arcs_that_are_known_without_a_formula() {
        // On a sphere whose circumference is 36 000 km, to a millimetre: a degree is 100 km.
        let radius = number("5729.577951308232087679815481");
        for (from, to, kilometres_apart) in [
            (("0", "0"), ("0", "1"), "100"),
            (("0", "0"), ("90", "0"), "9000"),
            (("-90", "12"), ("90", "77"), "18000"),
            (("0", "0"), ("0", "180"), "18000"),
            (("0", "-179"), ("0", "179"), "200"),
            (("60", "0"), ("60", "180"), "6000"),
            (("12.5", "-7"), ("12.5", "-7"), "0"),
            // The octant: three right angles.
            (("0", "90"), ("0", "0"), "9000"),
        ] {
            let place = |(latitude, longitude)| (number(latitude), number(longitude));
            assert_eq!(kilometres(place(from), place(to), radius), Some(number(kilometres_apart)), "{from:?} {to:?}");
        }
    }
}
