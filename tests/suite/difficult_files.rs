//! The shapes of difficult files that collections of CSV files and workbooks are known for, each as a small file made here: read, or refused
//! by name. Nothing is passed over in silence.

use crate::hand_made::{Workbook, rows};
use crate::inventory_folder::Folder;
use std::fmt::Write as _;

const HEADER: &str = "id,period,site,activity,quantity,unit";
const ROW: &str = "A,2025-03,beijing,electricity/grid,1204.5,kWh";
const NAMES: &[&str] = &["id", "period", "site", "activity", "quantity", "unit"];
const GRID: &[&str] = &["A", "2025-03", "beijing", "electricity/grid", "1204.5", "kWh"];
/// What becomes of that row.
const READ: &str = "A 2025-03 beijing 1204.5 kWh";

/// What becomes of a ledger: its records, or the codes of what is wrong with the place of each; and then the findings about the way it was
/// read.
fn outcome(file: &str, declared: &str, bytes: &[u8]) -> Vec<String> {
    let part = format!("\n[[ledgers]]\nfile = \"{file}\"\n{declared}\n");
    let folder = Folder::with_ledgers("2025", &part, vec![(file.to_string(), bytes.to_vec())]);
    match tonne::compute(folder.path()) {
        Ok((trace, _)) => {
            let record = |line: &tonne::trace::Line| {
                let record = &line.record;
                format!("{} {} {} {} {}", record.id, record.period, record.site, record.quantity, record.unit)
            };
            let findings = trace.early_findings.iter().map(|finding| finding.code.to_string());
            trace.lines.iter().map(record).chain(findings).collect()
        }
        Err(problems) => {
            let place =
                |problem: &tonne::diagnostic::Diagnostic| problem.labels.first().map(|label| label.excerpt.place()).unwrap_or_default();
            problems.as_slice().iter().map(|problem| format!("{} {}", problem.code, place(problem)).replace(file, "*")).collect()
        }
    }
}

/// A case: what it is called, the file, what the inventory says of it, its bytes, and what comes of it.
type Case<'c> = (&'c str, &'c str, &'c str, Vec<u8>, &'c [&'c str]);

