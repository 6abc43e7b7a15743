//! The catalogue of errors is whole: its index lists exactly the codes of the program, and every page is linked from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tonne::diagnostic::codes;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

#[test]
fn the_index_lists_exactly_the_codes() {
    let expected: Vec<String> =
        codes::ALL.iter().map(|(code, summary)| format!("| [`{code}`](../../tests/errors/{code}.md) | {} |", summary.trim())).collect();
    let index = read("docs/reference/errors.md");
    let listed: Vec<&str> = index.lines().filter(|line| line.starts_with("| [`")).collect();
    assert_eq!(listed, expected);
}

#[test]
fn no_code_stands_twice() {
    let names: BTreeSet<&str> = codes::ALL.iter().map(|(code, _)| code.name()).collect();
    assert_eq!(names.len(), codes::ALL.len());
}

#[test]
fn every_page_is_linked_and_titled() {
    let index = read("docs/reference/errors.md");
    for entry in fs::read_dir(root().join("tests/errors")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(code) = name.strip_suffix(".md") else { continue };
        assert!(index.contains(&format!("../../tests/errors/{name}")), "{name} is not linked");
        if codes::ALL.iter().any(|(known, _)| known.name() == code) {
            assert!(read(&format!("tests/errors/{name}")).starts_with(&format!("# {code}\n")), "{name} has another title");
        }
    }
}

#[test]
fn made_up_data_says_so() {
    let mut folders = vec![root().join("tests/errors")];
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
