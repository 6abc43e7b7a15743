//! Market-based Scope 2: instruments that were not applied, uncovered electricity without a residual mix, and a total that is missing.

use super::{finding, lines, rows};
use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, codes};
use crate::methods::market::RestBasis;
use crate::scope::Category;
use crate::trace::{Line, Trace};

/// Countries with a market for instruments: green electricity certificates and trades.
const MARKETS: [&str; 2] = ["CN", "HK"];

/// Activities of Scope 2 whose factors are made for one purpose, which is not the location-based total.
const SPECIAL: [(&str, &str); 2] = [
    ("electricity/fossil", "takes the average of fossil generation alone; location-based means the average of all generation in the grid"),
    ("electricity/ets-reporting", "takes the factor for reports to the national carbon market, not the grid average for all other reports"),
];

/// Electricity of Scope 2 at another factor than the average of the grid.
fn not_grid_average(trace: &Trace, activity: &str, what: &str) -> Option<Diagnostic> {
    let at_it = |line: &&Line| line.record.category == Category::Scope2 && is_within(&line.record.activity, activity);
    let found: Vec<&Line> = trace.lines.iter().filter(at_it).collect();
    let message = format!("`{activity}` {what} ({})", lines(rows(&found)));
    (!found.is_empty()).then(|| finding(codes::NOT_GRID_AVERAGE, message, found.first().copied()))
}

/// What a reader of the market-based total must know.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let at_average =
        |line: &&Line| line.market.as_ref().is_some_and(|market| market.basis == RestBasis::GridAverage && !market.rest.number.is_zero());
    let found: Vec<&Line> = trace.lines.iter().filter(at_average).collect();
    if let Some(first) = found.first() {
        let message = format!(
            "uncovered electricity takes the grid average in scope2.market, for want of a residual mix: double counting is possible ({})",
            lines(rows(&found))
        );
        findings.push(finding(codes::MARKET_GRID_AVERAGE, message, Some(first)));
    }
    findings.extend(SPECIAL.iter().filter_map(|(activity, what)| not_grid_average(trace, activity, what)));
    let in_market = |line: &&Line| {
        let region = trace.inventory.sites.get(&line.record.site).map_or("", |site| site.region.as_str());
        line.record.category == Category::Scope2
            && MARKETS.iter().any(|market| region == *market || region.starts_with(&format!("{market}-")))
    };
    if let Some(first) = trace.lines.iter().find(in_market).filter(|_| !trace.inventory.choices.market_based) {
        let message = "there is a market for contractual instruments, and no market-based Scope 2 beside the location-based";
        let diagnostic = finding(codes::MARKET_MISSING, message.into(), Some(first));
        findings.push(diagnostic.help("add \"market-based\" to `scope2` under [choices] (GHG Protocol Scope 2 Guidance, 1.5.1)"));
    }
    findings
}
