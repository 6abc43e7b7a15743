//! An inventory means the same at any size: the same errors, findings and figures, whether each row is a line or rows are added up first.

use crate::inventory_folder::Folder;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use tonne::diagnostic::Diagnostic;
use tonne::evidence::behind;
use tonne::figure::Key;
use tonne::number::Exact;
use tonne::rows::Rows;
use tonne::sample::{Strata, draw};
use tonne::totals::Totals;
use tonne::{Batches, Compare, Options};

/// What comes out: the figures, and what is said of them or keeps them from being.
fn outcome(folder: &Path, batches: Batches, threads: usize) -> (Vec<String>, BTreeSet<String>) {
    let options = Options { batches, threads: Some(threads), compare: Compare::InMemory, ..Options::default() };
    match tonne::compute_with(folder, &options) {
        Ok((trace, _)) => {
            let totals = Totals::of(&trace);
            let figures = totals.iter().map(|(key, figure)| format!("{key} {:?} {} {}", figure.value, figure.unit, figure.lines)).collect();
            (figures, tonne::findings::find(&trace, &totals).iter().map(said).collect())
        }
        Err(problems) => (Vec::new(), problems.as_slice().iter().map(said).collect()),
    }
}

/// The rows that are drawn of every figure, and the documents behind it.
fn rows(folder: &Path, batches: Batches) -> Vec<String> {
    let options = Options { batches, ..Options::default() };
    let Ok((trace, _)) = tonne::compute_with(folder, &options) else { return Vec::new() };
    let rows = Rows::of(&trace, folder, &options);
    let totals = Totals::of(&trace);
    // Instruments cover rows one by one in a small ledger, and all rows of a group alike in a large one.
    let with_instruments = !trace.inventory.instruments.is_empty();
    let keys: Vec<Key> = totals.iter().map(|(key, _)| key.clone()).filter(|key| key.is_total()).collect();
    let keys: Vec<Key> = keys.into_iter().filter(|key| !with_instruments || !key.to_string().contains("market")).collect();
    let mut all = Vec::new();
    for key in &keys {
        let value = totals.get(key).map(|figure| figure.value.clone()).unwrap();
        let Some(interval) = value.divided_by(&Exact::from(7)).filter(|interval| !interval.is_zero()) else { continue };
        for by in [Strata::Category, Strata::Site] {
            let sample = draw(&rows, key, 3, &interval, by).unwrap();
            all.push(format!("{key} {:?} {}", sample.strata, sample.left_out));
            all.extend(sample.items.iter().map(|item| format!("{item:?}")));
        }
    }
    all.extend(behind(&keys, &rows, &tonne::folder::Folder::at(folder)).unwrap().iter().map(|proof| format!("{proof:?}")));
    all
}

/// What a diagnostic says, and where. What is said of a month points at its first record, and the first row of a group may be of another.
fn said(diagnostic: &Diagnostic) -> String {
    if ["month-outlier", "unit-slip"].contains(&diagnostic.code.name()) {
        return format!("{} {}", diagnostic.code, diagnostic.message);
    }
    let labels: Vec<String> = diagnostic
        .labels
        .iter()
        .map(|label| format!("{}:{} {:?} {}", label.excerpt.file, label.excerpt.line, label.span, label.text))
        .collect();
    format!("{} {:?} {} {labels:?} {:?} {:?}", diagnostic.code, diagnostic.severity, diagnostic.message, diagnostic.notes, diagnostic.help)
}

/// A cell: some few words of each column, so that rows are often alike, as values or as they are written.
fn row() -> impl Strategy<Value = Vec<&'static str>> {
    let columns: Vec<Vec<&str>> = vec![
        vec!["2025-03", "2025-03-01/2025-03-31", "2025-03-14", "2025-03-14/2025-03-14"],
        vec!["beijing", "tianjin"],
        vec!["electricity/grid", "fuel/diesel/commercial"],
        vec!["", "CN"],
        vec!["1.5", "1.50", "0", "7"],
        vec!["", "M-1", "M-2"],
        vec!["", "bill.pdf", " bill.pdf ", "\"bill \"\"2\"\"\""],
        vec!["", "x", "\"x\"", "\u{3000}x"],
        vec!["", "seen", "unseen"],
    ];
    columns.into_iter().map(prop::sample::select).collect::<Vec<_>>()
}

