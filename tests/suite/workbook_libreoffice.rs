//! The workbook in a real spreadsheet: LibreOffice opens it, computes every formula anew, and must come to what `tonne` computed; after a
//! change of one quantity, to what `tonne` computes of the changed ledger. Where LibreOffice is not installed, these tests say that they were
//! skipped; under `CI` they fail.
#![allow(clippy::disallowed_methods, reason = "tests say what must hold, and change a workbook by hand")]

use crate::hostile_inventory;
use crate::installed;
use crate::inventory_folder::Folder;
use crate::workbook_cells::{Sheet, near, number, read, written, wrong};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use tonne::language::{Labels, Language};
use tonne::totals::Totals;
use tonne::trace::Trace;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Tells LibreOffice to compute every formula of a workbook that it opens, whatever results are stored.
const COMPUTE_ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// What a workbook holds after LibreOffice has computed it; `None` where LibreOffice is not installed and need not be.
fn computed(name: &str, workbook: &[u8]) -> Option<BTreeMap<String, Sheet>> {
    Some(all_computed(name, &[workbook.to_vec()])?.remove(0))
}

/// The same of several workbooks, in one run.
fn all_computed(name: &str, workbooks: &[Vec<u8>]) -> Option<Vec<BTreeMap<String, Sheet>>> {
    if !installed::is_installed("soffice", "LibreOffice") {
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("libreoffice-{name}-{}", std::process::id()));
    // Each run has a profile of its own: two do not start on one.
    fs::create_dir_all(folder.join("profile/user")).unwrap();
    fs::write(folder.join("profile/user/registrymodifications.xcu"), COMPUTE_ALWAYS).unwrap();
    let names: Vec<String> = (0..workbooks.len()).map(|number| format!("{number}.xlsx")).collect();
    for (name, workbook) in names.iter().zip(workbooks) {
        fs::write(folder.join(name), workbook).unwrap();
    }
    let mut profile = std::ffi::OsString::from("-env:UserInstallation=file://");
    profile.push(folder.join("profile"));
    let run = Command::new("soffice")
        .arg(profile)
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "computed"])
        .args(&names)
        .current_dir(&folder)
        .output()
        .unwrap();
    let computed = names.iter().map(|name| {
        let bytes = fs::read(folder.join("computed").join(name));
        read(bytes.unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(&run.stderr))))
    });
    let computed = computed.collect();
    fs::remove_dir_all(&folder).unwrap();
    Some(computed)
}

fn folder(example: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples").join(example)
}

fn trace(folder: &Path) -> Trace {
    tonne::compute(folder).unwrap_or_else(|problems| panic!("{problems:?}")).0
}

fn every_formula_comes_out(name: &str, trace: &Trace, language: Language) {
    let bytes = written(trace, language);
    let Some(computed) = computed(name, &bytes) else { return };
    let (wrong, formulas) = wrong(&computed, &read(bytes), Labels::of(language).get("check.ok"));
    assert!(wrong.is_empty(), "{name}: {} of {formulas}: {wrong:#?}", wrong.len());
    assert!(formulas > trace.lines.len(), "{name}: {formulas} formulas");
}

#[test]
fn every_formula_of_harbour_cloud_comes_out_as_computed() {
    every_formula_comes_out("harbour", &trace(&folder("harbour-cloud/2025")), Language::English);
}

#[test]
fn every_formula_of_kingsoft_cloud_comes_out_as_computed() {
    every_formula_comes_out("kingsoft", &trace(&folder("kingsoft-cloud/2025")), Language::TraditionalChinese);
}

#[test]
fn every_formula_comes_out_whatever_sites_are_called() {
    let (folder, _) = hostile_inventory::inventory();
    every_formula_comes_out("hostile", &trace(folder.path()), Language::SimplifiedChinese);
}

