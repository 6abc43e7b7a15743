//! Reads the quantity of a record. Nothing is guessed: what is not a plain number is refused by name, with the way out.

use crate::diagnostic::{Diagnostic, codes};
use crate::number::{Decimal, NumberError, parse};

/// The way out when nothing was measured.
const MISSING: &str = "missing is not zero: write 0 if nothing was used, or leave the row out if it is not known";

/// Reads a quantity; `separator` stands between thousands where the ledger declares it.
///
/// # Errors
/// What is wrong, without a place.
pub fn read(text: &str, separator: Option<char>) -> Result<Decimal, Diagnostic> {
    let joined = separator.filter(|separator| text.contains(*separator)).map(|separator| join_thousands(text, separator));
    let plain = match &joined {
        None => text,
        Some(Some(joined)) => joined,
        Some(None) => {
            return Err(Diagnostic::error(codes::QUANTITY_MALFORMED, format!("`{text}` is not grouped by three digits"))
                .help("the declared separator stands between each three digits of the whole part, and nowhere else"));
        }
    };
    let malformed = |what: String| Diagnostic::error(codes::QUANTITY_MALFORMED, what);
    match parse(plain) {
        Ok(quantity) if quantity.is_sign_negative() && !quantity.is_zero() => {
            Err(Diagnostic::error(codes::QUANTITY_NEGATIVE, format!("the quantity is negative: {text}"))
                .help("correct the record that it should reduce, and keep the credit note as its evidence"))
        }
        Ok(quantity) => Ok(quantity),
        Err(NumberError::Empty) => Err(Diagnostic::error(codes::QUANTITY_MISSING, "the quantity is empty").help(MISSING)),
        Err(NumberError::Placeholder) => {
            Err(Diagnostic::error(codes::QUANTITY_MISSING, format!("`{text}` is not a quantity")).help(MISSING))
        }
        Err(NumberError::TooManyDigits) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            Err(Diagnostic::error(codes::QUANTITY_TOO_LONG, format!("the quantity has {digits} digits; 28 can be kept exactly"))
                .help("check whether two cells ran into one; no meter measures that many digits"))
        }
        Err(NumberError::Separator) => Err(malformed(format!("`{text}` has a separator that the ledger does not declare"))
            .help("if it separates thousands, write `thousands-separator = \",\"` under [[ledgers]]; a decimal comma must become a point")),
        Err(NumberError::Exponent) => {
            Err(malformed(format!("`{text}` has an exponent")).help("write the digits in full; a spreadsheet may have hidden some of them"))
        }
        Err(NumberError::FullWidth) => {
            Err(malformed(format!("`{text}` has digits of full width")).help("write ASCII digits: 0 1 2 3 4 5 6 7 8 9"))
        }
        Err(NumberError::Character(character, _)) => {
            let shown = match character {
                ' ' => "a space".to_string(),
                unseen if unseen.is_control() || unseen.is_whitespace() => format!("U+{:04X}", u32::from(unseen)),
                seen if seen.is_ascii() => format!("`{seen}`"),
                seen => format!("`{seen}` (U+{:04X})", u32::from(seen)),
            };
            let way_out = match character {
                '.' => "at most one point, and digits on both sides of it; points between thousands have to go",
                _ => "a quantity is digits with at most one decimal point; the unit has its own column",
            };
            Err(malformed(format!("`{text}` is not a number: {shown} does not belong there")).help(way_out))
        }
    }
}

/// `1,234,567.8` without its separators; `None` when they stand in the wrong places.
fn join_thousands(text: &str, separator: char) -> Option<String> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.trim_start_matches(['+', '-']).split(separator).collect();
    let (first, others) = groups.split_first()?;
    let good = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    let in_part = part.is_some_and(|part| part.contains(separator));
    (good && !in_part).then(|| text.chars().filter(|character| *character != separator).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_separator_must_stand_between_each_three_digits() {
        for (text, value) in
            [("1,234.5", Some("1234.5")), ("12,345,678", Some("12345678")), ("123", Some("123")), ("1,23", None), ("1234,567", None)]
        {
            assert_eq!(read(text, Some(',')).ok().map(|number| number.to_string()).as_deref(), value, "{text}");
        }
    }
}
