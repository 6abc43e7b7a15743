//! Spend x [exchange rate] x [price index of the factor's year / price index of the spend's year] x factor.
//!
//! GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions, spend-based method: the factor is per unit of money of one currency
//! and one year, so the spend has to be brought into that currency and to the prices of that year. Both take a published number, which the
//! inventory names beside the factors; none is made up.

use super::{Calculation, Case, Context, Refusals, activity_factor, editions, emission, energy, named_row, reach::Ways, refuse};
use crate::diagnostic::{Diagnostic, codes};
use crate::factors::select::{self, Chosen};
use crate::factors::vintage::Reason;
use crate::factors::{Property, Row, Table};
use crate::formula::{Amount, Atom, Citation, Measure, Operation, Role, Source, Term, conversion};
use crate::ledger::Field;
use crate::number::Decimal;
use crate::unit::Unit;
use std::sync::Arc;

/// The label of a factor row that holds its sector in the tables of price indices.
const SECTOR: &str = "useeio_code";

/// Editions, and why each.
type Editions = [(Arc<Table>, Reason)];

/// `spend [x rate] [x index / index] x factor`.
pub fn calculate(case: &Case, context: &Context<'_>) -> Result<Calculation, Refusals> {
    let named = named_row(case, context)?;
    let editions = if named.is_some() && context.rule.is_none() { Vec::new() } else { editions(case, context)? };
    let chosen = match named {
        Some(chosen) => chosen,
        None => {
            let query = context.query(case);
            let found = select::emissions(&editions, &query);
            select::exactly_one(found, &editions, &query).map_err(|diagnostic| refuse(Field::Activity, diagnostic))?
        }
    };
    let per = &chosen.row().per;
    if !is_money(&case.unit) || !is_money(per) {
        return activity_factor::calculate(case, context);
    }
    let ways = Ways::of(case, context, &[]);
    let mut terms = match ways.terms(&case.unit, &case.unit) {
        Some(quantity) => quantity,
        None => return Err(emission::mismatch(&Atom::plain(&case.unit), &Atom::plain(per))),
    };
    let year = case.price_year.unwrap_or(case.year);
    terms.extend(exchanged(&case.unit, per, year, &editions)?);
    terms.extend(deflated(&chosen, year, &editions)?);
    let mut calculation = emission::formulas(&chosen, &terms, context)?;
    energy::add(&mut calculation, case, context, &ways)?;
    Ok(calculation)
}

fn is_money(unit: &Unit) -> bool {
    unit.dimension().starts_with("money ")
}

fn cited(chosen: &Chosen, role: Role, operation: Operation, value: Decimal, unit: Measure) -> Term {
    let source = Source::Factor(Arc::new(Citation::of(chosen)));
    Term { role, operation, amount: Amount::Fixed(value), unit, source }
}

/// The rows of the editions that hold a property and fit.
fn holding(editions: &Editions, property: Property, fits: &dyn Fn(&Row) -> bool) -> Vec<Chosen> {
    let each = editions.iter().flat_map(|(table, reason)| {
        let rows = table.rows.iter().enumerate().filter(|(_, row)| fits(row) && table.property(row, property).is_some());
        rows.map(|(index, _)| Chosen { table: Arc::clone(table), index, reason: reason.clone(), instead_of: None })
    });
    each.collect()
}

