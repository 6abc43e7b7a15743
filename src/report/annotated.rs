//! `tonne check --annotate`: a copy of a workbook in which the cells that something is said of are coloured, with a comment that says it.
//!
//! Texts, numbers, dates and the sheets with their order are those of the workbook. Formulas are replaced by what they yielded, and formats
//! are not kept.

mod source;

use super::problem_rows::{ProblemRow, problem_rows};
use crate::diagnostic::{Diagnostic, codes};
use calamine::{Data, SheetVisible};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// A spreadsheet shows comments of at most so many characters well.
const LONGEST: usize = 1500;

/// What is said of cells: row and column from 0, the texts, and whether one of them is an error.
type Said = BTreeMap<(u32, u16), (Vec<String>, bool)>;

/// The copy, as the bytes of an `.xlsx` file, and how many of its cells have a comment. `bytes` are those of the workbook that the inventory
/// calls `file`.
///
/// # Errors
/// The workbook cannot be read whole, or the copy cannot be made.
pub fn annotated(file: &str, bytes: &[u8], diagnostics: &[Diagnostic]) -> Result<(Vec<u8>, usize), Diagnostic> {
    let unwritable = |error: XlsxError| Diagnostic::error(codes::FILE_UNWRITABLE, format!("the copy of `{file}` cannot be made: {error}"));
    let sheets = source::sheets(file, bytes)?;
    let rows: Vec<ProblemRow> = problem_rows(diagnostics).into_iter().filter(|row| row.file == file).collect();
    let mut copy = Workbook::new();
    // A workbook says when it was made, and this program reads no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(unwritable)?;
    copy.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut count = 0;
    for (sheet, values) in sheets {
        let own = copy.add_worksheet();
        own.set_name(&sheet.name).map_err(unwritable)?;
        if sheet.visible != SheetVisible::Visible {
            own.set_hidden(true);
        }
        let width = values.keys().map(|(_, column)| *column).max().unwrap_or_default();
        let said = said(&rows, &sheet.name, width);
        for ((row, column), value) in &values {
            write(own, *row, *column, value, &style(said.get(&(*row, *column)))).map_err(unwritable)?;
        }
        for ((row, column), (texts, _)) in &said {
            if !values.contains_key(&(*row, *column)) {
                own.write_blank(*row, *column, &style(said.get(&(*row, *column)))).map_err(unwritable)?;
            }
            let text: String = texts.join("\n\n").chars().take(LONGEST).collect();
            own.insert_note(*row, *column, &Note::new(text).set_author("tonne").set_width(320).set_height(140)).map_err(unwritable)?;
            count += 1;
        }
    }
    Ok((copy.save_to_buffer().map_err(unwritable)?, count))
}

/// What is said of the cells of a sheet. What is said of a whole row is a comment on its first cell.
fn said(rows: &[ProblemRow], sheet: &str, width: u16) -> Said {
    let mut said = Said::new();
    for row in rows.iter().filter(|row| row.sheet == sheet) {
        let Some((number, column)) = cell(&row.place) else { continue };
        if column.is_some_and(|column| column > width.saturating_add(64)) {
            continue;
        }
        let help = if row.help.is_empty() { String::new() } else { format!("\n{}", row.help) };
        let entry = said.entry((number, column.unwrap_or_default())).or_default();
        entry.0.push(format!("{}[{}]: {}{help}", row.severity, row.code, row.message));
        entry.1 |= row.severity == "error";
    }
    said
}

/// Row and column of `D14`, both from 0; of `14`, the row.
fn cell(place: &str) -> Option<(u32, Option<u16>)> {
    let digits = place.find(|each: char| each.is_ascii_digit())?;
    let (letters, number) = place.split_at(digits);
    let row = number.parse::<u32>().ok()?.checked_sub(1)?;
    let column = letters.bytes().try_fold(0_u16, |column, letter| {
        let letter = u16::from(Some(letter).filter(u8::is_ascii_uppercase)? - b'A');
        column.checked_mul(26)?.checked_add(letter)?.checked_add(1)
    })?;
    Some((row, column.checked_sub(1)))
}

/// The colour of a cell that something is said of.
fn style(said: Option<&(Vec<String>, bool)>) -> Format {
    match said {
        Some((_, true)) => Format::new().set_background_color(Color::RGB(0x00FF_C7CE)),
        Some((_, false)) => Format::new().set_background_color(Color::RGB(0x00FF_EB9C)),
        None => Format::new(),
    }
}

/// Writes a value of the workbook into the copy.
fn write(sheet: &mut Worksheet, row: u32, column: u16, value: &Data, format: &Format) -> Result<(), XlsxError> {
    match value {
        // Whole numbers of the older kind of workbook have 30 bits.
        Data::Int(number) => match i32::try_from(*number) {
            Ok(number) => sheet.write_number_with_format(row, column, number, format).map(drop),
            Err(_) => sheet.write_string_with_format(row, column, number.to_string(), format).map(drop),
        },
        Data::Float(number) => sheet.write_number_with_format(row, column, *number, format).map(drop),
        Data::Bool(yes) => sheet.write_boolean_with_format(row, column, *yes, format).map(drop),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let whole = (hour, minute, second) == (0, 0, 0);
            let moment = ExcelDateTime::from_ymd(year, month, day)?.and_hms(hour.into(), minute, second)?;
            let shown = format.clone().set_num_format(if whole { "yyyy-mm-dd" } else { "yyyy-mm-dd hh:mm:ss" });
            sheet.write_datetime_with_format(row, column, &moment, &shown).map(drop)
        }
        Data::Empty => Ok(()),
        other => sheet.write_string_with_format(row, column, other.to_string(), format).map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_rows_are_found_by_their_names() {
        assert_eq!(cell("D14"), Some((13, Some(3))));
        assert_eq!(cell("XFD1"), Some((0, Some(16_383))));
        assert_eq!(cell("14"), Some((13, None)));
        assert_eq!((cell(""), cell("D0"), cell("d4")), (None, None, None));
    }
}
