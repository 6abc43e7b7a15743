//! A table of a TOML file, read key by key. What is missing, unknown or of the wrong kind is collected with its place.

use super::{Document, Placed};
use crate::diagnostic::{Diagnostic, Label, Problems, closest, codes};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a document. Keys that are never asked for are reported by [`Section::finish`].
#[derive(Debug)]
pub struct Section<'d, 'a> {
    pub(super) document: Document<'a>,
    table: &'d DeTable<'a>,
    span: Range<usize>,
    path: String,
    asked: RefCell<BTreeSet<String>>,
}

impl<'d, 'a> Section<'d, 'a> {
    /// The whole document.
    pub(super) fn top(document: Document<'a>, table: &'d DeTable<'a>) -> Self {
        Self { document, table, span: 0..0, path: String::new(), asked: RefCell::default() }
    }

    /// The document it belongs to.
    pub fn document(&self) -> Document<'a> {
        self.document
    }

    /// The keys, in the order of the file.
    pub fn keys(&self) -> Vec<Placed<String>> {
        let mut keys: Vec<_> = self.table.keys().map(|key| Placed { value: key.get_ref().to_string(), span: key.span() }).collect();
        keys.sort_by_key(|key| key.span.start);
        keys
    }

    /// The value of `key`, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_string());
        self.table.get(key)
    }

    /// Points at this table's header.
    pub fn label(&self, text: impl Into<String>) -> Label {
        self.document.label(self.span.clone(), text)
    }

    pub(super) fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_string() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn wrong(&self, key: &str, value: &Spanned<DeValue<'a>>, wanted: &str) -> Diagnostic {
        Diagnostic::error(codes::BAD_VALUE, format!("`{}` must be {wanted}", self.name(key)))
            .at(self.document.label(value.span(), format!("this is {}", super::values::kind(value.get_ref()))))
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str, wanted: &str) -> Diagnostic {
        Diagnostic::error(codes::MISSING_KEY, format!("`{}` is missing", self.name(key)))
            .at(self.label(if self.path.is_empty() { "in this file" } else { "in this part" }))
            .help(format!("add `{key} = {wanted}`"))
    }

    /// A table below this one.
    pub fn section(&self, key: &str, problems: &mut Problems) -> Option<Section<'d, 'a>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.below(key, table, value.span())),
            _ => {
                problems.push(self.wrong(key, value, "a table").help(format!("write its keys below a header `[{}]`", self.name(key))));
                None
            }
        }
    }

    /// A table that must be there.
    pub fn required_section(&self, key: &str, problems: &mut Problems) -> Option<Section<'d, 'a>> {
        if self.get(key).is_none() {
            problems.push(self.missing_section(key));
        }
        self.section(key, problems)
    }

    fn missing_section(&self, key: &str) -> Diagnostic {
        Diagnostic::error(codes::MISSING_KEY, format!("`[{}]` is missing", self.name(key)))
            .at(self.label("in this file"))
            .help(format!("add a part `[{}]`", self.name(key)))
    }

    /// A list of tables: `[[key]]`.
    pub fn sections(&self, key: &str, problems: &mut Problems) -> Vec<Section<'d, 'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let sections = value.get_ref().as_array().and_then(|items| {
            items.iter().map(|item| Some(self.below(key, item.get_ref().as_table()?, item.span()))).collect::<Option<Vec<_>>>()
        });
        sections.unwrap_or_else(|| {
            problems.push(self.wrong(key, value, &format!("a list of tables: `[[{}]]`", self.name(key))));
            Vec::new()
        })
    }

    fn below(&self, key: &str, table: &'d DeTable<'a>, span: Range<usize>) -> Section<'d, 'a> {
        Section { document: self.document, table, span, path: self.name(key), asked: RefCell::default() }
    }

    /// Reports every key that was not asked for. A key that is misspelt or holds the wrong kind of value is not missing as well.
    pub fn finish(&self, problems: &mut Problems) {
        let asked = self.asked.borrow();
        let mut known: Vec<&str> = asked.iter().map(String::as_str).collect();
        known.sort_by_key(|key| (key.parse::<u32>().unwrap_or_default(), *key));
        for key in self.keys() {
            if asked.contains(&key.value) {
                problems.forget(&self.missing(&key.value, ""));
                continue;
            }
            let absent = || known.iter().copied().filter(|known| self.table.get(*known).is_none());
            if let Some(meant) = closest(&key.value, absent()) {
                problems.forget(&self.missing(meant, ""));
                problems.forget(&self.missing_section(meant));
            }
            problems.push(
                Diagnostic::error(codes::UNKNOWN_KEY, format!("`{}` means nothing here", self.name(&key.value)))
                    .at(self.document.label(key.span, ""))
                    .suggest(&key.value, absent())
                    .help(format!("known here: {}", known.join(", "))),
            );
        }
    }
}
