//! The text of a header: what it names, and of what unit.

use super::calendar::{self, Moment};
use super::words::{Words, folded};
use crate::field::Field;
use crate::inventory::mapping::header_text;
use crate::unit::Units;

/// The header of a column.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The column, counted from 0.
    pub column: usize,
    /// Its text, with single spaces.
    pub text: String,
    /// What it names.
    pub meaning: Meaning,
    /// The unit that it says: `用電量（萬千瓦時）`.
    pub unit: Option<String>,
    /// Whether it says that a date in its column is a month.
    pub is_month: bool,
}

/// What a header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A field of a record.
    Field(Field),
    /// A month, whose quantities stand below it.
    Month(Moment),
    /// Nothing but the number of the row.
    Serial,
    /// The sum of other columns.
    Total,
    /// No word for it is known.
    Unknown,
}

/// Reads a header; `is_date`: it is a cell with a date.
pub fn read(column: usize, text: &str, is_date: bool, words: &Words, units: &Units) -> Heading {
    let text = header_text(text);
    let heading = |meaning, unit, is_month| Heading { column, text: text.clone(), meaning, unit, is_month };
    let month = |text: &str| calendar::read(text, words).or_else(|| first_of_month(text, words).filter(|_| is_date));
    if let Some(moment) = month(&text) {
        return heading(Meaning::Month(moment), None, false);
    }
    if let Some((meaning, is_month)) = named(&text, words) {
        return heading(meaning, None, is_month);
    }
    for (base, behind, in_brackets) in splits(&text) {
        let unit = unit_of(behind, words, units);
        if let Some(moment) = month(base).filter(|_| unit.is_some()) {
            return heading(Meaning::Month(moment), unit, false);
        }
        match (named(base, words), &unit) {
            (Some((Meaning::Field(Field::Quantity), _)), Some(_)) => return heading(Meaning::Field(Field::Quantity), unit, false),
            // `Distance (one way)`: what stands in brackets is no unit, and may change what is meant.
            (Some((Meaning::Field(field), is_month)), None) if in_brackets && field != Field::Quantity => {
                return heading(Meaning::Field(field), None, is_month);
            }
            (Some((Meaning::Total, _)), Some(_)) => return heading(Meaning::Total, None, false),
            (_, Some(_)) => return heading(Meaning::Unknown, unit, false),
            _ => {}
        }
    }
    heading(Meaning::Unknown, None, false)
}

/// What a text names as a whole.
fn named(text: &str, words: &Words) -> Option<(Meaning, bool)> {
    if let Some(field) = Field::named(&folded(text)) {
        return Some((Meaning::Field(field), false));
    }
    if let Some(name) = words.named("field", text) {
        let (field, is_month) = name.strip_suffix(".month").map_or((name, false), |field| (field, true));
        return Field::named(field).map(|field| (Meaning::Field(field), is_month));
    }
    let serial = words.named("serial", text).map(|_| (Meaning::Serial, false));
    serial.or_else(|| words.named("total", text).map(|_| (Meaning::Total, false)))
}

/// A date in a header that stands for its month.
fn first_of_month(text: &str, words: &Words) -> Option<Moment> {
    calendar::read(text.strip_suffix("-01")?, words)
}

/// A header in two: before and inside brackets at its end, which is said too, or before and behind what separates words.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str, bool)> {
    let brackets = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')].into_iter().filter_map(move |(open, close)| {
        let (base, inside) = text.strip_suffix(close)?.rsplit_once(open)?;
        Some((base.trim(), inside.trim(), true))
    });
    let separated = ['/', '：', ':', ',', '，', '_', '-', ' '].into_iter().filter_map(move |separator| {
        let (base, behind) = text.split_once(separator)?;
        Some((base.trim(), behind.trim(), false))
    });
    let last_word = [' ', '_'].into_iter().filter_map(move |separator| {
        let (base, behind) = text.rsplit_once(separator)?;
        Some((base.trim(), behind.trim(), false))
    });
    brackets.chain(separated).chain(last_word)
}

/// The unit that a text is, or says behind a word such as `unit:`. One that stands for several units is one too: that is asked later.
pub fn unit_of(text: &str, words: &Words, units: &Units) -> Option<String> {
    let is_unit = |text: &&str| units.get(text).is_some() || !units.meanings(text).is_empty();
    let said = || {
        let (word, unit) = text.split_once([':', '：'])?;
        let last = word.rsplit(' ').next().unwrap_or(word);
        words.named("unit-said", word).or_else(|| words.named("unit-said", last))?;
        Some(unit.trim())
    };
    Some(text).filter(is_unit).or_else(|| said().filter(is_unit)).map(str::to_string)
}

/// The unit that a line of a title says: `2025 年用電量（單位：千瓦時）`.
pub fn unit_in_title(text: &str, words: &Words, units: &Units) -> Option<String> {
    let parts = text.split(['（', '）', '(', ')', '，', ',', '；', ';']);
    let whole = std::iter::once(text);
    whole.chain(parts).filter(|part| part.contains([':', '：'])).find_map(|part| unit_of(part.trim(), words, units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_it_is_and_of_what_unit() {
        let (words, units) = (Words::shipped(), Units::shipped());
        let quantity = Meaning::Field(Field::Quantity);
        for (text, meaning, unit) in [
            ("用電量（萬千瓦時）", quantity, Some("萬千瓦時")),
            ("Electricity (kWh)", quantity, Some("kWh")),
            ("Consumption kWh", quantity, Some("kWh")),
            ("electricity_kwh", quantity, Some("kwh")),
            ("用量/GJ", quantity, Some("GJ")),
            ("用电量（单位：千瓦时）", quantity, Some("千瓦时")),
            ("Quantity (tons)", quantity, Some("tons")),
            ("月份", Meaning::Field(Field::Period), None),
            ("Invoice  No.", Meaning::Field(Field::Evidence), None),
            ("overhead_pue", Field::named("overhead_pue").map_or(Meaning::Unknown, Meaning::Field), None),
            ("序號", Meaning::Serial, None),
            ("合計（千瓦時）", Meaning::Total, None),
            ("電費（人民幣）", Meaning::Unknown, Some("人民幣")),
            ("上月用電量", Meaning::Unknown, None),
            ("Distance (one way)", Meaning::Unknown, None),
            ("地點（城市）", Meaning::Field(Field::Site), None),
            ("Invoice amount", Meaning::Unknown, None),
            ("負責人", Meaning::Unknown, None),
        ] {
            let heading = read(0, text, false, &words, &units);
            assert_eq!((heading.meaning, heading.unit.as_deref()), (meaning, unit), "{text}");
        }
        assert!(matches!(read(0, "1月（千瓦時）", false, &words, &units).meaning, Meaning::Month(_)));
        assert!(matches!(read(0, "2025-01-01", true, &words, &units).meaning, Meaning::Month(_)));
        assert_eq!(unit_in_title("2025 年用電量（單位：千瓦時）", &words, &units).as_deref(), Some("千瓦時"));
        assert_eq!(unit_in_title("Site electricity, unit: MWh", &words, &units).as_deref(), Some("MWh"));
        assert_eq!(unit_in_title("Meters: all", &words, &units), None);
    }
}
