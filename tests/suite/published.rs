//! The worked examples of others: each page says where it was published, shows the inputs that it runs with, and stands in the index.

use std::fs;
use std::path::{Path, PathBuf};

const HOME: &str = "tests/published";

/// The entries of a folder, sorted; none if there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

/// Every page as its path from `tests/published` and its text.
fn pages() -> Vec<(String, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join(HOME);
    let publishers = entries(&home).into_iter().filter(|path| path.is_dir());
    let files = publishers.flat_map(|publisher| entries(&publisher)).filter(|path| path.extension().is_some_and(|end| end == "md"));
    files.map(|path| (path.strip_prefix(&home).unwrap().display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// All files below a folder, as text.
fn texts(folder: &Path) -> Vec<String> {
    let each = entries(folder).into_iter();
    each.flat_map(|path| if path.is_dir() { texts(&path) } else { vec![fs::read_to_string(&path).unwrap()] }).collect()
}

/// What stands in the fenced blocks of a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn every_page_says_where_it_was_published_and_how_it_compares() {
    let pages = pages();
    assert!(pages.len() >= 65, "only {} pages in {HOME}", pages.len());
    for (name, page) in pages {
        let source = page.lines().find(|line| line.starts_with("Source: ")).unwrap_or_default();
        assert!(source.contains("<http") || source.contains("No public address is known"), "{name} cites no address");
        assert!(page.contains("\n**Compared with the printed figure.** "), "{name} does not compare");
        assert!(!blocks(&page, "console").is_empty(), "{name} runs nothing");
    }
}

#[test]
fn the_inputs_on_a_page_are_the_files_it_runs_with() {
    for (name, page) in pages() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(HOME).join(name.replace(".md", ".in"));
        let files = texts(&folder);
        for block in blocks(&page, "csv") {
            assert!(files.iter().any(|file| file == block), "{name} shows a table that is no file of {}:\n{block}", folder.display());
        }
    }
}

#[test]
fn the_index_names_every_page() {
    let index = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(HOME).join("README.md")).unwrap();
    for (name, _) in pages() {
        assert!(index.contains(&format!("]({name})")), "{HOME}/README.md does not name {name}");
    }
}
