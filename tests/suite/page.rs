//! The page as a file: the same bytes each time, nothing that a browser would fetch, and a size that does not run away.
#![allow(clippy::disallowed_methods, reason = "tests say what must hold")]

use crate::inventory_folder::Folder;
use std::path::Path;
use std::process::Command;

fn page(folder: &Path, language: &str) -> String {
    let arguments = ["--to", "html", "--lang", language];
    let output = Command::new(env!("CARGO_BIN_EXE_tonne")).arg("report").arg(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn many(lines: usize) -> Folder {
    let row = |number: usize| {
        let (month, site) = (number % 12 + 1, ["beijing", "tianjin"][number % 2]);
        format!("R{number},2025-{month:02},{site},electricity/grid,{}.25,kWh", 1000 + number)
    };
    Folder::with(&[(0..lines).map(row).collect()])
}

#[test]
fn the_same_inventory_gives_the_same_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/harbour-cloud/2025");
    assert_eq!(page(&folder, "zh-Hant"), page(&folder, "zh-Hant"));
}

#[test]
fn nothing_is_fetched() {
    let page = page(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/kingsoft-cloud/2025"), "en");
    assert!(page.contains("content=\"default-src &#39;none&#39;"));
    for fetching in [" src=", "<link", "<iframe", "<img", "<object", "<form action", "@import", "url(http"] {
        assert!(!page.contains(fetching), "{fetching}");
    }
}

#[test]
fn ten_thousand_lines_stand_one_by_one_and_more_stand_together() {
    let page_of_ten = page(many(10_000).path(), "en");
    assert!(page_of_ten.len() < 5_000_000, "{}", page_of_ten.len());
    assert!(page_of_ten.contains("10000 lines, by category") && page_of_ten.contains(">R9999<"));
    let page_of_more = page(many(10_001).path(), "en");
    assert!(page_of_more.contains("grouped lines stand for 10001 rows"));
    assert!(page_of_more.len() < 1_000_000, "{}", page_of_more.len());
}

#[test]
fn what_the_page_cannot_carry_is_no_matter_of_formats_beside_it() {
    let folder = many(10_001);
    let out = folder.path().join("report");
    let arguments = ["--as", "lines", "--to", "html,csv", "--out"];
    let run = Command::new(env!("CARGO_BIN_EXE_tonne")).arg("report").arg(folder.path()).args(arguments).arg(&out).status().unwrap();
    assert!(run.success());
    let lines = std::fs::read_to_string(out.join("lines.lines.csv")).unwrap();
    assert_eq!(lines.lines().count(), 1 + 10_001);
    assert!(std::fs::read_to_string(out.join("lines.html")).unwrap().contains("grouped lines stand for 10001 rows"));
}
