//! A number for each of millions of rows: a plain quantity times what one unit of it makes, in integers, written as text.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "figures are multiplied here; the product is checked, and made in another way where it does not fit"
)]

use super::sum::Plain;
use super::{Decimal, Exact, parse};

/// What one unit of a quantity makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerUnit {
    exact: Exact,
    /// The same as `mantissa / 10^scale`, where it is such a number and small enough.
    short: Option<(u128, u32)>,
}

impl PerUnit {
    /// So much for one unit; not below zero.
    pub fn new(exact: Exact) -> Self {
        let text = exact.text();
        let decimal = text.exact.then(|| parse(&text.digits).ok()).flatten();
        let short = decimal.and_then(|decimal| Some((u128::try_from(decimal.mantissa()).ok()?, decimal.scale())));
        Self { exact, short }
    }

    /// Writes the product with a plain quantity: all digits where it terminates, as [`Exact::text`] has it. `false` where it does not.
    pub fn write_times(&self, quantity: Plain, out: &mut Vec<u8>) -> bool {
        let product = self.short.and_then(|(mantissa, scale)| {
            let (its, places) = quantity.parts();
            Some((mantissa.checked_mul(u128::from(its))?, scale + places))
        });
        match product {
            Some((mantissa, scale)) => {
                write(mantissa, scale, out);
                true
            }
            None => self.write(&quantity.exact(), out),
        }
    }

    /// As [`Self::write_times`], for any quantity.
    pub fn write_times_decimal(&self, quantity: Decimal, out: &mut Vec<u8>) -> bool {
        self.write(&Exact::from(quantity), out)
    }

    fn write(&self, quantity: &Exact, out: &mut Vec<u8>) -> bool {
        let text = self.exact.times(quantity).text();
        out.extend_from_slice(text.digits.as_bytes());
        text.exact
    }
}

/// Writes `mantissa / 10^scale` without zeros at its end.
fn write(mut mantissa: u128, mut scale: u32, out: &mut Vec<u8>) {
    while scale > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        scale -= 1;
    }
    let mut digits = [0_u8; 80];
    let mut at = digits.len();
    let mut push = |digit: u8| {
        at -= 1;
        digits[at] = digit;
    };
    let decimals = scale;
    // 64 bits at a time are much faster to take apart than 128.
    let mut written = 0;
    let mut rest = mantissa;
    while rest > 0 || written <= decimals {
        let mut part = u64::try_from(rest % 10_000_000_000_000_000_000).unwrap_or_default();
        rest /= 10_000_000_000_000_000_000;
        for _ in 0..19 {
            if part == 0 && rest == 0 && written > decimals {
                break;
            }
            push(b'0' + u8::try_from(part % 10).unwrap_or_default());
            part /= 10;
            written += 1;
        }
    }
    let all = &digits[at..];
    let (whole, fraction) = all.split_at(all.len() - usize::try_from(decimals).unwrap_or_default());
    out.extend_from_slice(whole);
    if decimals > 0 {
        out.push(b'.');
        out.extend_from_slice(fraction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both(per_unit: &str, quantity: &str) -> (String, String) {
        let exact = Exact::from(parse(per_unit).unwrap());
        let mut out = Vec::new();
        assert!(PerUnit::new(exact.clone()).write_times(Plain::read(quantity.as_bytes()).unwrap(), &mut out));
        (String::from_utf8(out).unwrap(), exact.times(&Exact::from(parse(quantity).unwrap())).text().digits)
    }

    #[test]
    fn small_and_round_numbers_are_written_in_full() {
        for (per_unit, quantity, text) in
            [("0", "12.5", "0"), ("0.0005306", "0", "0"), ("0.5", "2", "1"), ("0.001", "0.010", "0.00001"), ("100", "10.0", "1000")]
        {
            let (written, exact) = both(per_unit, quantity);
            assert_eq!((written.as_str(), exact.as_str()), (text, text));
        }
    }

    #[test]
    fn what_does_not_terminate_says_so() {
        let third = Exact::one().divided_by(&Exact::from(3)).unwrap();
        let mut out = Vec::new();
        assert!(!PerUnit::new(third.clone()).write_times(Plain::read(b"1").unwrap(), &mut out));
        assert_eq!(out, b"0.333333333333333333333333");
        out.clear();
        assert!(PerUnit::new(third).write_times(Plain::read(b"6.0").unwrap(), &mut out));
        assert_eq!(out, b"2");
    }

    proptest! {
        #[test]
        fn the_short_way_writes_what_the_exact_way_does(per_unit in "[0-9]{1,14}(\\.[0-9]{1,14})?", quantity in "[0-9]{1,9}(\\.[0-9]{1,9})?") {
            let (written, exact) = both(&per_unit, &quantity);
            prop_assert_eq!(written, exact);
        }
    }
}
