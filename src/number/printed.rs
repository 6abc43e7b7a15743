//! A number as a document prints it, and the interval that it stands for. Trailing zeros and separators matter.

use super::interval::Reading;
use super::{Exact, Interval, parse};

/// How a document writes its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Between each three digits of the whole part.
    pub thousands: Option<char>,
    /// Between the whole part and the decimals.
    pub point: char,
    /// Whether `(1.5)` is a number below zero.
    pub parentheses: bool,
    /// How its figures are rounded.
    pub reading: Reading,
}

impl Default for Style {
    fn default() -> Self {
        Self { thousands: Some(','), point: '.', parentheses: false, reading: Reading::HalfUp }
    }
}

/// A printed number, in the unit that is printed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// As printed.
    pub text: String,
    /// The number itself; zero where only a bound is printed.
    pub value: Exact,
    /// How much the last printed digit counts.
    pub step: Exact,
    /// How many digits stand behind the point.
    pub decimals: u32,
    /// Whether the last printed digit is even.
    even: bool,
    /// Whether it is printed as `< 0.01`.
    pub below: bool,
    /// Whether a sign of percent follows it.
    pub percent: bool,
}

/// Why a text is no printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A character that no number has, or not in that place.
    NotANumber,
    /// Separators that do not stand between groups of three digits.
    Grouping,
    /// Parentheses, and the document does not say what they mean.
    Parentheses,
    /// More than 28 digits.
    TooLong,
}

/// What is printed where there is no number.
const NOTHING: [&str; 14] = ["", "-", "--", "—", "–", "−", "/", "n/a", "na", "n.a.", "not disclosed", "不適用", "不适用", "未披露"];

/// Reads a cell. `Ok(None)` where it says that there is no number: that is not zero.
///
/// # Errors
/// What keeps it from being a number of that style.
pub fn read(text: &str, style: &Style) -> Result<Option<Printed>, Fault> {
    let trimmed = text.trim();
    if NOTHING.contains(&trimmed.to_lowercase().as_str()) {
        return Ok(None);
    }
    let (rest, below) = match trimmed.strip_prefix(['<', '＜']) {
        Some(rest) => (rest.trim_start(), true),
        None => (trimmed, false),
    };
    let (rest, in_parentheses) = match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(_) if !style.parentheses => return Err(Fault::Parentheses),
        Some(inner) => (inner.trim(), true),
        None => (rest, false),
    };
    let (rest, percent) = match rest.strip_suffix(['%', '％']) {
        Some(rest) => (rest.trim_end(), true),
        None => (rest, false),
    };
    let (digits, minus) = match rest.strip_prefix(['-', '−', '–']) {
        Some(digits) => (digits.trim_start(), true),
        None => (rest.strip_prefix('+').unwrap_or(rest), false),
    };
    if minus && (in_parentheses || below) {
        return Err(Fault::NotANumber);
    }
    let plain = plain(digits, style)?;
    let number = parse(&plain).map_err(|error| match error {
        super::NumberError::TooManyDigits => Fault::TooLong,
        _ => Fault::NotANumber,
    })?;
    let decimals = number.scale();
    let step = Exact::ratio(1.into(), 10.into()).map_or_else(Exact::one, |tenth| power(&tenth, decimals));
    let even = plain.ends_with(['0', '2', '4', '6', '8']);
    let magnitude = Exact::from(number);
    let value = if minus || in_parentheses { Exact::zero().minus(&magnitude) } else { magnitude };
    Ok(Some(Printed { text: trimmed.to_string(), value, step, decimals, even, below, percent }))
}

/// The digits without separators, with a point.
fn plain(digits: &str, style: &Style) -> Result<String, Fault> {
    let mut parts = digits.split(style.point);
    let (whole, fraction, more) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    // `1.234,50`, where a point stands before the decimals: the document writes its numbers the other way round.
    let separated = |part: &str| style.thousands.is_some_and(|separator| part.contains(|character| is_separator(character, separator)));
    if more.is_none() && fraction.is_some_and(|part| separated(part) && part.split(|c| style.thousands == Some(c)).all(all_digits)) {
        return Err(Fault::Grouping);
    }
    if more.is_some() || fraction.is_some_and(|fraction| fraction.is_empty() || !all_digits(fraction)) {
        return Err(Fault::NotANumber);
    }
    let groups: Vec<&str> = match style.thousands {
        Some(separator) => whole.split(|character| is_separator(character, separator)).collect(),
        None => vec![whole],
    };
    if groups.iter().any(|group| !all_digits(group)) || whole.is_empty() {
        return Err(Fault::NotANumber);
    }
    let (first, others) = groups.split_first().ok_or(Fault::NotANumber)?;
    if !others.is_empty() && (first.is_empty() || first.len() > 3 || others.iter().any(|group| group.len() != 3)) {
        return Err(Fault::Grouping);
    }
    Ok(groups.concat() + &fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default())
}

