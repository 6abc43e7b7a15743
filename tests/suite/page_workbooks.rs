//! The workbooks beside the pages, which show what becomes of them. `UPDATE=1` writes them anew.

use crate::hand_made::{Workbook, rows};
use std::path::Path;

const HEADER: &[&str] = &["月份", "用電量（千瓦時）", "備註"];
const JANUARY: &[&str] = &["2025-01", "61180.5", ""];
const FEBRUARY: &[&str] = &["2025-02", "58020", ""];

/// A sheet of the meter of a data centre. All numbers are made up.
fn sheet(more: &[&[&str]]) -> String {
    rows(&[&[HEADER, JANUARY, FEBRUARY][..], more].concat())
}

fn workbook(sheet: String) -> Workbook<'static> {
    Workbook { sheets: vec![("北京機房", "", sheet)], ..Workbook::default() }
}

/// A compound file with the one stream that tells that a workbook is encrypted.
fn locked() -> Vec<u8> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 504], &name, &[0; 480]].concat()
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let note = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>";
    let date = |number: &'static str| format!("= s=\"1\"><v>{number}</v>");
    let (january, february) = (date("45658"), date("45689"));
    vec![
        ("wrong-format.in/workbook/ledger.csv", workbook(sheet(&[])).bytes()),
        ("workbook-damaged.in/electricity.xlsx", workbook(sheet(&[])).bytes()[..1500].to_vec()),
        ("workbook-locked.in/electricity.xlsx", locked()),
        (
            "sheet-needed.in/electricity.xlsx",
            Workbook {
                sheets: vec![("北京機房", "", sheet(&[])), ("天津機房", "", sheet(&[])), ("草稿", "hidden", sheet(&[]))],
                ..Workbook::default()
            }
            .bytes(),
        ),
        ("merged-header.in/electricity.xlsx", workbook(rows(&[&["2025 年用電量"], HEADER, JANUARY, FEBRUARY]) + note).bytes()),
        (
            "hidden-rows.in/electricity.xlsx",
            workbook(sheet(&[&["2025-03", "0", "舊表"]]).replace("<row r=\"4\">", "<row r=\"4\" hidden=\"1\">")).bytes(),
        ),
        ("cell-error.in/electricity.xlsx", workbook(sheet(&[&["2025-03", r#"= t="e"><f>抄表!B7</f><v>#REF!</v>"#, ""]])).bytes()),
        (
            "formula-not-computed.in/electricity.xlsx",
            workbook(rows(&[HEADER, &["2025-01", "=><f>C2*1.36</f><v>0</v>", ""], &["2025-02", "=><f>C3*1.36</f><v>0</v>", ""]])).bytes(),
        ),
        ("dates-ambiguous.in/electricity.xlsx", workbook(rows(&[HEADER, &[&january, "61180.5", ""], &[&february, "58020", ""]])).bytes()),
        ("totals-row.in/word/electricity.xlsx", workbook(sheet(&[&["合計", "119200.5", ""]])).bytes()),
        ("totals-row.in/sum/electricity.xlsx", workbook(sheet(&[&["", "119200.5", ""]])).bytes()),
        ("formula-value.in/electricity.xlsx", workbook(sheet(&[&["2025-03", "=><f>4210.5*13</f><v>54736.5</v>", ""]])).bytes()),
        ("number-rounded.in/electricity.xlsx", workbook(sheet(&[&["2025-03", "54736.500000000007", ""]])).bytes()),
        ("number-as-text.in/electricity.xlsx", workbook(sheet(&[&["2025-03", r#"= t="inlineStr"><is><t>54736.5</t></is>"#, ""]])).bytes()),
        ("../mapping.in/meters.xlsx", meters()),
        ("../../examples/harbour-cloud/2025/heat.xlsx", heat()),
        ("rows-skipped.in/electricity.xlsx", workbook(sheet(&[&["合計", "119200.5", ""]])).bytes()),
    ]
}

/// The heat meter of Harbour Cloud, as the building manager keeps it: a title, Chinese headers, notes, and a total. All numbers are made up.
fn heat() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    // The time of making would be in the file.
    let made = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-01-15").unwrap();
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let bold = rust_xlsxwriter::Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("供熱").unwrap();
    sheet.merge_range(0, 0, 0, 4, "2025 年北京辦公樓供熱量（虛構）", &bold).unwrap();
    for (column, name) in (0_u16..).zip(["編號", "月份", "供熱量（GJ）", "帳單號", "備註"]) {
        sheet.write_with_format(2, column, name, &bold).unwrap();
    }
    let rows = [("01", "1846.2"), ("02", "1571.8"), ("03", "689.5"), ("11", "902.4"), ("12", "1713.7")];
    for (row, (month, quantity)) in (3_u32..).zip(rows) {
        sheet.write(row, 0, format!("HT-BJ-{month}")).unwrap();
        sheet.write(row, 1, format!("2025-{month}")).unwrap();
        #[allow(clippy::disallowed_types, reason = "a workbook stores numbers as binary floats")]
        sheet.write(row, 2, quantity.parse::<f64>().unwrap()).unwrap();
        sheet.write(row, 3, format!("HB-BJ-25{month}")).unwrap();
        sheet.write(row, 4, "虛構；市政供熱；樓宇熱量表").unwrap();
    }
    sheet.write_with_format(8, 0, "合計", &bold).unwrap();
    sheet.write(8, 2, rust_xlsxwriter::Formula::new("=SUM(C4:C8)").set_result("6723.6")).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Meters of two data centres with a column for each month. All numbers are made up.
fn meters() -> Vec<u8> {
    let sheet = rows(&[
        &["2025 年第一季用電量（虛構）"],
        &[],
        &["表號", "機房", "類別", "1月 (萬千瓦時)", "2月 (萬千瓦時)", "3月 (萬千瓦時)", "PUE", "備註"],
        &["BJ-1", "北京", "市電", "61.18", "58.02", "=><f>4.2105*13</f><v>54.736500000000007</v>", "1.36", ""],
        &["TJ-1", "天津", "市電", "40.5", "38.25", "", "1.41", "三月停用"],
        &["合計", "", "", "101.68", "96.27", "54.7365", "", ""],
        &["註：抄表日為每月最後一日"],
    ]);
    Workbook { sheets: vec![("用電", "", sheet), ("草稿", "hidden", rows(&[&["1"]]))], ..Workbook::default() }.bytes()
}

#[test]
fn the_workbooks_beside_the_pages_are_those_made_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/errors");
    let update = std::env::var_os("UPDATE").is_some();
    for (path, bytes) in files() {
        let path = folder.join(path);
        if update {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
        } else {
            assert!(std::fs::read(&path).unwrap() == bytes, "{} is not what is made here: run with UPDATE=1", path.display());
        }
    }
}
