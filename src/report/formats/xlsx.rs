//! A workbook with live formulas: the tables of the view in front, and behind them everything that they are computed from.

use super::File;
use crate::diagnostic::{Diagnostic, codes};
use crate::report::notes;
use crate::report::subject::Subject;
use crate::report::view::View;
use crate::report::workbook;

/// Views that the other sheets of the workbook show anyway, unless there is an earlier year beside them.
const SHOWN_ANYWAY: [&str; 3] = ["summary", "lines", "factors"];

pub fn files(view: &View, subject: &Subject<'_>) -> Result<Vec<File>, Diagnostic> {
    let year = subject.current;
    let front = (subject.prior().is_some() || !SHOWN_ANYWAY.contains(&view.name)).then_some(view);
    let notes = if view.notes.is_empty() { notes::all(subject) } else { view.notes.clone() };
    let mut bytes = Vec::new();
    workbook::write(year.trace, year.totals, year.findings, subject.labels, front, &notes, &mut bytes).map_err(|error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("the workbook cannot be made: {error}"));
        diagnostic.help("check that the disk has room for temporary files")
    })?;
    Ok(vec![File { name: view.name.into(), bytes }])
}