/// A space that separates thousands may be one that does not break.
fn is_separator(character: char, separator: char) -> bool {
    character == separator || (separator == ' ' && matches!(character, '\u{a0}' | '\u{202f}' | '\u{2009}'))
}

fn all_digits(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_digit())
}

fn power(base: &Exact, times: u32) -> Exact {
    (0..times).fold(Exact::one(), |product, _| product.times(base))
}

impl Printed {
    /// All numbers that are printed so.
    pub fn interval(&self, reading: Reading) -> Interval {
        if self.below {
            return Interval::below(self.value.clone()).unwrap_or_else(|| Interval::point(Exact::zero()));
        }
        Interval::of_printed(&self.value, &self.step, self.even, reading)
    }

    /// As printed to thousands or another step that its digits do not show.
    #[must_use]
    pub fn rounded_to(mut self, step: &Exact) -> Self {
        // Which neighbour is even is asked of the last digit that counts.
        let half = self.value.divided_by(step).and_then(|times| times.divided_by(&Exact::from(2)));
        self.even = half.is_some_and(|half| !half.text().digits.contains('.'));
        self.step = step.clone();
        self
    }

    /// The digits that are left when zeros in front are.
    pub fn significant_digits(&self) -> usize {
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').len()
    }

    /// Whether it is a whole number that is printed with decimals.
    pub fn is_whole_with_decimals(&self) -> bool {
        self.decimals > 0 && !self.value.is_zero() && !self.value.text().digits.contains('.')
    }

    /// With the other sign, as a prose that says "fell by" means it.
    #[must_use]
    pub fn minus_itself(self) -> Self {
        Self { text: format!("-{}", self.text), value: Exact::zero().minus(&self.value), ..self }
    }

    /// The same place with another number in it: what would be printed instead.
    #[must_use]
    pub fn with(&self, value: Exact) -> Self {
        let text = value.text().with_decimals(self.decimals);
        let even = text.ends_with(['0', '2', '4', '6', '8']);
        Self { text, value, even, below: false, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<Option<String>, Fault> {
        read(text, &Style::default()).map(|printed| printed.map(|printed| format!("{} {}", printed.value, printed.step)))
    }

    #[test]
    fn digits_stand_for_what_they_say() {
        for (text, read) in [
            ("56,622.34", "56622.34 0.01"),
            ("41,482.00", "41482 0.01"),
            ("7", "7 1"),
            ("−1.71%", "-1.71 0.01"),
            ("-19.94 %", "-19.94 0.01"),
            ("0.0004", "0.0004 0.0001"),
            ("< 0.01", "0.01 0.01"),
        ] {
            assert_eq!(value(text), Ok(Some(read.to_string())), "{text}");
        }
    }

    #[test]
    fn no_number_is_not_zero() {
        for text in ["-", "N/A", "—", "不適用", ""] {
            assert_eq!(value(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_has_a_name() {
        for (text, fault) in [
            ("1,23.4", Fault::Grouping),
            ("1234,567", Fault::Grouping),
            ("1.234,50", Fault::Grouping),
            ("(1.5)", Fault::Parentheses),
            ("1.2.3", Fault::NotANumber),
            ("about 5", Fault::NotANumber),
            ("1e5", Fault::NotANumber),
            ("5.", Fault::NotANumber),
            (".5", Fault::NotANumber),
            ("123456789012345678901234567890", Fault::TooLong),
        ] {
            assert_eq!(value(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn other_styles_are_declared() {
        let german = Style { thousands: Some('.'), point: ',', parentheses: true, ..Style::default() };
        assert_eq!(read("(1.234,50)", &german).unwrap().unwrap().value.text().digits, "-1234.5");
        let spaced = Style { thousands: Some(' '), ..Style::default() };
        assert_eq!(read("12\u{a0}345", &spaced).unwrap().unwrap().value.text().digits, "12345");
    }

    #[test]
    fn a_step_that_digits_do_not_show() {
        let printed = read("448,000", &Style::default()).unwrap().unwrap().rounded_to(&Exact::from(1000));
        let interval = printed.interval(Reading::HalfEven);
        assert!(interval.low().inside && interval.low().value == Exact::from(447_500), "448 is even: both ends are inside");
    }
}
