//! What the words of a file stand for: sites by their names, activities by theirs, months as they are written. A word that fits nothing, or
//! two things, is left open.

use super::answers::Answers;
use super::block::{Block, option};
use super::calendar;
use super::words::{Words, folded};
use crate::activity::Activities;
use crate::inventory::Inventory;
use crate::period::Period;
use crate::unit::Units;
use std::collections::BTreeSet;

/// So many ways out are shown for one word.
const WAYS: usize = 6;

/// What words are compared with.
#[derive(Clone, Copy)]
pub struct Lists<'l> {
    /// The inventory.
    pub inventory: &'l Inventory,
    /// The vocabulary of activities.
    pub activities: &'l Activities,
    /// The units.
    pub units: &'l Units,
    /// The words of headers.
    pub words: &'l Words,
}

/// What a word stands for.
enum Meaning {
    /// It is what it stands for.
    Itself,
    /// One thing.
    One(String),
    /// None, or several: those that come near.
    Open(Vec<String>),
}

impl Lists<'_> {
    /// Maps the words of a column.
    pub fn map<'c>(&self, field: &'static str, cells: impl Iterator<Item = &'c str>, answers: &Answers, block: &mut Block) {
        let words: BTreeSet<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        for word in words {
            if let Some(said) = answers.values.get(&(field.to_string(), word.to_string())) {
                block.values.entry(field).or_default().push((word.to_string(), said.clone()));
                continue;
            }
            let meaning = match field {
                "site" => self.site(word),
                "activity" => self.activity(word),
                "unit" => self.unit(word),
                _ => self.period(word),
            };
            match meaning {
                Meaning::Itself => {}
                Meaning::One(meant) => block.values.entry(field).or_default().push((word.to_string(), meant)),
                Meaning::Open(near) => {
                    let mut ways: Vec<String> =
                        near.iter().take(WAYS).map(|meant| option("value", &format!("{field}:{word}={meant}"))).collect();
                    if ways.is_empty() {
                        ways.push(option("value", &format!("{field}:{word}=...")));
                    }
                    block.leave(format!("{field} `{word}`"), why(field, &near), ways);
                }
            }
        }
    }

    /// A site by its id or its name.
    fn site(&self, word: &str) -> Meaning {
        let sites = &self.inventory.sites;
        if sites.contains_key(word) {
            return Meaning::Itself;
        }
        let named: Vec<&String> =
            sites.iter().filter(|(id, site)| folded(&site.name) == folded(word) || folded(id) == folded(word)).map(|(id, _)| id).collect();
        if let [one] = named.as_slice() {
            return Meaning::One((*one).clone());
        }
        let is_near = |name: &str| folded(name).contains(&folded(word)) || folded(word).contains(&folded(name));
        let (mut near, far): (Vec<_>, Vec<_>) = sites.iter().partition(|(id, site)| is_near(&site.name) || is_near(id));
        near.extend(far);
        Meaning::Open(near.into_iter().map(|(id, _)| id.clone()).collect())
    }

    /// An activity by its path or its name in any language.
    fn activity(&self, word: &str) -> Meaning {
        if self.activities.family(word).is_some() {
            return Meaning::Itself;
        }
        let named: Vec<String> = self
            .activities
            .all()
            .filter(|family| family.names.iter().any(|name| folded(name) == folded(word)))
            .map(|family| family.path.clone())
            .collect();
        match named.as_slice() {
            [one] => Meaning::One(one.clone()),
            [] => Meaning::Open(self.activities_within(word)),
            _ => Meaning::Open(named),
        }
    }

    /// The activities that words of a text may be about.
    pub fn activities_within(&self, text: &str) -> Vec<String> {
        self.words.within("activity", text).into_iter().map(str::to_string).collect()
    }

    /// A unit by its spelling. One that differs in capitals only is another.
    fn unit(&self, word: &str) -> Meaning {
        if self.units.get(word).is_some() {
            return Meaning::Itself;
        }
        let meant = self.units.meanings(word);
        if !meant.is_empty() {
            return Meaning::Open(meant.to_vec());
        }
        let same = self.units.spellings().filter(|(spelling, _)| spelling.to_lowercase() == word.to_lowercase());
        let symbols: BTreeSet<String> = same.map(|(_, unit)| unit.symbol().to_string()).collect();
        Meaning::Open(symbols.into_iter().collect())
    }

    /// A period, or a month or day in another spelling.
    fn period(&self, word: &str) -> Meaning {
        if Period::parse(word).is_some() {
            return Meaning::Itself;
        }
        match calendar::read(word, self.words).and_then(|moment| moment.written(&self.inventory.period)) {
            Some(period) => Meaning::One(period),
            None => Meaning::Open(Vec::new()),
        }
    }
}

fn why(field: &str, near: &[String]) -> String {
    match field {
        "site" if near.is_empty() => "the inventory has no site: add a part [sites.ID] to it".into(),
        "site" => "no site of the inventory has this id or name; if it is a new one, add a part [sites.ID]".into(),
        "activity" if near.is_empty() => "no activity has this name: docs/reference/activities.md lists them".into(),
        "activity" => "it may be one of these; docs/reference/activities.md lists them all".into(),
        "unit" if near.is_empty() => "it is not a unit that is known here: docs/reference/units.md".into(),
        "unit" => "it may be one of these".into(),
        _ => "it is not a period that can be read in one way only".into(),
    }
}
