//! The sheet of contractual instruments: the register, and below it the part of each line that each instrument covers. Coverage is computed:
//! the lesser of what is left of the line and what is left of the instrument.

pub mod register;

use super::Book;
use super::cells::{DECIMALS, Page, Written, at, fixed, in_column, less_one, without_dust};
use super::lines::columns::{input_name, line_inputs};
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use crate::formula::{Atom, Formula, INPUTS, Measure, Operation, Source, Term, conversion};
use crate::market;
use crate::number::{Exact, ExactText};
use crate::trace::Line;
use crate::unit::{Unit, Units};
use register::{Entry, FIRST_ROW, Part, part_of};
use rust_xlsxwriter::Workbook;

const HEAD: u32 = 3;

/// The heads of the register.
const REGISTER: [&str; 21] = [
    "workbook.instrument",
    "workbook.kind",
    "workbook.mwh",
    "workbook.written",
    "workbook.technology",
    "workbook.generator",
    "workbook.generated",
    "workbook.serials",
    "workbook.retired-on",
    "workbook.retired-for",
    "workbook.market",
    "workbook.site",
    "workbook.rate",
    "workbook.written",
    "workbook.evidence",
    "workbook.place",
    "workbook.covered-mwh",
    "workbook.exact",
    "workbook.left-mwh",
    "workbook.exact",
    "workbook.check",
];

const MWH: u16 = 2;
const RATE: u16 = 12;
const COVERED_MWH: u16 = 16;
const LEFT_MWH: u16 = 18;

/// The checks of the register.
pub const CHECK: u16 = 20;

/// The heads of the covered parts.
const PARTS: [&str; 14] = [
    "workbook.instrument",
    "workbook.number",
    "workbook.line",
    "workbook.site",
    "workbook.quantity",
    "workbook.exact",
    "workbook.covered-quantity",
    "workbook.exact",
    "column.unit",
    "workbook.mwh",
    "workbook.exact",
    "workbook.covered",
    "workbook.exact",
    "workbook.check",
];

const NUMBER: u16 = 1;
const QUANTITY: u16 = 4;
const COVERED: u16 = 6;
const PART_MWH: u16 = 9;
const EMISSIONS: u16 = 11;

/// The checks of the covered parts.
pub const PART_CHECK: u16 = 13;

/// The cell of the emission rate that a source cites.
pub fn rate_cell(book_sheet: &str, register: &register::Register, source: &Source) -> Option<String> {
    let Source::Instrument(cited) = source else { return None };
    Some(format!("{book_sheet}{}", fixed(register.row(&cited.file, cited.line)?, RATE)))
}

/// A quantity of that unit as megawatt hours; `None` where it is no energy.
pub fn in_megawatt_hours(unit: &Unit, units: &Units) -> Option<Formula> {
    let (start, megawatt_hour) = (Atom::plain(unit), units.get("MWh")?);
    let terms = std::iter::once(Term::quantity(Measure::of(start.clone()))).chain(conversion(&start, megawatt_hour)?).collect();
    Formula::new(terms, Atom::plain(megawatt_hour)).ok()
}

/// The names that other sheets use, with what they refer to.
pub fn names(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let (Some(first), Some(last)) = (book.register.parts().next(), book.register.parts().next_back()) else { return Vec::new() };
    let sheet = book.sheets.reference(Sheet::Instruments);
    let range = |column| format!("{sheet}{}:{}", fixed(first.row, column), fixed(last.row, column));
    vec![("covered.line", range(NUMBER)), ("covered.quantity", range(COVERED)), ("covered.tco2e", range(EMISSIONS))]
}

