//! Groups: the lines of subsidiaries' inventories join the group's, so that the trace goes through to the subsidiary's record.
//!
//! Under equity share a subsidiary counts by the share that the group owns; under control it counts in full when the group controls it, and
//! not at all when it does not (GHG Protocol Corporate Standard, chapter 3).

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::formula::{Formula, Given, Source, inputs};
use crate::inventory::{Inventory, Subsidiary};
use crate::methods::{Calculation, CaseId, Cases};
use crate::number::Decimal;
use crate::rows::Stretch;
use crate::scope::Status;
use crate::trace::{Line, Trace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Joins the lines of a subsidiary to the group's.
///
/// # Errors
/// The two inventories do not fit: another period, approach, GWP set or Scope 2 basis; lines in a category that the group leaves out.
pub fn join(group: &mut Trace, subsidiary: &Subsidiary, trace: Trace) -> Result<(), Problems> {
    let mut problems = differences(&group.inventory, &trace.inventory, subsidiary);
    let weight = subsidiary.weight(group.inventory.consolidation);
    let name = subsidiary.folder.trim_end_matches('/').to_string();
    if weight.is_zero() {
        let message = format!("`{name}` ({}) is not controlled by the group and not in its totals", trace.inventory.organisation);
        group.early_findings.push(Diagnostic::finding(codes::SUBSIDIARY_LEFT_OUT, message).at(subsidiary.label.clone()));
        return problems.or(());
    }
    for (id, site) in &trace.inventory.sites {
        group.inventory.sites.insert(format!("{name}/{id}"), site.clone());
    }
    let excerpt = &subsidiary.label.excerpt;
    let source = Source::Inventory { file: excerpt.file.clone(), line: excerpt.line, what: "share of the subsidiary".into() };
    let share = (weight != Decimal::ONE).then_some((weight, source));
    let mut owned = Owned { cases: &mut group.cases, share, known: BTreeMap::new() };
    group.lines.reserve(trace.lines.len());
    for line in trace.lines {
        let category = line.record.category;
        if let Some(said) = group.inventory.categories.get(&category).filter(|said| said.status != Status::Included) {
            let message = format!("`{name}` has lines of {category}, which the group says is {}", said.status.name());
            let diagnostic = Diagnostic::error(codes::CATEGORY_EXCLUDED, message).at(said.label.clone()).at(subsidiary.label.clone());
            problems.push(diagnostic.help("set its status to \"included\" in the group's inventory"));
            break;
        }
        group.lines.push(owned.line(line, &name).map_err(Problems::from)?);
    }
    let folder = |stretch: Stretch| Stretch { folder: format!("{name}/{}", stretch.folder), ..stretch };
    group.stretches.extend(trace.stretches.into_iter().map(folder));
    group.tables.extend(trace.tables);
    group.choices.extend(trace.choices);
    group.carriers.extend(trace.carriers);
    group.early_findings.extend(trace.early_findings);
    problems.or(())
}

/// What keeps two inventories from being added.
fn differences(group: &Inventory, own: &Inventory, subsidiary: &Subsidiary) -> Problems {
    let mut problems = Problems::default();
    let pairs = [
        ("period", group.period.to_string(), own.period.to_string()),
        ("consolidation", group.consolidation.name().to_string(), own.consolidation.name().to_string()),
        ("gwp", group.choices.gwp.clone(), own.choices.gwp.clone()),
        ("as-of", group.as_of.to_string(), own.as_of.to_string()),
        ("scope2", group.choices.market_based.to_string(), own.choices.market_based.to_string()),
    ];
    for (key, of_group, of_own) in pairs.into_iter().filter(|(_, of_group, of_own)| of_group != of_own) {
        let message = match key {
            "scope2" => format!("the group and `{}` differ in whether Scope 2 is market-based too", subsidiary.folder),
            _ => format!("`{key}` of `{}` is {of_own}, of the group {of_group}", subsidiary.folder),
        };
        let diagnostic = Diagnostic::error(codes::SUBSIDIARY_DIFFERS, message).at(subsidiary.label.clone());
        problems.push(diagnostic.note("inventories that are added share period, approach and choices").help("make the two the same"));
    }
    problems
}

/// The cases of a subsidiary as cases of the group: each once, with a number of its own, and with the share of the group in its formulas.
struct Owned<'g> {
    cases: &'g mut Cases,
    /// The share, and where the group says it; none where the subsidiary counts in full.
    share: Option<(Decimal, Source)>,
    /// By the case of the subsidiary, and which share of a nested group it is.
    known: BTreeMap<(CaseId, usize), Arc<Calculation>>,
}

impl Owned<'_> {
    /// A line of a subsidiary as a line of the group: its id and site carry the subsidiary's name, its formulas the share.
    fn line(&mut self, mut line: Line, name: &str) -> Result<Line, Diagnostic> {
        line.record.id = format!("{name}/{}", line.record.id);
        line.record.site = format!("{name}/{}", line.record.site);
        let inputs = std::mem::take(&mut line.record.inputs);
        line.calculation = self.calculation(&line.calculation, &inputs)?;
        if let Some(market) = &mut line.market {
            market.calculation = self.calculation(&market.calculation, &inputs)?;
            for part in &mut market.covered {
                part.calculation = self.calculation(&part.calculation, &inputs)?;
            }
        }
        line.record.inputs = inputs;
        if let (Some((weight, _)), Some(ownership)) = (&self.share, inputs::find("ownership")) {
            line.record.inputs.push((ownership, *weight));
        }
        Ok(line)
    }

    fn calculation(&mut self, own: &Arc<Calculation>, given: &[(usize, Decimal)]) -> Result<Arc<Calculation>, Diagnostic> {
        let nth = inputs::find("ownership").map_or(0, |index| given.iter().filter(|(known, _)| *known == index).count());
        if let Some(known) = self.known.get(&(own.id, nth)) {
            return Ok(Arc::clone(known));
        }
        let shared = match (&self.share, inputs::find("ownership")) {
            (Some((_, source)), Some(index)) => {
                let ownership = Given::Input { index, nth };
                own.changed(|product| one(&product.formula, ownership, given.len() + 1, source))?
            }
            _ => Calculation::clone(own),
        };
        let fresh = self.cases.add(shared);
        self.known.insert((own.id, nth), Arc::clone(&fresh));
        Ok(fresh)
    }
}

fn one(formula: &Formula, ownership: Given, place: usize, source: &Source) -> Result<Formula, Diagnostic> {
    // A share is a plain number: it cannot keep units from cancelling.
    formula
        .times_given(ownership, place, source.clone())
        .map_err(|error| Diagnostic::error(codes::UNIT_MISMATCH, format!("{} is left", error.left)))
}
