//! `tonne run --format csv`: one figure a row, exact and printed.

use super::printed;
use crate::delimited::written::Written;
use crate::language::Labels;
use crate::totals::Totals;
use crate::trace::Trace;

/// `key,label,unit,value,exact,printed,lines`. Numbers are plain decimals.
pub fn figures_csv(trace: &Trace, totals: &Totals, labels: &Labels) -> String {
    let mut written = Written::under(["key", "label", "unit", "value", "exact", "printed", "lines"]);
    for (key, figure) in totals.iter() {
        let text = figure.value.text();
        let value = text.with_decimals(super::decimals(key, &trace.inventory.choices));
        let plain = printed(key, &figure.value, &trace.inventory.choices).replace(',', "");
        let (exact, lines) = (text.exact.to_string(), figure.lines.to_string());
        written.row([key.to_string(), labels.figure(key), figure.unit.clone(), value, exact, plain, lines]);
    }
    written.text()
}