/// Writes the sheet.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    let mut page = book.page(workbook, Sheet::Instruments)?;
    let widths = [22, 28, 18, 18, 18, 30, 24, 34, 14, 40, 12, 18, 12, 12, 26, 22, 14, 20, 14, 20, 9].map(Column);
    page::set_up(book, &mut page, Sheet::Instruments, &widths, HEAD, 1)?;
    page::over_pages(&mut page, &widths, 0)?;
    let about = if book.register.entries.is_empty() { "workbook.instruments.none" } else { "workbook.instruments.about" };
    page.text(1, 0, book.labels.get(about), Face::Text)?;
    if book.register.entries.is_empty() {
        return Ok(());
    }
    page.heads(HEAD, REGISTER.into_iter(), book.labels)?;
    for entry in &book.register.entries {
        registered(book, &mut page, entry)?;
    }
    let last = FIRST_ROW + u32::try_from(book.register.entries.len()).unwrap_or_default() - 1;
    page::mark_differences(&mut page, Some(CHECK), FIRST_ROW, last, book.labels)?;
    let (Some(first), Some(end)) = (book.register.parts().next(), book.register.parts().next_back()) else { return Ok(()) };
    page.text(first.row - 2, 0, book.labels.get("workbook.parts"), Face::Heading)?;
    page.heads(first.row - 1, PARTS.into_iter(), book.labels)?;
    for entry in &book.register.entries {
        for part in &entry.parts {
            covered(book, &mut page, entry, part)?;
        }
    }
    page::mark_differences(&mut page, Some(PART_CHECK), first.row, end.row, book.labels)
}

/// The row of an instrument.
fn registered(book: &Book<'_>, page: &mut Page<'_>, entry: &Entry) -> Written {
    let (instrument, row) = (&entry.instrument, entry.row);
    let retired_on = instrument.retired_on.map_or_else(String::new, |day| day.to_string());
    let place = format!("{}:{}", instrument.file, instrument.line);
    let kind = format!("instrument.{}", instrument.kind.name());
    let texts = [
        (0, instrument.id.as_str()),
        (1, book.labels.get(&kind)),
        (4, &instrument.technology),
        (5, &instrument.generator),
        (6, &instrument.generated.to_string()),
        (7, &instrument.serials),
        (8, &retired_on),
        (9, &instrument.retired_for),
        (10, &instrument.market),
        (11, &instrument.site),
        (14, &instrument.evidence),
        (15, &place),
    ];
    for (column, text) in texts {
        page.text(row, column, text, Face::Text)?;
    }
    for (column, value) in [(MWH, instrument.mwh), (RATE, instrument.emission_rate)] {
        page.number(row, column, value)?;
        page.exact(row, column + 1, &ExactText { digits: value.to_string(), exact: true })?;
    }
    let used = entry.parts.iter().filter_map(|part| Some(megawatt_hours(book, entry, part)?.1));
    let used = used.fold(Exact::zero(), |sum, each| sum.plus(&each));
    let (Some(first), Some(last)) = (entry.parts.first(), entry.parts.last()) else { return Ok(()) };
    let range = format!("{}:{}", at(first.row, PART_MWH), at(last.row, PART_MWH));
    page.computed(row, COVERED_MWH, &format!("=SUM({range})"), &used, DECIMALS)?;
    let left = format!("=IF({0}=0,0,{1})", at(row, MWH), without_dust(&at(row, MWH), &format!("-{}", at(row, COVERED_MWH))));
    page.computed(row, LEFT_MWH, &left, &Exact::from(instrument.mwh).minus(&used), DECIMALS)?;
    page.check(row, CHECK, &[COVERED_MWH, LEFT_MWH])
}

/// What a part is in megawatt hours of consumption: the formula with a hole for the quantity, and the number.
fn megawatt_hours(book: &Book<'_>, entry: &Entry, part: &Part) -> Option<(impl Fn(String) -> String, Exact)> {
    let line = book.trace.lines.get(part.line)?;
    let template = book.template(&in_megawatt_hours(&line.record.unit, &book.units)?);
    let size = line.record.unit.in_terms_of(book.units.get("MWh")?)?;
    let value = covered_quantity(line, entry).times(&size).times(&line.metered()?);
    let mut inputs = String::new();
    for ((index, which), _) in line_inputs(line) {
        let Some(input) = INPUTS.get(index).filter(|input| !input.bridge && !is_ownership(index)) else { continue };
        let sign = if input.operation == Operation::Multiply { "*" } else { "/" };
        inputs.push_str(&format!("{sign}{}", input_of_line(book, index, which, part.row)));
    }
    Some((move |quantity: String| format!("{}{inputs}", template.fill(|_| quantity.clone())), value))
}

