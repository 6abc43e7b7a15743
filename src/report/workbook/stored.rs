//! The one place where a number becomes the binary number that a spreadsheet stores. It goes from text to text or to the cell; nothing is
//! computed with it, and the exact text stands beside every such cell.
#![allow(clippy::disallowed_types, reason = "cells of a workbook hold binary numbers; the exact text stands beside them")]

/// The binary number that is nearest to a decimal text.
pub fn stored(digits: &str) -> f64 {
    // Texts here come out of `Decimal` and `Exact`: digits with at most one point.
    digits.parse().unwrap_or_default()
}

/// The shortest text that stands for the same binary number: what a spreadsheet stores as the result of a formula.
pub fn shortest(digits: &str) -> String {
    stored(digits).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_stored_as_a_spreadsheet_would() {
        assert_eq!(shortest("56622.95247000"), "56622.95247");
        assert_eq!(shortest("12345678901234567.89"), "12345678901234568");
        assert_eq!(shortest("0.333333333333333333333333"), "0.3333333333333333");
        assert_eq!(shortest("-0"), "-0");
    }
}
