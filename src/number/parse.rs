//! From text to [`Decimal`], with a name for everything that is not a plain decimal number.

use rust_decimal::Decimal;

/// Why a text is not taken as a number. What a person may have meant is never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing there.
    Empty,
    /// A mark for "no value": `-`, `N/A`, `null` ...
    Placeholder,
    /// `1,234.5`: a separator that was not declared, or a decimal comma.
    Separator,
    /// `1.2e5`.
    Exponent,
    /// `１２３`: digits of full width.
    FullWidth,
    /// More digits than a decimal of 96 bits holds.
    TooManyDigits,
    /// Any other character, with its byte position.
    Character(char, usize),
}

/// Texts that people write for "no value".
const PLACEHOLDERS: [&str; 13] = ["-", "--", "—", "–", "/", "n/a", "na", "n.a.", "nil", "null", "none", "nan", "无"];

/// Reads `[+-]digits[.digits]` and nothing else.
///
/// # Errors
/// Names the first thing that keeps `text` from being a plain decimal number of at most 28 digits.
pub fn parse(text: &str) -> Result<Decimal, NumberError> {
    if text.trim().is_empty() {
        return Err(NumberError::Empty);
    }
    if PLACEHOLDERS.contains(&text.trim().to_lowercase().as_str()) {
        return Err(NumberError::Placeholder);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = text.len() - unsigned.len();
    let mut seen_digit = false;
    let mut seen_point = false;
    for (at, character) in unsigned.char_indices() {
        match character {
            '0'..='9' => seen_digit = true,
            '.' if !seen_point => seen_point = true,
            ' ' if !unsigned[at..].trim_start().starts_with(|next: char| next.is_ascii_digit()) => {
                return Err(NumberError::Character(' ', at + sign));
            }
            _ => return Err(name_of(character, at + sign, seen_digit)),
        }
    }
    if !seen_digit || unsigned.starts_with('.') || unsigned.ends_with('.') {
        return Err(NumberError::Character('.', text.find('.').unwrap_or(0)));
    }
    #[allow(clippy::disallowed_methods, reason = "this is number::parse")]
    Decimal::from_str_exact(text).map_err(|_| NumberError::TooManyDigits)
}

fn name_of(character: char, at: usize, after_digit: bool) -> NumberError {
    match character {
        ',' | '\'' | '_' | '\u{a0}' | '\u{202f}' | '，' | '．' | ' ' if after_digit => NumberError::Separator,
        'e' | 'E' if after_digit => NumberError::Exponent,
        '０'..='９' => NumberError::FullWidth,
        _ => NumberError::Character(character, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_as_written() {
        assert_eq!(parse("0.5570").unwrap().to_string(), "0.5570");
        assert_eq!(parse("-12").unwrap().to_string(), "-12");
    }

    #[test]
    fn what_is_not_a_number_has_a_name() {
        for (text, error) in [
            ("", NumberError::Empty),
            ("  ", NumberError::Empty),
            ("-", NumberError::Placeholder),
            ("N/A", NumberError::Placeholder),
            ("1,234.5", NumberError::Separator),
            ("1_000", NumberError::Separator),
            ("1.2e5", NumberError::Exponent),
            ("１２３", NumberError::FullWidth),
            ("123456789012345678901234567890", NumberError::TooManyDigits),
            ("1.2.3", NumberError::Character('.', 3)),
            ("12 kWh", NumberError::Character(' ', 2)),
            ("12 000", NumberError::Separator),
            ("\u{2212}5", NumberError::Character('\u{2212}', 0)),
            (".", NumberError::Character('.', 0)),
            ("1.", NumberError::Character('.', 1)),
        ] {
            assert_eq!(parse(text), Err(error), "{text:?}");
        }
    }
}
