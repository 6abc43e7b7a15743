//! Ids, records and documents that stand twice: one rule and one wording for ledgers of any size. Records are compared as values, over
//! everything that tells rows apart: every field, and the columns that the mapping ignores.
//!
//! GHG Protocol Scope 3 Standard, 5.1 and table 5.4: categories 1, 2, 4 and 8 exclude one another.

mod print;

pub use print::{Row, common_print, print_of_text};

use super::record::Record;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;
use crate::scope::Category;
use print::{all, ignored};
use std::collections::BTreeMap;

/// How many problems of each kind are told one by one.
pub const TOLD: usize = 200;

/// How many ids of records that are alike are named.
const NAMED: usize = 5;

/// The categories of which one excludes the others.
const EXCLUSIVE: [Category; 4] = [Category::Scope3(1), Category::Scope3(2), Category::Scope3(4), Category::Scope3(8)];

/// What a record says, as values: the names of columns with their texts.
type What = Vec<(String, String)>;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ids, which are unique in an inventory.
    Id,
    /// Records, in everything but their id.
    Row,
    /// Documents in categories that exclude one another.
    Evidence,
}

/// What is told of one kind: so much as is listed, and how much is not.
#[derive(Debug, Default)]
pub struct Told {
    /// What is listed.
    pub listed: Vec<Diagnostic>,
    /// How much more there is.
    pub more: u64,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Id, Self::Row, Self::Evidence];

    /// The place of a category among those that exclude one another.
    pub fn exclusive(category: Category) -> Option<usize> {
        EXCLUSIVE.iter().position(|each| *each == category)
    }

    /// What a record is to this kind; `None` where it is nothing.
    fn of(self, record: &Record) -> Option<What> {
        let one = |name: &str, text: &str| Some(vec![(name.to_string(), text.to_string())]);
        match self {
            Self::Id => one("id", &record.id),
            Self::Row if record.quantity.is_zero() => None,
            Self::Row => Some(all(record)),
            Self::Evidence => {
                Self::exclusive(record.category).filter(|_| !record.evidence.is_empty()).and_then(|_| one("evidence", &record.evidence))
            }
        }
    }

    /// A number that is the same for records that are the same to this kind, and hardly ever for others.
    pub fn print(self, record: &Record) -> Option<u64> {
        match self {
            Self::Id => Some(print_of_text(record.id.as_bytes())),
            Self::Row if record.quantity.is_zero() => None,
            Self::Row => {
                let row = Row {
                    period: record.period,
                    quantity: record.quantity,
                    evidence: record.evidence.as_bytes(),
                    note: record.note.as_bytes(),
                };
                Some(row.print(common_print(record), &ignored(record)))
            }
            Self::Evidence => {
                let filled = !record.evidence.is_empty() && Self::exclusive(record.category).is_some();
                filled.then(|| print_of_text(record.evidence.as_bytes()))
            }
        }
    }

    /// Says which of the records whose prints are the same are so in truth. The first of all stands first; there are `beyond` more that are
    /// not at hand.
    pub fn tell(self, alike: &[&Record], beyond: u64) -> Told {
        let mut same: BTreeMap<What, Vec<&Record>> = BTreeMap::new();
        for record in alike {
            if let Some(what) = self.of(record) {
                same.entry(what).or_default().push(record);
            }
        }
        let mut sets: Vec<(What, Vec<&Record>)> = same.into_iter().filter(|(_, records)| records.len() > 1).collect();
        let place = |record: Option<&&Record>| record.and_then(|record| alike.iter().position(|each| std::ptr::eq(*each, *record)));
        sets.sort_by_key(|(_, records)| place(records.first()));
        // What is not at hand belongs to the first of them: two sets of one print are next to impossible.
        let mut beyond = Some(beyond);
        let mut told = Told::default();
        for (what, records) in sets {
            let beyond = beyond.take().unwrap_or_default();
            match self {
                Self::Id => {
                    told.listed.extend(records.iter().skip(1).filter_map(|record| Some(id_twice(record, records.first()?))));
                    told.more += beyond;
                }
                Self::Row => told.listed.extend(record_twice(&what, &records, beyond)),
                Self::Evidence => told.listed.extend(evidence_twice(&records)),
            }
        }
        told
    }

    /// Says how many more there are that are not listed.
    pub fn tell_more(self, more: u64) -> Option<Diagnostic> {
        let is = |one: &str, many: &str| if more == 1 { format!("1 more {one}") } else { format!("{more} more {many}") };
        (more > 0).then(|| match self {
            Self::Id => {
                Diagnostic::error(codes::DUPLICATE_ID, is("id stands twice and is not listed", "ids stand twice and are not listed"))
            }
            Self::Row => Diagnostic::finding(
                codes::RECORD_TWICE,
                is("group of records is alike and is not listed", "groups of records are alike and are not listed"),
            ),
            Self::Evidence => {
                let message = is("document is in two categories and is not listed", "documents are in two categories and are not listed");
                Diagnostic::finding(codes::EVIDENCE_TWICE, message)
            }
        })
    }
}

