//! The catalogue of errors is whole: its index lists exactly the codes of the program, and every page is linked from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tonne::diagnostic::{Code, Weight, codes};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The severity of a finding, as its page and the index say it; `None` for an error.
fn severity(code: Code) -> Option<&'static str> {
    match code.weight() {
        Weight::Stops => None,
        Weight::Blocks => Some("E"),
        Weight::Warns => Some("W"),
        Weight::Tells => Some("I"),
    }
}

#[test]
fn the_index_lists_exactly_the_codes() {
    let row = |(code, summary): &(Code, &str)| {
        let start = format!("| [`{code}`](errors/{code}.md) | {} |", summary.trim());
        let lint = if code.lint().is_empty() { "-" } else { code.lint() };
        severity(*code).map_or(start.clone(), |letter| format!("{start} {letter} | {lint} |"))
    };
    let expected: Vec<String> = codes::ALL.iter().map(row).collect();
    let index = read("docs/reference/errors.md");
    let listed: Vec<&str> = index.lines().filter(|line| line.starts_with("| [`")).collect();
    assert_eq!(listed, expected);
}

#[test]
fn the_page_of_a_finding_says_its_severity() {
    for (code, letter) in codes::ALL.iter().filter_map(|(code, _)| Some((*code, severity(*code)?))) {
        let lint = if code.lint().is_empty() { String::new() } else { format!(" ({})", code.lint()) };
        let page = read(&format!("docs/reference/errors/{code}.md"));
        assert!(page.starts_with(&format!("# {code}\n\nSeverity {letter}{lint}: ")), "{code}");
    }
}

#[test]
fn no_code_stands_twice() {
    let names: BTreeSet<&str> = codes::ALL.iter().map(|(code, _)| code.name()).collect();
    assert_eq!(names.len(), codes::ALL.len());
}

#[test]
fn every_page_is_linked_and_titled() {
    let index = read("docs/reference/errors.md");
    for entry in fs::read_dir(root().join("docs/reference/errors")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(code) = name.strip_suffix(".md") else { continue };
        assert!(index.contains(&format!("(errors/{name})")), "{name} is not linked");
        if codes::ALL.iter().any(|(known, _)| known.name() == code) {
            assert!(read(&format!("docs/reference/errors/{name}")).starts_with(&format!("# {code}\n")), "{name} has another title");
        }
    }
}

#[test]
fn made_up_data_says_so() {
    let mut folders = vec![root().join("docs/reference/errors")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                assert!(fs::read_to_string(&path).unwrap().to_lowercase().contains("made up"), "{}", path.display());
            }
        }
    }
}
