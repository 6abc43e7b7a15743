//! The workbook of the template: a sheet of records with lists to choose from, the lists, and notes.

use super::FIELDS;
use super::words::Words;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, Formula,
    Workbook, Worksheet, XlsxError,
};

/// So many rows have lists to choose from.
const ROWS: u32 = 2000;

/// The records of the template: made up, and said so in each of them. Site, activity, unit and remark are keys of words.
const RECORDS: [[&str; 7]; 4] = [
    ["E-001", "2025-01/2025-06", "head-office", "electricity/grid", "312.4", "MWh", "example"],
    ["E-002", "2025-07/2025-12", "head-office", "electricity/grid", "298.75", "MWh", "example"],
    ["E-003", "2025", "data-centre", "electricity/grid", "1240.5", "万kWh", "example"],
    ["F-001", "2025", "data-centre", "fuel/diesel/commercial", "1800", "L", "example.diesel"],
];

/// Widths of the columns, in characters.
const WIDTHS: [u16; 8] = [12, 24, 24, 40, 14, 14, 22, 40];

/// The lists, by the fields that are chosen from them.
const LISTS: [&str; 3] = ["site", "activity", "unit"];

/// The workbook.
pub fn workbook(words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook says when it was made, and this program reads no clock.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    records(workbook.add_worksheet(), words)?;
    lists(workbook.add_worksheet(), words)?;
    notes(workbook.add_worksheet(), words)?;
    workbook.save_to_buffer()
}

fn head() -> Format {
    Format::new().set_bold().set_background_color(Color::RGB(0x00DD_EBF7)).set_text_wrap().set_align(FormatAlign::Top)
}

fn records(sheet: &mut Worksheet, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(words.get("sheet.records"))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 20)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, field) in (0_u16..).zip(FIELDS) {
        sheet.set_column_width(column, WIDTHS[usize::from(column)])?;
        sheet.write_string_with_format(0, column, words.get(&format!("column.{field}")), &head())?;
        if field == "period" {
            // As text, so that a spreadsheet does not make a day of `2025-03`.
            sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
        }
        sheet.add_data_validation(1, column, ROWS, column, &validation(field, words)?)?;
    }
    for (row, record) in (1_u32..).zip(RECORDS) {
        let [id, period, site, activity, quantity, unit, remark] = record;
        sheet.write_string(row, 0, id)?;
        sheet.write_string_with_format(row, 1, period, &Format::new().set_num_format("@"))?;
        sheet.write_string(row, 2, words.get(&format!("site.{site}")))?;
        sheet.write_string(row, 3, words.get(&format!("activity.{activity}")))?;
        sheet.write_number(row, 4, number(quantity))?;
        sheet.write_string(row, 5, words.get(&format!("unit.{unit}")))?;
        sheet.write_string(row, 7, words.get(remark))?;
    }
    Ok(())
}

/// A number of the template, as a spreadsheet stores it.
#[allow(clippy::disallowed_types, reason = "a spreadsheet stores nothing else, and nothing is computed with it")]
fn number(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

/// What a cell of a column takes, with a hint.
fn validation(field: &str, words: &Words) -> Result<DataValidation, XlsxError> {
    let any = DataValidation::new();
    let rule = match LISTS.iter().position(|list| *list == field) {
        Some(list) => {
            let letter = crate::cell::column_name(list);
            let last = words.all(&format!("{field}.")).count() + 1;
            any.allow_list_formula(Formula::new(format!("='{}'!${letter}$2:${letter}${last}", words.get("sheet.lists"))))
        }
        None if field == "quantity" => any.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
        None => any.allow_any_value(),
    };
    let rule = rule.set_input_title(words.get(&format!("column.{field}")))?.set_input_message(words.get(&format!("hint.{field}")))?;
    // Any unit that is known may be typed.
    let style = if field == "unit" { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
    let refused = if field == "quantity" { "refused.quantity" } else { "refused.text" };
    let rule = rule.set_error_style(style).set_error_title(words.get("refused.title"))?.set_error_message(words.get(refused))?;
    Ok(rule)
}

fn lists(sheet: &mut Worksheet, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(words.get("sheet.lists"))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, list) in (0_u16..).zip(LISTS) {
        sheet.set_column_width(column, WIDTHS[usize::from(column) + 2])?;
        sheet.write_string_with_format(0, column, words.get(&format!("column.{list}")), &head())?;
        for (row, (_, word)) in (1_u32..).zip(words.all(&format!("{list}."))) {
            sheet.write_string(row, column, word)?;
        }
    }
    Ok(())
}

fn notes(sheet: &mut Worksheet, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(words.get("sheet.notes"))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    for (_, text) in words.all("note.") {
        sheet.merge_range(row, 0, row, 1, text, &wrapped)?;
        sheet.set_row_height(row, 32)?;
        row += 1;
    }
    row += 1;
    for field in FIELDS {
        sheet.write_string_with_format(row, 0, words.get(&format!("column.{field}")), &head())?;
        sheet.write_string_with_format(row, 1, words.get(&format!("hint.{field}")), &wrapped)?;
        row += 1;
    }
    Ok(())
}
