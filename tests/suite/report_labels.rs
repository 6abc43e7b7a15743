//! Every word of every report is there in every language: no key of a label stands where its text should be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tonne::language::{Labels, Language};
use tonne::region::Regions;
use tonne::report::subject::{Subject, Year};
use tonne::report::view::{Cell, View};
use tonne::report::views::VIEWS;
use tonne::totals::Totals;

const LABELS: [&str; 5] = ["labels.csv", "reports.csv", "notes.csv", "page.csv", "findings.csv"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn keys() -> BTreeSet<String> {
    let lists = LABELS.map(|list| fs::read(root().join("src/language").join(list)).unwrap());
    let rows = lists.iter().flat_map(|list| csv::Reader::from_reader(list.as_slice()).into_records());
    rows.map(|row| row.unwrap()[0].to_string()).collect()
}

/// Whatever a view shows in words of its own: titles, labels, statuses, remarks, notes.
fn words(view: &View) -> Vec<String> {
    let mut words = vec![view.title.clone(), view.notes_title.clone()];
    for table in &view.tables {
        words.push(table.title.clone());
        words.extend(table.remarks.iter().cloned());
        words.extend(table.columns.iter().map(|column| column.title.clone()));
        for (column, cell) in table.rows.iter().flat_map(|row| table.columns.iter().zip(&row.cells)) {
            match cell {
                Cell::Absent(_, text) => words.push(text.clone()),
                Cell::Text(text)
                    if ["label", "status", "kind", "notes", "chosen", "severity", "applied", "type"].contains(&&*column.key) =>
                {
                    words.push(text.clone());
                }
                _ => {}
            }
        }
    }
    words.extend(view.notes.iter().flat_map(|note| std::iter::once(note.title.clone()).chain(note.paragraphs.iter().cloned())));
    words
}

/// `status.no-lines`, `hkex.a1.1`: what a label without a text would be shown as.
fn is_key(text: &str) -> bool {
    // Files of the page are named like keys.
    if [".html", ".css", ".js"].iter().any(|ending| text.ends_with(ending)) {
        return false;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let plain = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    parts.len() > 1 && parts.iter().all(plain) && text.starts_with(|first: char| first.is_ascii_lowercase())
}

#[test]
fn no_report_of_an_example_shows_a_key() {
    let examples = root().join("docs/examples");
    let compute = |name: &str| tonne::compute(&examples.join(name)).unwrap();
    let (regions, years) = (Regions::shipped(), [("kingsoft-cloud/2025", Some("kingsoft-cloud/2024")), ("harbour-cloud/2025", None)]);
    for (name, earlier) in years {
        let ((trace, house), earlier) = (compute(name), earlier.map(compute));
        let (totals, before) = (Totals::of(&trace), earlier.as_ref().map(|(trace, _)| Totals::of(trace)));
        let findings = tonne::findings::find(&trace, &totals);
        let before: Vec<Year<'_>> = earlier.iter().zip(&before).map(|((trace, _), totals)| Year { trace, totals, findings: &[] }).collect();
        for (tag, language) in Language::NAMED {
            let labels = Labels::of(language);
            let subject = Subject {
                current: Year { trace: &trace, totals: &totals, findings: &findings },
                earlier: &before,
                library: &house.library,
                activities: &house.activities,
                regions: &regions,
                labels: &labels,
            };
            for view in &VIEWS {
                let shown = words(&view.show(&subject));
                let keys: Vec<_> = shown.iter().filter(|text| is_key(text)).collect();
                assert!(keys.is_empty() && !shown.is_empty(), "{name} as {} in {tag}: {keys:?}", view.name);
            }
        }
    }
}

#[test]
fn every_label_that_reports_name_is_in_the_lists() {
    let (keys, mut named) = (keys(), BTreeSet::new());
    let mut folders = vec![root().join("src/report")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = fs::read_to_string(&path).unwrap();
                named.extend(source.split('"').skip(1).step_by(2).filter(|text| is_key(text)).map(str::to_string));
            }
        }
    }
    let prefixes: BTreeSet<&str> = keys.iter().filter_map(|key| key.split_once('.')).map(|(prefix, _)| prefix).collect();
    // Keys of figures and of rows share no first word with labels, but for those of figures that have names.
    let missing: Vec<_> = named.iter().filter(|key| prefixes.contains(key.split('.').next().unwrap()) && !keys.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(named.len() > 100, "the sources are read");
}

#[test]
fn every_view_has_a_title_and_every_status_a_word() {
    let keys = keys();
    for view in &VIEWS {
        assert!(keys.contains(&format!("view.{}", view.name)), "{}", view.name);
    }
    for (name, _) in tonne::report::view::Absent::NAMED {
        assert!(keys.contains(&format!("status.{name}")), "{name}");
    }
}
