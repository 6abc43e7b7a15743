//! `[[relations]]` between figures, `[[claims]]` in prose, and `[[pairs]]` of emissions with the activity that they come from.

use super::super::measure::Measure;
use super::rows::number;
use super::{Place, Row, label};
use crate::activity::{Activities, is_within};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::{Document, Placed, Section};
use crate::number::printed::{Printed, Style};
use crate::unit::Units;
use std::collections::BTreeMap;

/// How figures make another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// All added up.
    Sum(Vec<String>),
    /// The first less the others.
    Difference(Vec<String>),
    /// The first over the second.
    Ratio(String, String),
    /// The first as a part of the second.
    Share(String, String),
    /// The change of one figure from a column to another, as a part of the first.
    Change(String),
}

/// What should come out.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// A row of the document.
    Figure(String),
    /// A number in prose.
    Claim(Box<Claim>),
}

/// A number in prose.
#[derive(Clone, Debug)]
pub struct Claim {
    /// As printed, with the sign that the prose gives it.
    pub printed: Printed,
    /// Its unit.
    pub unit: Measure,
    /// Where in the document.
    pub page: Option<String>,
}

/// A relation or a claim.
#[derive(Clone, Debug)]
pub struct Declared {
    /// How it is made.
    pub formula: Formula,
    /// What should come out.
    pub wanted: Wanted,
    /// The columns that it holds in; for a change, pairs of from and to.
    pub columns: Vec<(usize, usize)>,
    /// Where it was written down.
    pub place: Place,
}

/// Emissions with the activity that they come from.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The key of the emissions.
    pub emissions: String,
    /// The key of the activity.
    pub activity: String,
    /// The activity whose factors could serve, as the vocabulary names it; `None`: any of the scope's.
    pub factors: Option<String>,
    /// Two fuels that the activity could be a mix of.
    pub fuels: Vec<String>,
}

/// Reads declarations against the rows.
pub(super) struct Reader<'a> {
    pub document: Document<'a>,
    pub rows: &'a [Row],
    pub index: &'a BTreeMap<String, usize>,
    pub columns: &'a [String],
    pub units: &'a Units,
    /// Whether every row could be read: a row that was refused is not missing as well.
    pub all_read: bool,
}

