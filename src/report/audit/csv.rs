//! `tonne audit --format csv`: one check a row.

use super::relations::{computed, formula, in_unit};
use crate::audit::Audit;
use crate::audit::verdict::Verdict;
use crate::audit::wording::decimals_for;
use crate::delimited::written::Written;
use crate::language::{Labels, Language};
use crate::number::Exact;
use crate::number::rounding::{self, Mode};

/// `figure,column,kind,relation,unit,printed,computed,gap,band,verdict,level`. Numbers are plain decimals in the unit of the figure.
pub fn checks_csv(audit: &Audit) -> String {
    let labels = Labels::of(Language::English);
    let header = ["figure", "column", "kind", "relation", "unit", "printed", "computed", "gap", "band", "verdict", "level"];
    let mut written = Written::under(header);
    for checked in &audit.checks {
        let check = &checked.check;
        let relation = &check.relation;
        let holds = check.verdict == Verdict::Exact;
        let band = in_unit(check, &check.band);
        let decimals = decimals_for(&band, 2);
        let plain = |value: &Exact| if holds { String::new() } else { rounding::round(value, decimals, Mode::HalfUp) };
        written.row([
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
    written.text()
}
