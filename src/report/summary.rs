//! `tonne run`: the totals on a terminal.

use super::{Grid, printed};
use crate::diagnostic::{Diagnostic, Severity};
use crate::figure::Key;
use crate::language::{Labels, Language};
use crate::scope::{Category, Status};
use crate::sensitivity;
use crate::totals::Totals;
use crate::trace::Trace;
use std::fmt::Write as _;

/// Head, emissions, gases, memo items, energy, intensities, findings.
pub fn summary(trace: &Trace, totals: &Totals, findings: &[Diagnostic], labels: &Labels) -> String {
    let page = Page { trace, totals, labels };
    let mut out = page.head();
    page.emissions(&mut out);
    page.not_counted(&mut out);
    page.part(&mut out, "title.gases", |key| matches!(key, Key::Gas(..)));
    page.part(&mut out, "title.memo", |key| matches!(key, Key::Biogenic(part) | Key::CarriedIn(part) if part.is_total()));
    page.part(&mut out, "title.energy", |key| matches!(key, Key::Energy(_)));
    page.part(&mut out, "title.intensity", |key| matches!(key, Key::Intensity(..)));
    page.sensitivities(&mut out);
    page.findings(&mut out, findings);
    out
}

struct Page<'a> {
    trace: &'a Trace,
    totals: &'a Totals,
    labels: &'a Labels,
}

impl Page<'_> {
    fn head(&self) -> String {
        let inventory = &self.trace.inventory;
        let choices = &inventory.choices;
        let label = |key| self.labels.get(key).to_string();
        let denominators = inventory.denominators.iter().map(|(name, denominator)| {
            let name = self.labels.denominator(name);
            format!("{name}: {} {} ({})", denominator.amount, denominator.unit, denominator.source)
        });
        let mut grid = Grid::new(&["", ""], &[]);
        for (name, value) in [
            ("head.period", inventory.period.to_string()),
            ("head.consolidation", label(&format!("consolidation.{}", inventory.consolidation.name()))),
            ("head.scope2", label(if choices.market_based { "basis.both" } else { "basis.location" })),
            ("head.gwp", choices.gwp.clone()),
            ("head.as-of", inventory.as_of.to_string()),
            ("head.rounding", label(&format!("rounding.{}", choices.rounding.name()))),
            ("head.denominators", denominators.collect::<Vec<_>>().join("\n")),
            ("head.tables", self.trace.tables.keys().cloned().collect::<Vec<_>>().join("\n")),
        ] {
            if !value.is_empty() {
                grid.row([label(name), value]);
            }
        }
        format!("{}\n\n{}", inventory.organisation, grid.text())
    }

    fn grid(&self, title: &str) -> Grid {
        let titles = [title, "column.value", "column.unit", "column.lines", "column.key"].map(|key| self.labels.get(key));
        Grid::new(&titles, &[1, 3])
    }

    fn row(&self, grid: &mut Grid, key: &Key, indent: &str) {
        if let Some(figure) = self.totals.get(key) {
            let name = format!("{indent}{}", self.labels.figure(key));
            let value = printed(key, &figure.value, &self.trace.inventory.choices);
            grid.row([name, value, figure.unit.clone(), figure.lines.to_string(), key.to_string()]);
        }
    }

    fn emissions(&self, out: &mut String) {
        let mut grid = self.grid("title.emissions");
        let market = self.trace.inventory.choices.market_based.then_some(Key::Scope2Market);
        for key in [Key::Category(Category::Scope1), Key::Scope2Location].into_iter().chain(market) {
            if self.totals.get(&key).is_some() {
                self.row(&mut grid, &key, "");
            } else {
                let status = self.labels.get("status.no-lines").to_string();
                grid.row([self.labels.figure(&key), status, String::new(), String::new(), key.to_string()]);
            }
        }
        self.row(&mut grid, &Key::Scope3, "");
        for (category, said) in &self.trace.inventory.categories {
            let key = Key::Category(*category);
            if self.totals.get(&key).is_some() {
                self.row(&mut grid, &key, "  ");
                continue;
            }
            let word = if said.status == Status::Included { "no-lines" } else { said.status.name() };
            let status = self.labels.get(&format!("status.{word}")).to_string();
            grid.row([format!("  {}", self.labels.figure(&key)), status, String::new(), String::new(), key.to_string()]);
        }
        for key in [Key::Scope12Location, Key::Scope12Market, Key::Scope123Location, Key::Scope123Market] {
            self.row(&mut grid, &key, "");
        }
        let _ = write!(out, "\n{}", grid.text());
    }

    /// The reasons for what is left out: the list comes from the same data as the table above it (GHG Protocol Scope 3 Standard, 11.1).
    fn not_counted(&self, out: &mut String) {
        let reasons = self.trace.inventory.categories.iter().filter(|(_, said)| said.status != Status::Included && !said.reason.is_empty());
        let mut grid = Grid::new(&[self.labels.get("title.not-counted"), "", ""], &[]);
        let mut any = false;
        for (category, said) in reasons {
            let status = self.labels.get(&format!("status.{}", said.status.name())).to_string();
            grid.row([self.labels.figure(&Key::Category(*category)), status, said.reason.clone()]);
            any = true;
        }
        if any {
            let _ = write!(out, "\n{}", grid.text());
        }
    }

    fn part(&self, out: &mut String, title: &str, belongs: impl Fn(&Key) -> bool) {
        let keys: Vec<_> = self.totals.iter().map(|(key, _)| key).filter(|key| belongs(key)).collect();
        if keys.is_empty() {
            return;
        }
        let mut grid = self.grid(title);
        for key in keys {
            self.row(&mut grid, key, "");
        }
        let _ = write!(out, "\n{}", grid.text());
    }

    /// What the largest choices of boundary would move.
    fn sensitivities(&self, out: &mut String) {
        let inventory = &self.trace.inventory;
        let found = sensitivity::find(self.totals, &inventory.denominators);
        if found.is_empty() {
            return;
        }
        let titles = ["title.sensitivity", "column.is", "column.would-be", "column.unit", "column.key"].map(|key| self.labels.get(key));
        let mut grid = Grid::new(&titles, &[1, 2]);
        for each in found {
            let text = |value| printed(&each.key, value, &inventory.choices);
            let name = self.labels.figure(&each.key);
            grid.row([name, text(&each.is), text(&each.would_be), each.unit.clone(), each.key.to_string()]);
        }
        let _ = write!(out, "\n{}", grid.text());
    }

    /// Messages are in English; in another language a title stands above each.
    fn findings(&self, out: &mut String, findings: &[Diagnostic]) {
        if findings.is_empty() {
            return;
        }
        let in_english = self.labels.language() == Language::English;
        let _ = writeln!(out, "\n {}", self.labels.get("title.findings"));
        for finding in findings {
            let severity = if finding.severity == Severity::Warning { "severity.warning" } else { "severity.note" };
            let name = format!("{}[{}]", self.labels.get(severity), finding.code);
            let text = if in_english { &finding.message } else { self.labels.finding(finding.code.name()) };
            let place = finding.labels.first().map_or(String::new(), |label| format!(" ({})", label.excerpt.place()));
            let _ = writeln!(out, " {}{place}", self.labels.fill("of", &[&name, text]));
            if !in_english {
                let _ = writeln!(out, "   {}", finding.message);
            }
            finding.notes.iter().for_each(|note| _ = writeln!(out, "   {note}"));
        }
    }
}