impl Reader<'_> {
    pub fn relations(&self, top: &Section<'_, '_>, style: &Style, problems: &mut Problems) -> Vec<Declared> {
        let mut declared = Vec::new();
        for (list, is_claim) in [("relations", false), ("claims", true)] {
            for section in top.sections(list, problems) {
                let read = self.one(&section, is_claim, style, problems);
                section.finish(problems);
                declared.extend(read);
            }
        }
        declared
    }

    fn one(&self, section: &Section<'_, '_>, is_claim: bool, style: &Style, problems: &mut Problems) -> Option<Declared> {
        let formula = self.formula(section, problems);
        let (wanted, place) = if is_claim {
            self.claim(section, style, problems)?
        } else {
            let key = section.required_text_such_as("result", "scope12", problems)?;
            self.exists(&key, problems)?;
            (Wanted::Figure(key.value), Place::Span(key.span))
        };
        let formula = formula?;
        let columns = self.columns(section, &formula, &wanted, &place, problems)?;
        let declared = Declared { formula, wanted, columns, place };
        self.all_printed(&declared, problems)?;
        Some(declared)
    }

    /// Exactly one of `sum`, `difference`, `ratio`, `share`, `change`.
    fn formula(&self, section: &Section<'_, '_>, problems: &mut Problems) -> Option<Formula> {
        let mut found = Vec::new();
        for name in ["sum", "difference", "ratio", "share"] {
            let Some(keys) = section.texts(name, problems) else { continue };
            if keys.iter().filter(|key| self.exists(key, problems).is_none()).count() > 0 {
                return None;
            }
            let needed = matches!(name, "ratio" | "share");
            if keys.len() < 2 || (needed && keys.len() != 2) {
                let how_many = if needed { "two keys" } else { "two keys or more" };
                let span = keys.first().map_or(0..0, |key| key.span.clone());
                problems.push(
                    Diagnostic::error(codes::BAD_VALUE, format!("`{name}` takes {how_many}")).at(self.document.label(span, "in this list")),
                );
                return None;
            }
            let keys: Vec<String> = keys.into_iter().map(|key| key.value).collect();
            found.push(match (name, keys.as_slice()) {
                ("ratio", [above, below]) => Formula::Ratio(above.clone(), below.clone()),
                ("share", [part, whole]) => Formula::Share(part.clone(), whole.clone()),
                ("difference", _) => Formula::Difference(keys),
                _ => Formula::Sum(keys),
            });
        }
        if let Some(key) = section.text("change", problems) {
            self.exists(&key, problems)?;
            found.push(Formula::Change(key.value));
        }
        if found.len() != 1 {
            let message = "a relation or a claim is exactly one of `sum`, `difference`, `ratio`, `share` and `change`";
            problems.push(
                Diagnostic::error(codes::MISSING_KEY, message)
                    .at(section.label("in this part"))
                    .help("for example `sum = [\"scope1\", \"scope2\"]`, or `change = \"scope12\"`"),
            );
        }
        found.pop().filter(|_| found.is_empty())
    }

    fn claim(&self, section: &Section<'_, '_>, style: &Style, problems: &mut Problems) -> Option<(Wanted, Place)> {
        let text = section.required_text_such_as("printed", "1.71%", problems);
        let unit = section.text("unit", problems);
        let down = section.choice("direction", &[("up", false), ("down", true)], problems);
        let page = section.text("page", problems).map(|placed| placed.value);
        let text = text?;
        let default = if text.value.trim_end().ends_with(['%', '％']) { "%" } else { "1" };
        let written = unit.as_ref().map_or(default, |unit| unit.value.as_str());
        let measure = Measure::parse(written, self.units).map_err(|diagnostic| {
            let span = unit.as_ref().map_or(text.span.clone(), |unit| unit.span.clone());
            Problems::from(diagnostic.at(self.document.label(span, "")))
        });
        let unit = problems.keep(measure)?;
        let printed = number(&text.value, style, None, &unit, || self.document.label(text.span.clone(), ""));
        let Some(printed) = problems.keep(printed)? else {
            let message = format!("`{}` is no number to hold figures against", text.value);
            problems.push(Diagnostic::error(codes::PRINTED_MALFORMED, message).at(self.document.label(text.span, "")));
            return None;
        };
        let printed = match down {
            Some(true) if !printed.value.is_negative() => printed.minus_itself(),
            _ => printed,
        };
        Some((Wanted::Claim(Box::new(Claim { printed, unit, page })), Place::Span(text.span)))
    }

    fn columns(
        &self,
        section: &Section<'_, '_>,
        formula: &Formula,
        wanted: &Wanted,
        place: &Place,
        problems: &mut Problems,
    ) -> Option<Vec<(usize, usize)>> {
        let mut column = |name: &str| -> Option<Option<usize>> {
            let Some(text) = section.text(name, problems) else { return Some(None) };
            let found = self.columns.iter().position(|known| *known == text.value);
            if found.is_none() {
                problems.push(
                    Diagnostic::error(codes::BAD_VALUE, format!("`{}` is no column of the document", text.value))
                        .at(self.document.label(text.span, ""))
                        .help(format!("its columns are {}", self.columns.join(", "))),
                );
            }
            found.map(Some)
        };
        if let Formula::Change(_) = formula {
            let (from, to) = (column("from")?, column("to")?);
            // Two columns have one change between them.
            return match (from, to, self.columns.len()) {
                (Some(from), Some(to), _) => Some(vec![(from, to)]),
                (None, None, 2) => Some(vec![(0, 1)]),
                _ => {
                    let diagnostic = Diagnostic::error(codes::MISSING_KEY, "a change is `from` one column `to` another");
                    let (from, to) = (self.columns.first(), self.columns.last());
                    let example = format!("add `from = \"{}\"` and `to = \"{}\"`", from.map_or("", |c| c), to.map_or("", |c| c));
                    problems.push(diagnostic.at(label(self.document, place, "of this")).help(example));
                    None
                }
            };
        }
        let named = column("column")?;
        match (named, wanted) {
            (Some(column), _) => Some(vec![(column, column)]),
            (None, Wanted::Figure(key)) => {
                let row = self.row(key)?;
                Some((0..self.columns.len()).filter(|column| row.printed(*column).is_some()).map(|column| (column, column)).collect())
            }
            (None, Wanted::Claim(_)) if self.columns.len() == 1 => Some(vec![(0, 0)]),
            (None, Wanted::Claim(_)) => {
                let diagnostic = Diagnostic::error(codes::MISSING_KEY, "a claim is about one column");
                let last = self.columns.last().map_or("2025", String::as_str);
                problems.push(diagnostic.at(label(self.document, place, "of this")).help(format!("add `column = \"{last}\"`")));
                None
            }
        }
    }

    /// A relation over figures that are not printed cannot be checked.
    fn all_printed(&self, declared: &Declared, problems: &mut Problems) -> Option<()> {
        let mut all = true;
        let mut missing = |key: &str, column: usize| {
            if self.row(key).is_some_and(|row| row.printed(column).is_none()) {
                all = false;
                let column = self.columns.get(column).map_or("", String::as_str);
                let message = format!("`{key}` has no printed number in {column}, and this relation needs one");
                let diagnostic = Diagnostic::error(codes::RELATION_MISSING, message).at(label(self.document, &declared.place, ""));
                problems.push(diagnostic.help("name the column that it holds in: `column = \"...\"`; or take the relation out"));
            }
        };
        for (from, to) in &declared.columns {
            match &declared.formula {
                Formula::Sum(keys) | Formula::Difference(keys) => keys.iter().for_each(|key| missing(key, *from)),
                Formula::Ratio(one, other) | Formula::Share(one, other) => [one, other].into_iter().for_each(|key| missing(key, *from)),
                Formula::Change(key) => [from, to].into_iter().for_each(|column| missing(key, *column)),
            }
            if let Wanted::Figure(key) = &declared.wanted {
                missing(key, *to);
            }
        }
        all.then_some(())
    }

    fn row(&self, key: &str) -> Option<&Row> {
        self.index.get(key).and_then(|index| self.rows.get(*index))
    }

    fn exists(&self, key: &Placed<String>, problems: &mut Problems) -> Option<()> {
        if self.row(&key.value).is_some() {
            return Some(());
        }
        if !self.all_read {
            return None;
        }
        problems.push(
            Diagnostic::error(codes::RELATION_MISSING, format!("no row has the key `{}`", key.value))
                .at(self.document.label(key.span.clone(), ""))
                .suggest(&key.value, self.index.keys().map(String::as_str))
                .help("a relation is between rows of `[[figures]]` or of a table"),
        );
        None
    }

    pub fn pairs(&self, top: &Section<'_, '_>, activities: &Activities, problems: &mut Problems) -> Vec<Pair> {
        let sections = top.sections("pairs", problems);
        let pairs = sections.iter().filter_map(|section| {
            let emissions = section.required_text_such_as("emissions", "scope2", problems);
            let activity = section.required_text_such_as("activity", "energy.indirect", problems);
            let factors = section.text("factors", problems);
            let fuels = section.texts("fuels", problems).unwrap_or_default();
            section.finish(problems);
            if !fuels.is_empty() && fuels.len() != 2 {
                let label = section.label("in this part");
                problems.push(Diagnostic::error(codes::BAD_VALUE, "`fuels` takes two fuels").at(label));
            }
            // `electricity` is no activity of its own, and stands for all below it.
            let known = |path: &str| activities.family(path).is_some() || activities.all().any(|family| is_within(&family.path, path));
            for named in factors.iter().chain(&fuels).filter(|named| !known(&named.value)) {
                let diagnostic = activities.unknown(&named.value);
                problems.push(diagnostic.at(self.document.label(named.span.clone(), "")));
            }
            let (emissions, activity) = (emissions?, activity?);
            for key in [&emissions, &activity] {
                self.exists(key, problems)?;
            }
            let fuels = fuels.into_iter().map(|fuel| fuel.value).collect();
            Some(Pair { emissions: emissions.value, activity: activity.value, factors: factors.map(|placed| placed.value), fuels })
        });
        pairs.collect()
    }
}
