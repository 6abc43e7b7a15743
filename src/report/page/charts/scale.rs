//! From exact numbers to places in a picture: a tenth of a unit is finer than anybody sees.

use crate::number::{Exact, rounding};

/// A straight scale.
#[derive(Debug)]
pub struct Scale {
    low: Exact,
    span: Exact,
    start: Exact,
    length: Exact,
}

impl Scale {
    /// A scale that shows zero and all `values`, from `start` over `length`; a negative length goes up.
    pub fn of<'v>(values: impl IntoIterator<Item = &'v Exact>, start: i64, length: i64) -> Self {
        let (mut low, mut high) = (Exact::zero(), Exact::zero());
        for value in values {
            low = low.min(value.clone());
            high = high.max(value.clone());
        }
        Self { span: high.minus(&low), low, start: Exact::from(start), length: Exact::from(length) }
    }

    /// Where a number stands.
    pub fn at(&self, value: &Exact) -> Exact {
        let share = value.minus(&self.low).divided_by(&self.span).unwrap_or_else(Exact::zero);
        self.start.plus(&share.times(&self.length))
    }
}

/// A place as SVG writes it.
pub fn px(place: &Exact) -> String {
    rounding::round(place, 1, rounding::Mode::HalfUp)
}

/// The start and the length between two places; what is not nothing is never narrower than it can be seen.
pub fn stretch(one: &Exact, other: &Exact) -> (String, String) {
    let (from, to) = if one <= other { (one, other) } else { (other, one) };
    let length = to.minus(from);
    let least = Exact::one();
    (px(from), px(if length.is_zero() || length > least { &length } else { &least }))
}

/// Round numbers from zero to just below `most`: at most five, each 1, 2 or 5 times a power of ten.
pub fn ticks(most: &Exact) -> Vec<Exact> {
    let five = Exact::from(5);
    let steps = (-6..=15).flat_map(|power| [1, 2, 5].map(|digit| (digit, power)));
    let step =
        steps.map(|(digit, power)| times_power_of_ten(digit, power)).find(|step| most.divided_by(step).is_some_and(|count| count <= five));
    let Some(step) = step else { return Vec::new() };
    let mut ticks = vec![Exact::zero()];
    while let Some(next) = ticks.last().map(|last| last.plus(&step)).filter(|next| next <= most) {
        ticks.push(next);
    }
    ticks
}

fn times_power_of_ten(digit: i64, power: i32) -> Exact {
    let ten = Exact::from(10);
    let number = (0..power.unsigned_abs()).fold(Exact::one(), |number, _| number.times(&ten));
    let digit = Exact::from(digit);
    if power < 0 { digit.divided_by(&number).unwrap_or_else(Exact::zero) } else { digit.times(&number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        let texts = |most: i64| ticks(&Exact::from(most)).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(texts(47), "0 10 20 30 40");
        assert_eq!(texts(5), "0 1 2 3 4 5");
        assert_eq!(texts(19_999), "0 5000 10000 15000");
    }

    #[test]
    fn a_scale_shows_zero_and_all_values() {
        let values = [Exact::from(-10), Exact::from(30)];
        let scale = Scale::of(&values, 100, 400);
        let at = |value: i64| px(&scale.at(&Exact::from(value)));
        assert_eq!([at(-10), at(0), at(30)], ["100.0", "200.0", "500.0"]);
    }

    #[test]
    fn nothing_has_no_width_and_little_has_some() {
        let place = |value: i64| Exact::from(value);
        assert_eq!(stretch(&place(5), &place(5)).1, "0.0");
        assert_eq!(stretch(&place(5), &place(5).plus(&Exact::one().divided_by(&place(7)).unwrap())).1, "1.0");
    }
}
