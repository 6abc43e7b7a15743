//! Every page with a console block is a test: the README, the documentation, the catalogue of errors, and the worked examples of others.

use std::path::Path;

/// The folders whose pages are run, and the README.
const PAGES: [&str; 5] = ["README.md", "docs/**/*.md", "tests/errors/*.md", "tests/published/*/*.md", "tests/reports/*.md"];

#[test]
fn pages_say_what_the_program_does() {
    let cases = trycmd::TestCases::new();
    for pages in PAGES {
        cases.case(pages);
    }
}

#[test]
fn every_method_has_a_page_that_shows_it() {
    for (name, _) in tonne::methods::METHODS {
        let path = format!("docs/reference/methods/{name}.md");
        let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap_or_default();
        let parts = ["# Method: ", "\n    ", "## Where it comes from", "## When not to use it", "```console\n"];
        let lacking: Vec<_> = parts.iter().filter(|part| !page.contains(**part)).collect();
        assert!(lacking.is_empty(), "{path} lacks {lacking:?}");
    }
}

#[test]
fn every_diagnostic_has_a_page_that_shows_it() {
    for (code, _) in tonne::diagnostic::codes::ALL {
        let path = format!("tests/errors/{code}.md");
        let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap_or_default();
        assert!(page.contains(&format!("[{code}]")), "{path} does not show `[{code}]`");
    }
}
