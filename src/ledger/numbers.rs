//! The numbers of a record: its quantity or mass balance, its inputs, the units of its ratio, the year of its prices.

use super::balance::{Balance, PARTS};
use super::cells::Cells;
use super::quantity;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;
use crate::formula::inputs::INPUTS;
use crate::number::Decimal;
use crate::scope::Category;
use crate::unit::{Unit, Units};

/// The quantity; or, where the record gives the parts of a mass balance instead, their sum and the balance.
pub fn quantity_or_balance(cells: &mut Cells<'_>) -> (Option<Decimal>, Option<Balance>) {
    let first = (0..PARTS.len()).map(Field::Balance).find(|part| !cells.text(*part).is_empty());
    let Some(first) = first else {
        return match quantity::read(cells.text(Field::Quantity), &cells.style(Field::Quantity)) {
            Ok(quantity) => (Some(quantity), None),
            Err(diagnostic) => {
                cells.refuse(Field::Quantity, diagnostic);
                (None, None)
            }
        };
    };
    if !cells.text(Field::Quantity).is_empty() {
        let message = format!("the quantity is said twice: in `quantity`, and by the mass balance of `{}`", first.name());
        let diagnostic = Diagnostic::error(codes::BALANCE_MALFORMED, message);
        cells.refuse(Field::Quantity, diagnostic.help("empty `quantity`, or the columns of the balance"));
        return (None, None);
    }
    let mut parts = [Decimal::ZERO; PARTS.len()];
    let mut good = true;
    for (index, part) in parts.iter_mut().enumerate() {
        let field = Field::Balance(index);
        match cells.number(field, false, codes::BALANCE_MALFORMED).and_then(|text| Balance::part(index, &text)) {
            Ok(value) => *part = value,
            Err(diagnostic) => {
                cells.refuse(Field::Balance(index), diagnostic);
                good = false;
            }
        }
    }
    if !good {
        return (None, None);
    }
    let balance = Balance { parts };
    match balance.sum() {
        Ok(quantity) => (Some(quantity), Some(balance)),
        Err(diagnostic) => {
            cells.refuse(first, diagnostic);
            (None, None)
        }
    }
}

/// The two units of a ratio; the outer `None` when they are wrong.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
pub fn ratio_unit(cells: &mut Cells<'_>, units: &Units) -> Option<Option<(Unit, Unit)>> {
    let text = cells.text(Field::RatioUnit);
    if text.is_empty() {
        return Some(None);
    }
    if cells.named("ratio").is_empty() {
        let diagnostic = Diagnostic::error(codes::INPUT_MISSING, "`ratio_unit` means nothing without `ratio`");
        cells.refuse(Field::RatioUnit, diagnostic.help("fill in column `ratio`, or empty `ratio_unit`"));
        return None;
    }
    let Some((above, below)) = text.split_once('/') else {
        let diagnostic = Diagnostic::error(codes::INPUT_MALFORMED, format!("`{text}` is not one unit per another"));
        cells.refuse(Field::RatioUnit, diagnostic.help("two units with `/` between them: km/L, mi/US gal, kWh/h, USD/L"));
        return None;
    };
    let mut read = |spelling: &str| {
        let unit = units.get(spelling.trim()).cloned();
        if unit.is_none() {
            cells.refuse(Field::RatioUnit, units.unknown(spelling.trim()));
        }
        unit
    };
    let (above, below) = (read(above), read(below));
    Some(Some((above?, below?)))
}

/// The year of the prices; the outer `None` when it is wrong.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
pub fn price_year(cells: &mut Cells<'_>) -> Option<Option<i16>> {
    let text = cells.text(Field::PriceYear);
    if text.is_empty() {
        return Some(None);
    }
    let year = text.parse().ok().filter(|year| (1900..=2100).contains(year));
    if year.is_none() {
        let diagnostic = Diagnostic::error(codes::INPUT_MALFORMED, format!("`{text}` is no year"));
        cells.refuse(Field::PriceYear, diagnostic.help("the year whose prices the money is in: 2022"));
        return None;
    }
    Some(year)
}

/// The PCAF score of a financed emission; the outer `None` when it is wrong, or stands elsewhere.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
pub fn pcaf_score(cells: &mut Cells<'_>, category: Option<Category>) -> Option<Option<u8>> {
    let text = cells.text(Field::PcafScore);
    if text.is_empty() {
        return Some(None);
    }
    let Some(score) = text.parse().ok().filter(|score| (1..=5).contains(score)) else {
        let diagnostic = Diagnostic::error(codes::INPUT_MALFORMED, format!("`{text}` is no PCAF score"));
        cells.refuse(Field::PcafScore, diagnostic.help("1 (reported and verified) to 5 (estimated from the economy)"));
        return None;
    };
    if category.is_some_and(|category| category != Category::Scope3(15)) {
        let diagnostic = Diagnostic::error(codes::INPUT_MISSING, "`pcaf_score` means nothing outside category scope3.15");
        cells.refuse(Field::PcafScore, diagnostic.help("empty the cell"));
        return None;
    }
    Some(Some(score))
}

/// The numbers besides the quantity; `None` when one of them is wrong.
pub fn inputs(cells: &mut Cells<'_>) -> Option<Vec<(usize, Decimal)>> {
    let mut inputs = Vec::new();
    let mut good = true;
    for (index, input) in INPUTS.iter().enumerate() {
        let text = cells.text(Field::Input(index));
        if text.is_empty() {
            continue;
        }
        let partner = input.with.filter(|partner| cells.named(partner).is_empty());
        let read = cells.number(Field::Input(index), true, codes::INPUT_MALFORMED).and_then(|text| input.read(&text));
        let value = match (partner, read) {
            (None, value) => value,
            (Some(partner), _) => {
                let message = format!("`{}` means nothing without `{partner}`", input.name);
                Err(Diagnostic::error(codes::INPUT_MISSING, message).help(format!("fill in column `{partner}`, or empty `{}`", input.name)))
            }
        };
        match value {
            Ok(value) => inputs.push((index, value)),
            Err(diagnostic) => {
                cells.refuse(Field::Input(index), diagnostic);
                good = false;
            }
        }
    }
    good.then_some(inputs)
}
