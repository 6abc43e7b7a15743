//! The schedule of misstatements: every gap outside rounding, over- and understatements apart, then net. It lists what was computed; whether
//! a line is a misstatement, and of which kind, stays with the auditor (ISAE 3410, A47 asks for them individually and in aggregate).

use super::relations::formula;
use crate::audit::verdict::Verdict;
use crate::audit::{Audit, key, materiality};
use crate::delimited::written::Written;
use crate::language::{Labels, Language};
use crate::number::Exact;
use crate::number::rounding::{self, Mode};

/// One line of the schedule, in tonnes where it is emissions, else in the unit of the figure.
struct Entry {
    scope: String,
    key: String,
    column: usize,
    unit: String,
    stated: Exact,
    recomputed: Exact,
    kind: &'static str,
    cause: String,
    level: String,
}

/// `id,scope,category,figure,period,unit,stated,recomputed,difference,kind,cause,corrected,cumulative,level`. What is not emissions does not add up, so
/// its cumulative column stays empty.
pub fn schedule_csv(audit: &Audit) -> String {
    let header = [
        "id",
        "scope",
        "category",
        "figure",
        "period",
        "unit",
        "stated",
        "recomputed",
        "difference",
        "kind",
        "cause",
        "corrected",
        "cumulative",
        "level",
    ];
    let mut written = Written::under(header);
    let (mut net, mut over, mut under) = (Exact::zero(), Exact::zero(), Exact::zero());
    let entries = entries(audit);
    let plain = |value: &Exact| rounding::round(value, 4, Mode::HalfUp);
    for (index, entry) in entries.iter().enumerate() {
        let difference = entry.stated.minus(&entry.recomputed);
        let adds = entry.unit == "tCO2e";
        if adds {
            net = net.plus(&difference);
            if difference.is_negative() { under = under.plus(&difference) } else { over = over.plus(&difference) }
        }
        written.row([
            format!("M{}", index + 1),
            entry.scope.clone(),
            key::category(&entry.key).map_or(String::new(), |number| number.to_string()),
            entry.key.clone(),
            audit.published.columns[entry.column].clone(),
            entry.unit.clone(),
            plain(&entry.stated),
            plain(&entry.recomputed),
            plain(&difference),
            entry.kind.to_string(),
            entry.cause.clone(),
            String::new(),
            if adds { plain(&net) } else { String::new() },
            entry.level.clone(),
        ]);
    }
    if !entries.is_empty() {
        for (name, total) in [("overstatements", &over), ("understatements", &under), ("net", &net)] {
            let mut row = vec![String::new(); header.len()];
            row[3] = name.to_string();
            row[5] = "tCO2e".to_string();
            row[8] = plain(total);
            written.row(row);
        }
    }
    written.text()
}

fn entries(audit: &Audit) -> Vec<Entry> {
    let labels = Labels::of(Language::English);
    let published = &audit.published;
    let outside = audit.checks.iter().filter(|checked| checked.check.verdict == Verdict::OutsideRounding);
    let relations = outside.map(|checked| {
        let relation = &checked.check.relation;
        let emissions = published.row(&relation.result.key).is_some_and(|row| row.unit.kind() == "emissions");
        let size = if emissions { Exact::one() } else { relation.result.size.clone() };
        let in_unit = |value: &Exact| value.divided_by(&size).unwrap_or_else(|| value.clone());
        Entry {
            scope: scope(&relation.result.key),
            key: if relation.result.key.is_empty() {
                format!("claim: {}", formula(audit, relation, &labels))
            } else {
                relation.result.key.clone()
            },
            column: relation.result.column,
            unit: if emissions { "tCO2e".into() } else { relation.unit.clone() },
            stated: in_unit(&relation.result.value()),
            recomputed: in_unit(&checked.check.computed),
            kind: "factual",
            cause: format!("not {}", formula(audit, relation, &labels)),
            level: checked.level.map_or(String::new(), |level| level.name().into()),
        }
    });
    let factors = audit.near_misses().filter_map(|(explained, implied, _)| {
        let near = implied.nearest.first()?;
        let (key, column) = (explained.pair.emissions.clone(), implied.column);
        let stated = published.value(&key, column)?;
        let level = materiality::level(published, &key, column, &near.gap);
        Some(Entry {
            scope: scope(&key),
            recomputed: stated.minus(&near.gap),
            key,
            column,
            unit: "tCO2e".into(),
            stated,
            kind: "judgemental",
            cause: format!("not {} x {}", explained.pair.activity, near.candidate.description()),
            level: level.map_or(String::new(), |level| level.name().into()),
        })
    });
    relations.chain(factors).collect()
}

/// `1`, `2`, `3`, or nothing.
fn scope(key: &str) -> String {
    key::scope(key).0.strip_prefix("scope").filter(|scope| scope.len() == 1).unwrap_or_default().to_string()
}
