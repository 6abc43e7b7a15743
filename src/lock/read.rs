//! Reads a lock.

use super::{Figure, Lock, Settings, seal};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::{Document, Section};
use crate::factors::vintage::Reason;
use crate::fingerprint::Fingerprint;
use crate::number::Exact;
use crate::period::last_day;
use crate::trace::{Choices, RowChoice};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// A lock as it was read.
#[derive(Clone, Debug)]
pub struct Locked {
    /// What it pins besides the lines.
    pub lock: Lock,
    /// The canonical trace.
    pub text: String,
    /// How many lines it has.
    pub lines: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// Reads a lock from the bytes of `file`.
///
/// # Errors
/// It was edited, merged, or written by a later version; what is missing or wrong in it.
pub fn read(file: &str, bytes: &[u8]) -> Result<Locked, Problems> {
    let text = seal::opened(file, bytes)?;
    let locked = Document { file, text: &text }.read(locked)?;
    let is = Fingerprint::of_bytes(locked.text.as_bytes()).sha256;
    if is == locked.sha256 {
        return Ok(locked);
    }
    let message = format!("the trace in `{file}` has the SHA-256 {is}, and the lock says {}", locked.sha256);
    Err(Diagnostic::error(codes::LOCK_EDITED, message).help("lock the inventory again with `tonne lock`").into())
}

fn locked(top: &Section<'_, '_>, problems: &mut Problems) -> Option<Locked> {
    let _ = top.whole("version", u32::MAX, problems);
    let as_of = date(top, problems);
    let lock = Lock {
        tool: text(top, "tool", problems),
        organisation: text(top, "organisation", problems),
        period: text(top, "period", problems),
        as_of: as_of?,
        files: files(top, problems),
        tables: texts(&top.required_section("tables", problems)?, problems),
        choices: Choices { editions: editions(top, as_of?, problems), rows: rows(top, problems) },
        settings: settings(top, problems),
        figures: figures(top, problems),
    };
    let trace = top.required_section("trace", problems)?;
    let locked = Locked {
        lock,
        text: text(&trace, "text", problems),
        lines: text(&trace, "lines", problems),
        sha256: text(&trace, "sha256", problems),
    };
    trace.finish(problems);
    let seal = top.required_section("seal", problems)?;
    let _ = text(&seal, "sha256", problems);
    seal.finish(problems);
    Some(locked)
}

/// A text that must be there.
fn text(section: &Section<'_, '_>, key: &str, problems: &mut Problems) -> String {
    section.required_text(key, problems).map(|placed| placed.value).unwrap_or_default()
}

fn date(top: &Section<'_, '_>, problems: &mut Problems) -> Option<Date> {
    let placed = top.required_date("as-of", problems)?;
    let day = last_day(&placed.value).filter(|_| placed.value.len() == 10);
    if day.is_none() {
        problems.push(wrong(top, placed.span, "`as-of` is a day such as \"2026-03-31\""));
    }
    day
}

/// A value that cannot be what it should be.
fn wrong(section: &Section<'_, '_>, span: Range<usize>, what: &str) -> Diagnostic {
    Diagnostic::error(codes::BAD_VALUE, what).at(section.document().label(span, ""))
}

/// A part whose keys are names and whose values are texts.
fn texts(section: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, String> {
    section.keys().into_iter().map(|key| (key.value.clone(), text(section, &key.value, problems))).collect()
}

fn files(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Fingerprint> {
    let Some(section) = top.required_section("files", problems) else { return BTreeMap::new() };
    let mut files = BTreeMap::new();
    for key in section.keys() {
        let Some(file) = section.section(&key.value, problems) else { continue };
        let bytes = file.required_decimal("bytes", "0", problems);
        let sha256 = text(&file, "sha256", problems);
        file.finish(problems);
        let Some(bytes) = bytes else { continue };
        match bytes.value.to_string().parse() {
            Ok(bytes) => _ = files.insert(key.value, Fingerprint { bytes, sha256 }),
            Err(_) => problems.push(wrong(top, bytes.span, "`bytes` is a whole number")),
        }
    }
    files
}

fn editions(top: &Section<'_, '_>, as_of: Date, problems: &mut Problems) -> BTreeMap<(String, i16), (String, Reason)> {
    let reasons = [
        ("named", Reason::Named),
        ("same-year", Reason::SameYear),
        ("no-year", Reason::OfNoYear { as_of }),
        ("latest-published", Reason::LatestPublished { as_of }),
    ];
    let words = [0, 1, 2, 3].map(|index: usize| (reasons[index].0, index));
    let mut editions = BTreeMap::new();
    for section in top.sections("editions", problems) {
        let (dataset, year) = (text(&section, "dataset", problems), year(&section, problems));
        let edition = text(&section, "edition", problems);
        let reason = section.required_choice("reason", &words, problems).and_then(|index| reasons.get(index));
        section.finish(problems);
        if let (Some(year), Some((_, reason))) = (year, reason) {
            editions.insert((dataset, year), (edition, reason.clone()));
        }
    }
    editions
}

fn rows(top: &Section<'_, '_>, problems: &mut Problems) -> std::collections::BTreeSet<RowChoice> {
    let each = top.sections("choices", problems).into_iter().filter_map(|section| {
        let (activity, region) = (text(&section, "activity", problems), text(&section, "region", problems));
        let year = year(&section, problems);
        let (row, reason) = (text(&section, "row", problems), text(&section, "reason", problems));
        section.finish(problems);
        Some(RowChoice { activity, region, year: year?, row, reason })
    });
    each.collect()
}

fn year(section: &Section<'_, '_>, problems: &mut Problems) -> Option<i16> {
    let placed = section.required_text("year", problems)?;
    let year = placed.value.parse().ok();
    if year.is_none() {
        problems.push(wrong(section, placed.span, "`year` is a year such as \"2025\""));
    }
    year
}

fn settings(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Settings> {
    let Some(section) = top.required_section("settings", problems) else { return BTreeMap::new() };
    let keys = section.keys();
    keys.into_iter().filter_map(|key| Some((key.value.clone(), texts(&section.section(&key.value, problems)?, problems)))).collect()
}

fn figures(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Figure> {
    let Some(section) = top.required_section("figures", problems) else { return BTreeMap::new() };
    let mut figures = BTreeMap::new();
    for key in section.keys() {
        let Some(figure) = section.section(&key.value, problems) else { continue };
        let value = Exact::read(&text(&figure, "exact", problems));
        let (unit, lines) = (text(&figure, "unit", problems), text(&figure, "lines", problems));
        let printed = text(&figure, "printed", problems);
        figure.finish(problems);
        match value {
            Some(value) => _ = figures.insert(key.value, Figure { value, unit, lines, printed }),
            None => {
                let label = top.document().label(key.span, "");
                problems.push(Diagnostic::error(codes::BAD_VALUE, "`exact` is no exact number").at(label));
            }
        }
    }
    figures
}
