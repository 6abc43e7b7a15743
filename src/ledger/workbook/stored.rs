//! The one place where a binary float is met: a spreadsheet stores its numbers so. It becomes a decimal text at once.
#![allow(clippy::disallowed_types, reason = "the number is turned into its decimal text, and nothing is computed with it")]

/// A spreadsheet shows at most so many significant digits, and people who type more lose them.
const DIGITS: usize = 15;

/// The shortest decimal text that stands for a stored number, with at most 15 significant digits; and the shortest text in full where it
/// has more than those.
pub fn decimal(stored: f64) -> (String, Option<String>) {
    // Rust prints the shortest text that reads back as the same number, without an exponent.
    let shortest = if stored == 0.0 { "0".to_string() } else { format!("{stored}") };
    if shortest.len() <= DIGITS || !stored.is_finite() || significant(&shortest) <= DIGITS {
        return (shortest, None);
    }
    (plain(&format!("{stored:.14e}")).unwrap_or_else(|| shortest.clone()), Some(shortest))
}

/// The shortest decimal text that stands for a stored number.
#[cfg(feature = "parquet")]
pub fn shortest(stored: impl std::fmt::Display) -> String {
    let text = stored.to_string();
    if text == "-0" { "0".to_string() } else { text }
}

/// How many digits of a number say something.
fn significant(text: &str) -> usize {
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0');
    if text.contains('.') {
        return digits.count();
    }
    let trailing = text.bytes().rev().take_while(|digit| *digit == b'0').count();
    digits.count().saturating_sub(trailing)
}

/// `3.00000000000000e-1` as `0.3`.
fn plain(scientific: &str) -> Option<String> {
    let (mantissa, exponent) = scientific.split_once('e')?;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let exponent: i32 = exponent.parse().ok()?;
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    let point = exponent + 1;
    let text = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => format!("{digits}{}", "0".repeat(point - digits.len())),
        Ok(point) if point > 0 => format!("{}.{}", &digits[..point], &digits[point..]),
        _ => format!("0.{}{digits}", "0".repeat(usize::try_from(-point).ok()?)),
    };
    Some(format!("{sign}{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_a_spreadsheet_shows_it() {
        for (stored, text, rounded) in [
            (0.1 + 0.2, "0.3", true),
            (0.15417100000000003, "0.154171", true),
            (1204.5, "1204.5", false),
            (-0.0, "0", false),
            (1e21, "1000000000000000000000", false),
            (1e-7, "0.0000001", false),
            (12_345_678_901_234_568.0, "12345678901234600", true),
            (-999.999_999_999_999_9, "-1000", true),
            (0.000_012_345_678_901_234_567, "0.0000123456789012346", true),
            (811.977, "811.977", false),
        ] {
            let (read, stored) = decimal(stored);
            assert_eq!((read.as_str(), stored.is_some()), (text, rounded));
        }
    }
}
