//! Ledgers in Parquet: `cargo test --features parquet --test suite parquet_ledgers::`.
#![allow(clippy::disallowed_types, reason = "tests say what must hold")]

use crate::inventory_folder::Folder;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Decimal128Array, DictionaryArray, Float64Array, Int64Array, ListArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use std::sync::Arc;

fn file(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn texts(all: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(all.to_vec()))
}

/// Three records, made up, with quantities in a column of this kind.
fn records(quantities: ArrayRef) -> Vec<(&'static str, ArrayRef)> {
    let units: DictionaryArray<Int32Type> = vec!["kWh", "MWh", "kWh"].into_iter().collect();
    vec![
        ("id", texts(&["A", "B", "C"])),
        ("period", texts(&["2025-01", "2025-02", "2025-03"])),
        ("site", texts(&["beijing", "beijing", "tianjin"])),
        ("activity", texts(&["electricity/grid"; 3])),
        ("quantity", quantities),
        ("unit", Arc::new(units)),
    ]
}

/// The records of a ledger, or what is wrong with it.
fn outcome(bytes: Vec<u8>) -> Vec<String> {
    let folder = Folder::with_ledgers("2025", "\n[[ledgers]]\nfile = \"a.parquet\"\n", vec![("a.parquet".to_string(), bytes)]);
    match tonne::compute(folder.path()) {
        Ok((trace, _)) => {
            trace.lines.iter().map(|line| format!("{} {} {}", line.record.place, line.record.quantity, line.record.unit)).collect()
        }
        Err(problems) => problems.as_slice().iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect(),
    }
}

#[test]
fn decimals_keep_their_digits() {
    let decimals = Decimal128Array::from(vec![1_204_500, 7, 0]).with_precision_and_scale(18, 3).unwrap();
    assert_eq!(outcome(file(records(Arc::new(decimals)))), ["a.parquet:1 1204.500 kWh", "a.parquet:2 0.007 MWh", "a.parquet:3 0.000 kWh"]);
    assert_eq!(
        outcome(file(records(Arc::new(Int64Array::from(vec![12, 7, 3]))))),
        ["a.parquet:1 12 kWh", "a.parquet:2 7 MWh", "a.parquet:3 3 kWh"]
    );
    let floats = Float64Array::from(vec![0.1, 1e21, 2.5]);
    assert_eq!(
        outcome(file(records(Arc::new(floats)))),
        ["a.parquet:1 0.1 kWh", "a.parquet:2 1000000000000000000000 MWh", "a.parquet:3 2.5 kWh"]
    );
}

#[test]
fn a_blank_is_missing_and_a_list_is_no_value() {
    let blank = Decimal128Array::from(vec![Some(1), None, Some(2)]).with_precision_and_scale(18, 0).unwrap();
    assert_eq!(outcome(file(records(Arc::new(blank)))), ["quantity-missing: the quantity is empty"]);
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>(vec![Some(vec![Some(1)]), Some(vec![]), None]);
    assert!(
        outcome(file(records(Arc::new(lists))))[0]
            .starts_with("file-unreadable: `a.parquet` cannot be read as a Parquet file: column `quantity`")
    );
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let whole = file(records(Arc::new(Int64Array::from(vec![1, 2, 3]))));
    let found = outcome(whole[..whole.len() - 20].to_vec());
    assert!(found[0].starts_with("file-unreadable: `a.parquet` cannot be read as a Parquet file"), "{found:?}");
}
