//! `[[tables]]`: long tables in CSV. The columns are `key`, `unit`, the document's own columns, and `name`, `page`, `rounded-to`.

use super::super::measure::Measure;
use super::rows::{key_fault, number};
use super::{Cell, Place, Row};
use crate::delimited::{self, Delimited};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::folder::{Folder, leads_outside};
use crate::number::printed::Style;
use crate::number::{Exact, parse};
use crate::unit::Units;

/// Columns besides those of the document.
const REQUIRED: [&str; 2] = ["key", "unit"];
const OPTIONAL: [&str; 4] = ["name", "page", "rounded-to", "explained"];

/// The rows of all tables that the document names.
pub(super) fn read(
    top: &Section<'_, '_>,
    columns: &[String],
    style: &Style,
    units: &Units,
    folder: &Folder,
    problems: &mut Problems,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for section in top.sections("tables", problems) {
        let file = section.required_text_such_as("file", "figures.csv", problems);
        section.finish(problems);
        let Some(file) = file else { continue };
        let label = section.document().label(file.span, "named here");
        if leads_outside(&file.value) {
            let message = format!("`{}` leads out of the folder of the document", file.value);
            problems.push(Diagnostic::error(codes::PATH_OUTSIDE, message).at(label).help("keep the table beside published.toml"));
            continue;
        }
        let bytes = folder.read(&file.value).map_err(|diagnostic| Problems::from(diagnostic.at(label)));
        let sheet = bytes.and_then(|bytes| Delimited::read(&file.value, &bytes));
        let Some(sheet) = problems.keep(sheet) else { continue };
        if let Some(found) = problems.keep(Table { sheet: &sheet, columns, style, units }.rows()) {
            rows.extend(found);
        }
    }
    rows
}

struct Table<'a> {
    sheet: &'a Delimited,
    columns: &'a [String],
    style: &'a Style,
    units: &'a Units,
}

impl Table<'_> {
    fn rows(&self) -> Result<Vec<Row>, Problems> {
        let own: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        let optional: Vec<&str> = OPTIONAL.into_iter().chain(own.iter().copied()).collect();
        self.sheet.check_columns("a table of printed figures", &REQUIRED, &optional).or(())?;
        let mut problems = Problems::default();
        if !own.iter().any(|column| self.sheet.column(column).is_some()) {
            let message = format!("`{}` has none of the columns {}", self.sheet.file, own.join(", "));
            problems.push(Diagnostic::error(codes::MISSING_COLUMN, message).at(self.sheet.whole_header_label("in this header")));
        }
        let rows: Vec<Row> = self.sheet.rows.iter().filter_map(|source| self.row(source, &mut problems)).collect();
        problems.or(rows)
    }

    fn row(&self, source: &delimited::Row, problems: &mut Problems) -> Option<Row> {
        let at = |name: &str| self.sheet.column(name);
        let text = |name: &str| at(name).map(|column| source.cell(column)).filter(|text| !text.is_empty());
        let here = |name: &str| self.sheet.label(source, at(name).unwrap_or_default(), "");
        for name in REQUIRED.into_iter().filter(|name| text(name).is_none()) {
            problems.push(Diagnostic::error(codes::EMPTY_CELL, format!("`{name}` is empty")).at(here(name)));
        }
        let (key, unit) = (text("key")?, text("unit")?);
        if let Some(fault) = key_fault(key, text("name").is_some()) {
            problems.push(fault.at(here("key")));
            return None;
        }
        let measure = Measure::parse(unit, self.units).map_err(|diagnostic| Problems::from(diagnostic.at(here("unit"))));
        let measure = problems.keep(measure)?;
        let step = match text("rounded-to").map(parse) {
            None => None,
            Some(Ok(step)) if !step.is_zero() && !step.is_sign_negative() => Some(Exact::from(step)),
            Some(_) => {
                let message = "`rounded-to` must be a number above zero";
                problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(here("rounded-to")).help("for thousands: 1000"));
                return None;
            }
        };
        let cells = self.columns.iter().map(|column| {
            let text = text(column)?;
            let printed = problems.keep(number(text, self.style, step.as_ref(), &measure, || here(column)))?;
            Some(Cell { printed, place: Place::Cell(Box::new(here(column))) })
        });
        let cells = cells.collect();
        let own = |name: &str| text(name).map(str::to_string);
        let (name, page, explained) = (own("name"), own("page"), own("explained"));
        Some(Row { key: key.to_string(), name, unit: measure, page, explained, cells, place: Place::Cell(Box::new(here("key"))) })
    }
}
