//! The set of GWPs: is there a later one?

use super::{finding, lines, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::formula::{Role, Source};
use crate::trace::{Line, Trace};

/// A note where lines multiply by GWPs of an older assessment than the latest (IFRS S2, B21 and B22). CO2 is 1 in every set.
pub fn find(trace: &Trace) -> Option<Diagnostic> {
    let newer = trace.newer_gwp.as_ref()?;
    let found: Vec<&Line> = trace.lines.iter().filter(|line| takes_a_gwp(line)).collect();
    let message = format!("`{}` is used, and `{newer}` is the later assessment ({})", trace.inventory.choices.gwp, lines(rows(&found)));
    let diagnostic = finding(codes::GWP_OLDER, message, found.first().copied());
    (!found.is_empty()).then(|| diagnostic.help("choose it as `gwp` under [choices], unless a law asks for the older one"))
}

/// Whether a formula of the line multiplies by a GWP other than that of CO2.
fn takes_a_gwp(line: &Line) -> bool {
    let mut terms = line.calculations().flat_map(|calculation| calculation.formulas()).flat_map(|formula| formula.terms());
    terms.any(|term| term.role == Role::Gwp && matches!(&term.source, Source::Factor(citation) if citation.row != "CO2"))
}
