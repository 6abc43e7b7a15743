//! Groups: the lines of subsidiaries' inventories join the group's, so that the trace goes through to the subsidiary's record.
//!
//! Under equity share a subsidiary counts by the share that the group owns; under control it counts in full when the group controls it, and
//! not at all when it does not (GHG Protocol Corporate Standard, chapter 3).

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::formula::{Formula, Source, inputs};
use crate::inventory::{Inventory, Subsidiary};
use crate::methods::Calculation;
use crate::number::Decimal;
use crate::scope::Status;
use crate::trace::{Line, Trace};
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
    for line in trace.lines {
        let category = line.record.category;
        if let Some(said) = group.inventory.categories.get(&category).filter(|said| said.status != Status::Included) {
            let message = format!("`{name}` has lines of {category}, which the group says is {}", said.status.name());
            let diagnostic = Diagnostic::error(codes::CATEGORY_EXCLUDED, message).at(said.label.clone()).at(subsidiary.label.clone());
            problems.push(diagnostic.help("set its status to \"included\" in the group's inventory"));
            break;
        }
        group.lines.push(owned(line, subsidiary, &name, weight).map_err(Problems::from)?);
    }
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

/// A line of a subsidiary as a line of the group: its id and site carry the subsidiary's name, its formulas the share.
fn owned(mut line: Line, subsidiary: &Subsidiary, name: &str, weight: Decimal) -> Result<Line, Diagnostic> {
    line.record.id = format!("{name}/{}", line.record.id);
    line.record.site = format!("{name}/{}", line.record.site);
    if weight == Decimal::ONE {
        return Ok(line);
    }
    let excerpt = &subsidiary.label.excerpt;
    let source = Source::Inventory { file: excerpt.file.clone(), line: excerpt.line, what: "share of the subsidiary".into() };
    let position = line.record.inputs.len();
    let Some(ownership) = inputs::find("ownership") else { return Ok(line) };
    line.calculation = Arc::new(shared(&line.calculation, position, &source)?);
    if let Some(market) = &mut line.market {
        market.calculation = Arc::new(shared(&market.calculation, position, &source)?);
        for part in &mut market.covered {
            part.emission.formula = one(&part.emission.formula, position, &source)?;
        }
    }
    line.record.inputs.push((ownership, weight));
    Ok(line)
}

fn shared(calculation: &Calculation, position: usize, source: &Source) -> Result<Calculation, Diagnostic> {
    let mut calculation = calculation.clone();
    let formulas = calculation.emissions.iter_mut().map(|emission| &mut emission.formula);
    for formula in formulas.chain(&mut calculation.biogenic).chain(&mut calculation.energy) {
        *formula = one(formula, position, source)?;
    }
    Ok(calculation)
}

fn one(formula: &Formula, position: usize, source: &Source) -> Result<Formula, Diagnostic> {
    // A share is a plain number: it cannot keep units from cancelling.
    formula
        .times_input(position, source.clone())
        .map_err(|error| Diagnostic::error(codes::UNIT_MISMATCH, format!("{} is left", error.left)))
}
