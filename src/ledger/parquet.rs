//! Ledgers in Parquet, whose columns are named as those of a CSV ledger are. Decimal columns keep their digits; so do texts that are numbers.

use super::kind::Kind;
use super::object::Object;
use super::row::Row;
use super::rows::{Header, Marks, Sink};
use super::workbook::stored;
use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use jiff::ToSpan;
use jiff::civil::date;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::sync::Arc;

/// How many rows are read at once.
const BATCH: usize = 8192;

/// Reads the rows of a ledger in Parquet. They are numbered from 1.
///
/// # Errors
/// What keeps it from being read on.
pub fn read(file: &OpenFile, _ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    let damaged = |why: String| {
        let message = format!("`{}` cannot be read as a Parquet file: {why}", file.name);
        Diagnostic::error(codes::FILE_UNREADABLE, message).help("it may have been cut off on its way: write it again")
    };
    let source = file.start()?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(source).map_err(|error| damaged(error.to_string()))?;
    let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    for field in builder.schema().fields() {
        if !is_readable(field.data_type()) {
            return Err(damaged(format!(
                "column `{}` is of the kind {}, which is neither text, number nor day",
                field.name(),
                field.data_type()
            ))
            .into());
        }
    }
    sink.header(Header { file: file.name.clone(), marks: Marks::Keys(marks(&file.name, &names)), names: names.clone() })?;
    let reader = builder.with_batch_size(BATCH).build().map_err(|error| damaged(error.to_string()))?;
    let mut number = 0;
    for batch in reader {
        let batch = batch.map_err(|error| damaged(error.to_string()))?;
        let columns: Vec<Column<'_>> = batch.columns().iter().map(Column::of).collect();
        for index in 0..batch.num_rows() {
            number += 1;
            let values = columns.iter().map(|column| column.text(index));
            sink.row(Row::Object(Arc::new(Object::of(number, &names, values))));
        }
    }
    Ok(())
}

/// Points at the names of columns.
fn marks(file: &str, names: &[String]) -> Vec<Label> {
    let text = names.join(", ");
    let mut at = 0;
    let mut marks = Vec::new();
    for name in names {
        let excerpt = Excerpt { file: file.to_string(), line: 1, text: text.clone(), cell: None };
        marks.push(Label { excerpt, span: at..at + name.len(), text: String::new() });
        at += name.len() + 2;
    }
    marks
}

fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_readable(values),
        DataType::Null | DataType::Boolean | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Date32 => true,
        DataType::Decimal128(_, _) | DataType::Float32 | DataType::Float64 => true,
        kind => kind.is_integer(),
    }
}

/// A column of a batch.
struct Column<'b> {
    array: &'b ArrayRef,
    /// Where the value of each row stands, in a column that writes each value once.
    keys: Option<(Vec<usize>, &'b ArrayRef)>,
}

impl<'b> Column<'b> {
    fn of(array: &'b ArrayRef) -> Self {
        let keys = array.as_any_dictionary_opt().map(|dictionary| (dictionary.normalized_keys(), dictionary.values()));
        Self { array, keys }
    }

    fn text(&self, index: usize) -> (String, Kind) {
        match &self.keys {
            Some(_) if self.array.is_null(index) => (String::new(), Kind::Text),
            Some((keys, values)) => keys.get(index).map_or((String::new(), Kind::Text), |key| text(values, *key)),
            None => text(self.array, index),
        }
    }
}

/// A value as text, and its kind.
fn text(column: &ArrayRef, index: usize) -> (String, Kind) {
    if column.is_null(index) {
        return (String::new(), Kind::Text);
    }
    let number = |text: String| (text, Kind::Number);
    match column.data_type() {
        DataType::Utf8 => (column.as_string::<i32>().value(index).to_string(), Kind::Text),
        DataType::LargeUtf8 => (column.as_string::<i64>().value(index).to_string(), Kind::Text),
        DataType::Utf8View => (column.as_string_view().value(index).to_string(), Kind::Text),
        DataType::Boolean => (column.as_boolean().value(index).to_string(), Kind::Text),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(index);
            let day = date(1970, 1, 1).checked_add(i64::from(days).days());
            (day.map_or_else(|_| format!("day {days}"), |day| day.to_string()), Kind::Text)
        }
        DataType::Decimal128(_, _) => number(column.as_primitive::<Decimal128Type>().value_as_string(index)),
        DataType::Float32 => number(stored::shortest(column.as_primitive::<Float32Type>().value(index))),
        DataType::Float64 => number(stored::shortest(column.as_primitive::<Float64Type>().value(index))),
        DataType::Int8 => number(column.as_primitive::<Int8Type>().value(index).to_string()),
        DataType::Int16 => number(column.as_primitive::<Int16Type>().value(index).to_string()),
        DataType::Int32 => number(column.as_primitive::<Int32Type>().value(index).to_string()),
        DataType::Int64 => number(column.as_primitive::<Int64Type>().value(index).to_string()),
        DataType::UInt8 => number(column.as_primitive::<UInt8Type>().value(index).to_string()),
        DataType::UInt16 => number(column.as_primitive::<UInt16Type>().value(index).to_string()),
        DataType::UInt32 => number(column.as_primitive::<UInt32Type>().value(index).to_string()),
        DataType::UInt64 => number(column.as_primitive::<UInt64Type>().value(index).to_string()),
        _ => (String::new(), Kind::Text),
    }
}
