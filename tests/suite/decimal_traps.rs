//! What docs/explanation/exact-numbers.md says that `rust_decimal` does without a word, seen. Where a new version behaves otherwise, this
//! fails and the page is changed.
#![allow(clippy::disallowed_methods, reason = "these are the calls that the program does not make")]

use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

#[test]
fn multiplication_rounds_past_28_digits() {
    let product = ["0.45359237", "2.16219", "29.8", "0.123456"].map(decimal).iter().fold(decimal("123456789.123"), |sum, next| sum * next);
    assert_eq!(product.to_string(), "445454179.71924515784508631302");
    let squared = decimal("1.0000000000000001").checked_mul(decimal("1.0000000000000001"));
    assert_eq!(squared.map(|number| number.to_string()).as_deref(), Some("1.0000000000000002000000000000"));
}

#[test]
fn a_small_product_vanishes() {
    let product = decimal("0.000000000000001").checked_mul(decimal("0.000000000000001")).unwrap();
    assert!(product.is_zero());
}

#[test]
fn addition_rounds_too() {
    assert_eq!(Decimal::MAX.checked_add(decimal("0.4")), Some(Decimal::MAX));
    let large = decimal("100000000000000000000");
    assert!((large + decimal("0.00000000000000000001") - large).is_zero());
}

#[test]
#[should_panic(expected = "overflowed")]
fn what_does_not_fit_panics() {
    let _ = Decimal::MAX * Decimal::TWO;
}

#[test]
fn the_order_of_a_sum_changes_it() {
    let parts: Vec<Decimal> = (1..=20_000_u32).map(|number| Decimal::ONE / Decimal::from(number)).collect();
    let forwards: Decimal = parts.iter().sum();
    let backwards: Decimal = parts.iter().rev().sum();
    assert_eq!(forwards.to_string(), "10.480728217229327572814459952");
    assert_eq!(backwards.to_string(), "10.480728217229327572814460037");
}

#[test]
fn parsing_guesses() {
    assert_eq!("1_000.5".parse::<Decimal>().ok(), Some(decimal("1000.5")));
    assert_eq!("1e5".parse::<Decimal>().ok(), Some(decimal("100000")));
    assert_eq!("1.2345678901234567890123456789012345678".parse::<Decimal>().unwrap().to_string(), "1.2345678901234567890123456789");
}

#[test]
fn printing_with_two_decimals_cuts() {
    assert_eq!(format!("{:.2}", decimal("2.675")), "2.67");
    assert_eq!(format!("{:.2}", decimal("-0.004")), "-0.00");
}

#[test]
fn there_are_two_roundings() {
    let mut rescaled = decimal("2.665");
    rescaled.rescale(2);
    assert_eq!((decimal("2.665").round_dp(2).to_string().as_str(), rescaled.to_string().as_str()), ("2.66", "2.67"));
}
