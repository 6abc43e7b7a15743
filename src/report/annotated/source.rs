//! The cells of a workbook that is copied, sheet by sheet.

use crate::diagnostic::{Diagnostic, codes};
use calamine::{Data, Reader, Sheet, SheetType, Xls, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes of a workbook, unpacked.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The cells of a sheet, by row and column from 0.
pub type Cells = BTreeMap<(u32, u16), Data>;

/// The sheets of a workbook, in their order, with what their cells hold.
///
/// # Errors
/// It is damaged, too large to be copied, or no Excel workbook.
pub fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<(Sheet, Cells)>, Diagnostic> {
    refuse_large(file, bytes)?;
    // The library that reads workbooks panics on some damaged ones.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut workbook = Workbook::open(bytes)?;
        workbook.sheets().into_iter().map(|sheet| workbook.cells(&sheet.name).map(|cells| (sheet, cells))).collect()
    }));
    let read = read.unwrap_or_else(|_| Err("it says of itself what cannot be".into()));
    read.map_err(|why| {
        Diagnostic::error(codes::WORKBOOK_DAMAGED, format!("`{file}` cannot be copied: {why}"))
            .help("open it in a spreadsheet, and save it again; or take the list without --annotate")
    })
}

/// A workbook of either kind.
enum Workbook<'b> {
    Xlsx(Xlsx<Cursor<&'b [u8]>>),
    Xls(Xls<Cursor<&'b [u8]>>),
}

impl<'b> Workbook<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, String> {
        if bytes.starts_with(b"PK") {
            return Xlsx::new(Cursor::new(bytes)).map(Self::Xlsx).map_err(|error| error.to_string());
        }
        Xls::new(Cursor::new(bytes)).map(Self::Xls).map_err(|error| error.to_string())
    }

    /// The sheets that have cells, in their order.
    fn sheets(&self) -> Vec<Sheet> {
        let sheets = match self {
            Self::Xlsx(workbook) => workbook.sheets_metadata(),
            Self::Xls(workbook) => workbook.sheets_metadata(),
        };
        sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
    }

    /// The cells of a sheet that hold something, by row and column from 0. A sheet may have one cell in its first corner and one in its last,
    /// so nothing is kept of those between.
    fn cells(&mut self, sheet: &str) -> Result<Cells, String> {
        let mut cells = BTreeMap::new();
        let mut keep = |row: u32, column: u32, value: Data| {
            if let Some(column) = u16::try_from(column).ok().filter(|_| value != Data::Empty) {
                cells.insert((row, column), value);
            }
        };
        match self {
            Self::Xlsx(workbook) => {
                let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
                while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                    let (row, column) = cell.get_position();
                    keep(row, column, Data::from(cell.get_value().clone()));
                }
            }
            Self::Xls(workbook) => {
                let range = workbook.worksheet_range(sheet).map_err(|error| error.to_string())?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let place = |offset: usize, first: u32| u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(first);
                    keep(place(row, top), place(column, left), value.clone());
                }
            }
        }
        Ok(cells)
    }
}

/// Refuses a workbook that unpacks to more than a person made, and one that is no Excel workbook.
fn refuse_large(file: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    if file.to_lowercase().ends_with(".ods") {
        let diagnostic = Diagnostic::error(codes::WRONG_FORMAT, format!("`{file}` is no Excel workbook, and no copy of it is made"));
        return Err(diagnostic.help("save it as .xlsx, or take the list without --annotate"));
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        // What an archive says of the size of its parts need not be so.
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        let Some(rest) = left.checked_sub(size) else {
            let diagnostic =
                Diagnostic::error(codes::FILE_TOO_LARGE, format!("`{file}` unpacks to more than 512 MiB, and no copy of it is made"));
            return Err(diagnostic.help("take the list without --annotate, with --format csv"));
        };
        left = rest;
    }
    Ok(())
}
