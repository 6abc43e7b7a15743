//! `tonne check`: what it finds, as a list and in a copy of the workbook. All numbers are made up.

use crate::hand_made::{Workbook, rows};
use crate::inventory_folder::Folder;
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read};
use std::process::{Command, Output};

fn check(folder: &Folder, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tonne")).arg("check").args(options).current_dir(folder.path()).output().unwrap()
}

/// The rows of `--format csv`: severity, code, file, sheet, place, field, help, also.
fn listed(output: &Output) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect()
}

const PART: &str = r#"
[[ledgers]]
file = "e.xlsx"
sheet = "用電"
dates = "day"
id = "row"

[ledgers.columns]
"月份" = "period"
"地點" = "site"
"用電量" = "quantity"

[ledgers.constants]
activity = "electricity/grid"
unit = "kWh"
"#;

const DATE: &str = "= s=\"1\"><v>45658</v>";

/// Two bad cells, one of them in a row with a date, and two sheets beside.
fn workbook() -> Vec<u8> {
    let sheet = rows(&[
        &["月份", "地點", "用電量"],
        &["2025-01", "beijing", "12.5"],
        &[DATE, "peking", "7"],
        &["2025-03", "beijing", "12 kWh"],
        &["2025-04", "beijing", "=><f>3*4</f><v>12</v>"],
    ]);
    let other = rows(&[&["說明"], &["", "第二欄"]]);
    Workbook { sheets: vec![("說明", "", other.clone()), ("用電", "", sheet), ("草稿", "hidden", other)], ..Workbook::default() }.bytes()
}

fn folder_with(workbook: Vec<u8>) -> Folder {
    Folder::with_ledgers("2025", PART, vec![("e.xlsx".into(), workbook)])
}

