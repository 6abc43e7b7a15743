//! `tonne audit --format csv`: one check a row.

use super::relations::{computed, formula, in_unit};
use crate::audit::Audit;
use crate::audit::verdict::Verdict;
use crate::audit::wording::decimals_for;
use crate::language::{Labels, Language};
use crate::number::Exact;
use crate::number::rounding::{self, Mode};

/// `figure,column,kind,relation,unit,printed,computed,gap,band,verdict,level`. Numbers are plain decimals in the unit of the figure.
pub fn checks_csv(audit: &Audit) -> String {
    let labels = Labels::of(Language::English);
    let header = ["figure", "column", "kind", "relation", "unit", "printed", "computed", "gap", "band", "verdict", "level"];
    let mut rows = vec![header.map(String::from).to_vec()];
    for checked in &audit.checks {
        let check = &checked.check;
        let relation = &check.relation;
        let holds = check.verdict == Verdict::Exact;
        let band = in_unit(check, &check.band);
        let decimals = decimals_for(&band, 2);
        let plain = |value: &Exact| if holds { String::new() } else { rounding::round(value, decimals, Mode::HalfUp) };
        rows.push(vec![
            relation.result.key.clone(),
            audit.published.columns[relation.result.column].clone(),
            relation.kind.name().to_string(),
            formula(audit, relation, &labels),
            relation.unit.clone(),
            relation.result.printed.value.text().with_decimals(relation.result.printed.decimals),
            computed(check).replace(',', ""),
            plain(&in_unit(check, &check.gap)),
            plain(&band),
            check.verdict.name().to_string(),
            checked.level.map_or(String::new(), |level| level.name().to_string()),
        ]);
    }
    write(rows)
}

/// Rows as CSV; a text that a spreadsheet would run as a formula is quoted.
pub(super) fn write(rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let guarded = row.iter().map(|cell| {
            let number = cell.strip_prefix('-').unwrap_or(cell).chars().all(|character| character.is_ascii_digit() || character == '.');
            if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.clone() }
        });
        // Writing to memory cannot fail.
        let _ = writer.write_record(guarded);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
