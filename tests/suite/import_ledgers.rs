//! `tonne import`: what is proposed for a file reads it to the same figures as a ledger that somebody wrote as ours. All numbers are made up.
#![allow(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "tests say what must hold, and a spreadsheet stores numbers as it does"
)]

use crate::hand_made::{Workbook, rows};
use crate::inventory_folder::Folder;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tonne::import::{Answers, MANIFEST, Proposal, propose};
use tonne::totals::Totals;

/// What is said on the command line.
fn answers(said: &[(&str, &str)], columns: &[(&str, &str)], values: &[(&str, &str, &str)]) -> Answers {
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
    let values = values.iter().map(|(field, word, meant)| ((field.to_string(), word.to_string()), meant.to_string()));
    Answers { said: pairs(said), columns: pairs(columns), values: values.collect::<BTreeMap<_, _>>() }
}

fn proposed(folder: &Folder, file: &str, answers: &Answers) -> Proposal {
    let at = tonne::folder::Folder::at(folder.path());
    propose(&at, file, answers)
        .unwrap_or_else(|problems| panic!("{}", tonne::diagnostic::render_all(problems.as_slice(), tonne::diagnostic::Style::Plain)))
}

/// Adds what is proposed, and computes.
fn figures(folder: &Folder, proposal: &Proposal) -> Vec<String> {
    assert_eq!(proposal.block.open, []);
    std::fs::write(folder.path().join(MANIFEST), &proposal.manifest).unwrap();
    all(folder)
}

fn all(folder: &Folder) -> Vec<String> {
    let (trace, _) = tonne::compute(folder.path()).unwrap_or_else(|problems| panic!("{problems:?}"));
    Totals::of(&trace).iter().map(|(key, figure)| format!("{key} {}", figure.value.text().exact)).collect()
}

/// The same records as a ledger of ours.
fn plain() -> Folder {
    let row = |id: &str, month: &str, site: &str, quantity: &str| format!("{id},{month},{site},electricity/grid,{quantity},kWh");
    Folder::with(&[vec![
        row("1", "2025-01", "beijing", "61180.5"),
        row("2", "2025-02", "beijing", "58020"),
        row("3", "2025-01", "tianjin", "1204.25"),
        row("4", "2025-02", "tianjin", "980"),
    ]])
}

fn folder_with(name: &str, bytes: Vec<u8>) -> Folder {
    Folder::with_ledgers("2025", "", vec![(name.into(), bytes)])
}

const SITES: &[(&str, &str, &str)] = &[("site", "北京", "beijing"), ("site", "天津", "tianjin")];

#[test]
fn a_table_of_rows_in_a_workbook() {
    let sheet = rows(&[
        &["2025 年用電量（單位：千瓦時）"],
        &[],
        &["序號", "地點", "月份", "用電量", "負責人"],
        &["1", "北京", "2025年1月", "61180.5", "陳"],
        &["2", "北京", "2025年2月", "58020", "陳"],
        &["3", "天津", "2025年1月", "1204.25", "李"],
        &["4", "天津", "2025年2月", "980", "李"],
        &["", "合計", "", "121384.75", ""],
        &["註：虛構"],
    ]) + "<mergeCells><mergeCell ref=\"A1:E1\"/></mergeCells>";
    let folder = folder_with("e.xlsx", Workbook { sheets: vec![("用電", "", sheet)], ..Workbook::default() }.bytes());
    let open = proposed(&folder, "e.xlsx", &Answers::default());
    let asked: Vec<&str> = open.block.open.iter().map(|open| open.what.as_str()).collect();
    assert_eq!(asked, ["activity", "site `北京`", "site `天津`"]);
    assert!(open.block.open[0].ways.contains(&"--set activity=electricity/grid".to_string()), "the title says 用電");
    let done = proposed(&folder, "e.xlsx", &answers(&[("activity", "electricity/grid")], &[], SITES));
    assert_eq!(done.preview.records, 4);
    assert_eq!(figures(&folder, &done), all(&plain()));
}

#[test]
fn a_table_with_a_column_for_each_month() {
    let sheet = rows(&[
        &["機房", "1月（度）", "2月（度）", "全年"],
        &["北京", "61180.5", "58020", "119200.5"],
        &["天津", "1204.25", "980", "2184.25"],
    ]);
    let folder = folder_with("e.xlsx", Workbook::of(&sheet).bytes());
    let done = proposed(&folder, "e.xlsx", &answers(&[("activity", "electricity/grid")], &[], SITES));
    assert_eq!(done.block.ignore, ["全年"]);
    assert_eq!(figures(&folder, &done), all(&plain()));
}

