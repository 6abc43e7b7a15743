//! The middle of exact numbers, and how far they lie from it. Both are exact: a half of a sum at the most.

use super::{Decimal, Exact};

/// The median; of an even count, the mean of the two in the middle. `None` for no number.
pub fn median(values: &[Exact]) -> Option<Exact> {
    let mut sorted: Vec<&Exact> = values.iter().collect();
    sorted.sort_unstable();
    let middle = sorted.len().div_euclid(2);
    let upper = *sorted.get(middle)?;
    if sorted.len().is_multiple_of(2) {
        upper.plus(sorted.get(middle.checked_sub(1)?)?).divided_by(&Exact::from(Decimal::TWO))
    } else {
        Some(upper.clone())
    }
}

/// The median absolute deviation from `middle`.
pub fn deviation(values: &[Exact], middle: &Exact) -> Option<Exact> {
    let distances: Vec<Exact> = values.iter().map(|value| distance(value, middle)).collect();
    median(&distances)
}

/// How far two numbers lie apart.
fn distance(one: &Exact, other: &Exact) -> Exact {
    if one < other { other.minus(one) } else { one.minus(other) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    #[test]
    fn the_middle_and_the_distance_from_it_are_exact() {
        let numbers = |texts: &[&str]| texts.iter().map(|text| Exact::from(parse(text).unwrap())).collect::<Vec<_>>();
        let middle = |texts: &[&str]| median(&numbers(texts)).map(|value| value.to_string());
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&["3", "1", "2"]).as_deref(), Some("2"));
        assert_eq!(middle(&["0.1", "4", "0.2", "9"]).as_deref(), Some("2.1"));
        let values = numbers(&["1", "1", "2", "2", "4", "6", "9"]);
        let spread = deviation(&values, &median(&values).unwrap()).unwrap();
        assert_eq!(spread.to_string(), "1", "the textbook's example: median 2, distances 1 1 0 0 2 4 7");
    }
}
