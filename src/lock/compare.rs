//! Compares what a lock pins with what there is: files, tables, choices, figures. Each difference is a problem that says both.

use super::{Lock, Settings, settings};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::evidence;
use crate::factors::Library;
use crate::folder::Folder;
use crate::number::Exact;
use std::collections::BTreeMap;

/// How many values or figures one problem names.
const NAMED: usize = 24;

/// Files of the lock that are gone, or are not what was locked.
pub fn files(lock: &Lock, folder: &Folder) -> Problems {
    let mut problems = Problems::default();
    for (name, locked) in &lock.files {
        match evidence::fingerprint(folder, name) {
            Err(error) if error.code == codes::FILE_MISSING => {
                let diagnostic = Diagnostic::error(codes::LOCKED_FILE_GONE, format!("`{name}` was locked, and is gone"));
                let diagnostic = diagnostic.note(format!("it had {} bytes and the SHA-256 {}", locked.bytes, locked.sha256));
                problems.push(diagnostic.help("put it back, or lock again with `tonne lock`"));
            }
            Err(error) => problems.push(error),
            Ok(is) if is != *locked => {
                let diagnostic = Diagnostic::error(codes::LOCKED_FILE_CHANGED, format!("`{name}` is not what was locked"))
                    .note(format!("locked: {} bytes, SHA-256 {}", locked.bytes, locked.sha256))
                    .note(format!("now: {} bytes, SHA-256 {}", is.bytes, is.sha256));
                let diagnostic = said(lock, folder, name).into_iter().fold(diagnostic, Diagnostic::note);
                problems
                    .push(diagnostic.help("put the file back, or, if the change is meant, look at it and lock again with `tonne lock`"));
            }
            Ok(_) => {}
        }
    }
    problems
}

/// What a changed manifest or register says otherwise than it did.
fn said(lock: &Lock, folder: &Folder, name: &str) -> Vec<String> {
    let Some(was) = lock.settings.get(name) else { return Vec::new() };
    let bytes = folder.read(name).unwrap_or_default();
    let is = match name.ends_with(".toml") {
        true => settings::of_toml(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}')),
        false => settings::of_register(name, &bytes),
    };
    if is.is_empty() {
        return vec!["it cannot be read any more".into()];
    }
    let mut notes: Vec<String> = differing(was, &is).collect();
    if notes.is_empty() {
        notes.push("every value in it is what it was: comments, blanks, quotes or line ends changed".into());
    }
    shortened(notes)
}

fn differing<'s>(was: &'s Settings, is: &'s Settings) -> impl Iterator<Item = String> + 's {
    let names = was.keys().chain(is.keys().filter(|name| !was.contains_key(*name)));
    names.filter_map(|name| match (was.get(name), is.get(name)) {
        (Some(was), Some(is)) if was != is => Some(format!("{name}: `{was}` became `{is}`")),
        (Some(was), None) => Some(format!("{name}: `{was}` is gone")),
        (None, Some(is)) => Some(format!("{name}: `{is}` is new")),
        _ => None,
    })
}

/// Tables of the lock that this program does not have, or has with other bytes.
pub fn tables(lock: &Lock, library: &Library) -> Problems {
    let mut problems = Problems::default();
    let editions = lock.choices.editions.values().map(|(id, _)| (id, None));
    let cited = lock.tables.iter().map(|(id, sha256)| (id, Some(sha256)));
    let all: BTreeMap<_, _> = editions.chain(cited).collect();
    for (id, sha256) in all {
        let way_out = "take the version of tonne that wrote the lock, which is named in its first lines; or lock again";
        match library.sha256(id) {
            None => {
                let message = format!("the lock pins the table `{id}`, which this version of tonne does not have");
                problems.push(Diagnostic::error(codes::LOCKED_TABLE, message).note("it was withdrawn, or came later").help(way_out));
            }
            Some(is) => {
                if let Some(locked) = sha256.filter(|locked| **locked != is) {
                    let diagnostic = Diagnostic::error(codes::LOCKED_TABLE, format!("the table `{id}` is not the one that was locked"));
                    problems.push(diagnostic.note(format!("locked: SHA-256 {locked}")).note(format!("now: SHA-256 {is}")).help(way_out));
                }
            }
        }
    }
    problems
}