/// The same table as text: words, separator, encoding, numbers.
#[test]
fn text_in_any_declared_way() {
    let table = |header: &str, first: &str, months: [&str; 2], numbers: [&str; 4], separator: &str| {
        let row = |site: &str, month: &str, quantity: &str| [first, site, month, quantity].join(separator);
        let [one, two, three, four] = numbers;
        [
            header.split(';').collect::<Vec<_>>().join(separator),
            row("北京", months[0], one),
            row("北京", months[1], two),
            row("天津", months[0], three),
            row("天津", months[1], four),
        ]
        .join("\n")
    };
    let points = ["61180.5", "58020", "1204.25", "980"];
    let commas = ["61.180,5", "58.020", "1.204,25", "980"];
    let grouped = ["61,180.5", "58,020", "1,204.25", "980"];
    let chinese = "备注;门店;月份;用电量(千瓦时)";
    let english = "Remarks;Location;Month;Consumption (kWh)";
    let cases = [
        (table(chinese, "甲", ["2025年1月", "2025年2月"], points, ","), encoding_rs::GBK),
        (table(chinese, "甲", ["1月", "2月"], grouped, ";"), encoding_rs::GB18030),
        (table("備註;機房;月份;用電量（千瓦時）", "甲", ["2025/1", "2025/2"], points, "\t"), encoding_rs::BIG5),
        (table(english, "x", ["Jan 2025", "Feb 2025"], commas, ";"), encoding_rs::UTF_8),
        (table(english, "x", ["2025-01", "2025-02"], grouped, "|"), encoding_rs::UTF_8),
    ];
    let expected = all(&plain());
    for (text, encoding) in cases {
        let folder = folder_with("e.csv", encoding.encode(&text).0.into_owned());
        let done = proposed(&folder, "e.csv", &answers(&[("activity", "electricity/grid")], &[], SITES));
        assert_eq!(figures(&folder, &done), expected, "{text}");
    }
}

#[test]
fn what_a_file_does_not_say_is_asked_and_never_taken() {
    let text = "Site,Date,Electricity,Water,Meter\nbeijing,03/04/2025,\"1,204\",7,A\nbeijing,04/04/2025,\"1,300\",8,A\n";
    let folder = folder_with("e.csv", text.into());
    let proposal = proposed(&folder, "e.csv", &Answers::default());
    let asked: Vec<&str> = proposal.block.open.iter().map(|open| open.what.as_str()).collect();
    assert_eq!(asked, ["column `Water`", "unit", "activity", "period `03/04/2025`", "period `04/04/2025`", "numbers"]);
    assert_eq!(proposal.block.constants, BTreeMap::new());
    let text = "Site,Month,Electricity (kWh),Gas (kWh)\nbeijing,2025-01,5,6\n";
    let folder = folder_with("e.csv", text.into());
    let proposal = proposed(&folder, "e.csv", &Answers::default());
    assert!(proposal.block.open.iter().any(|open| open.what == "column `Gas (kWh)`"), "{:?}", proposal.block.open);
}

#[test]
fn the_text_of_the_inventory_stays_and_what_is_added_is_the_end_of_it() {
    for end in ["\n", "\r\n"] {
        let folder = folder_with("e.csv", b"site,month,usage (kWh)\nbeijing,2025-01,5\n".to_vec());
        let path = folder.path().join(MANIFEST);
        let before = std::fs::read_to_string(&path).unwrap().replace('\n', end) + "# a remark at the end";
        std::fs::write(&path, &before).unwrap();
        let done = proposed(&folder, "e.csv", &answers(&[("activity", "electricity/grid")], &[], &[]));
        let added = done.manifest.strip_prefix(&before).unwrap();
        assert!(added.starts_with(&format!("{end}{end}[[ledgers]]{end}")), "{added:?}");
        assert_eq!(done.manifest.matches('\n').count(), done.manifest.matches(end).count());
        figures(&folder, &done);
        // It is named now.
        assert!(propose(&tonne::folder::Folder::at(folder.path()), "e.csv", &Answers::default()).is_err());
    }
}

#[test]
fn the_same_file_gives_the_same_proposal() {
    let text = "地点;月份;用电量;用水量\n北京;2025年1月;5;6\n天津;2025年2月;7;8\n";
    let folder = folder_with("e.csv", encoding_rs::GBK.encode(text).0.into_owned());
    let first = proposed(&folder, "e.csv", &Answers::default());
    for _ in 0..3 {
        assert_eq!(format!("{first:?}"), format!("{:?}", proposed(&folder, "e.csv", &Answers::default())));
    }
}

