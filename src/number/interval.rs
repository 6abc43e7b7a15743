//! A printed number stands for all numbers that round to it: an interval of exact rationals, each end inside or outside.
//!
//! `docs/explanation/rounding-intervals.md` explains the arithmetic. Sums, products and quotients are of independent numbers.

use super::Exact;
use std::cmp::Ordering;

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: Exact,
    /// Whether the number itself belongs to the interval.
    pub inside: bool,
}

/// All numbers between two ends. It always holds at least one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    low: Bound,
    high: Bound,
}

/// How a number came to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Rounded, halves away from zero.
    HalfUp,
    /// Rounded, halves to the even neighbour.
    HalfEven,
    /// Cut off after the last digit.
    Truncated,
}

impl Reading {
    /// Every reading with the word a document uses for it.
    pub const NAMED: [(&'static str, Self); 3] = [("half-up", Self::HalfUp), ("half-even", Self::HalfEven), ("truncated", Self::Truncated)];

    /// The word a document uses for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, reading)| *reading == self).map_or("", |(name, _)| name)
    }
}

impl Bound {
    fn at(value: Exact, inside: bool) -> Self {
        Self { value, inside }
    }

    fn minus(&self) -> Self {
        Self::at(Exact::zero().minus(&self.value), self.inside)
    }

    fn plus(&self, other: &Self) -> Self {
        Self::at(self.value.plus(&other.value), self.inside && other.inside)
    }

    /// The product; a zero that belongs to one interval makes a zero that belongs to the product, whatever the other end is.
    fn times(&self, other: &Self) -> Self {
        let zero = |bound: &Self| bound.inside && bound.value.is_zero();
        Self::at(self.value.times(&other.value), (self.inside && other.inside) || zero(self) || zero(other))
    }
}

impl Interval {
    /// One number alone.
    pub fn point(value: Exact) -> Self {
        Self { low: Bound::at(value.clone(), true), high: Bound::at(value, true) }
    }

    /// Between two ends; `None` when no number lies there.
    pub fn between(low: Bound, high: Bound) -> Option<Self> {
        let any = match low.value.cmp(&high.value) {
            Ordering::Less => true,
            Ordering::Equal => low.inside && high.inside,
            Ordering::Greater => false,
        };
        any.then_some(Self { low, high })
    }

    /// All numbers that are printed as `value`, when the last printed digit counts `step`. `even` says whether that digit is even.
    pub fn of_printed(value: &Exact, step: &Exact, even: bool, reading: Reading) -> Self {
        if value.is_negative() {
            return Self::of_printed(&Exact::zero().minus(value), step, even, reading).minus_itself();
        }
        let half = step.divided_by(&Exact::from(2)).unwrap_or_else(Exact::zero);
        let reach = if reading == Reading::Truncated { step } else { &half };
        let inside = reading == Reading::HalfEven && even;
        let high = Bound::at(value.plus(reach), inside);
        // What is printed as zero can lie on either side of it.
        if value.is_zero() {
            return Self { low: high.minus(), high };
        }
        let low = match reading {
            Reading::HalfUp => Bound::at(value.minus(&half), true),
            Reading::HalfEven => Bound::at(value.minus(&half), even),
            Reading::Truncated => Bound::at(value.clone(), true),
        };
        Self { low, high }
    }

    /// From zero up to a number that does not belong to it: what `< 0.01` stands for. `None` when the number is not above zero.
    pub fn below(limit: Exact) -> Option<Self> {
        Self::between(Bound::at(Exact::zero(), true), Bound::at(limit, false))
    }

    /// The lower end.
    pub fn low(&self) -> &Bound {
        &self.low
    }

    /// The upper end.
    pub fn high(&self) -> &Bound {
        &self.high
    }

    /// Half of its width.
    pub fn half_width(&self) -> Exact {
        self.high.value.minus(&self.low.value).divided_by(&Exact::from(2)).unwrap_or_else(Exact::zero)
    }

    /// Its middle.
    pub fn middle(&self) -> Exact {
        self.low.value.plus(&self.high.value).divided_by(&Exact::from(2)).unwrap_or_else(Exact::zero)
    }

    /// Whether a number lies in it.
    pub fn holds(&self, value: &Exact) -> bool {
        let above = self.low.value < *value || (self.low.inside && self.low.value == *value);
        let below = *value < self.high.value || (self.high.inside && self.high.value == *value);
        above && below
    }

    /// Whether zero lies in it or at one of its ends: nothing is divided by such an interval.
    pub fn touches_zero(&self) -> bool {
        let zero = Exact::zero();
        self.low.value <= zero && zero <= self.high.value
    }

    /// All sums.
    pub fn plus(&self, other: &Self) -> Self {
        Self { low: self.low.plus(&other.low), high: self.high.plus(&other.high) }
    }