/// The terms from money of one currency to money of another, at the rate of a year. A rate may be published in either direction.
fn exchanged(from: &Unit, to: &Unit, year: i16, editions: &Editions) -> Result<Vec<Term>, Refusals> {
    if let Some(terms) = conversion(&Atom::plain(from), to) {
        return Ok(terms);
    }
    let (spent, wanted) = (currency(from), currency(to));
    let rates = holding(editions, Property::ExchangeRate, &|row| row.data_year == Some(year));
    let mut ways = Vec::new();
    for chosen in rates {
        let Some((column, value)) = chosen.table.property(chosen.row(), Property::ExchangeRate) else { continue };
        let (above, below) = (column.unit.clone(), chosen.row().per.clone());
        let (operation, entry, exit) = match (currency(&above), currency(&below)) {
            (above_is, below_is) if above_is == wanted && below_is == spent => (Operation::Multiply, below.clone(), above.clone()),
            (above_is, below_is) if above_is == spent && below_is == wanted && !value.is_zero() => {
                (Operation::Divide, above.clone(), below.clone())
            }
            _ => continue,
        };
        let unit = Measure::of(Atom::plain(&above)).per(&Measure::of(Atom::plain(&below)));
        let (Some(before), Some(after)) = (conversion(&Atom::plain(from), &entry), conversion(&Atom::plain(&exit), to)) else { continue };
        let rate = cited(&chosen, Role::ExchangeRate, operation, value, unit);
        ways.push((chosen.reference(), before.into_iter().chain([rate]).chain(after).collect::<Vec<_>>()));
    }
    match ways.as_slice() {
        [(_, terms)] => Ok(terms.clone()),
        [] => Err(no_rate(spent, wanted, year)),
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("{} rates turn {spent} into {wanted} for {year}, and nothing says which", several.len());
            let diagnostic = Diagnostic::error(codes::AMBIGUOUS_FACTOR, message).note(names.join(", "));
            Err(refuse(Field::Unit, diagnostic.help("name one table of rates in `tables`, and one rate for a year in it")))
        }
    }
}

fn no_rate(spent: &str, wanted: &str, year: i16) -> Refusals {
    let message = format!("the spend is in {spent}, the factor is per {wanted}, and no table gives a rate for {year}");
    let diagnostic = Diagnostic::error(codes::NO_EXCHANGE_RATE, message)
        .note("`tonne` ships no exchange rates: which one is right is a choice of the accounts")
        .help("write the average rate of the year with its source into a table of your own (copy factors/exchange-rates/TEMPLATE)")
        .help("and name that table beside the factors: tables = [\"us-epa/supply-chain@1.3.0\", \"exchange-rates/...\"]");
    refuse(Field::Unit, diagnostic)
}

/// `CNY`, of any unit of that currency.
fn currency(unit: &Unit) -> &str {
    unit.dimension().trim_start_matches("money ")
}

/// The two index terms that bring money of `year` to the prices of the factor; none where the years agree, or the factor names none.
fn deflated(chosen: &Chosen, year: i16, editions: &Editions) -> Result<Vec<Term>, Refusals> {
    let row = chosen.row();
    let Some(price_year) = row.label("price_year").filter(|prices| *prices != year.to_string()) else { return Ok(Vec::new()) };
    // The sector's own prices serve better than those of the whole economy.
    let series: Vec<&str> = row.label(SECTOR).into_iter().chain([row.region.as_str()]).collect();
    for name in &series {
        let of = |year: &str| holding(editions, Property::PriceIndex, &|row| row.key == format!("{name}/{year}"));
        let pairs = (of(price_year), of(&year.to_string()));
        if let ([above], [below]) = (pairs.0.as_slice(), pairs.1.as_slice())
            && above.table.about.id == below.table.about.id
        {
            let terms = [(Operation::Multiply, above), (Operation::Divide, below)].into_iter().filter_map(|(operation, row)| {
                let (_, value) = row.table.property(row.row(), Property::PriceIndex)?;
                Some(cited(row, Role::PriceIndex, operation, value, Measure::none()))
            });
            return Ok(terms.collect());
        }
    }
    let rows: Vec<String> = series.iter().map(|name| format!("`{name}/{price_year}` and `{name}/{year}`")).collect();
    let message = format!("the spend is of {year}, {} is in prices of {price_year}, and no table gives both indices", chosen.reference());
    let diagnostic = Diagnostic::error(codes::NO_DEFLATOR, message)
        .note(format!("looked for the rows {}", rows.join(", or ")))
        .help("name a table of price indices beside the factors: tables = [\"us-epa/supply-chain@1.3.0\", \"deflators/us-bea\"]")
        .help(format!("if no index reaches {year}, write one with its source into a table of your own; if the accounts deflated the money already, write {price_year} in column `price_year`"));
    Err(refuse(Field::PriceYear, diagnostic))
}
