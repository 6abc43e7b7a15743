//! What messages do with the user's own words: keep them on one line, keep them short, and find the word that was meant.

/// The longest message, note or help, in characters. A cell can be a megabyte.
const LONGEST: usize = 500;

/// The longest text that is compared with known words, in characters.
const LONGEST_WORD: usize = 100;

/// One line of at most 500 characters: control characters become their pictures (`␀`, `␊`), the middle of what is longer is left out.
pub fn one_line(text: &str) -> String {
    let shown = |character: char| match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('␦'),
        0x7f => '␡',
        _ => character,
    };
    let length = text.chars().count();
    if length <= LONGEST {
        return text.chars().map(shown).collect();
    }
    let half = LONGEST / 2;
    let (start, end) = (text.chars().take(half), text.chars().skip(length - half));
    start.map(shown).chain(" ... ".chars()).chain(end.map(shown)).collect()
}

/// Whether a character leaves no mark: spaces other than the plain one, joiners, marks of direction and order.
pub fn is_invisible(character: char) -> bool {
    let formats = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    formats || character.is_control() || (character.is_whitespace() && character != ' ')
}

/// The text among `known` that `text` was probably meant to be.
pub fn closest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    // No word of ours is that long, and comparing takes time with the product of both lengths.
    if length > LONGEST_WORD {
        return None;
    }
    // One letter makes another word of two: only upper and lower case are forgiven there.
    let far = if length < 3 { 0 } else { (length / 3).max(1) };
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&text.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_short_line() {
        assert_eq!(one_line("a\nb\0"), "a␊b␀");
        let long = one_line(&"电".repeat(1_000_000));
        assert_eq!(long.chars().count(), LONGEST + 5);
    }

    #[test]
    fn the_word_that_was_meant() {
        assert_eq!(closest("quantty", ["quantity", "unit"]), Some("quantity"));
        assert_eq!(closest("colour", ["quantity", "unit"]), None);
        assert_eq!(closest("UK", ["AK", "hk"]), None);
        assert_eq!(closest("HK", ["AK", "hk"]), Some("hk"));
    }
}
