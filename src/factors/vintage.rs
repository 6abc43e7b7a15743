//! Which edition of a dataset serves a year. The rule is written in the inventory, and its answer in the trace.

use super::about::About;
use super::library::Library;
use crate::diagnostic::{Diagnostic, Problems, codes};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rule of an inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The edition whose year is the activity's year, else the latest published on or before `as_of`.
    SameYearElseLatest,
}

impl Rule {
    /// Every rule with the word an inventory uses for it.
    pub const NAMED: [(&'static str, Self); 1] = [("same-year-else-latest", Self::SameYearElseLatest)];

    /// The word an inventory uses for it.
    pub fn name(self) -> &'static str {
        "same-year-else-latest"
    }
}

/// How an edition was chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The inventory names it.
    Named,
    /// The record names its row.
    NamedByRecord,
    /// Its year is the activity's year.
    SameYear,
    /// It describes no year in particular; it is the latest published by `as_of`.
    OfNoYear {
        /// `as_of`.
        as_of: Date,
    },
    /// No edition of the activity's year was published by `as_of`; this is the latest published.
    LatestPublished {
        /// `as_of`.
        as_of: Date,
    },
}

/// The editions that a lock pins, by dataset and year, with the reason for which each was chosen when the inventory was locked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins(pub BTreeMap<(String, i16), (String, Reason)>);

/// The edition of `dataset` that serves `year`: the one that is pinned, else what [`choose`] finds. Tables that the inventory brings along
/// are pinned as files, and not here.
///
/// # Errors
/// As [`choose`].
pub fn choose_pinned(library: &Library, pins: &Pins, dataset: &str, year: i16, as_of: Date) -> Result<(Arc<About>, Reason), Problems> {
    let chosen = choose(library, dataset, year, as_of);
    let own = chosen.as_ref().is_ok_and(|(about, _)| library.is_own(&about.id));
    match pins.0.get(&(dataset.to_string(), year)).filter(|_| !own) {
        Some((edition, reason)) => Ok((library.about(edition)?, reason.clone())),
        None => chosen,
    }
}

/// The edition of `dataset` that serves `year`.
///
/// # Errors
/// No such dataset, or nothing published in time, or two editions that are equally good.
pub fn choose(library: &Library, dataset: &str, year: i16, as_of: Date) -> Result<(Arc<About>, Reason), Problems> {
    let mut published = Vec::new();
    let mut any = false;
    for id in library.editions(dataset) {
        any = true;
        let about = library.about(id)?;
        if about.published_on <= as_of {
            published.push(about);
        }
    }
    if !any {
        return Err(library.unknown(dataset).into());
    }
    let same_year: Vec<_> = published.iter().filter(|about| about.years().contains(&year)).cloned().collect();
    let (among, reason) = if same_year.is_empty() { (published, Reason::LatestPublished { as_of }) } else { (same_year, Reason::SameYear) };
    let newest = among.iter().map(|about| (about.published_on, about.years().iter().max())).max();
    let best: Vec<_> = among.iter().filter(|about| Some((about.published_on, about.years().iter().max())) == newest).collect();
    match best.as_slice() {
        [one] if one.years().is_empty() => Ok((Arc::clone(one), Reason::OfNoYear { as_of })),
        [one] => Ok((Arc::clone(one), reason)),
        [] => Err(Diagnostic::error(codes::NO_EDITION, format!("no edition of `{dataset}` was published on or before {as_of}"))
            .help(format!("editions: {}", library.editions(dataset).collect::<Vec<_>>().join(", ")))
            .into()),
        several => {
            let ids: Vec<_> = several.iter().map(|about| about.id.as_str()).collect();
            Err(Diagnostic::error(codes::AMBIGUOUS_FACTOR, format!("{} editions of `{dataset}` serve {year} equally well", several.len()))
                .note(format!("candidates: {}", ids.join(", ")))
                .help("name the edition in `tables` of the inventory")
                .into())
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named => f.write_str("named in inventory.toml"),
            Self::NamedByRecord => f.write_str("named by the record"),
            Self::OfNoYear { as_of } => write!(f, "the latest published by {as_of}; it describes no year in particular"),
            Self::SameYear => f.write_str("its year is the activity's year"),
            Self::LatestPublished { as_of } => write!(f, "no edition of the activity's year; the latest published by {as_of}"),
        }
    }
}
