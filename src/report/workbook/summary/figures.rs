//! The formula of each figure, written from [`Key::holds`]: what it holds is taken apart into smaller figures, and into sums over the rows
//! of lines with conditions, until nothing is left.

use crate::figure::{Account, Energy, Key, Of};
use crate::report::workbook::cells::quoted;
use crate::report::workbook::lines::YES;
use crate::report::workbook::lines::columns::Column;
use crate::report::workbook::lines::results::Measured;
use crate::report::workbook::{Book, lines_key};
use crate::scope::Category;
use std::collections::{BTreeMap, BTreeSet};

/// What is posted to an account, with the column of the sheet of lines in which it stands.
type Posted = (Account, Measured);

/// A term of a sum, and what it holds.
struct Term<'b> {
    text: String,
    holds: BTreeSet<&'b Posted>,
}

/// A condition on rows: the column, what stands there, and for which accounts that is so.
struct Condition {
    column: &'static str,
    value: String,
    holds: Box<dyn Fn(&Account) -> bool>,
}

/// The formula of a figure, with its `=`.
pub fn formula(key: &Key, book: &Book<'_>) -> String {
    if let Key::Intensity(figure, denominator) = key {
        return format!("={}/{}", book.names.get(&figure.to_string()), book.names.get(&format!("denominator.{denominator}")));
    }
    let mut left = held(key, book);
    let sums = sums(key, book);
    if let Some(one) = sums.iter().find(|term| term.holds == left) {
        return format!("={}", one.text);
    }
    let mut texts = Vec::new();
    for term in figures(key, book, left.len()).into_iter().chain(sums) {
        if !term.holds.is_empty() && term.holds.is_subset(&left) {
            left.retain(|posted| !term.holds.contains(posted));
            texts.push(term.text);
        }
    }
    // Columns and categories tell every two accounts apart, so nothing is left; were it otherwise, the check beside the cell would say so.
    format!("={}", if texts.is_empty() { "0".into() } else { texts.join("+") })
}

fn held<'b>(key: &Key, book: &'b Book<'_>) -> BTreeSet<&'b Posted> {
    book.sums.posted().filter(|(account, _)| key.holds(account)).collect()
}

/// The smaller figures that a sum of scopes, or of energy, may be written with.
fn figures<'b>(key: &Key, book: &'b Book<'_>, all: usize) -> Vec<Term<'b>> {
    if key.headline() != key {
        return Vec::new();
    }
    let mut keys = vec![Key::Category(Category::Scope1), Key::Scope2Location, Key::Scope2Market, Key::Scope3];
    keys.extend([Energy::Direct, Energy::Indirect].map(Key::Energy));
    keys.extend(book.totals.iter().filter(|(key, _)| matches!(key, Key::Category(_) | Key::Energy(_))).map(|(key, _)| key.clone()));
    let terms = keys
        .iter()
        .filter(|smaller| book.totals.get(smaller).is_some())
        .map(|smaller| Term { text: book.names.get(&smaller.to_string()).to_string(), holds: held(smaller, book) });
    // What holds as much is the figure itself under another name.
    terms.filter(|term| term.holds.len() < all).collect()
}

/// `SUMIFS(lines_emissions,lines_counts_in,"scope1")` for every column and every condition, in the order in which they are tried.
fn sums<'b>(key: &Key, book: &'b Book<'_>) -> Vec<Term<'b>> {
    let columns = columns(key, book);
    let conditions = conditions(key, book);
    let carried_in = || Condition { column: "lines.carried-in", value: YES.into(), holds: Box::new(|account| account.carried_in) };
    let also: [Vec<Condition>; 2] =
        if matches!(key, Key::CarriedIn(_)) { [vec![carried_in()], vec![]] } else { [vec![], vec![carried_in()]] };
    let mut terms = Vec::new();
    for also in &also {
        for condition in &conditions {
            for (name, of_column) in &columns {
                let all: Vec<&Condition> = std::iter::once(condition).chain(also).collect();
                if !all.iter().all(|condition| book.names.has(condition.column)) {
                    continue;
                }
                let texts = all.iter().map(|condition| format!(",{},{}", book.names.get(condition.column), quoted(&condition.value)));
                let text = format!("SUMIFS({}{})", book.names.get(name), texts.collect::<String>());
                let holds = of_column.iter().copied().filter(|(account, _)| all.iter().all(|condition| (condition.holds)(account)));
                terms.push(Term { text, holds: holds.collect() });
            }
        }
    }
    terms
}

/// The columns that may be summed, with what stands in each: sums before their parts, but for a figure of one gas.
fn columns<'b>(key: &Key, book: &'b Book<'_>) -> Vec<(String, BTreeSet<&'b Posted>)> {
    let mut by_column: BTreeMap<Measured, BTreeSet<&Posted>> = BTreeMap::new();
    for posted in book.sums.posted() {
        for measured in posted.1.sum().into_iter().chain([posted.1.clone()]) {
            by_column.entry(measured).or_default().insert(posted);
        }
    }
    let mut columns: Vec<_> = by_column.into_iter().collect();
    if matches!(key, Key::Gas(..)) {
        columns.sort_by_key(|(measured, _)| measured.sum().is_none());
    }
    let named = columns.into_iter().filter_map(|(measured, holds)| Some((lines_key(&Column::Result(measured))?, holds)));
    named.filter(|(name, _)| book.names.has(name)).collect()
}

/// The conditions that rows may be picked by: carriers of energy; else scopes, Scope 3 as a whole before its categories.
fn conditions(key: &Key, book: &Book<'_>) -> Vec<Condition> {
    if matches!(key, Key::Energy(_)) {
        let carriers: BTreeSet<_> =
            book.sums.posted().filter_map(|(account, _)| if let Of::Energy(of) = &account.of { Some(of) } else { None }).collect();
        let one = |carrier: &crate::figure::Carrier| {
            let of = Of::Energy(carrier.clone());
            Condition { column: "lines.carrier", value: carrier.to_string(), holds: Box::new(move |account| account.of == of) }
        };
        return carriers.into_iter().map(one).collect();
    }
    let categories: BTreeSet<Category> = book.sums.posted().map(|(account, _)| account.category).collect();
    let mut conditions: Vec<Condition> = categories
        .into_iter()
        .map(|category| Condition {
            column: "lines.counts-in",
            value: category.to_string(),
            holds: Box::new(move |account| account.category == category),
        })
        .collect();
    let scope3 = Condition {
        column: "lines.scope",
        value: "scope3".into(),
        holds: Box::new(|account| matches!(account.category, Category::Scope3(_))),
    };
    let first = conditions.iter().position(|condition| condition.value.starts_with("scope3")).unwrap_or(conditions.len());
    let place = if matches!(key.headline(), Key::Category(_)) { conditions.len() } else { first };
    conditions.insert(place, scope3);
    conditions
}
