//! How a file writes its numbers, as far as the numbers themselves tell. `1,204` tells nothing: it is refused until a person says.

use super::answers::Answers;
use super::block::{Block, option, quoted};
use crate::number::{Style, parse};

/// Finds the style of numbers among texts that should be numbers.
pub fn style<'c>(cells: impl Iterator<Item = &'c str>, answers: &Answers, block: &mut Block) {
    for key in ["thousands-separator", "decimal", "negative"] {
        if let Some(said) = answers.said(key) {
            block.key(key, quoted(said), "");
        }
    }
    let odd: Vec<&str> = cells.filter(|cell| !cell.is_empty() && parse(cell).is_err()).collect();
    let is_wide = |each: char| ('０'..='９').contains(&each) || "．，－（）".contains(each);
    if odd.iter().any(|cell| cell.contains(is_wide)) {
        block.key("full-width-digits", "true".into(), "");
    }
    let plain: Vec<String> = odd.iter().map(|cell| cell.chars().map(narrow).collect()).collect();
    let in_parentheses = |cell: &String| cell.starts_with('(') && cell.ends_with(')') && cell.contains(|each: char| each.is_ascii_digit());
    if plain.iter().any(in_parentheses) && answers.said("negative").is_none() {
        block.key("negative", quoted("parentheses"), "");
    }
    if ["thousands-separator", "decimal"].iter().any(|key| answers.said(key).is_some()) {
        return;
    }
    let with_comma: Vec<&str> = plain.iter().map(|cell| cell.trim_matches(['(', ')', ' '])).filter(|cell| cell.contains(',')).collect();
    let all = |style: Style| with_comma.iter().all(|cell| style.plain(cell, false).is_ok_and(|text| parse(&text).is_ok()));
    let thousands = all(Style { thousands: Some(','), ..Style::default() });
    let decimal = all(Style { decimal_comma: true, ..Style::default() })
        || all(Style { decimal_comma: true, thousands: Some('.'), ..Style::default() });
    match (with_comma.is_empty(), thousands, decimal) {
        (false, true, false) => block.key("thousands-separator", quoted(","), ""),
        (false, false, true) => {
            block.key("decimal", quoted(","), "");
            if with_comma.iter().any(|cell| cell.contains('.')) {
                block.key("thousands-separator", quoted("."), "");
            }
        }
        (false, true, true) => {
            let example = with_comma.first().copied().unwrap_or_default();
            block.leave(
                "numbers",
                format!("the comma in `{example}` may stand between thousands or before decimals"),
                vec![option("set", "thousands-separator=,"), option("set", "decimal=,")],
            );
        }
        _ => {}
    }
}

/// A character of full width as its ASCII sister.
fn narrow(each: char) -> char {
    match each {
        '０'..='９' | '．' | '，' | '－' | '（' | '）' => char::from_u32(u32::from(each).wrapping_sub(0xfee0)).unwrap_or(each),
        each => each,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cells: &[&str]) -> (Vec<String>, usize) {
        let mut block = Block::default();
        style(cells.iter().copied(), &Answers::default(), &mut block);
        (block.keys.iter().map(|(key, value, _)| format!("{key} = {value}")).collect(), block.open.len())
    }

    #[test]
    fn numbers_say_how_they_are_written_or_a_person_is_asked() {
        assert_eq!(found(&["12", "1204.5", "n/a", ""]), (vec![], 0));
        assert_eq!(found(&["1,204.50", "980"]), (vec!["thousands-separator = \",\"".into()], 0));
        assert_eq!(found(&["1,204,500"]), (vec!["thousands-separator = \",\"".into()], 0));
        assert_eq!(found(&["1204,5", "80,25"]), (vec!["decimal = \",\"".into()], 0));
        assert_eq!(found(&["1.204,5"]), (vec!["decimal = \",\"".into(), "thousands-separator = \".\"".into()], 0));
        assert_eq!(found(&["1,204", "3,500"]), (vec![], 1));
        assert_eq!(found(&["(12.5)"]), (vec!["negative = \"parentheses\"".into()], 0));
        assert_eq!(found(&["１２．５"]), (vec!["full-width-digits = true".into()], 0));
    }
}
