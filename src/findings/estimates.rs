//! Quantities that are estimated, and what nobody has said of how quantities came about.
//!
//! GHG Protocol Scope 3 Standard, 7.3 and box 7.2; IFRS S2, B56: the shares of Scope 3 that are measured with inputs from the value chain, and
//! with inputs that were verified.

use crate::diagnostic::{Diagnostic, codes};
use crate::figure::Key;
use crate::ledger::{Field, Month, Quality};
use crate::number::{Decimal, Exact, rounding};
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// More estimated months than these are a finding.
const MONTHS: usize = 2;

/// So is a larger estimated part than this, in percent of the quantity.
const PERCENT: i64 = 10;

/// Sites with much that is estimated, and the quality of Scope 3.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = estimated(trace);
    findings.extend(scope3(trace));
    findings
}

/// `part` of `whole` in percent, as text with one decimal.
fn percent(part: &Exact, whole: &Exact, trace: &Trace) -> String {
    let share = part.times(&Exact::from(Decimal::ONE_HUNDRED)).divided_by(whole).unwrap_or_else(Exact::zero);
    rounding::round(&share, 1, trace.inventory.choices.rounding)
}

fn is_estimated(line: &Line) -> bool {
    line.record.provenance.quality == Some(Quality::Estimated)
}

/// One finding for each site and kind of energy.
fn estimated(trace: &Trace) -> Vec<Diagnostic> {
    let mut meters: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in trace.lines.iter().filter(|line| trace.carriers.contains_key(&line.record.activity)) {
        meters.entry((&line.record.site, &line.record.activity)).or_default().push(line);
    }
    let told = meters.into_iter().filter_map(|((site, activity), found)| {
        let first = *found.iter().find(|line| is_estimated(line))?;
        let size =
            |line: &&&Line| line.record.unit.in_terms_of(&first.record.unit).map(|size| Exact::from(line.record.quantity).times(&size));
        let sum = |found: Vec<&&Line>| Exact::sum(&found.iter().filter_map(size).collect::<Vec<_>>());
        let (part, whole) = (sum(found.iter().filter(|line| is_estimated(line)).collect()), sum(found.iter().collect()));
        let months: BTreeSet<Month> = found.iter().filter(|line| is_estimated(line)).flat_map(|line| months(line)).collect();
        let much = part.times(&Exact::from(Decimal::ONE_HUNDRED)) > whole.times(&Exact::from(PERCENT));
        let message = format!(
            "`{activity}` at `{site}`: {} month{} estimated, {} % of the quantity ({part} of {whole} {})",
            months.len(),
            if months.len() == 1 { " is" } else { "s are" },
            percent(&part, &whole, trace),
            first.record.unit
        );
        let diagnostic =
            Diagnostic::finding(codes::MUCH_ESTIMATED, message).at(first.record.place.record_label(Field::Quality, "the first of them"));
        (months.len() > MONTHS || much)
            .then(|| diagnostic.help("read the meter, or ask for the bill; more than two months or 10 % should be rare"))
    });
    told.collect()
}

/// The months that a line reaches into.
fn months(line: &Line) -> Vec<Month> {
    let of = |day| Month::of(day);
    let mut months = Vec::new();
    for part in line.record.parts().iter() {
        let mut day = part.period.start;
        while day <= part.period.end {
            months.push(of(day));
            let Ok(next) = day.last_of_month().tomorrow() else { break };
            day = next;
        }
    }
    months
}

/// What is measured, estimated and verified of Scope 3, by emissions; and what nobody has said.
fn scope3(trace: &Trace) -> Vec<Diagnostic> {
    let lines: Vec<(&Line, Exact)> = trace.lines.iter().filter_map(|line| Some((line, line.adds(&Key::Scope3)?))).collect();
    let sum = |which: &dyn Fn(&Line) -> bool| Exact::sum(lines.iter().filter(|(line, _)| which(line)).map(|(_, value)| value));
    let quality = |line: &Line| line.record.provenance.quality;
    let whole = sum(&|_| true);
    let unsaid: Vec<&Line> = lines.iter().map(|(line, _)| *line).filter(|line| quality(line).is_none()).collect();
    let mut findings = Vec::new();
    if let Some(first) = unsaid.first() {
        let part = sum(&|line| quality(line).is_none());
        let message = format!(
            "nothing says whether the quantities of {} of scope3, {} % of its emissions, were measured or estimated",
            super::lines(super::rows(&unsaid)),
            percent(&part, &whole, trace)
        );
        let diagnostic = super::finding(codes::QUALITY_UNSAID, message, Some(first));
        findings.push(diagnostic.help("fill in column `quality`: measured or estimated"));
    }
    if unsaid.len() < lines.len() {
        let message = format!(
            "by emissions, {} % of scope3 rests on measured quantities, {} % on estimated ones, {} % on verified ones",
            percent(&sum(&|line| quality(line) == Some(Quality::Measured)), &whole, trace),
            percent(&sum(&|line| quality(line) == Some(Quality::Estimated)), &whole, trace),
            percent(&sum(&|line| line.record.provenance.verified), &whole, trace)
        );
        findings.push(Diagnostic::finding(codes::QUALITY_SHARES, message));
    }
    findings
}
