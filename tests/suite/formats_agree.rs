//! The same records in any format, in one file or fifty, in any order, on one thread or two, added up or not, give the same digits.
#![allow(clippy::disallowed_types, reason = "tests say what must hold, and a workbook stores numbers as binary floats")]

use crate::inventory_folder::Folder;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use tonne::totals::Totals;
use tonne::{Batches, Options};

const NAMES: [&str; 6] = ["id", "period", "site", "activity", "quantity", "unit"];
const SITES: [&str; 3] = ["beijing", "tianjin", "hong-kong"];
const ACTIVITIES: [(&str, &str); 4] =
    [("electricity/grid", "MWh"), ("electricity/grid", "度"), ("fuel/diesel/commercial", "L"), ("travel/rail/national", "passenger.km")];

/// A record as the texts of its cells.
type Row = [String; 6];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    // Up to fifteen digits, which is as many as a workbook keeps.
    let record = (0..SITES.len(), 0..ACTIVITIES.len(), 1_u64..=12, 0_u64..1_000_000_000_000_000, 0_u32..7);
    prop::collection::vec(record, 1..12).prop_map(|records| {
        let row = |(index, (site, activity, month, digits, decimals)): (usize, (usize, usize, u64, u64, u32))| {
            let (activity, unit) = ACTIVITIES[activity];
            let whole = digits / 10_u64.pow(decimals);
            let part = format!("{:0>width$}", digits % 10_u64.pow(decimals), width = decimals as usize);
            let quantity = if decimals == 0 { whole.to_string() } else { format!("{whole}.{part}") };
            [format!("R{index}"), format!("2025-{month:02}"), SITES[site].into(), activity.into(), quantity, unit.into()]
        };
        records.into_iter().enumerate().map(row).collect()
    })
}

fn delimited(rows: &[Row], separator: &str) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.join(separator));
    std::iter::once(NAMES.join(separator)).chain(lines).map(|line| line + "\n").collect::<String>().into_bytes()
}

fn json_lines(rows: &[Row]) -> Vec<u8> {
    let object = |row: &Row| {
        let pairs: Vec<String> = NAMES
            .iter()
            .zip(row)
            .map(|(name, text)| if *name == "quantity" { format!("\"{name}\": {text}") } else { format!("\"{name}\": \"{text}\"") })
            .collect();
        format!("{{{}}}\n", pairs.join(", "))
    };
    rows.iter().map(object).collect::<String>().into_bytes()
}

