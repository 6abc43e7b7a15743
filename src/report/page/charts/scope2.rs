//! Scope 2 from the location-based total to the market-based one, in steps that add up: what instruments cover, and the factor of the rest.

use super::bars::{self, Bar};
use super::{Chart, Row};
use crate::figure::Key;
use crate::methods::market::RestBasis;
use crate::number::Exact;
use crate::report::page::words::{Tongues, Words};
use crate::report::printed_to;
use crate::trace::{Line, Part, Posting, Trace};

/// The patterns of totals, and of steps down and up.
const TOTAL: usize = 0;
const DOWN: usize = 2;
const UP: usize = 3;

/// Whose factor the uncovered rest takes, with the label of the step.
const RESTS: [(RestBasis, &str); 4] = [
    (RestBasis::Supplier, "page.step.supplier"),
    (RestBasis::ResidualMix, "page.step.residual-mix"),
    (RestBasis::GridAverage, "page.step.grid-average"),
    (RestBasis::Location, "page.step.location"),
];

/// One picture, for an inventory with both bases.
pub fn charts(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    let year = tongues.subject().current;
    let sides = year.totals.get(&Key::Scope2Location).zip(year.totals.get(&Key::Scope2Market));
    let Some((location, market)) = sides else { return Ok(Vec::new()) };
    let mut steps = vec![(tongues.label("scope2.location"), location.value.clone(), true)];
    for (label, value) in effects(year.trace).into_iter().filter(|(_, value)| !value.is_zero()) {
        steps.push((tongues.label(label), value, false));
    }
    steps.push((tongues.label("scope2.market"), market.value.clone(), true));
    let choices = &year.trace.inventory.choices;
    let printed = |value: &Exact, total: bool| {
        let sign = if total || value.is_negative() { "" } else { "+" };
        Words::own(&format!("{sign}{}", printed_to(value, choices.decimals, choices.rounding)))
    };
    let mut reached = Exact::zero();
    let mut drawn = Vec::new();
    for (name, value, total) in &steps {
        let (from, to) = if *total { (Exact::zero(), value.clone()) } else { (reached.clone(), reached.plus(value)) };
        let pattern = if *total {
            TOTAL
        } else if value.is_negative() {
            DOWN
        } else {
            UP
        };
        let bar = Bar { stretch: Some((from, to.clone())), words: printed(value, *total), pattern };
        drawn.push(bars::Row { name: name.clone(), bars: vec![bar] });
        reached = to;
    }
    let title = tongues.words(|subject| subject.labels.of_unit("page.chart.scope2", "tCO2e"));
    Ok(vec![Chart {
        svg: bars::draw("chart-scope2", &drawn)?,
        id: "chart-scope2".into(),
        about: tongues.label("page.chart.scope2.about"),
        legend: Vec::new(),
        heads: vec![tongues.label("page.step"), tongues.label("column.value")],
        rows: steps.iter().map(|(name, value, total)| Row { name: name.clone(), cells: vec![printed(value, *total)] }).collect(),
        title,
    }])
}

/// What instruments change, then what the factor of the rest changes. Their sum is the difference of the two totals: each line's own
/// location-based emissions are split by the parts of its quantity.
fn effects(trace: &Trace) -> Vec<(&'static str, Exact)> {
    let mut covered = Exact::zero();
    let mut rests = RESTS.map(|_| Exact::zero());
    for line in &trace.lines {
        let Some(market) = &line.market else { continue };
        let (Some(located), Some(all)) = (line.adds(&Key::Scope2Location), line.adds(&Key::Scope2Market)) else { continue };
        let at_rest = rest(line);
        let share = market.rest.value().divided_by(&Exact::from(line.record.quantity)).unwrap_or_else(Exact::one);
        let located_rest = located.times(&share);
        covered = covered.plus(&all.minus(&at_rest).minus(&located.minus(&located_rest)));
        for ((basis, _), sum) in RESTS.iter().zip(&mut rests) {
            if *basis == market.basis {
                *sum = sum.plus(&at_rest.minus(&located_rest));
            }
        }
    }
    let rests = RESTS.iter().zip(rests).map(|((_, label), value)| (*label, value));
    std::iter::once(("page.step.instruments", covered)).chain(rests).collect()
}

/// The emissions of what no instrument covers.
fn rest(line: &Line) -> Exact {
    let of_rest = |posting: &Posting<'_>| matches!(posting.part, Part::Rest(_));
    let parts: Vec<Exact> = line.postings().into_iter().filter(of_rest).map(|posting| posting.value()).collect();
    Exact::sum(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::Totals;
    use std::path::Path;

    #[test]
    fn the_steps_lead_from_one_total_to_the_other_to_the_last_digit() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/harbour-cloud/2025");
        let (trace, _) = crate::compute(&folder).unwrap();
        let totals = Totals::of(&trace);
        let value = |key| totals.get(&key).unwrap().value.clone();
        let steps = effects(&trace);
        assert!(steps.iter().any(|(_, value)| !value.is_zero()));
        let reached = value(Key::Scope2Location).plus(&Exact::sum(steps.iter().map(|(_, value)| value)));
        assert_eq!(reached, value(Key::Scope2Market));
    }
}