#[test]
fn answers_to_what_is_not_asked_are_refused() {
    let folder = folder_with("e.csv", b"site,month,usage (kWh)\nbeijing,2025-01,5\n".to_vec());
    let refused = |answers: Answers| {
        let problems = propose(&tonne::folder::Folder::at(folder.path()), "e.csv", &answers).unwrap_err();
        problems.as_slice().iter().map(|problem| problem.code.name()).collect::<Vec<_>>()
    };
    assert_eq!(refused(answers(&[], &[("useage (kWh)", "quantity")], &[])), ["missing-column"]);
    assert_eq!(refused(answers(&[], &[], &[("site", "nowhere", "beijing")])), ["bad-value"]);
    assert_eq!(refused(answers(&[("colour", "red")], &[], &[])), ["bad-value"]);
    assert_eq!(refused(answers(&[("encoding", "utf-9")], &[], &[])), ["bad-value"]);
}

#[test]
fn headers_that_stand_twice_and_rows_that_are_none_are_told() {
    let text = "site,month,usage (kWh),usage (kWh),x,x\nbeijing,2025-01,5,5,a,b\n";
    let folder = folder_with("e.csv", text.into());
    let proposal = proposed(&folder, "e.csv", &answers(&[("activity", "electricity/grid")], &[], &[]));
    let asked: Vec<&str> = proposal.block.open.iter().map(|open| open.what.as_str()).collect();
    assert_eq!(asked, ["column `usage (kWh)`", "unit", "quantity"]);
    assert_eq!(proposal.block.ignore, ["x"]);
    for row in ["9", "x", "-1"] {
        let refused = propose(&tonne::folder::Folder::at(folder.path()), "e.csv", &answers(&[("header-row", row)], &[], &[]));
        assert!(refused.is_err(), "{row}");
    }
}

const CELLS: [&str; 24] = [
    "",
    "地點",
    "月份",
    "用電量（千瓦時）",
    "1月",
    "2月",
    "合計",
    "註：",
    "備註",
    "kWh",
    "beijing",
    "北京",
    "12.5",
    "1,204",
    "2025-01",
    "2025年3月",
    "id",
    "Site",
    "\"a\nb\"",
    "=1+1",
    "]",
    "#",
    "\\",
    "單位：kWh",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever a file holds, it is refused or something is proposed that `inventory.toml` takes, the same each time.
    #[test]
    fn any_table_is_refused_or_read(cells in prop::collection::vec(prop::collection::vec(prop::sample::select(&CELLS[..]), 1..6), 1..7)) {
        let text = cells.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
        let folder = folder_with("e.csv", text.into_bytes());
        let at = tonne::folder::Folder::at(folder.path());
        let said = answers(&[("activity", "electricity/grid"), ("site", "beijing")], &[], &[]);
        let first = propose(&at, "e.csv", &said);
        prop_assert_eq!(format!("{:?}", first), format!("{:?}", propose(&at, "e.csv", &said)));
        if let Err(problems) = first {
            let known = ["file-empty", "stray-quote"];
            prop_assert!(problems.as_slice().iter().all(|problem| known.contains(&problem.code.name())), "{:?}", problems);
        }
    }
}

/// The workbooks beside the page that explains all this to somebody new.
fn of_the_page() -> Vec<(&'static str, Vec<u8>)> {
    let header: &[&str] = &["序號", "地點", "月份", "用電量", "發票號碼", "負責人"];
    let title: &[&str] = &["2025 年用電量（單位：千瓦時；虛構）"];
    let merged = "<mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>";
    let good: &[&[&str]] = &[
        title,
        &[],
        header,
        &["1", "北京總部", "2025年1月", "61180.5", "INV-0117", "陳"],
        &["2", "北京總部", "2025年2月", "58020", "INV-0218", "陳"],
        &["3", "天津機房", "2025年1月", "1032877", "INV-0121", "李"],
        &["4", "天津機房", "2025年2月", "988410.25", "INV-0222", "李"],
        &["", "合計", "", "2140487.75", "", ""],
        &["註：按發票"],
    ];
    let bad: &[&[&str]] = &[
        title,
        &[],
        header,
        &["1", "北京總部", "2025年1月", "61,180.5 度", "INV-0117", "陳"],
        &["2", "北京總部", "2025年2月", "58020", "INV-0218", "陳"],
        &["3", "天津", "2025年1月", "1032877", "INV-0121", "李"],
        &["4", "天津機房", "2025年13月", "", "INV-0222", "李"],
        &["", "合計", "", "2140487.75", "", ""],
        &["註：按發票"],
    ];
    let book = |lines: &[&[&str]]| Workbook { sheets: vec![("用電", "", rows(lines) + merged)], ..Workbook::default() }.bytes();
    vec![("my-company/electricity.xlsx", book(good)), ("with-mistakes/electricity.xlsx", book(bad))]
}

#[test]
fn the_workbooks_beside_the_page_are_those_made_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/how-to/import-a-spreadsheet.in");
    for (path, bytes) in of_the_page() {
        let path = folder.join(path);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
        } else {
            assert!(std::fs::read(&path).unwrap_or_default() == bytes, "{} is not what is made here: run with UPDATE=1", path.display());
        }
    }
}
