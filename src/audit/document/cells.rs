//! Whether the units of the rows fit their keys, and each other.

use super::super::key::{self, Kind};
use super::super::measure::Measure;
use super::{Published, Row};
use crate::diagnostic::{Diagnostic, Problems, codes};
use std::collections::BTreeMap;

/// Refuses a unit of another dimension than the key asks for, and intensities per the same thing in different dimensions.
pub(super) fn check(published: &Published) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let mut denominators: BTreeMap<&str, (&Row, &Measure)> = BTreeMap::new();
    for row in published.rows.iter().filter(|row| row.key.starts_with("denominator.")) {
        denominators.insert(row.key.trim_start_matches("denominator."), (row, &row.unit));
    }
    for row in &published.rows {
        let refuse = |wanted: &str| {
            let message = format!("`{}` cannot be in `{}`", row.key, row.unit.text);
            Diagnostic::error(codes::UNIT_MISMATCH, message).at(published.label(&row.place, "")).help(wanted)
        };
        match key::kind(&row.key) {
            Ok(Kind::Emissions) if row.unit.kind() != "emissions" => {
                problems.push(refuse("emissions are in `tCO2e`, `kgCO2e`, `tCO2` ...; a tonne of what is part of the unit"));
            }
            Ok(Kind::Energy) if row.unit.kind() != "energy" => problems.push(refuse("an energy is in `MWh`, `GJ`, `tce` ...")),
            Ok(Kind::Denominator) if row.unit.per.is_some() => problems.push(refuse("a denominator is an amount, not a quotient")),
            Ok(Kind::Intensity) => intensity(row, published, &mut denominators, &mut problems),
            _ => {}
        }
    }
    problems.or(())
}

fn intensity<'p>(row: &'p Row, published: &'p Published, seen: &mut BTreeMap<&'p str, (&'p Row, &'p Measure)>, problems: &mut Problems) {
    let Some((numerator, name)) = key::intensity(&row.key) else { return };
    let here = |message: String| Diagnostic::error(codes::UNIT_MISMATCH, message).at(published.label(&row.place, ""));
    let Some(per) = &row.unit.per else {
        let help = "an intensity is in a quotient, such as `tCO2e / RMB million`";
        problems.push(here(format!("`{}` cannot be in `{}`", row.key, row.unit.text)).help(help));
        return;
    };
    if let Some(above) = published.row(numerator).filter(|above| above.unit.kind() != row.unit.dimension) {
        let message = format!("`{}` is in `{}`, and `{}` in `{}`", row.key, row.unit.text, above.key, above.unit.text);
        problems.push(here(message).at(published.label(&above.place, "the figure above the line")));
    }
    match seen.get(name) {
        Some((first, measure)) if measure.kind() != per.kind() => {
            let message = format!("`{}` is per {}, and `{}` has it in {}", row.key, per.text, first.key, measure.text);
            let diagnostic = here(message).at(published.label(&first.place, "the other"));
            problems.push(diagnostic.help("two denominators have two names: `intensity.scope12.revenue`, `intensity.scope12.floor-area`"));
        }
        Some(_) => {}
        None => {
            seen.insert(name, (row, per));
        }
    }
}
