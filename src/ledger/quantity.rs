//! Reads the quantity of a record. Nothing is guessed: what is not a plain number is refused by name, with the way out.

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::number::{Decimal, NumberError, Style, StyleError, parse};
use std::borrow::Cow;

/// The way out when nothing was measured.
const MISSING: &str = "missing is not zero: write 0 if nothing was used, or leave the row out if it is not known";

/// Reads a quantity, in the style that the ledger declares.
///
/// # Errors
/// What is wrong, without a place.
pub fn read(text: &str, style: &Style) -> Result<Decimal, Diagnostic> {
    let plain = plain(text, style, false, codes::QUANTITY_MALFORMED)?;
    let malformed = |what: String| Diagnostic::error(codes::QUANTITY_MALFORMED, what);
    match parse(&plain) {
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
            .help("if it separates thousands, write `thousands-separator = \",\"` under [[ledgers]]; a decimal comma is declared with `decimal = \",\"`")),
        Err(NumberError::Exponent) => {
            Err(malformed(format!("`{text}` has an exponent")).help("write the digits in full; a spreadsheet may have hidden some of them"))
        }
        Err(NumberError::FullWidth) => {
            Err(malformed(format!("`{text}` has digits of full width")).help("write ASCII digits: 0 1 2 3 4 5 6 7 8 9; or declare `full-width-digits = true` under [[ledgers]]"))
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

/// A number with nothing in it but digits and a point, as far as the style allows; `share` takes a percent sign as well.
///
/// # Errors
/// A separator in the wrong place, as a `code` without a place.
pub fn plain<'t>(text: &'t str, style: &Style, share: bool, code: Code) -> Result<Cow<'t, str>, Diagnostic> {
    style.plain(text, share).map_err(|error| match error {
        StyleError::Grouping => Diagnostic::error(code, format!("`{text}` is not grouped by three digits"))
            .help("the declared separator stands between each three digits of the whole part, and nowhere else"),
        StyleError::Point => Diagnostic::error(code, format!("`{text}` has a point, and the ledger declares a decimal comma"))
            .help("if points separate its thousands, declare `thousands-separator = \".\"` too; else correct the cell"),
    })
}
