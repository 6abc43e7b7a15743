//! `tonne explain` prints the pages of the repository, to the letter. A page in a page cannot be a test of its own, so it is one here.

use std::path::Path;
use std::process::Command;

fn explained(name: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tonne")).args(["explain", name]).output().unwrap();
    assert!(output.status.success(), "{name}");
    String::from_utf8(output.stdout).unwrap()
}

fn page(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn a_method_is_explained_by_its_page() {
    for (name, _) in tonne::methods::METHODS {
        assert!(explained(name).contains(&page(&format!("docs/reference/methods/{name}.md"))), "{name}");
    }
}

#[test]
fn an_error_is_explained_by_its_page() {
    assert_eq!(explained("unit-mismatch"), page("docs/reference/errors/unit-mismatch.md"));
    assert_eq!(explained("no-exchange-rate"), page("docs/reference/errors/no-exchange-rate.md"));
}

#[test]
fn a_name_of_a_method_and_of_a_finding_prints_both() {
    let both = explained("carried-in");
    assert!(both.contains("# Method: carried in") && both.contains(&page("docs/reference/errors/carried-in.md")));
}

#[test]
fn a_check_of_the_audit_is_explained_in_a_sentence() {
    assert!(explained("category-not-named").contains("It fires when a category is in the table and not in the note"));
}
