//! N3: the tables that the figures stand on, each with its publisher, its date and the years it describes.

use super::cited;
use crate::report::subject::Subject;
use std::collections::{BTreeMap, BTreeSet};

pub fn paragraphs(subject: &Subject<'_>) -> Vec<String> {
    let labels = subject.labels;
    let mut tables: BTreeMap<String, (BTreeSet<String>, BTreeSet<i16>, usize)> = BTreeMap::new();
    for cited in cited::all(subject.current) {
        let citation = &cited.citation;
        let (regions, years, rows) = tables.entry(citation.table.clone()).or_default();
        regions.insert(citation.region.clone());
        years.extend(&citation.data_years);
        *rows += 1;
    }
    let mut said = vec![labels.fill("note.N3.rule", &[&subject.current.trace.inventory.as_of.to_string()])];
    for (id, (regions, years, rows)) in tables {
        let Ok(about) = subject.library.about(&id) else { continue };
        let regions: Vec<String> = regions.iter().map(|code| subject.region(code)).filter(|name| !name.is_empty()).collect();
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        let years = if years.is_empty() { labels.get("note.N3.no-year").to_string() } else { labels.list(&years) };
        said.push(labels.fill(
            "note.N3.table",
            &[&about.publisher, &about.title, &about.published, &years, &labels.list(&regions), &rows.to_string(), &id],
        ));
    }
    said.push(labels.get("note.N3.more").to_string());
    said
}