/// What stands twice among records, in the order in which it is told.
pub fn twice(records: &[Record]) -> Vec<Diagnostic> {
    Kind::ALL.into_iter().flat_map(|kind| of_kind(kind, records)).collect()
}

fn of_kind(kind: Kind, records: &[Record]) -> Vec<Diagnostic> {
    let mut prints: Vec<(u64, usize)> =
        records.iter().enumerate().filter_map(|(index, record)| Some((kind.print(record)?, index))).collect();
    prints.sort_unstable();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for alike in prints.chunk_by(|one, next| one.0 == next.0).filter(|alike| alike.len() > 1) {
        sets.push(alike.iter().map(|(_, index)| *index).collect());
    }
    sets.sort_unstable();
    let mut all = Told::default();
    for set in sets {
        let alike: Vec<&Record> = set.iter().filter_map(|index| records.get(*index)).collect();
        let told = kind.tell(&alike, 0);
        all.listed.extend(told.listed);
    }
    all.more = u64::try_from(all.listed.len().saturating_sub(TOLD)).unwrap_or_default();
    all.listed.truncate(TOLD);
    all.listed.extend(kind.tell_more(all.more));
    all.listed
}

fn id_twice(again: &Record, first: &Record) -> Diagnostic {
    Diagnostic::error(codes::DUPLICATE_ID, format!("id `{}` stands twice", again.id))
        .at(again.place.label(Field::Id, "again here"))
        .at(first.place.label(Field::Id, "first here"))
        .help("if it is the same record, take one out; if not, give it an id of its own")
}

fn record_twice(what: &[(String, String)], records: &[&Record], beyond: u64) -> Option<Diagnostic> {
    let (first, second) = (records.first()?, records.get(1)?);
    let count = u64::try_from(records.len()).unwrap_or(u64::MAX).saturating_add(beyond);
    let ids: Vec<&str> = records.iter().take(NAMED).map(|record| record.id.as_str()).collect();
    let more = match count.saturating_sub(u64::try_from(ids.len()).unwrap_or_default()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let code = if first.evidence.is_empty() { codes::RECORD_ALIKE } else { codes::RECORD_TWICE };
    let message = format!("{count} lines are alike in everything but their id: {}{more}", ids.join(", "));
    let names: Vec<&str> = what.iter().map(|(name, _)| name.as_str()).collect();
    let diagnostic = Diagnostic::finding(code, message)
        .at(second.place.record_label(Field::Quantity, "again here"))
        .at(first.place.record_label(Field::Quantity, "first here"))
        .note(format!("compared as values: {}", names.join(", ")));
    Some(diagnostic.help(if first.evidence.is_empty() {
        "take one out; if both are right, name the evidence, the meter or a note of each"
    } else {
        "take one out; if both are right, tell them apart by their evidence"
    }))
}

fn evidence_twice(records: &[&Record]) -> Option<Diagnostic> {
    let first = records.first()?;
    let other = records.iter().find(|record| record.category != first.category)?;
    let message = format!("`{}` is the evidence of {} and of {}", first.evidence, first.category, other.category);
    let diagnostic = Diagnostic::finding(codes::EVIDENCE_TWICE, message)
        .at(other.place.record_label(Field::Evidence, "again here"))
        .at(first.place.record_label(Field::Evidence, "first here"));
    Some(diagnostic.note("an invoice counts in one of the categories 1, 2, 4 and 8 (Scope 3 Standard, table 5.4)"))
}

/// How many records of one print are kept at hand: all that are told one by one.
pub fn at_hand(kind: Kind) -> usize {
    match kind {
        Kind::Id => TOLD + 1,
        Kind::Row => NAMED,
        Kind::Evidence => EXCLUSIVE.len(),
    }
}
