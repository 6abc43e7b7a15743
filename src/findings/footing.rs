//! Printed parts that do not add up to the printed total, by rounding alone.

use crate::diagnostic::{Diagnostic, codes};
use crate::figure::{Energy, Key};
use crate::number::{Exact, parse, rounding};
use crate::scope::Category;
use crate::totals::Totals;
use crate::trace::Trace;

/// What a reader of the printed figures would add up.
fn sums() -> [(Key, Vec<Key>); 6] {
    let scope1 = Key::Category(Category::Scope1);
    [
        (Key::Scope3, Category::scope3().map(Key::Category).collect()),
        (Key::Scope12Location, vec![scope1.clone(), Key::Scope2Location]),
        (Key::Scope123Location, vec![scope1.clone(), Key::Scope2Location, Key::Scope3]),
        (Key::Scope12Market, vec![scope1.clone(), Key::Scope2Market]),
        (Key::Scope123Market, vec![scope1, Key::Scope2Market, Key::Scope3]),
        (Key::Energy(Energy::Total), vec![Key::Energy(Energy::Direct), Key::Energy(Energy::Indirect)]),
    ]
}

/// One finding for each printed total that its printed parts do not add up to. The total is right: it is the exact sum, rounded once.
pub fn find(trace: &Trace, totals: &Totals) -> Vec<Diagnostic> {
    let choices = &trace.inventory.choices;
    let text = |value: &Exact| rounding::round(value, choices.decimals, choices.rounding);
    let in_print = |key: &Key| totals.get(key).map(|figure| parse(&text(&figure.value)).ok().map(Exact::from));
    let broken = sums().into_iter().filter_map(|(total, parts)| {
        let whole = in_print(&total)??;
        let parts = Exact::sum(&parts.iter().filter_map(in_print).collect::<Option<Vec<_>>>()?);
        if parts == whole {
            return None;
        }
        let (parts, whole) = (text(&parts), text(&whole));
        let message = format!("the printed parts of {total} add up to {parts}, the total is {whole}: each is rounded once, by itself");
        Some(Diagnostic::finding(codes::DOES_NOT_FOOT, message))
    });
    broken.collect()
}
