//! Reads the rows of `factors.csv`.

use super::about::{About, Stage};
use super::quantity::Basis;
use super::table::{Column, Row};
use crate::delimited::{self, Delimited};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::number::{NumberError, parse};
use crate::period::Period;
use crate::unit::Units;

/// Columns that any table may have.
const REQUIRED: [&str; 5] = ["key", "activity", "name", "per", "locator"];
const OPTIONAL: [&str; 12] = [
    "name_zh",
    "region",
    "data_year",
    "stage",
    "basis",
    "price_year",
    "price_type",
    "checked",
    "valid_from",
    "valid_to",
    "evidence",
    "note",
];

/// Reads rows against what `table.toml` declares.
pub struct RowReader<'a> {
    pub about: &'a About,
    pub columns: &'a [Column],
    pub sheet: &'a Delimited,
    pub units: &'a Units,
}

impl RowReader<'_> {
    /// Unknown and missing columns.
    pub fn check_header(&self, problems: &mut Problems) {
        let declared: Vec<&str> = self.about.columns.iter().map(|column| column.header.value.as_str()).collect();
        let labels: Vec<&str> = self.about.labels.iter().map(String::as_str).collect();
        for (index, header) in self.sheet.header.iter().enumerate() {
            let mut known = REQUIRED.iter().chain(&OPTIONAL).chain(&declared).chain(&labels).copied();
            if !known.clone().any(|name| name == header) {
                problems.push(
                    Diagnostic::error(codes::UNKNOWN_COLUMN, format!("column `{header}` is not declared in table.toml"))
                        .at(self.sheet.header_label(index, ""))
                        .suggest(header, known.by_ref())
                        .help("declare it under [columns] or in `labels`"),
                );
            }
        }
        for name in REQUIRED.iter().chain(&declared).chain(&labels) {
            if self.sheet.column(name).is_none() {
                problems.push(
                    Diagnostic::error(codes::MISSING_COLUMN, format!("column `{name}` is missing")).at(self.sheet.header_label(0, "")),
                );
            }
        }
    }

    /// One row; `None` when it has problems.
    pub fn row(&self, source: &delimited::Row, problems: &mut Problems) -> Option<Row> {
        let index = |name: &str| self.sheet.column(name);
        let text = |name: &str| index(name).map_or("", |column| source.cell(column));
        let here = |name: &str, remark: &str| self.sheet.label(source, index(name).unwrap_or_default(), remark);
        let before = problems.as_slice().len();
        let mut refuse = |diagnostic: Diagnostic| problems.push(diagnostic);
        for name in ["key", "name", "per", "locator"] {
            if text(name).is_empty() {
                refuse(Diagnostic::error(codes::EMPTY_CELL, format!("`{name}` is empty")).at(here(name, "")));
            }
        }
        let per = self.units.get(text("per")).cloned();
        if per.is_none() && !text("per").is_empty() {
            refuse(self.units.unknown(text("per")).at(here("per", "")));
        }
        let stage = match text("stage") {
            "" => Some(self.about.stage),
            named => Stage::NAMED.iter().find(|(name, _)| *name == named).map(|(_, stage)| *stage),
        };
        if stage.is_none() {
            let names: Vec<_> = Stage::NAMED.iter().map(|(name, _)| *name).collect();
            let message = format!("`{}` is no stage", text("stage"));
            refuse(Diagnostic::error(codes::BAD_TABLE, message).at(here("stage", "")).help(format!("it is one of {}", names.join(", "))));
        }
        let basis = match text("basis") {
            "" => Basis::parse(&self.about.calorific_basis),
            named => {
                let basis = Basis::parse(named);
                if basis.is_none() {
                    let message = format!("`{named}` is no calorific basis");
                    refuse(Diagnostic::error(codes::BAD_TABLE, message).at(here("basis", "")).help("it is `net` or `gross`"));
                }
                basis
            }
        };
        let data_year = match text("data_year") {
            "" => None,
            year => {
                let read = year.parse().ok();
                if read.is_none() {
                    refuse(Diagnostic::error(codes::BAD_TABLE, format!("`{year}` is no year")).at(here("data_year", "")));
                }
                read
            }
        };
        let validity = match (text("valid_from"), text("valid_to")) {
            ("", "") => None,
            (from, to) => {
                let period = Period::parse(&format!("{from}/{to}"));
                if period.is_none() {
                    let message = format!("`{from}` to `{to}` is not a validity");
                    refuse(
                        Diagnostic::error(codes::BAD_TABLE, message)
                            .at(here("valid_from", ""))
                            .help("give both days: 2025-01-01 and 2025-12-31"),
                    );
                }
                period
            }
        };
        let mut numbers = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            match parse(text(&column.header)) {
                Ok(number) => numbers.push(Some(number)),
                Err(NumberError::Empty) => numbers.push(None),
                Err(_) => refuse(
                    Diagnostic::error(codes::BAD_TABLE, format!("`{}` is not a plain decimal number", text(&column.header)))
                        .at(here(&column.header, ""))
                        .help("digits as printed: no exponent, no separator, no unit; a blank stays blank"),
                ),
            }
        }
        // A column whose quantity or unit is not understood was reported, and may hold the number.
        let all_read = self.columns.len() == self.about.columns.len();
        if all_read && !numbers.is_empty() && numbers.iter().all(Option::is_none) {
            refuse(Diagnostic::error(codes::BAD_TABLE, "this row has no number").at(here("key", "")).help("leave the row out"));
        }
        if problems.as_slice().len() > before {
            return None;
        }
        let labels = self.about.labels.iter().map(String::as_str).chain(["price_year", "price_type"]);
        let or_table = |name: &str, default: &str| if text(name).is_empty() { default.to_string() } else { text(name).to_string() };
        Some(Row {
            key: text("key").to_string(),
            activity: text("activity").to_string(),
            name: text("name").to_string(),
            name_zh: text("name_zh").to_string(),
            region: or_table("region", &self.about.region),
            data_year,
            stage: stage?,
            basis,
            per: per?,
            numbers,
            labels: labels.filter(|name| !text(name).is_empty()).map(|name| (name.to_string(), text(name).to_string())).collect(),
            locator: text("locator").to_string(),
            checked: text("checked").to_string(),
            validity,
            evidence: text("evidence").to_string(),
            note: text("note").to_string(),
            line: source.line(),
        })
    }
}