/// Runs a table, and shows all that differs.
fn table(cases: &[Case<'_>]) {
    let mut wrong = String::new();
    for (name, file, declared, bytes, expected) in cases {
        let found = outcome(file, declared, bytes);
        if found != *expected {
            let _ = writeln!(wrong, "{name}\n  expected {expected:?}\n  found    {:?}", &found[..found.len().min(9)]);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn text(rows: &[&str]) -> Vec<u8> {
    rows.join("\n").into_bytes()
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
#[rustfmt::skip] // a table: one file on each line
fn delimited_text() {
    let plain = format!("{HEADER}\n{ROW}\n");
    let noted = |row: &str| format!("{HEADER},note\n{row}\n").into_bytes();
    let chinese = format!("{HEADER}\nA,2025-03,beijing,electricity/grid,1204.5,千瓦时\n");
    let mapped = "[ledgers.columns]\n\"编号\" = \"id\"\n\"用电量 (kWh)\" = \"quantity\"\n";
    table(&[
        ("a byte-order mark", "a.csv", "", format!("\u{feff}{plain}").into_bytes(), &[READ]),
        ("CRLF", "a.csv", "", plain.replace('\n', "\r\n").into_bytes(), &[READ]),
        ("CR", "a.csv", "", plain.replace('\n', "\r").into_bytes(), &[READ]),
        ("no line end at the end", "a.csv", "", plain.trim_end().into(), &[READ]),
        ("blank lines and rows of commas", "a.csv", "", format!("\n\n{HEADER}\n,,,,,\n\n{ROW}\n\n").into_bytes(), &[READ]),
        ("a comma in quotes", "a.csv", "", noted(&format!("{ROW},\"a, b\"")), &[READ]),
        ("a line break in quotes", "a.csv", "", noted(&format!("{ROW},\"a\nb\r\nc\"")), &[READ]),
        ("quotes in quotes", "a.csv", "", noted(&format!("{ROW},\"12\"\" pipe\"")), &[READ]),
        ("a quote inside a cell", "a.csv", "", noted(&format!("{ROW},12\" pipe")), &[READ]),
        ("a quote that nothing closes", "a.csv", "", noted(&format!("{ROW},\"a\n{ROW},b")), &["stray-quote *:2"]),
        ("a cell goes on behind its quote", "a.csv", "", noted(&format!("{ROW},\"a\"b")), &["stray-quote *:2"]),
        ("a row too short", "a.csv", "", text(&[HEADER, "A,2025-03", ROW]), &["ragged-row *:2"]),
        ("a row too long", "a.csv", "", text(&[HEADER, &format!("{ROW},x")]), &["ragged-row *:2"]),
        ("a comma behind each row, and not behind the header", "a.csv", "", text(&[HEADER, &format!("{ROW},")]), &["ragged-row *:2"]),
        ("a comma behind each row and the header", "a.csv", "", text(&[&format!("{HEADER},"), &format!("{ROW},")]), &[READ]),
        ("NUL", "a.csv", "", text(&[HEADER, &ROW.replace("kWh", "k\0Wh")]), &["nul-byte *:2"]),
        ("two columns of a name", "a.csv", "", text(&["id,period,site,activity,quantity,unit,unit", "A,2025-03,beijing,electricity/grid,1,kWh,kWh"]), &["duplicate-column *:1"]),
        ("two rows of headers", "a.csv", "", text(&[HEADER, "-,month,-,-,kWh,-", ROW]), &["period-malformed *:2", "unknown-site *:2", "unknown-activity *:2", "quantity-malformed *:2", "unknown-unit *:2"]),
        ("a title above the header", "a.csv", "", text(&["電力用量", "", HEADER, ROW]), &["missing-column *:1"]),
        ("a title above the header, declared", "a.csv", "header-row = 3", text(&["電力用量", "", HEADER, ROW]), &[READ]),
        ("a header where there is none", "a.csv", "header-row = 9", plain.clone().into(), &["missing-column inventory.toml:40"]),
        ("semicolons", "a.csv", "", plain.replace(',', ";").into(), &[READ]),
        ("tabs", "a.tsv", "", plain.replace(',', "\t").into(), &[READ]),
        ("bars", "a.txt", "", plain.replace(',', "|").into(), &["wrong-separator *:1"]),
        ("bars, declared", "a.txt", "separator = \"|\"", plain.replace(',', "|").into(), &[READ]),
        ("commas or semicolons", "a.csv", "", text(&["id,site,period;id;site;period", "1"]), &["wrong-separator inventory.toml:40"]),
        ("semicolons and a decimal comma", "a.csv", "decimal = \",\"\nthousands-separator = \".\"", plain.replace(',', ";").replace("1204.5", "1.204,5").into(), &[READ]),
        ("a decimal comma that is not declared", "a.csv", "", plain.replace(',', ";").replace("1204.5", "1204,5").into(), &["quantity-malformed *:2"]),
        ("a point, where a comma is declared", "a.csv", "decimal = \",\"", plain.replace(',', ";").into(), &["quantity-malformed *:2"]),
        ("digits of full width", "a.csv", "", plain.replace("1204.5", "１２０４．５").into(), &["quantity-malformed *:2"]),
        ("digits of full width, declared", "a.csv", "full-width-digits = true", plain.replace("1204.5", "１２０４．５").into(), &[READ]),
        ("UTF-16 with its mark", "a.csv", "", utf16(&chinese, true), &["A 2025-03 beijing 1204.5 kWh"]),
        ("UTF-16 without its mark", "a.csv", "", utf16(&plain, false), &["nul-byte *:1"]),
        ("UTF-16 without its mark, declared", "a.csv", "encoding = \"utf-16le\"", utf16(&plain, false), &[READ]),
        ("UTF-16 that ends in the middle of a character", "a.csv", "", utf16(&plain, true).split_last().unwrap().1.into(), &["wrong-encoding inventory.toml:40"]),
        ("GBK", "a.csv", "", encoded(&chinese, encoding_rs::GBK), &["not-utf8 *:2"]),
        ("GBK, declared", "a.csv", "encoding = \"gbk\"", encoded(&chinese, encoding_rs::GBK), &[READ]),
        ("Big5, declared", "a.csv", "encoding = \"big5\"", encoded(&chinese.replace("千瓦时", "千瓦時"), encoding_rs::BIG5), &[READ]),
        ("GB18030, declared", "a.csv", "encoding = \"gb18030\"", encoded(&chinese, encoding_rs::GB18030), &[READ]),
        ("UTF-8, declared as Big5", "a.csv", "encoding = \"big5\"", chinese.clone().into(), &["wrong-encoding inventory.toml:41"]),
        ("a line break in a header", "a.csv", mapped, text(&["编号,period,site,activity,\"用电量\n(kWh)\",unit", ROW]), &[READ]),
        ("nothing", "a.csv", "", Vec::new(), &["file-empty inventory.toml:40"]),
        ("a header alone", "a.csv", "", text(&[HEADER]), &["file-empty *:1"]),
        ("a workbook that is called .csv", "a.csv", "", Workbook::of(&rows(&[NAMES, GRID])).bytes(), &["wrong-format inventory.toml:40"]),
        ("an ending that says nothing", "a.dat", "", plain.clone().into(), &["wrong-format inventory.toml:40"]),
        ("a sheet of a text", "a.csv", "sheet = \"1\"", plain.clone().into(), &["bad-value inventory.toml:41"]),
    ]);
}

#[test]
#[rustfmt::skip] // a table: one file on each line
fn json_lines() {
    let object =
        r#"{"id": "A", "period": "2025-03", "site": "beijing", "activity": "electricity/grid", "quantity": 1204.50, "unit": "kWh"}"#;
    let read = "A 2025-03 beijing 1204.50 kWh";
    let with = |from: &str, to: &str| object.replace(from, to).into_bytes();
    table(&[
        ("digits as written", "a.jsonl", "", with("", ""), &[read]),
        ("a byte-order mark, CRLF, blank lines", "a.ndjson", "", format!("\u{feff}{object}\r\n\r\n\n").into_bytes(), &[read]),
        ("a number as text", "a.jsonl", "", with("1204.50", "\"1204.50\""), &[read]),
        ("the style of the ledger is for texts", "a.jsonl", "decimal = \",\"", text(&[object, &object.replace("\"A\"", "\"B\"").replace("2025-03", "2025-04").replace("1204.50", "\"1204,50\"")]), &[read, "B 2025-04 beijing 1204.50 kWh"]),
        ("escapes", "a.jsonl", "", with("\"unit\": \"kWh\"", r#""\u0075nit": "\u5343\u74e6\u65f6""#), &[read]),
        ("an exponent", "a.jsonl", "", with("1204.50", "1.2045e3"), &["quantity-malformed *:1"]),
        ("null", "a.jsonl", "", with("1204.50", "null"), &["quantity-missing *:1"]),
        ("a key that is absent in one line", "a.jsonl", "", text(&[object, &object.replace(r#", "unit": "kWh""#, "")]), &["empty-cell *:2"]),
        ("a key that nobody knows, in a later line", "a.jsonl", "", text(&[object, &object.replace("{", r#"{"who": 1, "#)]), &["unknown-column *:2"]),
        ("a key twice", "a.jsonl", "", with("{", r#"{"unit": "MWh", "#), &["json-malformed *:1"]),
        ("several values", "a.jsonl", "", with("1204.50", "[1, 2]"), &["json-malformed *:1"]),
        ("a list", "a.jsonl", "", text(&["[1]"]), &["json-malformed *:1"]),
        ("one object on several lines", "a.jsonl", "", with(", ", ",\n"), &["json-malformed *:1", "json-malformed *:2", "json-malformed *:3", "json-malformed *:4", "json-malformed *:5", "json-malformed *:6"]),
        ("two objects on a line", "a.jsonl", "", format!("{object} {object}").into_bytes(), &["json-malformed *:1"]),
        ("cut off", "a.jsonl", "", object[..40].into(), &["json-malformed *:1"]),
        ("not UTF-8", "a.jsonl", "", encoded(&object.replace("kWh", "千瓦时"), encoding_rs::GBK), &["not-utf8 *:1"]),
        ("a list that is called .json", "a.json", "", text(&["[]"]), &["wrong-format inventory.toml:40"]),
        ("nothing", "a.jsonl", "", Vec::new(), &["file-empty inventory.toml:40"]),
    ]);
}

#[test]
#[rustfmt::skip] // a table: one file on each line
fn workbooks() {
    let sheet = |more: &[&[&str]]| rows(&[&[NAMES, GRID][..], more].concat());
    let with = |column: usize, xml: &str| {
        let mut row = GRID.to_vec();
        row[column] = xml;
        Workbook::of(&rows(&[NAMES, &row])).bytes()
    };
    let b: &[&str] = &["B", "2025-04", "beijing", "electricity/grid", "7", "kWh"];
    let two = || Workbook { sheets: vec![("一月", "", sheet(&[])), ("二月", "hidden", sheet(&[]))], ..Workbook::default() };
    let hidden = sheet(&[b]).replace(r#"<row r="3">"#, r#"<row r="3" hidden="1">"#);
    let merged = |cells: &str| {
        format!("{}<mergeCells><mergeCell ref=\"{cells}\"/></mergeCells>", sheet(&[&["B", "2025-04", "", "electricity/grid", "7", "kWh"]]))
    };
    let without_places = sheet(&[]).replace(" r=\"", " x=\"");
    let prefixed = sheet(&[]).replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:");
    let shared: &[&str] = &["B", "2025-04", "beijing", "electricity/grid", r#"=><f t="shared" si="0"/><v>7</v>"#, "kWh"];
    let anchor = r#"=><f t="shared" ref="E2:E3" si="0">C2*2</f><v>1204.5</v>"#;
    let anchored: &[&str] = &["A", "2025-03", "beijing", "electricity/grid", anchor, "kWh"];
    let read_b = "B 2025-04 beijing 7 kWh";
    table(&[
        ("inline texts", "a.xlsx", "", Workbook::of(&sheet(&[])).bytes(), &[READ]),
        ("shared texts", "a.xlsx", "", Workbook { texts: vec!["kWh"], ..Workbook::of(&rows(&[NAMES, &["A", "2025-03", "beijing", "electricity/grid", "1204.5", r#"= t="s"><v>0</v>"#]])) } .bytes(), &[READ]),
        ("a shared text that is not there", "a.xlsx", "", with(5, r#"= t="s"><v>9</v>"#), &["workbook-damaged inventory.toml:40"]),
        ("cells without places", "a.xlsx", "", Workbook::of(&without_places).bytes(), &[READ]),
        ("names with prefixes", "a.xlsx", "", Workbook::of(&prefixed).bytes(), &[READ]),
        ("0.1 + 0.2", "a.xlsx", "", with(4, "0.30000000000000004"), &["A 2025-03 beijing 0.3 kWh", "number-rounded"]),
        ("an exponent", "a.xlsx", "", with(4, "=><v>1.2045E3</v>"), &[READ]),
        ("a number as text", "a.xlsx", "", with(4, r#"= t="inlineStr"><is><t>1204.5</t></is>"#), &[READ, "number-as-text"]),
        ("a number as text, in another style", "a.xlsx", "", with(4, r#"= t="inlineStr"><is><t>1,204.5</t></is>"#), &["quantity-malformed *!Sheet1!E2"]),
        ("a formula", "a.xlsx", "", with(4, "=><f>C2*2</f><v>1204.5</v>"), &[READ, "formula-value"]),
        ("shared formulas", "a.xlsx", "", Workbook::of(&rows(&[NAMES, anchored, shared])).bytes(), &[READ, read_b, "formula-value"]),
        ("a formula for a text", "a.xlsx", "", with(2, r#"= t="str"><f>"bei"&amp;"jing"</f><v>beijing</v>"#), &[READ, "formula-value"]),
        ("a formula that was never computed", "a.xlsx", "", with(4, "=><f>C2*2</f><v>0</v>"), &["formula-not-computed *!Sheet1!E2"]),
        ("a formula without a value", "a.xlsx", "", with(4, "=><f>C2*2</f>"), &["quantity-missing *!Sheet1!E2", "formula-not-computed *!Sheet1!E2"]),
        ("#REF!", "a.xlsx", "", with(4, r#"= t="e"><v>#REF!</v>"#), &["cell-error *!Sheet1!E2"]),
        ("a truth", "a.xlsx", "", with(2, r#"= t="b"><v>1</v>"#), &["unknown-site *!Sheet1!C2"]),
        ("a day", "a.xlsx", "", with(1, r#"= s="1"><v>45731</v>"#), &["A 2025-03-15 beijing 1204.5 kWh"]),
        ("a day of 1904", "a.xlsx", "", Workbook { properties: r#"date1904="1""#, ..Workbook::of(&rows(&[NAMES, &["A", r#"= s="1"><v>44269</v>"#, "beijing", "electricity/grid", "1204.5", "kWh"]])) } .bytes(), &["A 2025-03-15 beijing 1204.5 kWh"]),
        ("the first of a month", "a.xlsx", "", with(1, r#"= s="1"><v>45717</v>"#), &["dates-ambiguous *!Sheet1!B2"]),
        ("the first of a month, declared to be the month", "a.xlsx", "dates = \"month\"", with(1, r#"= s="1"><v>45717</v>"#), &[READ]),
        ("the first of a month, declared to be the day", "a.xlsx", "dates = \"day\"", with(1, r#"= s="1"><v>45717</v>"#), &["A 2025-03-01 beijing 1204.5 kWh"]),
        ("the 29th of February 1900", "a.xlsx", "", with(1, r#"= s="1"><v>60</v>"#), &["period-malformed *!Sheet1!B2"]),
        ("a day without its style", "a.xlsx", "", with(1, "45731"), &["period-malformed *!Sheet1!B2"]),
        ("a moment", "a.xlsx", "", with(1, r#"= s="1"><v>45731.5</v>"#), &["period-malformed *!Sheet1!B2"]),
        ("hours", "a.xlsx", "", with(4, r#"= s="2"><v>1.5</v>"#), &["quantity-malformed *!Sheet1!E2"]),
        ("a year", "a.xlsx", "", with(1, "2025"), &["A 2025 beijing 1204.5 kWh"]),
        ("a hidden row", "a.xlsx", "", Workbook::of(&hidden).bytes(), &["hidden-rows *!Sheet1!3"]),
        ("a hidden row, declared to be read", "a.xlsx", "hidden-rows = \"read\"", Workbook::of(&hidden).bytes(), &[READ, read_b]),
        ("a hidden row, declared to be skipped", "a.xlsx", "hidden-rows = \"skip\"", Workbook::of(&hidden).bytes(), &[READ, "rows-skipped"]),
        ("two sheets", "a.xlsx", "", two().bytes(), &["sheet-needed inventory.toml:40"]),
        ("a sheet that is named", "a.xlsx", "sheet = \"一月\"", two().bytes(), &[READ]),
        ("a hidden sheet that is named", "a.xlsx", "sheet = \"二月\"", two().bytes(), &[READ]),
        ("a sheet that is not there", "a.xlsx", "sheet = \"三月\"", two().bytes(), &["sheet-needed inventory.toml:41"]),
        ("a merged header", "a.xlsx", "", Workbook::of(&merged("E1:F1")).bytes(), &["merged-header *!Sheet1!E1"]),
        ("a merged cell over two rows", "a.xlsx", "", Workbook::of(&merged("C2:C3")).bytes(), &["empty-cell *!Sheet1!C3"]),
        ("a title in a merged cell", "a.xlsx", "", Workbook::of(&format!("{}<mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>", rows(&[&["電力用量"], NAMES, GRID]))).bytes(), &["merged-header *!Sheet1!A1"]),
        ("a title in a merged cell, and the header declared", "a.xlsx", "header-row = 2", Workbook::of(&format!("{}<mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>", rows(&[&["電力用量"], NAMES, GRID]))).bytes(), &[READ]),
        ("a row that says that it is a total", "a.xlsx", "", Workbook::of(&sheet(&[b, &["合計", "", "", "", "1211.5", "kWh"]])).bytes(), &["totals-row *!Sheet1!A4"]),
        ("a row that is the sum of those above", "a.xlsx", "", Workbook::of(&sheet(&[b, &["", "", "", "", "1211.5", ""]])).bytes(), &["totals-row *!Sheet1!E4"]),
        ("the same, skipped by its number", "a.xlsx", "skip-rows = [4]", Workbook::of(&sheet(&[b, &["", "", "", "", "1211.5", ""]])).bytes(), &[READ, read_b, "rows-skipped"]),
        ("a footer", "a.xlsx", "footer = { column = \"id\", starts-with = \"註\" }", Workbook::of(&sheet(&[b, &["註：抄表"], &["", "", "覆核"]])).bytes(), &[READ, read_b, "rows-skipped"]),
        ("a record that is the sum of those above", "a.xlsx", "last-row = \"record\"", Workbook::of(&sheet(&[b, &["C", "2025-05", "beijing", "electricity/grid", "1211.5", "kWh"]])).bytes(), &[READ, read_b, "C 2025-05 beijing 1211.5 kWh"]),
        ("something in the last of 16,384 columns", "a.xlsx", "", Workbook::of(&rows(&[NAMES, &[GRID, &[""; 16_377], &["x"]].concat()])).bytes(), &["unknown-column *!Sheet1!XFD2"]),
        ("a column beyond the last", "a.xlsx", "", Workbook::of(&sheet(&[]).replace("F2", "XFE2")).bytes(), &["workbook-damaged inventory.toml:40"]),
        ("a text of 32,767 characters", "a.xlsx", "", with(2, &"電".repeat(32_767)), &["unknown-site *!Sheet1!C2"]),
        ("a cell to the right of the header", "a.xlsx", "", Workbook::of(&rows(&[NAMES, &[GRID, &["x"]].concat()])).bytes(), &["unknown-column *!Sheet1!G2"]),
        ("rows in no order", "a.xlsx", "", Workbook::of(&sheet(&[b]).replace("r=\"3\"", "r=\"1\"").replace("B3\"", "B1\"").replace("A3\"", "A1\"")).bytes(), &["workbook-damaged inventory.toml:40"]),
        ("cut off", "a.xlsx", "", Workbook::of(&sheet(&[])).bytes()[..900].into(), &["workbook-damaged inventory.toml:40"]),
        ("text that is called .xlsx", "a.xlsx", "", text(&[HEADER, ROW]), &["wrong-format inventory.toml:40"]),
        ("a web page that is called .xls", "a.xls", "", text(&["<html><table><tr><td>id</td></tr></table></html>"]), &["wrong-format inventory.toml:40"]),
        ("a workbook that is called .xls", "a.xls", "", Workbook::of(&sheet(&[])).bytes(), &["wrong-format inventory.toml:40"]),
        ("an archive of nothing", "a.xlsx", "", Workbook { parts: vec![("_rels/.rels", Vec::new())], ..Workbook::of(&sheet(&[])) }.bytes(), &["workbook-damaged inventory.toml:40"]),
        ("more texts than bytes", "a.xlsx", "", Workbook { parts: vec![("xl/sharedStrings.xml", br#"<sst uniqueCount="9999999999999"></sst>"#.to_vec())], ..Workbook::of(&sheet(&[])) } .bytes(), &["workbook-damaged inventory.toml:40"]),
        ("an encoding of a workbook", "a.xlsx", "encoding = \"gbk\"", Workbook::of(&sheet(&[])).bytes(), &["bad-value inventory.toml:41"]),
        ("nothing", "a.xlsx", "", Vec::new(), &["file-empty inventory.toml:40"]),
        ("no rows", "a.xlsx", "", Workbook::of(&rows(&[NAMES])).bytes(), &["file-empty *!Sheet1!1"]),
        ("nothing in the sheet", "a.xlsx", "", Workbook::of("<sheetData/>").bytes(), &["file-empty inventory.toml:40"]),
        ("a password", "a.xlsx", "", [&[0xd0, 0xcf, 0x11, 0xe0][..], &vec![0; 600], &utf16("EncryptedPackage", false)].concat(), &["workbook-locked inventory.toml:40"]),
        ("an older workbook that is called .xlsx", "a.xlsx", "", [&[0xd0, 0xcf, 0x11, 0xe0][..], &vec![0; 600]].concat(), &["wrong-format inventory.toml:40"]),
        ("an older workbook, cut off", "a.xls", "hidden-rows = \"read\"", [&[0xd0, 0xcf, 0x11, 0xe0][..], &vec![0; 600]].concat(), &["workbook-damaged inventory.toml:40"]),
    ]);
}

/// The heat ledger of Harbour Cloud, saved by LibreOffice in older formats. All numbers are made up.
const HEAT: &str = r#"header-row = 3
skip = [{ column = "編號", equals = "合計" }]
ignore = ["帳單號", "備註"]

[ledgers.columns]
"編號" = "id"
"月份" = "period"
"供熱量（GJ）" = "quantity"

[ledgers.constants]
site = "beijing"
activity = "electricity/grid"
unit = "GJ"
"#;

fn saved(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbooks").join(name)).unwrap()
}

#[test]
fn workbooks_of_other_kinds() {
    let read: &[&str] = &[
        "HT-BJ-01 2025-01 beijing 1846.2 GJ",
        "HT-BJ-02 2025-02 beijing 1571.8 GJ",
        "HT-BJ-03 2025-03 beijing 689.5 GJ",
        "HT-BJ-11 2025-11 beijing 902.4 GJ",
        "HT-BJ-12 2025-12 beijing 1713.7 GJ",
        "rows-skipped",
    ];
    let declared = format!("hidden-rows = \"read\"\n{HEAT}");
    table(&[
        (".xls, which hides its hidden rows", "heat.xls", HEAT, saved("heat.xls"), &["hidden-rows inventory.toml:40"]),
        (".xls", "heat.xls", &declared, saved("heat.xls"), read),
        (".ods", "heat.ods", HEAT, saved("heat.ods"), read),
        (".ods, cut off", "heat.ods", HEAT, saved("heat.ods")[..9000].into(), &["workbook-damaged inventory.toml:40"]),
    ]);
}

/// A part that unpacks to far more than it takes in the archive.
fn bomb(part: &'static str, head: &str, piece: &str, times: usize) -> Vec<u8> {
    let text = format!("{head}{}", piece.repeat(times));
    Workbook { parts: vec![(part, text.into_bytes())], ..Workbook::of(&rows(&[NAMES, GRID])) }.bytes()
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let megabytes = 257 * 1024 * 1024 / 16;
    table(&[
        (
            "texts",
            "a.xlsx",
            "",
            bomb("xl/sharedStrings.xml", "<sst>", "<si><t>aa</t></si", megabytes),
            &["file-too-large inventory.toml:40"],
        ),
        (
            "a text without an end",
            "a.xlsx",
            "",
            bomb("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "aaaaaaaaaaaaaaaa", 512 * 1024),
            &["file-too-large inventory.toml:40"],
        ),
    ]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]

    /// Damage of any kind ends in an outcome with a name, not in a panic.
    #[test]
    fn damaged_bytes_never_panic(kind in 0..4_usize, places in proptest::collection::vec((0..1_000_000_usize, proptest::prelude::any::<u8>()), 1..24)) {
        let (file, declared, mut bytes) = match kind {
            0 => ("heat.xls", format!("hidden-rows = \"read\"\n{HEAT}"), saved("heat.xls")),
            1 => ("heat.ods", HEAT.to_string(), saved("heat.ods")),
            2 => ("a.xlsx", String::new(), Workbook::of(&rows(&[NAMES, GRID])).bytes()),
            _ => ("a.jsonl", String::new(), br#"{"id": "A", "quantity": 1204.50, "unit": "kWh"}"#.to_vec()),
        };
        for (place, byte) in places {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        proptest::prop_assert!(!outcome(file, &declared, &bytes).is_empty());
    }
}
