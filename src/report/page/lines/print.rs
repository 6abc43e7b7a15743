//! Numbers of lines, and their sums, as they are printed.

use super::{From, Row, Side, Sum};
use crate::figure::{Account, Energy, Key};
use crate::formula::{INPUTS, Inputs};
use crate::number::Exact;
use crate::report::page::formulas::Formulas;
use crate::report::page::words::Tongues;
use crate::report::printed_to;
use crate::totals::Sums;
use crate::trace::{Line, Part, Posting};

/// How numbers of lines are printed.
pub(super) struct Print<'p> {
    pub(super) tongues: &'p Tongues<'p>,
}

impl Print<'_> {
    fn printed(&self, value: &Exact) -> String {
        let choices = &self.tongues.subject().current.trace.inventory.choices;
        printed_to(value, choices.decimals, choices.rounding)
    }

    pub(super) fn sum(&self, sums: &Sums) -> Sum {
        let printed = |of: &dyn Fn(&Account) -> bool| sums.sum(of).map_or_else(String::new, |value| self.printed(&value));
        Sum { rows: sums.rows(|_| true), printed: printed(&is_of_lines), market: printed(&is_of_market) }
    }

    pub(super) fn row(&self, line: &Line, formulas: &mut Formulas<'_>) -> Row {
        let record = &line.record;
        let inputs = record.inputs.iter().filter_map(|(index, value)| Some(format!("{} {value}", INPUTS.get(*index)?.name)));
        let own = From { formula: formulas.of(line, Part::Whole), numbers: numbers(&line.inputs()) };
        Row {
            id: record.id.clone(),
            place: record.place.to_string(),
            period: record.period.to_string(),
            quantity: record.quantity.to_string(),
            inputs: inputs.collect::<Vec<_>>().join(", "),
            emissions: self.side(line, is_of_lines, true, vec![own]),
            market: self.market(line, formulas),
            energy: line.adds(&Key::Energy(Energy::Total)).map_or_else(String::new, |energy| self.printed(&energy)),
            evidence: record.evidence.clone(),
            note: record.note.clone(),
            rows: if record.rows() == 1 { String::new() } else { record.rows().to_string() },
        }
    }

    fn market(&self, line: &Line, formulas: &mut Formulas<'_>) -> Option<Side> {
        let market = line.market.as_ref()?;
        let mut from = Vec::new();
        if !market.rest.number.is_zero() {
            let numbers = numbers(&line.inputs().with_quantity(market.rest.number));
            from.push(From { formula: formulas.of(line, Part::Rest(market)), numbers });
        }
        for part in &market.covered {
            let numbers = numbers(&line.inputs().with_quantity(part.part.number));
            from.push(From { formula: formulas.of(line, Part::Covered(part)), numbers });
        }
        Some(self.side(line, is_of_market, false, from))
    }

    fn side(&self, line: &Line, of: impl Fn(&Account) -> bool, with_gases: bool, from: Vec<From>) -> Side {
        let parts: Vec<_> = line.postings().into_iter().filter(|posting| of(&posting.account)).collect();
        let Some(sum) = Sums::of([line]).sum(of) else { return Side { from, ..Side::default() } };
        let gas = |posting: &Posting<'_>| format!("{} {}", posting.account.of.name(), posting.value());
        let gases: Vec<String> = parts.iter().map(gas).collect();
        Side {
            printed: self.printed(&sum),
            exact: sum.text().digits,
            gases: if with_gases && gases.len() > 1 { gases.join(" + ") } else { String::new() },
            from,
        }
    }
}

/// Emissions, of Scope 2 location-based.
pub(super) fn is_of_lines(account: &Account) -> bool {
    Key::Scope123Location.holds(account)
}

fn is_of_market(account: &Account) -> bool {
    Key::Scope2Market.holds(account)
}

fn numbers(inputs: &Inputs) -> String {
    inputs.values().map(|value| value.to_string()).collect::<Vec<_>>().join("|")
}
