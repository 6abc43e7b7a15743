//! Where a publisher prints the GWP of a refrigerant blend, it equals the one computed from the blend's composition, rounded as printed.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::{Property, blend};
use crate::number::{Exact, rounding};

/// The compositions that are compared with.
const COMPOSITIONS: &str = "ashrae/refrigerant-blends@34-2019";

/// What a note must hold to excuse a row.
const EXCUSE: &str = "not the computed GWP";

/// Published GWPs of blends against computed ones. Some publishers count all components, some HFCs and PFCs only; either is fine.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let about = &subject.table.about;
    let (Ok(compositions), Ok(set)) = (subject.library.table(COMPOSITIONS), subject.library.table(&about.gwp_basis)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in subject.table.rows.iter().filter(|row| !row.note.contains(EXCUSE)) {
        let Some((column, printed)) = subject.table.property(row, Property::Gwp100) else { continue };
        let parts = blend::components(&compositions, &row.name);
        let all = blend::gwp(&parts, &set, |_| true);
        let kyoto = blend::gwp(&parts, &set, |gas| gas.starts_with("HFC-") || gas.starts_with("PFC-"));
        let equals = |value: &Exact| {
            let modes = [rounding::Mode::HalfUp, rounding::Mode::HalfEven];
            modes.iter().any(|mode| rounding::round(value, printed.scale(), *mode) == printed.to_string())
        };
        let computed: Vec<&Exact> = [&all, &kyoto].into_iter().flatten().collect();
        if parts.is_empty() || computed.is_empty() || computed.iter().any(|value| equals(value)) {
            continue;
        }
        let texts: Vec<String> = computed.iter().map(ToString::to_string).collect();
        let message =
            format!("{} is printed with a GWP of {printed}; its composition gives {} ({})", row.name, texts.join(" or "), about.gwp_basis);
        let label = subject.library.label_of_cell(&about.id, row, &column.header);
        found.push(
            Diagnostic::error(codes::BAD_TABLE, message).at(label).help(format!("if the source prints so, say `{EXCUSE}` in `note`")),
        );
    }
    found
}