const HEAD: &str = "id,period,site,activity,region,quantity,meter,evidence,note,remark,unit";

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn rows_that_stand_twice_are_the_same_at_any_size(
        rows in prop::collection::vec((0_usize..400, row()), 1..40),
        threads in 1_usize..4,
        ignored in any::<bool>(),
    ) {
        let text = |(id, cells): &(usize, Vec<&str>)| {
            let unit = if cells[2].starts_with("fuel") { "L" } else { "MWh" };
            let remark = if ignored { cells[8] } else { "" };
            format!("R{id},{},{remark},{unit}", cells[..8].join(","))
        };
        let half = rows.len() / 2;
        let (mut parts, mut files) = (String::new(), Vec::new());
        for (name, rows) in [("a.csv", &rows[..half]), ("b.csv", &rows[half..])].into_iter().filter(|(_, rows)| !rows.is_empty()) {
            let head = if ignored { HEAD.to_string() } else { HEAD.replace("remark", "factor") };
            let ledger = format!("{head}\n{}\n", rows.iter().map(text).collect::<Vec<_>>().join("\n"));
            let ignore = if ignored { "ignore = [\"remark\"]\n" } else { "" };
            parts.push_str(&format!("\n[[ledgers]]\nfile = \"{name}\"\n{ignore}"));
            files.push((name.to_string(), ledger.into_bytes()));
        }
        let folder = Folder::with_ledgers("2025", &parts, files);
        let twice = |(figures, said): (Vec<String>, BTreeSet<String>)| {
            let of = |text: &String| ["duplicate-id", "record-", "evidence-twice"].iter().any(|code| text.starts_with(code));
            (figures, said.into_iter().filter(of).collect::<Vec<_>>())
        };
        let small = twice(outcome(folder.path(), Batches::Never, 1));
        prop_assert_eq!(twice(outcome(folder.path(), Batches::Always, threads)), small);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn samples_and_evidence_are_of_rows_at_any_size(cells in prop::collection::vec(row(), 1..40)) {
        let text = |(id, cells): (usize, &Vec<&str>)| {
            let unit = if cells[2].starts_with("fuel") { "L" } else { "MWh" };
            format!("R{id},{},,{unit}", cells[..8].join(","))
        };
        let ledger = format!("{}\n{}\n", HEAD.replace("remark", "factor"), cells.iter().enumerate().map(text).collect::<Vec<_>>().join("\n"));
        let files = vec![("a.csv".to_string(), ledger.into_bytes()), ("bill.pdf".to_string(), b"made up".to_vec())];
        let folder = Folder::with_ledgers("2025", "\n[[ledgers]]\nfile = \"a.csv\"\n", files);
        prop_assert_eq!(rows(folder.path(), Batches::Always), rows(folder.path(), Batches::Never));
    }
}

#[test]
fn the_inventories_of_all_pages_say_the_same_when_their_rows_are_added_up() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut compared, mut differ) = (0, Vec::new());
    for pages in ["docs/reference/errors", "tests/reports"] {
        let mut folders: Vec<_> = std::fs::read_dir(home.join(pages)).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        for folder in folders.iter().filter(|folder| folder.join("inventory.toml").is_file()) {
            let small = outcome(folder, Batches::Never, 1);
            let large = outcome(folder, Batches::Always, 2);
            compared += 1;
            if small != large {
                let only =
                    |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>().join("\n    ");
                differ.push(format!(
                    "{}\n  figures {}\n  only as lines:\n    {}\n  only added up:\n    {}",
                    folder.display(),
                    small.0 == large.0,
                    only(&small.1, &large.1),
                    only(&large.1, &small.1)
                ));
            }
        }
    }
    assert!(compared > 100, "{compared} inventories");
    assert!(differ.is_empty(), "{} of {compared} differ:\n{}", differ.len(), differ.join("\n"));
}

#[test]
fn rows_of_groups_of_companies_are_rows_at_any_size() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["docs/reference/methods/group.in/by-share", "docs/examples/harbour-cloud/2025"] {
        let folder = home.join(folder);
        let small = rows(&folder, Batches::Never);
        assert!(small.len() > 10, "{}", folder.display());
        assert_eq!(rows(&folder, Batches::Always), small, "{}", folder.display());
    }
}

#[test]
fn a_group_of_rows_is_no_line_in_json() {
    let row = |id: usize| format!("R{id},2025-03,beijing,electricity/grid,2.5,MWh");
    let folder = Folder::with(&[vec![row(1), row(2)], vec!["R3,2025-03,tianjin,electricity/grid,7,MWh".into()]]);
    let options = Options { batches: Batches::Always, ..Options::default() };
    let (trace, _) = tonne::compute_with(folder.path(), &options).unwrap();
    let lines: Vec<_> = trace.lines.iter().map(|line| serde_json::to_value(tonne::report::json::line(line, &trace)).unwrap()).collect();
    let (group, row) = (&lines[0], &lines[1]);
    assert_eq!((&group["rows"], group["quantity"].as_str()), (&2.into(), Some("5.0")));
    assert!(["id", "file", "line", "evidence"].iter().all(|key| group.get(key).is_none()), "{group}");
    assert!(group["formulas"][0]["terms"][0]["source"].get("line").is_none(), "{group}");
    assert_eq!((row["id"].as_str(), row["line"].as_u64(), row.get("rows")), (Some("R3"), Some(2), None));
}