/// Files that the inventory reads, or names as evidence, and the lock does not have; choices and figures that are not what was locked.
pub fn rest(locked: &Lock, is: &Lock) -> Problems {
    let mut problems = Problems::default();
    for name in is.files.keys().filter(|name| !locked.files.contains_key(*name)) {
        let diagnostic = Diagnostic::error(codes::LOCKED_FILE_NEW, format!("`{name}` belongs to the inventory, and was not locked"));
        problems.push(diagnostic.help("take it out, or lock again with `tonne lock`"));
    }
    choices(locked, is, &mut problems);
    figures(locked, is, &mut problems);
    problems
}

fn choices(locked: &Lock, is: &Lock, problems: &mut Problems) {
    let (was, now) = (&locked.choices.rows, &is.choices.rows);
    let gone = was.difference(now).map(|choice| ("was chosen, and is not any more", choice));
    for (what, choice) in gone.chain(now.difference(was).map(|choice| ("is chosen, and was not", choice))) {
        let message = format!("`{}` {what}: `{}` in {}, {}", choice.row, choice.activity, choice.region, choice.year);
        problems.push(Diagnostic::error(codes::LOCKED_CHOICE, message).note(format!("why: {}", choice.reason)));
    }
    for ((dataset, year), (edition, _)) in &locked.choices.editions {
        if let Some((other, _)) = is.choices.editions.get(&(dataset.clone(), *year)).filter(|(other, _)| other != edition) {
            let message = format!("for {year}, `{dataset}` gives `{other}`, and `{edition}` was locked");
            problems.push(Diagnostic::error(codes::LOCKED_CHOICE, message));
        }
    }
}

fn figures(locked: &Lock, is: &Lock, problems: &mut Problems) {
    let names = locked.figures.keys().chain(is.figures.keys().filter(|key| !locked.figures.contains_key(*key)));
    let moved: Vec<(&str, String)> = names
        .filter_map(|key| {
            let text = match (locked.figures.get(key), is.figures.get(key)) {
                (Some(was), Some(is)) if was.value != is.value => {
                    let moved = is.value.minus(&was.value);
                    format!("{key}: {} became {}; {} {}", was.value, is.value, signed(&moved), is.unit)
                }
                (Some(was), Some(is)) if was != is => format!(
                    "{key}: {} {} on {} lines, printed {}, became {} {} on {} lines, printed {}",
                    was.value, was.unit, was.lines, was.printed, is.value, is.unit, is.lines, is.printed
                ),
                (Some(was), None) => format!("{key}: {} {} is gone", was.value, was.unit),
                (None, Some(is)) => format!("{key}: {} {} is new", is.value, is.unit),
                _ => return None,
            };
            Some((key.as_str(), text))
        })
        .collect();
    if moved.is_empty() {
        return;
    }
    let message = if moved.len() == 1 { "1 figure moved".to_string() } else { format!("{} figures moved", moved.len()) };
    let part = |key: &str| ["intensity.", ".gas.", ".biogenic", ".carried-in"].iter().any(|part| key.contains(part));
    let (parts, totals): (Vec<_>, Vec<_>) = moved.into_iter().partition(|(key, _)| part(key));
    // Parts and intensities move with the totals that they belong to; they are named where no total moved.
    let shown = if totals.is_empty() { &parts } else { &totals };
    let mut notes = shortened(shown.iter().map(|(_, text)| text.clone()).collect());
    if !totals.is_empty() && !parts.is_empty() {
        notes.push(format!("and with them parts and intensities of them: {}", parts.len()));
    }
    problems.push(notes.into_iter().fold(Diagnostic::error(codes::LOCKED_FIGURE, message), Diagnostic::note));
}

fn shortened(mut notes: Vec<String>) -> Vec<String> {
    let more = notes.len().saturating_sub(NAMED);
    notes.truncate(NAMED);
    if more > 0 {
        notes.push(format!("and {more} more"));
    }
    notes
}

/// A difference with its sign: `+19.1016`.
pub fn signed(moved: &Exact) -> String {
    format!("{}{moved}", if moved.is_negative() { "" } else { "+" })
}
