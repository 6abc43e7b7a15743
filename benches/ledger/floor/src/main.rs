//! `floor newlines|csv|simd-csv|cells FILE` counts the lines, records or cells of a file and does nothing else with them.

use std::error::Error;
use std::fs::File;
use std::io::Read;

const BUFFER: usize = 1 << 18;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(what), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("floor newlines|csv|simd-csv|cells FILE".into());
    };
    let count = match what.as_str() {
        "newlines" => newlines(&path)?,
        "csv" => records(&path)?,
        "simd-csv" => records_without_copy(&path)?,
        "cells" => cells(&path)?,
        _ => return Err("newlines, csv, simd-csv or cells".into()),
    };
    println!("{count}");
    Ok(())
}

/// Every byte once.
fn newlines(path: &str) -> Result<usize, Box<dyn Error>> {
    let (mut file, mut buffer, mut count) = (File::open(path)?, vec![0; BUFFER], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(count),
            length => count += memchr::memchr_iter(b'\n', &buffer[..length]).count(),
        }
    }
}

/// The `csv` crate, at its cheapest: one record, used again and again.
fn records(path: &str) -> Result<usize, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(BUFFER).from_path(path)?;
    let (mut record, mut count) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record)? {
        count += 1;
    }
    Ok(count)
}

/// Records as slices of the buffer: quoted cells keep their quotes.
fn records_without_copy(path: &str) -> Result<usize, Box<dyn Error>> {
    let mut reader = simd_csv::ZeroCopyReaderBuilder::with_capacity(BUFFER).from_reader(File::open(path)?);
    let mut count = 0;
    while reader.read_byte_record()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// The cells of the first sheet of a workbook.
fn cells(path: &str) -> Result<usize, Box<dyn Error>> {
    use calamine::{DataRef, Reader, Xlsx, open_workbook};
    let mut workbook: Xlsx<_> = open_workbook(path)?;
    let sheet = workbook.sheet_names().into_iter().next().ok_or("a workbook without sheets")?;
    let (mut reader, mut count) = (workbook.worksheet_cells_reader(&sheet)?, 0);
    while let Some(cell) = reader.next_cell()? {
        count += usize::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    Ok(count)
}
