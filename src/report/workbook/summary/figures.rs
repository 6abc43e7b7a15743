//! The formula of each figure: sums over the lines with conditions, sums of other figures, and quotients.

use crate::figure::{Energy, Key};
use crate::methods::NOT_SPLIT;
use crate::report::workbook::Book;
use crate::report::workbook::cells::quoted;
use crate::report::workbook::lines::YES;
use crate::scope::Category;

/// Which side of a line counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Location,
    Market,
}

/// Lines that a figure counts: a side, and a column with what stands there.
struct Part {
    side: Side,
    column: &'static str,
    value: String,
}

/// The formula of a figure, with its `=`.
pub fn formula(key: &Key, book: &Book<'_>) -> String {
    let text = match key {
        Key::Gas(figure, gas) => sums(figure, book, &[], |side| gas_columns(side, gas, book)),
        Key::Biogenic(figure) => sums(figure, book, &[], |_| vec!["lines.biogenic".into()]),
        Key::CarriedIn(figure) => sums(figure, book, &[("lines.carried-in", YES)], |side| vec![emissions(side).into()]),
        Key::Intensity(figure, denominator) => {
            format!("{}/{}", book.names.get(&figure.to_string()), book.names.get(&format!("denominator.{denominator}")))
        }
        Key::Energy(Energy::Total) => added(&[Key::Energy(Energy::Direct), Key::Energy(Energy::Indirect)], book),
        Key::Energy(Energy::Direct) => added(&carriers(book, |energy| matches!(energy, Energy::DirectCarrier(_))), book),
        Key::Energy(Energy::Indirect) => added(&carriers(book, |energy| matches!(energy, Energy::IndirectCarrier(_))), book),
        Key::Energy(Energy::DirectCarrier(carrier)) => of_carrier("direct", carrier, book),
        Key::Energy(Energy::IndirectCarrier(carrier)) => of_carrier("indirect", carrier, book),
        Key::Scope12Location | Key::Scope12Market | Key::Scope123Location | Key::Scope123Market => added(&summands(key), book),
        _ => sums(key, book, &[], |side| vec![emissions(side).into()]),
    };
    format!("={}", if text.is_empty() { "0" } else { &text })
}

/// The sum of the figures of these that there are.
fn added(keys: &[Key], book: &Book<'_>) -> String {
    let names = keys.iter().filter(|key| book.totals.get(key).is_some()).map(|key| book.names.get(&key.to_string()));
    names.collect::<Vec<_>>().join("+")
}

fn carriers(book: &Book<'_>, wanted: impl Fn(&Energy) -> bool) -> Vec<Key> {
    let keys = book.totals.iter().map(|(key, _)| key.clone());
    keys.filter(|key| matches!(key, Key::Energy(energy) if wanted(energy))).collect()
}

fn of_carrier(kind: &str, carrier: &str, book: &Book<'_>) -> String {
    sum_of("lines.energy", &[("lines.carrier", &format!("{kind}.{carrier}"))], book).unwrap_or_default()
}

/// The figures that a sum of scopes adds up.
fn summands(key: &Key) -> Vec<Key> {
    let scope2 = if matches!(key, Key::Scope12Market | Key::Scope123Market) { Key::Scope2Market } else { Key::Scope2Location };
    let scope3 = matches!(key, Key::Scope123Location | Key::Scope123Market).then_some(Key::Scope3);
    [Key::Category(Category::Scope1), scope2].into_iter().chain(scope3).collect()
}

/// The lines that a figure counts.
fn parts(key: &Key) -> Vec<Part> {
    let of = |side, column, value: &str| vec![Part { side, column, value: value.into() }];
    match key {
        Key::Category(category) => of(Side::Location, "lines.counts-in", &category.to_string()),
        Key::Scope2Location => of(Side::Location, "lines.counts-in", "scope2"),
        Key::Scope2Market => of(Side::Market, "lines.counts-in", "scope2"),
        Key::Scope3 => of(Side::Location, "lines.scope", "scope3"),
        Key::Scope12Location | Key::Scope12Market | Key::Scope123Location | Key::Scope123Market => {
            summands(key).iter().flat_map(parts).collect()
        }
        _ => Vec::new(),
    }
}

fn emissions(side: Side) -> &'static str {
    if side == Side::Market { "lines.market" } else { "lines.emissions" }
}

/// The columns with a gas; what instruments cover is not split by gas.
fn gas_columns(side: Side, gas: &str, book: &Book<'_>) -> Vec<String> {
    let covered = (side == Side::Market && gas == NOT_SPLIT).then(|| "lines.covered".to_string());
    let column = if side == Side::Market { format!("lines.market.gas.{gas}") } else { format!("lines.gas.{gas}") };
    [Some(column), covered].into_iter().flatten().filter(|column| book.names.has(column)).collect()
}

/// The sum of columns over the lines that a figure counts.
fn sums(figure: &Key, book: &Book<'_>, also: &[(&str, &str)], columns: impl Fn(Side) -> Vec<String>) -> String {
    let mut terms = Vec::new();
    for part in parts(figure) {
        let mut conditions = vec![(part.column, part.value.as_str())];
        conditions.extend_from_slice(also);
        terms.extend(columns(part.side).iter().filter_map(|column| sum_of(column, &conditions, book)));
    }
    terms.join("+")
}

/// `SUMIFS(lines_emissions,lines_counts_in,"scope1")`; `None` where no line has that column.
fn sum_of(column: &str, conditions: &[(&str, &str)], book: &Book<'_>) -> Option<String> {
    let names = std::iter::once(column).chain(conditions.iter().map(|(column, _)| *column));
    if !names.clone().all(|name| book.names.has(name)) {
        return None;
    }
    let conditions = conditions.iter().map(|(column, value)| format!(",{},{}", book.names.get(column), quoted(value)));
    Some(format!("SUMIFS({}{})", book.names.get(column), conditions.collect::<String>()))
}
