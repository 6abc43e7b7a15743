//! What all sheets have: a title, widths, a frozen head, and a set-up for print.

use super::Book;
use super::cells::{Page, Written, quoted};
use super::sheets::Sheet;
use super::style::Face;
use crate::language::Labels;
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule};

/// The width of a column, in characters.
#[derive(Clone, Copy, Debug)]
pub struct Column(pub u16);

/// The number of paper that is A4.
const A4: u8 = 9;

/// The most characters of a header or footer that come from an inventory; a header holds 255.
const MOST: usize = 90;

/// The title of a sheet, the widths of its columns; rows down to `head` and so many columns stay in sight.
pub fn set_up(book: &Book<'_>, page: &mut Page<'_>, sheet: Sheet, widths: &[Column], head: u32, kept: u16) -> Written {
    let name = book.sheets.get(sheet).to_string();
    page.text(0, 0, &format!("{name} · {}", book.title()), Face::Title)?;
    page.sheet.set_row_height(0, 24)?;
    for (Column(width), column) in widths.iter().zip(0..) {
        page.sheet.set_column_width(column, *width)?;
    }
    page.sheet.set_freeze_panes(head + 1, kept)?;
    page.sheet.set_repeat_rows(head, head)?;
    for_print(book, page);
    Ok(())
}

/// Landscape on A4, as wide as the page, with organisation and period on every page.
pub fn for_print(book: &Book<'_>, page: &mut Page<'_>) {
    let inventory = &book.trace.inventory;
    let (organisation, period) = (in_header(&inventory.organisation), in_header(&inventory.period.to_string()));
    page.sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
    page.sheet.set_header(format!("&L{organisation}&R{period}"));
    page.sheet.set_footer(format!("&L&A&C&P / &N&Rtonne {}", env!("CARGO_PKG_VERSION")));
    page.sheet.set_screen_gridlines(false);
}

/// Makes a row as high as its wrapped texts, each in a column of that width, need.
pub fn as_high_as(page: &mut Page<'_>, row: u32, texts: &[(&str, u16)]) -> Written {
    let lines = texts.iter().map(|(text, width)| text.lines().map(|line| lines_of(line, *width)).sum::<u16>()).max();
    page.sheet.set_row_height(row, lines.unwrap_or(1).clamp(1, MOST_LINES) * HEIGHT_OF_LINE)?;
    Ok(())
}

/// How many lines a text without breaks takes in a column.
fn lines_of(text: &str, width: u16) -> u16 {
    // Lines break between words, so they are not full.
    width_of(text).div_ceil(width.saturating_sub(width / 10).max(1)).max(1)
}

/// How wide a text is, in characters: Chinese ones count for two.
pub fn width_of(text: &str) -> u16 {
    let wide: usize = text.chars().map(|character| if character < '\u{2e80}' { 1 } else { 2 }).sum();
    u16::try_from(wide).unwrap_or(u16::MAX)
}

/// How high a line is, in points.
const HEIGHT_OF_LINE: u16 = 14;

/// A row is at most 409 points high.
const MOST_LINES: u16 = 29;

/// How many characters one page shows side by side and can still be read.
const WIDTH_OF_PAGE: u16 = 210;

/// Spreads a wide sheet over pages side by side; the first columns, down to `kept`, stand on each of them.
pub fn over_pages(page: &mut Page<'_>, widths: &[Column], kept: u16) -> Written {
    let width: u16 = widths.iter().map(|column| column.0).sum();
    page.sheet.set_print_fit_to_pages(width.div_ceil(WIDTH_OF_PAGE), 0).set_page_order(true).set_repeat_columns(0, kept)?;
    Ok(())
}

/// A text in a header, where `&` begins a code.
fn in_header(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(MOST).collect();
    let cut = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{cut}", shown.replace('&', "&&"))
}

/// Turns a column of checks red where cell and text differ.
pub fn mark_differences(page: &mut Page<'_>, column: Option<u16>, first: u32, last: u32, labels: &Labels) -> Written {
    let Some(column) = column else { return Ok(()) };
    let differs = quoted(labels.get("check.differs"));
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(rust_xlsxwriter::Formula::new(format!("={differs}"))))
        .set_format(page.style.differs());
    page.sheet.add_conditional_format(first, column, last.max(first), column, &rule)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::in_header;

    #[test]
    fn a_header_runs_no_code_of_the_organisation() {
        assert_eq!(in_header("Smith & Co &P"), "Smith && Co &&P");
        assert_eq!(in_header(&"長".repeat(200)).chars().count(), 91);
    }
}