/// Groups with shares, balances of stocks, leases, blends, inputs of all kinds: what these cases are made of, the examples are not.
#[test]
fn every_formula_of_the_published_cases_comes_out_as_computed() {
    let mut folders = Vec::new();
    inventories(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published"), &mut folders);
    let traces: Vec<(PathBuf, Trace)> =
        folders.into_iter().filter_map(|folder| tonne::compute(&folder).ok().map(|(trace, _)| (folder, trace))).collect();
    assert!(traces.len() > 50, "{} inventories", traces.len());
    let books: Vec<Vec<u8>> = traces.iter().map(|(_, trace)| written(trace, Language::English)).collect();
    let Some(computed) = all_computed("published", &books) else { return };
    for (((folder, _), book), computed) in traces.iter().zip(books).zip(&computed) {
        let (wrong, _) = wrong(computed, &read(book), "ok");
        assert!(wrong.is_empty(), "{}: {wrong:#?}", folder.display());
    }
}

/// All folders below that hold an inventory.
fn inventories(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut below: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    below.sort();
    for path in below {
        if path.join("inventory.toml").is_file() {
            found.push(path.clone());
        }
        inventories(&path, found);
    }
}

#[test]
fn a_changed_quantity_moves_every_figure_as_tonne_computes_it() {
    for (example, line, old, new) in [
        // A meter reading.
        ("harbour-cloud/2025", "EL-BJ-01", "162149", "300000.5"),
        // Electricity that certificates cover: they reach less far.
        ("harbour-cloud/2025", "EL-QH-01", "1326.53", "5000"),
        // And further.
        ("harbour-cloud/2025", "EL-QH-02", "1272.75", "0"),
        // Litres, through a density and a calorific value.
        ("harbour-cloud/2025", "FU-TJ-D01", "1130", "11300"),
        ("kingsoft-cloud/2025", "electricity-2025", "106714.95", "1"),
    ] {
        let before = folder(example);
        let book = with_quantity(written(&trace(&before), Language::English), line, new);
        let Some(sheets) = computed(&format!("changed-{line}"), &book) else { return };
        let changed = with_changed_ledger(&before, line, old, new);
        let after = trace(changed.path());
        let summary = &sheets["Summary"];
        for (key, figure) in Totals::of(&after).iter() {
            let (row, _) = summary.find(&key.to_string()).unwrap_or_else(|| panic!("{line}: no {key}"));
            let value = number(summary.text((row, 1)));
            assert!(near(&value, &figure.value), "{line}: {key} is {value} in the workbook, {} in tonne", figure.value);
        }
        assert!(summary.values.values().any(|value| value == "differs"), "{line}: no check says that something was changed");
    }
}

/// An inventory with another quantity in one of its lines.
fn with_changed_ledger(folder: &Path, line: &str, old: &str, new: &str) -> Folder {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut changed = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut bytes = fs::read(entry.path()).unwrap();
        if name.ends_with(".csv") {
            let text = String::from_utf8(bytes).unwrap();
            let rows = text.lines().map(|row| {
                if !row.starts_with(&format!("{line},")) {
                    return row.to_string();
                }
                changed += row.matches(&format!(",{old},")).count();
                row.replacen(&format!(",{old},"), &format!(",{new},"), 1)
            });
            bytes = (rows.collect::<Vec<_>>().join("\n") + "\n").into_bytes();
        }
        // What a lock pins is the inventory before the change.
        if name != "tonne.lock" {
            files.push((name, bytes));
        }
    }
    assert_eq!(changed, 1, "{line}: {old} stands once in its row");
    Folder::of(&files)
}

/// The workbook after somebody has typed another quantity into the cell of a line.
fn with_quantity(bytes: Vec<u8>, line: &str, new: &str) -> Vec<u8> {
    let sheets = read(bytes.clone());
    let lines = &sheets["Lines"];
    let (row, _) = lines.find(line).unwrap();
    let (_, column) = lines.find("quantity").unwrap();
    let cell = rust_xlsxwriter::utility::row_col_to_cell(row, u16::try_from(column).unwrap());
    let mut book = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    let mut hits = 0;
    for index in 0..book.len() {
        let mut part = book.by_index(index).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        // The fifth sheet is that of the lines.
        if name == "xl/worksheets/sheet5.xml" {
            let begin = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let value = begin + text[begin..].find("<v>").unwrap() + 3;
            let end = value + text[value..].find("</v>").unwrap();
            text.replace_range(value..end, new);
            hits += 1;
        }
        changed.start_file(name, SimpleFileOptions::default()).unwrap();
        changed.write_all(text.as_bytes()).unwrap();
    }
    assert_eq!(hits, 1);
    changed.finish().unwrap().into_inner()
}