fn workbook(rows: &[Row]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0_u16..).zip(NAMES) {
        sheet.write_string(0, column, name).unwrap();
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(row) {
            match NAMES[usize::from(column)] {
                "quantity" => sheet.write_number(number, column, text.parse::<f64>().unwrap()).unwrap(),
                _ => sheet.write_string(number, column, text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Writes rows in a format.
type Write = fn(&[Row]) -> Vec<u8>;

const FORMATS: [(&str, Write); 6] = [
    ("csv", |rows| delimited(rows, ",")),
    ("csv", |rows| delimited(rows, ";")),
    ("tsv", |rows| delimited(rows, "\t")),
    ("csv", |rows| {
        String::from_utf8(delimited(rows, ",")).unwrap().encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
            bytes.extend(unit.to_le_bytes());
            bytes
        })
    }),
    ("jsonl", json_lines),
    ("xlsx", workbook),
];

/// An inventory whose ledgers hold these rows, each in its format. A last row may be the sum of those above it by chance.
fn folder(parts: &[(usize, &[Row])]) -> Folder {
    let file = |(index, (format, rows)): (usize, &(usize, &[Row]))| (format!("{index}.{}", FORMATS[*format].0), FORMATS[*format].1(rows));
    let files: Vec<(String, Vec<u8>)> = parts.iter().enumerate().map(file).collect();
    let ledgers: String = files.iter().map(|(name, _)| format!("\n[[ledgers]]\nfile = \"{name}\"\nlast-row = \"record\"\n")).collect();
    Folder::with_ledgers("2025", &ledgers, files)
}

/// The exact text of every figure.
fn figures(folder: &Folder, batches: Batches, threads: usize) -> BTreeMap<String, String> {
    let options = Options { batches, threads: Some(threads), ..Options::default() };
    let (trace, _) = tonne::compute_with(folder.path(), &options).expect("a good inventory");
    Totals::of(&trace).iter().map(|(key, figure)| (key.to_string(), format!("{:?} {}", figure.value, figure.unit))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn formats_change_no_digit(rows in rows(), first in 0..FORMATS.len(), second in 0..FORMATS.len()) {
        let expected = figures(&folder(&[(0, &rows)]), Batches::Never, 1);
        let reversed: Vec<Row> = rows.iter().rev().cloned().collect();
        let half = reversed.len() / 2;
        let parts: Vec<(usize, &[Row])> =
            [(first, &reversed[half..]), (second, &reversed[..half])].into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
        let apart = folder(&parts);
        for (batches, threads) in [(Batches::Never, 1), (Batches::Always, 1), (Batches::Always, 2)] {
            prop_assert_eq!(figures(&apart, batches, threads), expected.clone(), "{:?} {}", batches, threads);
        }
    }
}

#[test]
fn fifty_files_of_all_formats_are_one_ledger() {
    let rows: Vec<Row> = (0..400_usize)
        .map(|index| {
            let (activity, unit) = ACTIVITIES[index % 4];
            [
                format!("R{index}"),
                format!("2025-{:02}", index % 12 + 1),
                SITES[index % 3].into(),
                activity.into(),
                format!("{}.{}", index * 7, index % 10),
                unit.into(),
            ]
        })
        .collect();
    let expected = figures(&folder(&[(0, &rows)]), Batches::Never, 1);
    let parts: Vec<(usize, &[Row])> = rows.chunks(8).enumerate().map(|(index, rows)| (index % FORMATS.len(), rows)).collect();
    assert_eq!(parts.len(), 50);
    let apart = folder(&parts);
    assert_eq!(figures(&apart, Batches::Never, 1), expected);
    assert_eq!(figures(&apart, Batches::Always, 2), expected);
}

/// The same meters as somebody else laid them out: a column for each month, names in Chinese, words for sites and activities, totals.
#[test]
fn a_mapped_workbook_is_the_same_ledger() {
    let mut rows: Vec<Row> = Vec::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("用電").unwrap();
    sheet.merge_range(0, 0, 0, 15, "2025 年各機房用電量（虛構）", &rust_xlsxwriter::Format::new()).unwrap();
    for (column, name) in (0_u16..).zip(["表號", "機房", "類別"]) {
        sheet.write_string(2, column, name).unwrap();
    }
    for month in 1..=12_u16 {
        sheet.write_string(2, 2 + month, format!("{month}月\n(度)")).unwrap();
    }
    sheet.write_string(2, 15, "全年").unwrap();
    for (number, (id, site, name)) in (3_u32..).zip([("M1", "beijing", "北京"), ("M2", "tianjin", "天津")]) {
        sheet.write_string(number, 0, id).unwrap();
        sheet.write_string(number, 1, name).unwrap();
        sheet.write_string(number, 2, "市電").unwrap();
        for month in 1..=12_u16 {
            if id == "M2" && month > 9 {
                continue;
            }
            let quantity = f64::from(number) * 1000.0 + f64::from(month) / 8.0;
            sheet.write_number(number, 2 + month, quantity).unwrap();
            rows.push([
                format!("{id}/2025-{month:02}"),
                format!("2025-{month:02}"),
                site.into(),
                "electricity/grid".into(),
                quantity.to_string(),
                "度".into(),
            ]);
        }
        sheet.write_formula(number, 15, rust_xlsxwriter::Formula::new(format!("=SUM(D{0}:O{0})", number + 1)).set_result("1")).unwrap();
    }
    sheet.write_string(5, 0, "合計").unwrap();
    let months: String = (1..=12).map(|month| format!("\"{month}月 (度)\" = \"2025-{month:02}\"\n")).collect();
    let part = format!(
        r#"
[[ledgers]]
file = "機房.xlsx"
header-row = 3
ignore = ["全年"]
skip = [{{ column = "表號", equals = "合計" }}]
blank-months = "skip"

[ledgers.columns]
"表號" = "id"
"機房" = "site"
"類別" = "activity"

[ledgers.constants]
unit = "度"

[ledgers.values.site]
"北京" = "beijing"
"天津" = "tianjin"

[ledgers.values.activity]
"市電" = "electricity/grid"

[ledgers.months]
{months}"#
    );
    let mapped = Folder::with_ledgers("2025", &part, vec![("機房.xlsx".to_string(), workbook.save_to_buffer().unwrap())]);
    let plain = folder(&[(0, &rows)]);
    assert_eq!(figures(&mapped, Batches::Never, 1), figures(&plain, Batches::Never, 1));
    assert_eq!(figures(&mapped, Batches::Always, 2), figures(&plain, Batches::Never, 1));
    let lines = |folder: &Folder| -> Vec<String> {
        let (trace, _) = tonne::compute(folder.path()).unwrap();
        trace.lines.iter().map(|line| format!("{} {} {}", line.record.id, line.record.period, line.record.quantity)).collect()
    };
    assert_eq!(lines(&mapped), lines(&plain));
}
