//! How a ledger writes its numbers, as far as the inventory declares it. What is not declared is not taken.

use std::borrow::Cow;

/// How a ledger writes its numbers. The default: digits with at most one point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What stands between each three digits of the whole part.
    pub thousands: Option<char>,
    /// Whether the decimals stand behind a comma, not behind a point.
    pub decimal_comma: bool,
    /// Whether shares may be written with a percent sign.
    pub percent: bool,
    /// Whether a number in parentheses is below zero.
    pub parentheses: bool,
    /// Whether digits and signs may be of full width.
    pub full_width: bool,
}

/// Why a text is not a number of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleError {
    /// The separator between thousands does not stand between each three digits.
    Grouping,
    /// A point, where the style has a decimal comma.
    Point,
}

impl Style {
    /// The same number with ASCII digits and at most a point, for [`super::parse`]; `share` takes a percent sign as well. What is no number
    /// comes out as it went in, or with what keeps it from being one.
    ///
    /// # Errors
    /// A separator in the wrong place.
    pub fn plain<'t>(&self, text: &'t str, share: bool) -> Result<Cow<'t, str>, StyleError> {
        if *self == Self::default() {
            return Ok(Cow::Borrowed(text));
        }
        let mut plain = if self.full_width { text.chars().map(ascii).collect() } else { text.to_string() };
        if let Some(inside) = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|_| self.parentheses) {
            plain = format!("-{}", inside.trim());
        }
        let percent = plain.strip_suffix('%').filter(|_| self.percent && share).map(|rest| rest.trim_end().to_string());
        let is_percent = percent.is_some();
        let mut plain = percent.unwrap_or(plain);
        let point = if self.decimal_comma { ',' } else { '.' };
        if let Some(separator) = self.thousands.filter(|separator| plain.contains(*separator)) {
            plain = join_thousands(&plain, separator, point).ok_or(StyleError::Grouping)?;
        }
        if self.decimal_comma {
            if plain.contains('.') {
                return Err(StyleError::Point);
            }
            plain = plain.replace(',', ".");
        }
        Ok(Cow::Owned(if is_percent { hundredth(&plain) } else { plain }))
    }
}

/// A character of full width as its ASCII sister.
fn ascii(character: char) -> char {
    match character {
        '０'..='９' | '．' | '，' | '－' | '＋' | '（' | '）' | '％' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        _ => character,
    }
}

/// `1,234,567.8` without its separators; `None` when they stand in the wrong places.
fn join_thousands(text: &str, separator: char, point: char) -> Option<String> {
    let (whole, part) = text.split_once(point).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.trim_start_matches(['+', '-']).split(separator).collect();
    let (first, others) = groups.split_first()?;
    let good = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    let in_part = part.is_some_and(|part| part.contains(separator));
    (good && !in_part).then(|| text.chars().filter(|character| *character != separator).collect())
}

/// `12.5` as `0.125`: the point moves by two places. What is no number stays so.
fn hundredth(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    if whole.is_empty() || part == Some("") || !whole.chars().chain(part.unwrap_or_default().chars()).all(|each| each.is_ascii_digit()) {
        return format!("{text}%");
    }
    let padded = format!("{whole:0>3}");
    let (above, below) = padded.split_at(padded.len() - 2);
    format!("{sign}{above}.{below}{}", part.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_separator_must_stand_between_each_three_digits() {
        let style = Style { thousands: Some(','), ..Style::default() };
        for (text, plain) in
            [("1,234.5", Some("1234.5")), ("12,345,678", Some("12345678")), ("123", Some("123")), ("1,23", None), ("1234,567", None)]
        {
            assert_eq!(style.plain(text, false).ok().as_deref(), plain, "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_leaves_no_room_for_a_point() {
        let style = Style { decimal_comma: true, ..Style::default() };
        assert_eq!(style.plain("1234,5", false).as_deref(), Ok("1234.5"));
        assert_eq!(style.plain("1234.5", false), Err(StyleError::Point));
        let style = Style { thousands: Some('.'), ..style };
        assert_eq!(style.plain("1.234,5", false).as_deref(), Ok("1234.5"));
        assert_eq!(style.plain("1.23,5", false), Err(StyleError::Grouping));
    }

    #[test]
    fn only_what_is_declared_is_taken() {
        let all = Style { percent: true, parentheses: true, full_width: true, ..Style::default() };
        for (text, plain) in [
            ("12.5%", "0.125"),
            ("12.5 %", "0.125"),
            ("100%", "1.00"),
            ("0.5%", "0.005"),
            ("(80)", "-80"),
            ("１２．５％", "0.125"),
            ("x%", "x%"),
            (".5%", ".5%"),
        ] {
            assert_eq!(all.plain(text, true).unwrap(), plain);
            assert_eq!(Style::default().plain(text, true).unwrap(), text);
        }
        assert_eq!(all.plain("12.5%", false).unwrap(), "12.5%", "a quantity is no share");
    }
}
