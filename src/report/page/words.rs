//! Words of the page in all its languages. The page carries every language and shows one, so that a reader can change it without a network.

use crate::language::{Labels, Language};
use crate::report::one_line;
use crate::report::subject::Subject;
use askama::filters::{Escaper, Html, HtmlSafe};
use std::fmt::{self, Write as _};

/// How many languages the page has.
pub const LANGUAGES: usize = Language::NAMED.len();

/// What is reported, in each language.
#[derive(Clone, Copy, Debug)]
pub struct Tongues<'t>(pub [Subject<'t>; LANGUAGES]);

impl<'t> Tongues<'t> {
    /// The same subject in the words of each language.
    pub fn of(subject: &Subject<'t>, labels: &'t [Labels; LANGUAGES]) -> Self {
        Self(labels.each_ref().map(|labels| Subject { labels, ..*subject }))
    }

    /// What is reported, where words do not matter.
    pub fn subject(&self) -> &Subject<'t> {
        &self.0[0]
    }

    /// Words that each language makes.
    pub fn words(&self, make: impl Fn(&Subject<'_>) -> String) -> Words {
        Words(self.0.each_ref().map(|subject| one_line(&make(subject))))
    }

    /// A label.
    pub fn label(&self, key: &str) -> Words {
        self.words(|subject| subject.labels.get(key).to_string())
    }

    /// A unit.
    pub fn unit(&self, symbol: &str) -> Words {
        self.words(|subject| subject.labels.unit(symbol))
    }
}

/// A text in every language, safe to stand in HTML: it escapes itself. Words that are the same in all languages stand once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words([String; LANGUAGES]);

impl Words {
    /// Somebody's own words, which no language changes. Nothing in them hides or turns the direction of text.
    pub fn own(text: &str) -> Self {
        Self([one_line(text), one_line(text), one_line(text)])
    }

    /// One text for each language.
    pub fn each(texts: [&str; LANGUAGES]) -> Self {
        Self(texts.map(one_line))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// Whether it is an address of the web, and nothing else that a link might run.
    pub fn is_address(&self) -> bool {
        ["https://", "http://"].iter().any(|scheme| self.text(0).starts_with(scheme))
    }

    /// The text in one language.
    pub fn text(&self, language: usize) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }

    /// As a part of a picture, where a span is called otherwise.
    pub fn svg(&self) -> InPicture<'_> {
        InPicture(self)
    }

    fn write(&self, tag: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, others @ ..] = &self.0;
        if others.iter().all(|other| other == first) {
            return Html.write_escaped_str(out, first);
        }
        for ((language, _), text) in Language::NAMED.iter().zip(&self.0) {
            write!(out, "<{tag} lang=\"{language}\">")?;
            Html.write_escaped_str(&mut *out, text)?;
            write!(out, "</{tag}>")?;
        }
        Ok(())
    }
}

impl fmt::Display for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write("span", out)
    }
}

impl HtmlSafe for Words {}

/// Words in a picture.
#[derive(Clone, Copy, Debug)]
pub struct InPicture<'w>(&'w Words);

impl fmt::Display for InPicture<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write("tspan", out)
    }
}

impl HtmlSafe for InPicture<'_> {}

/// A name that an element of the page is found by: what may stand in an address, everything else as its code.
pub fn anchor(kind: &str, name: &str) -> String {
    let mut out = format!("{kind}-");
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '-') {
            out.push(character);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(character));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_words() {
        assert_eq!(Words::own("<script>&\"'").to_string(), "&#60;script&#62;&#38;&#34;&#39;");
        assert_eq!(Words::own("a\u{202e}b\0").to_string(), "a&#60;U+202E&#62;b␀");
    }

    #[test]
    fn words_that_differ_say_their_language() {
        let words = Words::each(["line", "記錄", "记录"]);
        assert_eq!(
            words.svg().to_string(),
            r#"<tspan lang="en">line</tspan><tspan lang="zh-Hant">記錄</tspan><tspan lang="zh-Hans">记录</tspan>"#
        );
    }

    #[test]
    fn no_two_names_share_an_anchor() {
        assert_eq!(anchor("figure", "scope2.location"), "figure-scope2.location");
        assert_ne!(anchor("figure", "a b"), anchor("figure", "a_20_b"));
    }
}
