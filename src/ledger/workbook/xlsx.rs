//! Excel workbooks, row by row: no more than a row of the sheet is in memory, and the texts that its cells share.

use super::look::{Look, Merge};
use super::parts::{Parts, damaged};
use super::row::Row;
use super::{ask, choose, locked, value};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use crate::ledger::row;
use crate::ledger::rows::{Header, Sink};
use calamine::{Reader, Xlsx, XlsxFormulaMetadata};
use std::io::BufReader;
use std::sync::Arc;

/// A sheet has so many columns, from A to XFD.
const MOST_COLUMNS: usize = 16_384;

/// Reads the rows of a sheet of an Excel workbook.
///
/// # Errors
/// What keeps it from being read on.
pub fn read(file: &OpenFile, ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    let name = file.name.clone();
    if file.head(2)? != b"PK" {
        return Err(locked(&name).into());
    }
    let mut parts = Parts::open(&name, file.start()?)?;
    let source = BufReader::new(file.start()?);
    // The sheet is looked over while the library reads the texts that its cells share.
    let meant = ledger.mapping.sheet.as_ref().map(|said| said.text.clone()).or_else(|| parts.only_sheet());
    let (looked, workbook) = std::thread::scope(|scope| {
        let looking = meant.as_ref().map(|sheet| scope.spawn(|| parts.look(sheet)));
        let workbook: Result<Xlsx<_>, _> = ask(&name, || Xlsx::new(source));
        (looking.and_then(|looking| looking.join().ok()), workbook)
    });
    let mut workbook = workbook?;
    let sheet = choose(workbook.sheets_metadata(), ledger)?;
    let look = match looked.filter(|_| meant.as_ref() == Some(&sheet)) {
        Some(look) => look?,
        None => parts.look(&sheet)?,
    };
    let mut rows = Rows::new(format!("{name}!{sheet}"), ledger, look, sink);
    if rows.look.hidden_unnumbered {
        return Err(damaged(&name, "it hides rows, and does not number them").into());
    }
    let mut cells = ask(&name, || workbook.worksheet_cells_reader(&sheet))?;
    let mut next = Row::default();
    while let Some(record) = ask(&name, || cells.next_cell_with_formula_metadata())? {
        let (number, column) = (index(record.pos.0) + 1, index(record.pos.1));
        if column >= MOST_COLUMNS {
            return Err(damaged(&name, &format!("row {number} has a cell beyond column XFD")).into());
        }
        if number != next.number {
            // Rows of a table have about as many cells.
            let cells = Vec::with_capacity(next.cells.len());
            rows.take(std::mem::replace(&mut next, Row { number, cells, ..Row::default() }))?;
        }
        let formula = record.formula.map(|formula| match formula {
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
            _ => String::new(),
        });
        let cell = value::cell(&record.value, formula);
        if cell.kind.is_some() || cell.remark.is_some() {
            if next.cells.len() <= column {
                next.cells.resize_with(column + 1, Default::default);
            }
            next.cells[column] = cell;
        }
    }
    rows.take(next)?;
    rows.end()
}

/// A number of the library as an index.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Hands rows on: the header first, and then those below it.
pub(super) struct Rows<'r> {
    file: String,
    ledger: &'r LedgerFile,
    look: Look,
    sink: &'r mut dyn Sink,
    has_header: bool,
    last: usize,
    /// Merged regions that have begun and not ended.
    open: Vec<Merge>,
}

impl<'r> Rows<'r> {
    /// Hands the rows of a sheet to `sink`; `file` names the sheet too.
    pub(super) fn new(file: String, ledger: &'r LedgerFile, mut look: Look, sink: &'r mut dyn Sink) -> Self {
        look.merges.sort_by_key(|merge| merge.first);
        Self { file, ledger, look, sink, has_header: false, last: 0, open: Vec::new() }
    }

    /// Takes the next row.
    pub(super) fn take(&mut self, mut row: Row) -> Result<(), Problems> {
        if row.number == 0 {
            return Ok(());
        }
        if row.number <= self.last {
            return Err(damaged(&self.file, &format!("row {} stands below row {}", row.number, self.last)).into());
        }
        self.last = row.number;
        let header_row = self.ledger.mapping.header_row;
        if !self.has_header {
            if row.is_blank() || header_row.is_some_and(|wanted| row.number < wanted) {
                return Ok(());
            }
            if header_row.is_some_and(|wanted| row.number > wanted) {
                return Err(self.no_header());
            }
            self.has_header = true;
            return self.header(row);
        }
        row.hidden = self.look.hidden.contains(&row.number);
        row.covered = self.covered(row.number);
        self.sink.row(row::Row::Cells(Arc::new(row)));
        Ok(())
    }

    /// Ends the sheet.
    pub(super) fn end(self) -> Result<(), Problems> {
        match (self.has_header, self.ledger.mapping.header_row) {
            (true, _) => Ok(()),
            (false, Some(_)) => Err(self.no_header()),
            (false, None) => Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` is empty", self.file))
                .help("it needs a header row and at least one row below it")
                .into()),
        }
    }

    fn no_header(&self) -> Problems {
        let wanted = self.ledger.mapping.header_row.unwrap_or_default();
        let message = format!("row {wanted} of `{}` is blank, and `header-row` says that it is the header", self.file);
        Diagnostic::error(codes::MISSING_COLUMN, message).at(self.ledger.label.clone()).into()
    }

    fn header(&mut self, row: Row) -> Result<(), Problems> {
        let columns = row.cells.len();
        let number = row.number;
        let row = row::Row::Cells(Arc::new(row));
        let mut problems = Problems::default();
        for merge in
            self.look.merges.iter().filter(|merge| merge.first.0 <= number && number <= merge.last.0 && merge.last.1 > merge.first.1)
        {
            problems.push(
                Diagnostic::error(codes::MERGED_HEADER, format!("one header stands over several columns: {} is one cell", merge.name))
                    .at(row.label(&self.file, merge.first.1, "only its first column has a name"))
                    .help("if this is a title, say where the header is: `header-row = 3` under [[ledgers]]")
                    .help("if it is the header, split the cell in the workbook, and name each column"),
            );
        }
        problems.or(())?;
        // Cells to the right of the header have columns without a name.
        self.sink.header(Header::of(&self.file, row, columns))
    }

    /// The merged regions that a row belongs to. Rows come in order, so each region begins once and ends once.
    fn covered(&mut self, row: usize) -> Vec<Merge> {
        let begun = self.look.merges.partition_point(|merge| merge.first.0 <= row);
        self.open.extend(self.look.merges.drain(..begun));
        self.open.retain(|merge| row <= merge.last.0);
        self.open.clone()
    }
}
