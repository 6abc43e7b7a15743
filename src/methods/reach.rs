//! The way from the unit of a quantity to the unit that a factor is per: inside one dimension, or through cited properties of the fuel
//! (density, calorific value) or a ratio that the record gives (miles per gallon), each of which shows as a term.

use super::{Case, Context};
use crate::factors::select::{self, Chosen};
use crate::factors::vintage::Reason;
use crate::factors::{Basis, Property, Table};
use crate::formula::inputs::INPUTS;
use crate::formula::{Amount, Atom, Given, Measure, Operation, Role, Said, Source, Term, conversion};
use crate::unit::Unit;
use std::sync::Arc;

/// A property, or a ratio of the record, that turns one dimension into another.
#[derive(Clone, Debug)]
struct Bridge {
    source: Source,
    role: Role,
    amount: Amount,
    /// The unit of the number.
    above: Unit,
    /// The unit that it is per.
    below: Unit,
}

/// The ways to the unit that factors are per.
#[derive(Debug)]
pub struct Ways {
    bridges: Vec<Bridge>,
}

impl Ways {
    /// The properties that serve a case, on the basis of net calorific values unless the record says otherwise.
    pub fn of(case: &Case, context: &Context<'_>, editions: &[(Arc<Table>, Reason)]) -> Self {
        let basis = case.basis.unwrap_or(Basis::Net);
        let mut bridges: Vec<Bridge> = ratio(case).into_iter().collect();
        for (property, role) in [(Property::Density, Role::Density), (Property::CalorificValue(basis), Role::CalorificValue)] {
            let named = context.rule.into_iter().flat_map(|rule| &rule.properties).filter_map(|reference| {
                let (table, index) = context.library.row(reference).ok()?;
                table.property(&table.rows[index], property)?;
                Some(Chosen { table, index, reason: Reason::Named, instead_of: None })
            });
            let named: Vec<Chosen> = named.collect();
            let found = if named.is_empty() { select::properties(editions, &context.query(case), property) } else { named };
            bridges.extend(found.into_iter().filter_map(|chosen| {
                let (column, value) = chosen.table.property(chosen.row(), property)?;
                let (above, below) = (column.unit.clone(), chosen.row().per.clone());
                let source = Source::Factor(context.citations.of(&chosen));
                (!value.is_zero()).then_some(Bridge { source, role, amount: Amount::Fixed(value), above, below })
            }));
        }
        Self { bridges }
    }

    /// Whether `to` can be reached from `from` by exactly one shortest way.
    pub fn reaches(&self, from: &Unit, to: &Unit) -> bool {
        self.terms(from, to).is_some()
    }

    /// The quantity term and what turns it into `to`; `None` when there is no way, or more than one.
    pub fn terms(&self, from: &Unit, to: &Unit) -> Option<Vec<Term>> {
        let start = Atom::plain(from);
        let quantity = Term::quantity(Measure::of(start.clone()));
        if let Some(conversion) = conversion(&start, to) {
            return Some(std::iter::once(quantity).chain(conversion).collect());
        }
        let single: Vec<Vec<Term>> = self.steps(from).filter_map(|(terms, end)| joined(terms, &end, to)).collect();
        let ways = if single.is_empty() {
            let double = self.steps(from).flat_map(|(terms, middle)| {
                let onwards: Vec<_> = self.steps(&middle).map(|(more, end)| ([terms.clone(), more].concat(), end)).collect();
                onwards
            });
            double.filter_map(|(terms, end)| joined(terms, &end, to)).collect()
        } else {
            single
        };
        match <[Vec<Term>; 1]>::try_from(ways) {
            Ok([way]) => Some(std::iter::once(quantity).chain(way).collect()),
            Err(_) => None,
        }
    }

    /// Each bridge that can be crossed from `from`, in either direction: its terms and the unit on the other side.
    fn steps<'w>(&'w self, from: &'w Unit) -> impl Iterator<Item = (Vec<Term>, Unit)> + 'w {
        self.bridges.iter().filter_map(|bridge| {
            let forward = bridge.below.dimension() == from.dimension();
            let (operation, entry, exit) = if forward {
                (Operation::Multiply, &bridge.below, &bridge.above)
            } else {
                (Operation::Divide, &bridge.above, &bridge.below)
            };
            let mut terms = conversion(&Atom::plain(from), entry)?;
            terms.push(Term {
                role: bridge.role,
                operation,
                amount: bridge.amount,
                unit: Measure::of(Atom::plain(&bridge.above)).per(&Measure::of(Atom::plain(&bridge.below))),
                source: bridge.source.clone(),
            });
            Some((terms, exit.clone()))
        })
    }
}

/// The bridge of the record's own ratio.
fn ratio(case: &Case) -> Option<Bridge> {
    let (above, below) = case.ratio.clone()?;
    let index = *case.inputs.iter().find(|index| INPUTS.get(**index).is_some_and(|input| input.bridge))?;
    let (source, amount) = (Source::Record(Said::Input(index)), Amount::Given(Given::Input { index, nth: 0 }));
    Some(Bridge { source, role: Role::Input, amount, above, below })
}

fn joined(mut terms: Vec<Term>, end: &Unit, to: &Unit) -> Option<Vec<Term>> {
    terms.extend(conversion(&Atom::plain(end), to)?);
    Some(terms)
}
