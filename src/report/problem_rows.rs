//! `tonne check --format csv|json`: one row for each problem and finding, for a person who mends them in a spreadsheet.

use crate::delimited::written::Written;
use crate::diagnostic::{Diagnostic, Label, Severity};
use serde::Serialize;

/// One problem or finding at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProblemRow {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Its name: `quantity-malformed`.
    pub code: &'static str,
    /// The file; empty where it is about none.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: String,
    /// A cell (`D14`) or a row (`14`) of a sheet; line and column of a text (`14:23`).
    pub place: String,
    /// The field of a record, by the name of its column; empty where it is about none.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
    /// The other end of a contradiction, or the record that is meant: `ledger.csv:3:1`.
    pub also: String,
}

const TITLES: [&str; 9] = ["severity", "code", "file", "sheet", "place", "field", "message", "help", "also"];

/// The rows of all problems and findings, in their order.
pub fn problem_rows(diagnostics: &[Diagnostic]) -> Vec<ProblemRow> {
    diagnostics.iter().flat_map(rows_of).collect()
}

/// As CSV.
pub fn problems_csv(rows: &[ProblemRow]) -> String {
    let mut written = Written::under(TITLES);
    for row in rows {
        written.row([row.severity, row.code, &row.file, &row.sheet, &row.place, &row.field, &row.message, &row.help, &row.also]);
    }
    written.text()
}

/// As a JSON array.
///
/// # Errors
/// A fault of this program.
pub fn problems_json(rows: &[ProblemRow]) -> Result<String, Diagnostic> {
    super::json_text(&rows)
}

/// One row for the problem, and one for each further line that has it.
fn rows_of(diagnostic: &Diagnostic) -> Vec<ProblemRow> {
    let mut row = ProblemRow {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        code: diagnostic.code.name(),
        field: diagnostic.field.unwrap_or_default().to_string(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.join("; "),
        ..ProblemRow::default()
    };
    if let Some(label) = diagnostic.labels.first() {
        (row.file, row.sheet, row.place) = place(label);
    }
    let others = diagnostic.labels.iter().skip(1).map(place).map(|(file, sheet, place)| {
        let parts = if sheet.is_empty() { format!("{file}:{place}") } else { format!("{file}!{sheet}!{place}") };
        parts.trim_end_matches(':').to_string()
    });
    row.also = others.collect::<Vec<_>>().join("; ");
    let further = diagnostic.also.iter().map(|name| {
        let number = name.strip_prefix("line ").or_else(|| name.strip_prefix("row ")).filter(|number| number.parse::<u64>().is_ok());
        match number {
            Some(number) => ProblemRow { place: number.to_string(), ..row.clone() },
            None => ProblemRow { place: String::new(), file: String::new(), sheet: String::new(), also: name.clone(), ..row.clone() },
        }
    });
    let further: Vec<ProblemRow> = further.collect();
    std::iter::once(row).chain(further).collect()
}

/// File, sheet, and the place in it.
fn place(label: &Label) -> (String, String, String) {
    let excerpt = &label.excerpt;
    if let Some(cell) = &excerpt.cell {
        let (file, sheet) = in_sheet(&excerpt.file);
        return (file.to_string(), sheet.to_string(), cell.clone());
    }
    let before = excerpt.text.get(..label.span.start.min(excerpt.text.len())).unwrap_or_default();
    let line = excerpt.line + before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (excerpt.file.clone(), String::new(), format!("{line}:{column}"))
}

/// A workbook and its sheet: `electricity.xlsx!北京機房`. Both may hold `!`.
pub(super) fn in_sheet(name: &str) -> (&str, &str) {
    let lower = name.to_ascii_lowercase();
    let end =
        ["xlsx", "xlsm", "xls", "ods"].iter().filter_map(|ending| lower.find(&format!(".{ending}!")).map(|at| at + 1 + ending.len())).min();
    end.and_then(|end| Some((name.get(..end)?, name.get(end + 1..)?))).unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Excerpt, codes};

    fn label(file: &str, line: usize, text: &str, cell: Option<&str>, start: usize) -> Label {
        let excerpt = Excerpt { file: file.into(), line, text: text.into(), cell: cell.map(str::to_string) };
        Label { excerpt, span: start..text.len(), text: String::new() }
    }

    #[test]
    fn a_place_is_a_cell_or_a_line_with_its_column() {
        assert_eq!(place(&label("a!b.xlsx!北京!1", 14, "x", Some("D14"), 0)), ("a!b.xlsx".into(), "北京!1".into(), "D14".into()));
        assert_eq!(place(&label("a.csv", 3, "北京,12 kWh", None, 7)), ("a.csv".into(), String::new(), "3:4".into()));
        assert_eq!(place(&label("a.csv", 3, "\"a\nb\",12", None, 6)).2, "4:4");
    }

    #[test]
    fn further_lines_are_rows_of_their_own() {
        let mut diagnostic = Diagnostic::error(codes::UNKNOWN_SITE, "`x`")
            .of("site")
            .at(label("i.toml", 3, "site", None, 0))
            .at(label("a.csv", 2, "x", None, 0));
        diagnostic.also = vec!["line 7".into(), "E-9".into()];
        let rows = problem_rows(&[diagnostic]);
        let places: Vec<_> = rows.iter().map(|row| (row.place.as_str(), row.also.as_str())).collect();
        assert_eq!(places, [("3:1", "a.csv:2:1"), ("7", "a.csv:2:1"), ("", "E-9")]);
    }
}
