//! Users' own words where a page is read as it is written: nothing in them moves the cursor, turns the direction of text or hides.

/// One line, with pictures of control characters (`␊`) and the code of what leaves no mark (`<U+202E>`).
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            code @ 0..=0x1f => out.push(char::from_u32(0x2400 + code).unwrap_or('␦')),
            0x7f => out.push('␡'),
            // Joiners hold emoji together, and turn nothing.
            0x200c | 0x200d => out.push(character),
            code if crate::diagnostic::is_invisible(character) && !matches!(character, '\u{a0}' | '\u{3000}') => {
                out.push_str(&format!("<U+{code:04X}>"));
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides_or_turns() {
        assert_eq!(one_line("a\nb\u{1b}[31m"), "a␊b␛[31m");
        assert_eq!(one_line("\u{202e}evil"), "<U+202E>evil");
        assert_eq!(one_line("雲 & 👩\u{200d}💻"), "雲 & 👩\u{200d}💻");
    }
}
