//! Serial numbers of an instrument: `GEC-0001..0400`, `QH25-000001 to QH25-012000; QH25-020001`. One number, one claim.

/// What may stand between the first and the last number of a range.
const TO: [&str; 6] = ["..", " to ", "~", "\u{2013}", "\u{2014}", "\u{81f3}"];

/// What may stand between two ranges.
const AND: [char; 5] = [';', ',', '\u{ff1b}', '\u{ff0c}', '\u{3001}'];

/// Serial numbers from a first to a last, both counted, behind the same letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    letters: String,
    first: u128,
    last: u128,
}

/// The ranges of a cell; `None` when one of them cannot be read as numbers.
fn ranges(text: &str) -> Option<Vec<Range>> {
    text.split(AND).map(str::trim).filter(|part| !part.is_empty()).map(range).collect()
}

fn range(text: &str) -> Option<Range> {
    let split = TO.iter().find_map(|to| text.split_once(to));
    let (first, last) = split.map_or((text, text), |(first, last)| (first.trim(), last.trim()));
    let ((letters, first), (again, last)) = (number(first)?, number(last)?);
    // The second end may leave the letters out: `GEC-0001..0400`.
    let same = again.is_empty() || again == letters;
    (same && first <= last).then(|| Range { letters: letters.to_string(), first, last })
}

/// `GEC-0400` is `GEC-` and 400.
fn number(text: &str) -> Option<(&str, u128)> {
    let letters = text.trim_end_matches(|character: char| character.is_ascii_digit());
    Some((letters, text.get(letters.len()..)?.parse().ok()?))
}

/// A serial number that both cells hold, as text; the whole text where it is the same and holds no numbers that can be read.
pub fn shared(one: &str, other: &str) -> Option<String> {
    let (Some(ours), Some(theirs)) = (ranges(one), ranges(other)) else {
        return (one == other).then(|| one.to_string());
    };
    let pairs = ours.iter().flat_map(|our| theirs.iter().map(move |their| (our, their)));
    let overlaps = pairs.filter(|(our, their)| our.letters == their.letters).filter_map(|(our, their)| {
        let (first, last) = (our.first.max(their.first), our.last.min(their.last));
        (first <= last).then(|| if first == last { format!("{}{first}", our.letters) } else { format!("{}{first} to {last}", our.letters) })
    });
    overlaps.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_one_claim() {
        for (one, other, found) in [
            ("GEC-0001..0400", "GEC-0401..0500", None),
            ("GEC-0001..0400", "GEC-0400..0500", Some("GEC-400")),
            ("QH25-000001 to QH25-012000", "QH25-011000 to QH25-013000", Some("QH25-11000 to 12000")),
            ("A-1; A-7", "A-5..9", Some("A-7")),
            ("A-1..9", "B-1..9", None),
            ("1\u{81f3}9", "9", Some("9")),
            ("contract 4/B", "contract 4/B", Some("contract 4/B")),
            ("contract 4/B", "contract 4/C", None),
            ("A-9..1", "A-5", None),
        ] {
            assert_eq!(shared(one, other).as_deref(), found, "{one} | {other}");
            assert_eq!(shared(other, one).as_deref(), found, "{other} | {one}");
        }
    }
}
