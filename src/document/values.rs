//! The values of a table of a TOML file: texts, dates, words, numbers, lists. One of the wrong kind is reported with its place.

use super::{Placed, Section};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::number::{Decimal, NumberError, parse};
use toml::de::DeValue;

/// Decimals with more significant digits than this do not survive a binary float.
const SAFE_DIGITS: usize = 15;

impl<'a> Section<'_, 'a> {
    /// A text.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Placed { value: text.to_string(), span: value.span() }),
            _ => {
                let written = self.document.text.get(value.span()).unwrap_or_default();
                let diagnostic = self.wrong(key, value, "a text");
                problems.push(match value.get_ref() {
                    DeValue::Array(_) | DeValue::Table(_) => diagnostic,
                    _ => diagnostic.help(format!("write it in quotes: {key} = \"{written}\"")),
                });
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&self, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
        self.required_text_such_as(key, "...", problems)
    }

    /// A text that must be there, with an example for who left it out.
    pub fn required_text_such_as(&self, key: &str, example: &str, problems: &mut Problems) -> Option<Placed<String>> {
        if self.get(key).is_none() {
            problems.push(self.missing(key, &format!("\"{example}\"")));
        }
        self.text(key, problems)
    }

    /// A date, in quotes or not, as text.
    pub fn date(&self, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(date) => Some(Placed { value: date.to_string(), span: value.span() }),
            _ => self.text(key, problems),
        }
    }

    /// A date that must be there.
    pub fn required_date(&self, key: &str, problems: &mut Problems) -> Option<Placed<String>> {
        if self.get(key).is_none() {
            problems.push(self.missing(key, "\"2025-12-31\""));
        }
        self.date(key, problems)
    }

    /// One of several words.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let placed = self.text(key, problems)?;
        let found = choices.iter().find(|(word, _)| *word == placed.value).map(|(_, choice)| *choice);
        if found.is_none() {
            let words = choices.iter().map(|(word, _)| *word);
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, format!("`{}` cannot be `{}`", self.name(key), placed.value))
                    .at(self.document.label(placed.span, ""))
                    .suggest(&placed.value, words.clone())
                    .help(format!("it is one of {}", words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "))),
            );
        }
        found
    }

    /// One of several words that must be there.
    pub fn required_choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        if self.get(key).is_none() {
            let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            problems.push(self.missing(key, &words.join(" | ")));
        }
        self.choice(key, choices, problems)
    }

    /// A decimal number, quoted or not. Unquoted digits that a binary float would lose are refused.
    pub fn decimal(&self, key: &str, problems: &mut Problems) -> Option<Placed<Decimal>> {
        let value = self.get(key)?;
        let (text, quoted) = match value.get_ref() {
            DeValue::String(text) => (text.to_string(), true),
            DeValue::Integer(integer) if integer.radix() == 10 => (integer.as_str().to_string(), false),
            DeValue::Float(float) => (float.as_str().to_string(), false),
            _ => {
                problems.push(self.wrong(key, value, "a decimal number"));
                return None;
            }
        };
        let significant = text.trim_start_matches(['-', '+', '0', '.']).chars().filter(char::is_ascii_digit).count();
        match parse(&text) {
            Ok(decimal) if quoted || significant <= SAFE_DIGITS => return Some(Placed { value: decimal, span: value.span() }),
            Ok(_) => problems.push(
                Diagnostic::error(codes::UNQUOTED_DECIMAL, format!("`{}` has {significant} digits and no quotes", self.name(key)))
                    .at(self.document.label(value.span(), "other readers of TOML keep about 15 of them"))
                    .help(format!("write it in quotes: {key} = \"{text}\"")),
            ),
            Err(NumberError::TooManyDigits) => problems.push(
                Diagnostic::error(codes::QUANTITY_TOO_LONG, format!("`{}` has more than 28 digits", self.name(key)))
                    .at(self.document.label(value.span(), ""))
                    .help("28 digits are kept exactly, and no amount needs as many"),
            ),
            Err(_) => problems.push(
                self.wrong(key, value, "a plain decimal number such as \"1234.5\"")
                    .help("digits and at most one point: no separators, no exponent, no unit"),
            ),
        }
        None
    }

    /// A decimal number that must be there, with an example for who left it out.
    pub fn required_decimal(&self, key: &str, example: &str, problems: &mut Problems) -> Option<Placed<Decimal>> {
        if self.get(key).is_none() {
            problems.push(self.missing(key, &format!("\"{example}\"")));
        }
        self.decimal(key, problems)
    }

    /// A whole number from 0 up.
    pub fn whole(&self, key: &str, limit: u32, problems: &mut Problems) -> Option<u32> {
        let value = self.get(key)?;
        let whole = value.get_ref().as_integer().and_then(|integer| integer.as_str().parse::<u32>().ok());
        match whole {
            Some(whole) if whole <= limit => Some(whole),
            _ => {
                problems.push(self.wrong(key, value, &format!("a whole number from 0 to {limit}")));
                None
            }
        }
    }

    /// Whether a key is `true`. Without it: no.
    pub fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        let Some(value) = self.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            problems.push(self.wrong(key, value, "true or false, without quotes"));
        }
        flag.unwrap_or_default()
    }

    /// Points at the value of a key.
    pub fn label_of(&self, key: &str, text: impl Into<String>) -> Label {
        match self.get(key) {
            Some(value) => self.document.label(value.span(), text),
            None => self.label(text),
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &str, problems: &mut Problems) -> Option<Vec<Placed<String>>> {
        self.list(key, "a list of texts", problems, |value| match value {
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        })
    }

    /// A list of texts that must be there.
    pub fn required_texts(&self, key: &str, example: &str, problems: &mut Problems) -> Option<Vec<Placed<String>>> {
        if self.get(key).is_none() {
            problems.push(self.missing(key, example));
        }
        self.texts(key, problems)
    }

    /// A list of years.
    pub fn years(&self, key: &str, problems: &mut Problems) -> Option<Vec<Placed<i16>>> {
        self.list(key, "a list of years, such as [2023]", problems, |value| value.as_integer()?.as_str().parse().ok())
    }

    /// A list of whole numbers from 1 up.
    pub fn numbers(&self, key: &str, example: &str, problems: &mut Problems) -> Option<Vec<Placed<usize>>> {
        let wanted = format!("a list of whole numbers from 1 up, such as {example}");
        self.list(key, &wanted, problems, |value| value.as_integer()?.as_str().parse().ok().filter(|number| *number > 0))
    }

    fn list<T>(
        &self,
        key: &str,
        wanted: &str,
        problems: &mut Problems,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Option<Vec<Placed<T>>> {
        let value = self.get(key)?;
        let items = value.get_ref().as_array().and_then(|items| {
            items.iter().map(|item| Some(Placed { value: read(item.get_ref())?, span: item.span() })).collect::<Option<Vec<_>>>()
        });
        if items.is_none() {
            let diagnostic = self.wrong(key, value, wanted);
            problems.push(match value.get_ref() {
                DeValue::String(text) => diagnostic.help(format!("write it in square brackets: {key} = [\"{text}\"]")),
                _ => diagnostic,
            });
        }
        items
    }
}

/// What a value is, as messages say it.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
