//! The header of a ledger: which columns must be there, which may, and where each field is.

use super::layout::Layout;
use super::record::Field;
use crate::delimited::Delimited;
use crate::diagnostic::{Diagnostic, Problems, closest, codes};

/// Checks that every column is known and none is missing. A misspelt column is not missing as well.
pub fn check(source: &Delimited) -> Result<Layout, Problems> {
    let mut problems = Problems::default();
    let known: Vec<&str> = Field::names().collect();
    let common: Vec<&str> = Field::NAMED.iter().map(|(name, _)| *name).collect();
    let columns = format!("columns of a ledger: {}; docs/reference/ledger.md lists the numbers of single methods too", common.join(", "));
    if !source.header.iter().any(|name| closest(name, known.iter().copied()).is_some()) {
        return Err(Diagnostic::error(codes::MISSING_COLUMN, "this row names no column of a ledger")
            .at(source.whole_header_label("the first row is the header"))
            .help(columns)
            .help("rows above the header have to go")
            .into());
    }
    let mut misspelt = Vec::new();
    for (index, name) in source.header.iter().enumerate().filter(|(_, name)| !known.contains(&name.as_str())) {
        if name.is_empty() {
            continue;
        }
        let absent = || known.iter().copied().filter(|known| source.column(known).is_none());
        misspelt.extend(closest(name, absent()));
        problems.push(
            Diagnostic::error(codes::UNKNOWN_COLUMN, format!("no one reads a column `{name}`"))
                .at(source.header_label(index, ""))
                .suggest(name, absent())
                .help(columns.clone()),
        );
    }
    let in_two = source.column("start").is_some() || source.column("end").is_some();
    if let Some(period) = source.column("period").filter(|_| in_two) {
        problems.push(
            Diagnostic::error(codes::DUPLICATE_COLUMN, "a period is said twice: in `period` and in `start` and `end`")
                .at(source.header_label(period, ""))
                .help("keep `period`, or both of the others"),
        );
    }
    let needed = ["id", "site", "activity", "quantity", "unit"];
    let of_time: &[&str] = match (source.column("period").is_some(), in_two) {
        (true, _) => &[],
        (false, true) => &["start", "end"],
        (false, false) => &["period"],
    };
    let missing = needed.iter().chain(of_time).filter(|name| source.column(name).is_none() && !misspelt.contains(*name));
    let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        let message = match missing.as_slice() {
            [one] => format!("column {one} is missing"),
            several => format!("columns {} are missing", several.join(", ")),
        };
        problems.push(
            Diagnostic::error(codes::MISSING_COLUMN, message)
                .at(source.whole_header_label("in this header"))
                .help("every ledger has id, site, activity, quantity, unit, and period or start and end"),
        );
    }
    problems.or(Layout::of_names(source.header.iter().map(String::as_str)))
}
