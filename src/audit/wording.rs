//! How the audit says numbers. Everything is rounded here, in print, and nowhere before.

use super::document::Published;
use crate::number::rounding::{self, Mode};
use crate::number::{Decimal, Exact, Interval};

/// With so many decimals, thousands grouped.
pub fn fixed(value: &Exact, decimals: u32) -> String {
    let text = rounding::round_grouped(value, decimals, Mode::HalfUp);
    if text.trim_start_matches('-').chars().all(|character| matches!(character, '0' | '.' | ',')) {
        text.trim_start_matches('-').to_string()
    } else {
        text
    }
}

/// As [`fixed`], with a plus before what is above zero.
pub fn signed(value: &Exact, decimals: u32) -> String {
    let text = fixed(value, decimals);
    if value.is_negative() || value.is_zero() { text } else { format!("+{text}") }
}

/// A part of one in percent, with a sign.
pub fn percent(part: &Exact, decimals: u32) -> String {
    format!("{} %", signed(&part.times(&Exact::from(100)), decimals))
}

/// `[7,782.76, 7,785.66]`.
pub fn range(interval: &Interval, decimals: u32) -> String {
    format!("[{}, {}]", fixed(&interval.low().value, decimals), fixed(&interval.high().value, decimals))
}

/// How many decimals show `digits` significant digits of a number.
pub fn decimals_for(value: &Exact, digits: u32) -> u32 {
    let magnitude = super::materiality::magnitude(value);
    if magnitude.is_zero() {
        return 2;
    }
    let (mut decimals, mut scaled) = (0_u32, magnitude.clone());
    let (ten, tenth, one) = (Exact::from(10), Exact::from(Decimal::new(1, 1)), Exact::one());
    // A number below one begins behind as many zeros as it takes to lift it to one.
    while scaled < one && decimals < 24 {
        scaled = scaled.times(&ten);
        decimals += 1;
    }
    let mut whole_digits = 1_u32;
    while scaled >= ten && whole_digits < 40 {
        scaled = scaled.times(&tenth);
        whole_digits += 1;
    }
    if decimals > 0 { decimals.saturating_add(digits).saturating_sub(1) } else { digits.saturating_sub(whole_digits) }
}

/// With about so many significant digits.
pub fn significant(value: &Exact, digits: u32) -> String {
    fixed(value, decimals_for(value, digits))
}

/// A gap and what rounding can explain of it: `-0.6105 ± 0.0077`, with two digits of the band.
pub fn gap(value: &Exact, band: &Exact) -> String {
    let decimals = decimals_for(band, 2);
    format!("{} ± {}", signed(value, decimals), fixed(band, decimals))
}

/// `scope1 2025`.
pub fn figure(published: &Published, key: &str, column: usize) -> String {
    let column = published.columns.get(column).map_or("", String::as_str);
    if key.is_empty() { column.to_string() } else { format!("{key} {column}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    fn exact(text: &str) -> Exact {
        Exact::from(parse(text).unwrap())
    }

    #[test]
    fn numbers_are_said_with_the_digits_that_matter() {
        assert_eq!(significant(&exact("0.00042003"), 3), "0.000420");
        assert_eq!(significant(&exact("56622.952"), 4), "56,623");
        assert_eq!(gap(&exact("-0.610476"), &exact("0.007683")), "-0.6105 ± 0.0077");
        assert_eq!(signed(&exact("-0.001"), 2), "0.00");
        assert_eq!(percent(&exact("0.0123"), 1), "+1.2 %");
    }
}