#[test]
fn each_bad_cell_is_a_row() {
    let folder = folder_with(workbook());
    let output = check(&folder, &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let places: Vec<String> =
        listed(&output).iter().map(|row| [&row[0], &row[1], &row[2], &row[3], &row[4], &row[5]].map(String::as_str).join(" ")).collect();
    assert_eq!(places, ["error unknown-site e.xlsx 用電 B3 site", "error quantity-malformed e.xlsx 用電 C4 quantity"]);
    let json: serde_json::Value = serde_json::from_slice(&check(&folder, &["--format", "json"]).stdout).unwrap();
    let of_json: Vec<&str> = json.as_array().unwrap().iter().map(|row| row["place"].as_str().unwrap()).collect();
    assert_eq!(of_json, ["B3", "C4"]);
}

#[test]
fn the_copy_has_the_same_cells_and_comments_on_the_bad_ones() {
    let folder = folder_with(workbook());
    let output = check(&folder, &["--annotate", "checked.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let bytes = std::fs::read(folder.path().join("checked.xlsx")).unwrap();
    let mut copy = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let mut original = Xlsx::new(Cursor::new(workbook())).unwrap();
    assert_eq!(copy.sheet_names(), original.sheet_names());
    let states = |sheets: &[calamine::Sheet]| sheets.iter().map(|sheet| sheet.visible).collect::<Vec<_>>();
    assert_eq!(states(copy.sheets_metadata()), states(original.sheets_metadata()));
    for sheet in original.sheet_names() {
        let cells = |range: calamine::Range<Data>| {
            range.used_cells().map(|(row, column, cell)| (row, column, cell.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(cells(copy.worksheet_range(&sheet).unwrap()), cells(original.worksheet_range(&sheet).unwrap()), "{sheet}");
    }
    assert!(matches!(copy.worksheet_range("用電").unwrap().get_value((2, 0)), Some(Data::DateTime(_))), "a date stays one");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut comments = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut comments).unwrap();
    assert_eq!(comments.matches("<comment ").count(), 2);
    for part in ["ref=\"B3\"", "ref=\"C4\"", "error[unknown-site]", "error[quantity-malformed]"] {
        assert!(comments.contains(part), "{part}");
    }
    // The copy has the problems of the workbook, and no others.
    let again = folder_with(std::fs::read(folder.path().join("checked.xlsx")).unwrap());
    assert_eq!(listed(&check(&again, &["--format", "csv"])), listed(&check(&folder, &["--format", "csv"])));
    // An existing file is not overwritten, and the same input gives the same bytes.
    assert_eq!(check(&folder, &["--annotate", "checked.xlsx"]).status.code(), Some(2));
    check(&folder, &["--annotate", "again.xlsx"]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(read("checked.xlsx") == read("again.xlsx"));
}

#[test]
fn a_sheet_with_a_cell_in_its_last_corner_is_copied_and_no_more_is_kept_than_it_holds() {
    let sheet = rows(&[&["月份", "地點", "用電量"], &["2025-01", "peking", "5"]]);
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>";
    let folder = folder_with(Workbook { sheets: vec![("用電", "", sheet), ("遠", "", far.into())], ..Workbook::default() }.bytes());
    assert_eq!(check(&folder, &["--annotate", "checked.xlsx"]).status.code(), Some(1));
    let bytes = std::fs::read(folder.path().join("checked.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet2.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("XFD1048576"));
}

#[test]
fn findings_are_no_errors_unless_they_are_denied() {
    let row = |id: &str| format!("{id},2025-01,beijing,electricity/grid,5,kWh");
    let folder = Folder::with(&[vec![row("1"), row("2")]]);
    let output = check(&folder, &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(listed(&output).iter().any(|row| row[1] == "record-alike"), "the same row was imported twice");
    assert_eq!(check(&folder, &["--deny-warnings"]).status.code(), Some(1));
    let folder = Folder::with(&[vec![row("1"), row("1")]]);
    let output = check(&folder, &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(listed(&output)[0][1..5], ["duplicate-id", "0.csv", "", "3:1"].map(String::from));
    assert_eq!(listed(&output)[0][8], "0.csv:2:1");
}

#[test]
fn a_copy_needs_a_workbook_and_a_name_that_is_one() {
    let folder = Folder::with(&[vec!["1,2025-01,beijing,electricity/grid,5,kWh".into()]]);
    assert_eq!(check(&folder, &["--annotate", "checked.xlsx"]).status.code(), Some(2));
    let folder = folder_with(workbook());
    assert_eq!(check(&folder, &["--annotate", "checked.csv"]).status.code(), Some(2));
    assert_eq!(check(&folder, &["--annotate", "checked.xlsx", "--workbook", "f.xlsx"]).status.code(), Some(2));
    assert!(!folder.path().join("checked.xlsx").exists());
}

#[test]
fn rows_of_a_large_ledger_are_compared_with_one_another() {
    let note = "x".repeat(600);
    let row = |id: usize, quantity: usize| format!("{id},2025-01,beijing,electricity/grid,{quantity},kWh,{note}\n");
    let mut text = String::from("id,period,site,activity,quantity,unit,note\n");
    (0..15_000).for_each(|id| text.push_str(&row(id, id + 1)));
    text.push_str(&row(15_001, 501));
    assert!(text.len() > 8 * 1024 * 1024);
    let with = |text: String| Folder::with_ledgers("2025", "[[ledgers]]\nfile = \"l.csv\"\n", vec![("l.csv".into(), text.into_bytes())]);
    let (folder, doubled) = (with(text.clone()), with(text + &row(77, 20_000)));
    let scratch = folder.path().join("scratch");
    std::fs::create_dir(&scratch).unwrap();
    let places = |output: &Output, code: &str| -> Vec<String> {
        listed(output).iter().filter(|row| row[1] == code).map(|row| row[4].clone()).collect()
    };
    let output = check(&folder, &["--format", "csv", "--scratch", "scratch"]);
    assert_eq!(places(&output, "record-alike").len(), 1);
    assert_eq!(places(&output, "rows-not-compared"), [] as [&str; 0]);
    assert_eq!(output.status.code(), Some(0));
    let output = check(&folder, &["--format", "csv", "--without-comparing"]);
    assert_eq!((places(&output, "record-alike").len(), places(&output, "rows-not-compared").len()), (0, 1));
    let output = check(&doubled, &["--format", "csv"]);
    assert_eq!(places(&output, "duplicate-id"), ["15003:1"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read_dir(scratch).unwrap().count(), 0, "the files have no names");
    assert_eq!(check(&folder, &["--scratch", "nowhere"]).status.code(), Some(1));
}

#[test]
fn damaged_workbooks_are_refused_and_leave_no_copy() {
    let whole = workbook();
    for length in [0, 100, 700, whole.len() / 2, whole.len() - 30] {
        let folder = folder_with(whole[..length].to_vec());
        let output = check(&folder, &["--annotate", "checked.xlsx"]);
        assert_eq!(output.status.code(), Some(1), "{length}");
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{length}: {names:?}");
    }
}
