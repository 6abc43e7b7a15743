//! Hostile input: whatever stands in the files, the program answers with figures or with named problems of a readable length. It never panics.

use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;
use tonne::diagnostic::{Style, render_all};
use tonne::language::{Labels, Language};
use tonne::report::{json, summary};
use tonne::totals::Totals;

const INVENTORY: &str = include_str!("../../docs/reference/errors/unknown-site.in/inventory.toml");
const HEADER: &str = "id,period,site,activity,quantity,unit\n";

/// The longest answer that is still readable: 50 problems, and what belongs to them.
const READABLE: usize = 100_000;

/// Runs an inventory; the names of its problems, none when there are figures.
fn run(name: &str, inventory: impl AsRef<[u8]>, ledger: impl AsRef<[u8]>) -> Vec<&'static str> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let written = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("inventory.toml"), inventory))
        .and_then(|()| fs::write(folder.join("ledger.csv"), ledger));
    assert!(written.is_ok(), "{written:?}");
    match tonne::compute(&folder) {
        Ok((trace, _)) => {
            let totals = Totals::of(&trace);
            let findings = tonne::findings::find(&trace, &tonne::totals::Totals::of(&trace));
            let text = summary(&trace, &totals, &findings, &Labels::of(Language::English));
            assert!(!text.is_empty() && serde_json::to_string(&json::run(&trace, &totals, &findings, true)).is_ok());
            Vec::new()
        }
        Err(problems) => {
            let text = render_all(problems.as_slice(), Style::Plain);
            assert!(text.len() < READABLE, "{name}: {} bytes", text.len());
            problems.as_slice().iter().map(|problem| problem.code.name()).collect()
        }
    }
}

/// A ledger of one record.
fn record(activity: &str, quantity: &str) -> String {
    format!("{HEADER}E-1,2025,office,{activity},{quantity},kWh\n")
}

#[test]
fn ledgers() {
    let megabyte = "1".repeat(1_000_000);
    let grid = |quantity: &str| record("electricity/grid", quantity);
    for (name, ledger, codes) in [
        ("nul", grid("1\0"), &["nul-byte"][..]),
        ("lone-quote", grid("\"100"), &["stray-quote"]),
        ("lone-quote-alone", format!("{HEADER}\"\n"), &["file-empty"]),
        ("only-a-quote", "\"".into(), &["file-empty"]),
        ("long-number", grid(&megabyte), &["quantity-too-long"]),
        ("long-fraction", grid(&format!("0.{megabyte}")), &["quantity-too-long"]),
        ("long-activity", record(&"x".repeat(1_000_000), "1"), &["unknown-activity"]),
        ("deep-activity", record(&"fuel/".repeat(100_000), "1"), &["unknown-activity"]),
        ("trailing-slash", record("fuel/", "1"), &["unknown-activity"]),
        ("negative-zero", grid("-0"), &[]),
        ("huge-exponent", grid("1e999999999"), &["quantity-malformed"]),
        ("28-digits", grid(&"9".repeat(28)), &[]),
        ("28-decimals", grid(&format!("0.{}", "0".repeat(27) + "1")), &[]),
        ("cr-only", grid("100").replace('\n', "\r"), &[]),
        ("header-of-commas", ",".repeat(100_000), &["file-empty"]),
        ("blank", "\n".repeat(100_000), &["file-empty"]),
        ("bom-only", "\u{feff}".into(), &["file-empty"]),
        ("right-to-left", record("\u{202e}dirg/yticirtcele", "1"), &["unknown-activity"]),
    ] {
        assert_eq!(run(name, INVENTORY, &ledger), codes, "{name}");
    }
}

#[test]
fn inventories() {
    let ledger = record("electricity/grid", "100");
    let with = |more: &str| format!("{INVENTORY}{more}\n");
    for (name, inventory, codes) in [
        ("empty", String::new(), &["file-empty"][..]),
        ("comment", "# nothing\n".into(), &["file-empty"]),
        ("bom", format!("\u{feff}{INVENTORY}"), &[]),
        ("crlf", INVENTORY.replace('\n', "\r\n"), &[]),
        ("cr", INVENTORY.replace('\n', "\r"), &["toml-syntax"]),
        ("nul", INVENTORY.replace("made up\"", "made\0up\""), &["toml-syntax"]),
        ("deep-list", with(&format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000))), &["toml-syntax"]),
        ("deep-table", with(&format!("x = {}1{}", "{a = ".repeat(50_000), "}".repeat(50_000))), &["toml-syntax"]),
        ("long-key", with(&format!("{} = 1", "x".repeat(1_000_000))), &["unknown-key"]),
        ("huge-number", with("[denominators.revenue]\namount = 1e400\nunit = \"CNY\"\nsource = \"made up\""), &["bad-value"]),
        ("infinite", with("[denominators.revenue]\namount = inf\nunit = \"CNY\"\nsource = \"made up\""), &["bad-value"]),
        ("negative-zero", with("[denominators.revenue]\namount = \"-0\"\nunit = \"CNY\"\nsource = \"made up\""), &["bad-value"]),
        ("huge-decimals", INVENTORY.replace("[choices]", "[choices]\ndecimals = 4294967295"), &["bad-value"]),
        ("site-with-quotes", with("[sites.\"off\\\"ice\\n,\"]\nregion = \"CN\""), &[]),
        ("year-0", INVENTORY.replace("period = \"2025\"", "period = \"0000/9999\""), &[]),
        ("nul-in-file-name", INVENTORY.replace("ledger.csv", "ledger\\u0000.csv"), &["file-unreadable"]),
        ("long-file-name", INVENTORY.replace("ledger.csv", &"x".repeat(100_000)), &["file-unreadable"]),
    ] {
        let found = run(&format!("inventory-{name}"), &inventory, &ledger);
        assert_eq!(found, codes, "{name}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(run("bytes", INVENTORY, [0xff, 0xfe, 0x00]), ["wrong-encoding"]);
    assert_eq!(run("half-a-character", INVENTORY, "id,电".as_bytes().split_last().unwrap().1), ["not-utf8"]);
    assert_eq!(run("bytes-in-toml", b"a = \"\xb1\xb1\"", ""), ["not-utf8"]);
}

/// Pieces that mean something to a reader of CSV or TOML.
const PIECES: [&str; 24] = [
    "\"", "\"\"", ",", "\n", "\r", "\r\n", "\0", "\u{feff}", "'", "[", "]", "{", "}", "=", "#", "\\", "/", "-", ".", "0", "１", "电",
    "\u{202e}", "e9",
];

/// `text` with pieces put into it, or bytes taken out of it.
fn damaged(text: &str, damage: &[(usize, usize)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, piece) in damage {
        let at = place % (bytes.len() + 1);
        match PIECES.get(*piece) {
            Some(piece) => drop(bytes.splice(at..at, piece.bytes())),
            None => drop(bytes.splice(at..(at + piece).min(bytes.len()), [])),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_answered(
        in_inventory in prop::collection::vec((any::<usize>(), 0_usize..40), 0..3),
        in_ledger in prop::collection::vec((any::<usize>(), 0_usize..40), 0..6),
    ) {
        let ledger = format!("{HEADER}E-1,2025-01,office,electricity/grid,\"1000\",kWh\nE-2,2025-02,office,electricity/grid,2.5,MWh\n");
        run("damaged", damaged(INVENTORY, &in_inventory), damaged(&ledger, &in_ledger));
    }
}
