//! Market-based Scope 2: instruments that were not applied, uncovered electricity without a residual mix, and a total that is missing.

use super::{finding, lines};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::market::RestBasis;
use crate::scope::Category;
use crate::trace::{Line, Trace};

/// Countries with a market for instruments: green electricity certificates and trades.
const MARKETS: [&str; 2] = ["CN", "HK"];

/// What a reader of the market-based total must know.
pub fn find(trace: &Trace) -> Vec<Diagnostic> {
    let mut findings = trace.instrument_findings.clone();
    let at_average =
        |line: &&Line| line.market.as_ref().is_some_and(|market| market.basis == RestBasis::GridAverage && !market.rest.is_zero());
    let found: Vec<&Line> = trace.lines.iter().filter(at_average).collect();
    if let Some(first) = found.first() {
        let message = format!(
            "uncovered electricity takes the grid average in scope2.market, for want of a residual mix: double counting is possible ({})",
            lines(found.len())
        );
        findings.push(finding(codes::MARKET_GRID_AVERAGE, Severity::Warning, message, Some(first)));
    }
    let in_market = |line: &&Line| {
        let region = trace.inventory.sites.get(&line.record.site).map_or("", |site| site.region.as_str());
        line.record.category == Category::Scope2
            && MARKETS.iter().any(|market| region == *market || region.starts_with(&format!("{market}-")))
    };
    if let Some(first) = trace.lines.iter().find(in_market).filter(|_| !trace.inventory.choices.market_based) {
        let message = "there is a market for contractual instruments, and no market-based Scope 2 beside the location-based";
        let diagnostic = finding(codes::MARKET_MISSING, Severity::Note, message.into(), Some(first));
        findings.push(diagnostic.help("add \"market-based\" to `scope2` under [choices] (GHG Protocol Scope 2 Guidance, 1.5.1)"));
    }
    findings
}
