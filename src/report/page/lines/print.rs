//! Numbers of lines, and their sums, as they are printed.

use super::{From, Row, Side, Sum};
use crate::formula::inputs::INPUTS;
use crate::number::{Decimal, Exact};
use crate::report::page::formulas::Formulas;
use crate::report::page::words::Tongues;
use crate::report::printed_to;
use crate::trace::Line;

/// Sums before they are printed.
#[derive(Debug, Default)]
pub(super) struct Totals {
    rows: u64,
    pub(super) emissions: Option<Exact>,
    market: Option<Exact>,
}

impl Totals {
    pub(super) fn plus(&self, other: &Self) -> Self {
        let sum = |one: &Option<Exact>, other: &Option<Exact>| match (one, other) {
            (Some(one), Some(other)) => Some(one.plus(other)),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Self {
            rows: self.rows.saturating_add(other.rows),
            emissions: sum(&self.emissions, &other.emissions),
            market: sum(&self.market, &other.market),
        }
    }
}

/// How numbers of lines are printed.
pub(super) struct Print<'p> {
    pub(super) tongues: &'p Tongues<'p>,
}

impl Print<'_> {
    fn printed(&self, value: &Exact) -> String {
        let choices = &self.tongues.subject().current.trace.inventory.choices;
        printed_to(value, choices.decimals, choices.rounding)
    }

    pub(super) fn totals(&self, lines: &[&Line]) -> Totals {
        let of = |line: &&Line| {
            let sum = |parts: Vec<Exact>| (!parts.is_empty()).then(|| Exact::sum(&parts));
            Totals {
                rows: line.record.rows(),
                emissions: sum(line.emissions().map(|(_, value)| value).collect()),
                market: sum(line.market_fractions().into_iter().map(|(_, value)| value.exact()).collect()),
            }
        };
        lines.iter().map(of).fold(Totals::default(), |all, one| all.plus(&one))
    }

    pub(super) fn sum(&self, totals: &Totals) -> Sum {
        let printed = |value: &Option<Exact>| value.as_ref().map_or_else(String::new, |value| self.printed(value));
        Sum { rows: totals.rows, printed: printed(&totals.emissions), market: printed(&totals.market) }
    }

    pub(super) fn row(&self, line: &Line, formulas: &mut Formulas<'_>) -> Row {
        let record = &line.record;
        let inputs = record.inputs.iter().filter_map(|(index, value)| Some(format!("{} {value}", INPUTS.get(*index)?.name)));
        let own = From { formula: formulas.of_line(line), numbers: numbers(&line.inputs()) };
        Row {
            id: record.id.clone(),
            place: record.place.to_string(),
            period: record.period.to_string(),
            quantity: record.quantity.to_string(),
            inputs: inputs.collect::<Vec<_>>().join(", "),
            emissions: self.side(line.emissions().map(|(gas, value)| (gas.to_string(), value)).collect(), vec![own]),
            market: self.market(line, formulas),
            energy: line.energy().map_or_else(String::new, |energy| self.printed(&energy)),
            evidence: record.evidence.clone(),
            note: record.note.clone(),
            rows: if record.rows() == 1 { String::new() } else { record.rows().to_string() },
        }
    }

    fn market(&self, line: &Line, formulas: &mut Formulas<'_>) -> Option<Side> {
        let market = line.market.as_ref()?;
        let mut from = Vec::new();
        if !market.rest.number.is_zero() {
            let formula = formulas.of_rest(line, &market.calculation, market.basis);
            from.push(From { formula, numbers: numbers(&line.part_inputs(market.rest)) });
        }
        for part in &market.covered {
            from.push(From { formula: formulas.of_covered(line, part), numbers: numbers(&line.part_inputs(part.part)) });
        }
        let all: Vec<(String, Exact)> = line.market_fractions().into_iter().map(|(_, value)| (String::new(), value.exact())).collect();
        Some(Side { gases: String::new(), ..self.side(all, from) })
    }

    fn side(&self, parts: Vec<(String, Exact)>, from: Vec<From>) -> Side {
        if parts.is_empty() {
            return Side { from, ..Side::default() };
        }
        let sum = Exact::sum(parts.iter().map(|(_, value)| value));
        let gases: Vec<String> = parts.iter().map(|(gas, value)| format!("{gas} {value}")).collect();
        Side {
            printed: self.printed(&sum),
            exact: sum.text().digits,
            gases: if gases.len() > 1 { gases.join(" + ") } else { String::new() },
            from,
        }
    }
}

fn numbers(inputs: &[Decimal]) -> String {
    inputs.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
}
