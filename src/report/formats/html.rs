//! One HTML file that needs no network: the view, and the way from each of its figures to lines, formulas and factors.

use super::{File, whole};
use crate::diagnostic::Diagnostic;
use crate::report::page;
use crate::report::subject::Subject;
use crate::report::view::View;

pub fn files(view: &View, subject: &Subject<'_>) -> Result<Vec<File>, Diagnostic> {
    Ok(whole(view, page::write(view, subject)?))
}
