//! Every page with a console block is a test: the README, the documentation, the catalogue of errors, and the worked examples of others.

use std::path::Path;

/// The folders whose pages are run, and the README.
const PAGES: [&str; 4] = ["README.md", "docs/**/*.md", "tests/published/*/*.md", "tests/reports/*.md"];

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
        let path = format!("docs/reference/errors/{code}.md");
        let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap_or_default();
        assert!(page.contains(&format!("[{code}]")), "{path} does not show `[{code}]`");
    }
}

/// Links between files of the project lead to files that are there. The heads of generated pages stand where they are not read.
#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut found, mut broken) = (["docs", "factors", "tests"].map(|name| root.join(name)).to_vec(), 0, Vec::new());
    let mut pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root.join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let generated = path.ends_with("tests/generated");
            if path.is_dir() && !generated {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()) {
            let file = link.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains(':') {
                continue;
            }
            found += 1;
            if !page.parent().unwrap().join(file).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty() && found > 500, "{found} links; broken: {broken:#?}");
}
