//! `tonne run --format csv`: one figure a row, exact and printed.

use super::printed;
use crate::language::Labels;
use crate::totals::Totals;
use crate::trace::Trace;

/// `key,label,unit,value,exact,printed,lines`. Numbers are plain decimals; a label that a spreadsheet would run as a formula is quoted.
pub fn figures_csv(trace: &Trace, totals: &Totals, labels: &Labels) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![["key", "label", "unit", "value", "exact", "printed", "lines"].map(String::from)];
    for (key, figure) in totals.iter() {
        let text = figure.value.text();
        let value = text.with_decimals(super::decimals(key, &trace.inventory.choices));
        let plain = printed(key, &figure.value, &trace.inventory.choices).replace(',', "");
        let label = guarded(&labels.figure(key));
        rows.push([key.to_string(), label, figure.unit.clone(), value, text.exact.to_string(), plain, figure.lines.to_string()]);
    }
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A text that does not begin like a formula of a spreadsheet.
pub(super) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() }
}