    /// All differences.
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.minus_itself())
    }

    /// All its numbers with the other sign.
    pub fn minus_itself(&self) -> Self {
        Self { low: self.high.minus(), high: self.low.minus() }
    }

    /// All products.
    pub fn times(&self, other: &Self) -> Self {
        let ends = [(&self.low, &other.low), (&self.low, &other.high), (&self.high, &other.low), (&self.high, &other.high)];
        let products = ends.map(|(one, other)| one.times(other));
        let [first, rest @ ..] = &products;
        let wider = |best: &Bound, next: &Bound, beyond: Ordering| match next.value.cmp(&best.value) {
            Ordering::Equal => Bound::at(best.value.clone(), best.inside || next.inside),
            order if order == beyond => next.clone(),
            _ => best.clone(),
        };
        let low = rest.iter().fold(first.clone(), |best, next| wider(&best, next, Ordering::Less));
        let high = rest.iter().fold(first.clone(), |best, next| wider(&best, next, Ordering::Greater));
        Self { low, high }
    }

    /// All products with one number.
    pub fn scaled(&self, factor: &Exact) -> Self {
        self.times(&Self::point(factor.clone()))
    }

    /// All quotients; `None` when [`Self::touches_zero`] holds of the divisor.
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        if other.touches_zero() {
            return None;
        }
        let over = |bound: &Bound| Some(Bound::at(Exact::one().divided_by(&bound.value)?, bound.inside));
        Some(self.times(&Self { low: over(&other.high)?, high: over(&other.low)? }))
    }

    /// The numbers that lie in both; `None` when there are none.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let tighter = |one: &Bound, other: &Bound, inner: Ordering| match one.value.cmp(&other.value) {
            Ordering::Equal => Bound::at(one.value.clone(), one.inside && other.inside),
            order if order == inner => one.clone(),
            _ => other.clone(),
        };
        Self::between(tighter(&self.low, &other.low, Ordering::Greater), tighter(&self.high, &other.high, Ordering::Less))
    }

    /// The sum of many.
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        parts.into_iter().fold(Self::point(Exact::zero()), |sum, part| sum.plus(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    fn exact(text: &str) -> Exact {
        Exact::from(parse(text).unwrap())
    }

    /// `[1, 2)`, `(1, 2]` ...
    fn shown(interval: &Interval) -> String {
        let open = if interval.low.inside { '[' } else { '(' };
        let close = if interval.high.inside { ']' } else { ')' };
        format!("{open}{}, {}{close}", interval.low.value, interval.high.value)
    }

    fn printed(text: &str, step: &str, reading: Reading) -> Interval {
        let even = text.ends_with(['0', '2', '4', '6', '8']);
        Interval::of_printed(&exact(text), &exact(step), even, reading)
    }

    #[test]
    fn a_printed_number_is_what_rounds_to_it() {
        for (text, step, reading, interval) in [
            ("7.41", "0.01", Reading::HalfUp, "[7.405, 7.415)"),
            ("-7.41", "0.01", Reading::HalfUp, "(-7.415, -7.405]"),
            ("7.41", "0.01", Reading::HalfEven, "(7.405, 7.415)"),
            ("7.40", "0.01", Reading::HalfEven, "[7.395, 7.405]"),
            ("7.41", "0.01", Reading::Truncated, "[7.41, 7.42)"),
            ("-7.41", "0.01", Reading::Truncated, "(-7.42, -7.41]"),
            ("0.00", "0.01", Reading::HalfUp, "(-0.005, 0.005)"),
            ("0.00", "0.01", Reading::HalfEven, "[-0.005, 0.005]"),
            ("0", "1", Reading::Truncated, "(-1, 1)"),
            ("448000", "1000", Reading::HalfUp, "[447500, 448500)"),
        ] {
            assert_eq!(shown(&printed(text, step, reading)), interval, "{text} {reading:?}");
        }
    }

    #[test]
    fn ends_are_inside_where_both_are() {
        let one = printed("1", "1", Reading::HalfUp);
        assert_eq!(shown(&one.plus(&one)), "[1, 3)");
        assert_eq!(shown(&one.minus(&one)), "(-1, 1)");
        assert_eq!(shown(&one.times(&one)), "[0.25, 2.25)");
        assert_eq!(shown(&one.divided_by(&printed("2", "2", Reading::HalfUp)).unwrap()), "(0.166666666666666666666667..., 1.5)");
        let around_zero = Interval::between(Bound::at(exact("0"), true), Bound::at(exact("1"), false)).unwrap();
        assert_eq!(shown(&around_zero.times(&one)), "[0, 1.5)");
        assert_eq!(shown(&around_zero.times(&one.minus_itself())), "(-1.5, 0]");
    }

    #[test]
    fn nothing_is_divided_by_what_may_be_zero() {
        let one = printed("1", "1", Reading::HalfUp);
        for (text, step) in [("0.0", "0.1"), ("1", "2"), ("-1", "2")] {
            assert_eq!(one.divided_by(&printed(text, step, Reading::HalfUp)), None, "{text}");
        }
    }

    #[test]
    fn what_lies_in_both() {
        let (one, next) = (printed("1.5", "1", Reading::HalfUp), printed("2.5", "1", Reading::HalfUp));
        assert_eq!(one.and(&next), None, "[1, 2) and [2, 3)");
        let wide = printed("2", "2", Reading::HalfUp);
        assert_eq!(one.and(&wide).map(|both| shown(&both)).as_deref(), Some("[1, 2)"));
    }
}