/// An input of the line of a part, found by the number of the line.
fn input_of_line(book: &Book<'_>, index: usize, which: usize, row: u32) -> String {
    let name = book.names.get(&format!("lines.input.{}", input_name(index, which)));
    less_one(index, format!("SUMIFS({name},lines_number,{})", in_column(row, NUMBER)))
}

/// A share of a subsidiary counts for the group's emissions, and does not change what its meters saw.
fn is_ownership(index: usize) -> bool {
    INPUTS.get(index).is_some_and(|input| input.name == "ownership")
}

/// How much of a line an instrument covers, in the unit of the line.
fn covered_quantity(line: &Line, entry: &Entry) -> Exact {
    part_of(line, &entry.instrument).map_or_else(Exact::zero, |(covered, _)| covered.part.value())
}

/// The row of a covered part.
fn covered(book: &Book<'_>, page: &mut Page<'_>, entry: &Entry, part: &Part) -> Written {
    let (Some(line), Some((as_energy, energy))) = (book.trace.lines.get(part.line), megawatt_hours(book, entry, part)) else {
        return Ok(());
    };
    let row = part.row;
    page.text(row, 0, &entry.instrument.id, Face::Text)?;
    page.count(row, NUMBER, u64::try_from(part.line).unwrap_or_default() + 1)?;
    page.text(row, 2, &line.record.id, Face::Text)?;
    page.text(row, 3, &line.record.site, Face::Text)?;
    page.text(row, 8, line.record.unit.symbol(), Face::Text)?;
    let quantity = format!("=SUMIFS(lines_quantity,lines_number,{})", in_column(row, NUMBER));
    page.computed(row, QUANTITY, &quantity, &Exact::from(line.record.quantity), DECIMALS)?;
    // The lesser of what is left of the line and what is left of the instrument.
    let (amount, mwh) = (at(row, QUANTITY), fixed(entry.row, MWH));
    let before: String = part.before.iter().map(|other| format!("-{}", at(*other, COVERED))).collect();
    let first = entry.parts.first().map_or(row, |first| first.row);
    let used = if first == row { String::new() } else { format!("-SUM({}:{})", at(first, PART_MWH), at(row - 1, PART_MWH)) };
    let (of_line, of_instrument) = (without_dust(&amount, &before), without_dust(&mwh, &used));
    let lesser = format!("=IF({mwh}*{amount}=0,0,MIN({of_line},{of_instrument}/({})))", as_energy("1".into()));
    page.computed(row, COVERED, &lesser, &covered_quantity(line, entry), DECIMALS)?;
    page.computed(row, PART_MWH, &format!("={}", as_energy(at(row, COVERED))), &energy, DECIMALS)?;
    let Some(formula) = market::of_energy(&entry.instrument, &book.units) else { return Ok(()) };
    let owned = line_inputs(line).into_iter().filter(|((index, _), _)| is_ownership(*index));
    let owned: String = owned.map(|((index, which), _)| format!("*{}", input_of_line(book, index, which, row))).collect();
    let formula = format!("={}{owned}", book.template(&formula).fill(|_| at(row, PART_MWH)));
    // Of a line in reach that the instrument does not come to, it covers nothing.
    let value = part_of(line, &entry.instrument).map_or_else(Exact::zero, |(_, posting)| posting.value());
    page.computed(row, EMISSIONS, &formula, &value, DECIMALS)?;
    page.check(row, PART_CHECK, &[QUANTITY, COVERED, PART_MWH, EMISSIONS])
}
