//! The canonical trace: all lines with their formulas as plain text, one fact on each line of it, in the order of the ledgers.
//!
//! It is written line by line and never held as a whole. Its SHA-256 stands in the lock; `tonne run --format trace | sha256sum` redoes it.
//! `docs/reference/lock.md` is the format.

use crate::formula::{Amount, Formula, Operation, Source, Term};
use crate::number::Exact;
use crate::totals::contributions;
use crate::trace::{Line, Part, Posting, Trace};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// Writes the canonical trace.
///
/// # Errors
/// What `out` cannot take.
pub fn write(trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::default();
    trace.lines.iter().try_for_each(|line| out.write_all(writer.line(line, trace).as_bytes()))
}

/// Writes lines one after another, each formula where it is first met.
#[derive(Debug, Default)]
pub struct Writer {
    /// The formulas that were met, by their text, with their numbers.
    formulas: BTreeMap<String, usize>,
}

impl Writer {
    /// The text of a line, and before it that of formulas that no line before it has.
    pub fn line(&mut self, line: &Line, trace: &Trace) -> String {
        let mut head = String::new();
        let mut body = String::new();
        let record = &line.record;
        let _ = writeln!(body, "line {}", escaped(&record.id));
        let _ = writeln!(body, "  at {}:{}", escaped(record.place.file()), record.place.line());
        for (name, value) in cells(line) {
            let _ = writeln!(body, "  {name}: {}", escaped(&value));
        }
        for posting in line.postings() {
            let number = self.number(posting.formula, &mut head);
            let (name, value) = (name(&posting), posting.value().written());
            let product = joined(posting.formula, |term| posting.number(term).to_string());
            let _ = writeln!(body, "  {name} = {product} = {value} (formula {number})");
        }
        for (value, keys) in grouped(contributions(line, trace)) {
            let _ = writeln!(body, "  + {} {}", value.written(), keys.join(" "));
        }
        head + &body
    }

    /// The number of a formula; it is written to `head` when it is new.
    fn number(&mut self, formula: &Formula, head: &mut String) -> usize {
        let text = words(formula);
        let next = self.formulas.len() + 1;
        *self.formulas.entry(text).or_insert_with_key(|text| {
            let _ = writeln!(head, "formula {next}: {text}");
            next
        })
    }
}

/// What the record says, by the names of columns; what it does not say is left out.
fn cells(line: &Line) -> Vec<(String, String)> {
    let record = &line.record;
    let optional = |text: Option<String>| text.unwrap_or_default();
    let ratio = record.ratio_unit.as_ref().map(|(above, below)| format!("{above}/{below}"));
    let mut cells: Vec<(String, String)> = vec![
        ("period".into(), record.period.to_string()),
        ("site".into(), record.site.clone()),
        ("region".into(), optional(record.region.clone())),
        ("activity".into(), record.activity.clone()),
        ("category".into(), record.category.to_string()),
        ("quantity".into(), record.quantity.to_string()),
        ("unit".into(), record.unit.to_string()),
        ("balance".into(), optional(record.balance.as_ref().map(crate::ledger::balance::Balance::words))),
        ("factor".into(), optional(record.factor.clone())),
        ("basis".into(), optional(record.basis.map(|basis| basis.name().to_string()))),
        ("ratio_unit".into(), optional(ratio)),
        ("price_year".into(), optional(record.price_year.map(|year| year.to_string()))),
        ("pcaf_score".into(), optional(record.pcaf_score.map(|score| score.to_string()))),
    ];
    let origin = &record.provenance;
    cells.push(("meter".into(), optional(origin.meter.clone())));
    cells.push(("parent_meter".into(), optional(origin.parent_meter.clone())));
    cells.push(("quality".into(), origin.words()));
    if let Some(route) = &record.route {
        cells.extend([("from".into(), route.from.code.to_string()), ("to".into(), route.to.code.to_string())]);
    }
    let name = |index: &usize| crate::formula::INPUTS.get(*index).map_or("", |input| input.name).to_string();
    cells.extend(record.inputs.iter().map(|(index, value)| (name(index), value.to_string())));
    cells.push(("evidence".into(), record.evidence.clone()));
    cells.push(("note".into(), record.note.clone()));
    if let Some(batch) = &record.batch {
        cells.push(("rows".into(), batch.rows.to_string()));
        let part = |part: &crate::ledger::Part| {
            let days: Vec<String> = part.covered().iter().map(ToString::to_string).collect();
            format!("{} of {} rows in {}", part.quantity, part.rows, days.join(", "))
        };
        cells.extend(batch.parts.iter().enumerate().map(|(index, each)| (format!("rows.{}", index + 1), part(each))));
    }
    cells.retain(|(_, value)| !value.is_empty());
    cells
}

/// What an amount is called: `CO2`, `market CO2`, `market not-split of GEC-01`.
fn name(posting: &Posting<'_>) -> String {
    let of = escaped(posting.account.of.name());
    match posting.part {
        Part::Whole => of,
        Part::Rest(_) => format!("market {of}"),
        Part::Covered(part) => format!("market {of} of {}", escaped(&part.instrument.id)),
    }
}

/// `quantity [MWh] * 1000 [kWh/MWh] * 0.5306 [kgCO2/kWh; cn-mee/electricity@2023#CN] ...`, in tonnes of CO2e.
fn words(formula: &Formula) -> String {
    let terms = joined(formula, |term| {
        let value = match (term.amount, &term.source) {
            (Amount::Given(_), Source::Record(said)) => {
                let said = said.to_string();
                if said.contains(' ') { format!("({said})") } else { said }
            }
            (Amount::Given(_), Source::Inventory { what, .. }) => what.clone(),
            (Amount::Given(_), _) => "quantity".into(),
            (Amount::Fixed(value), _) => value.to_string(),
        };
        let source = match &term.source {
            Source::Factor(citation) => citation.reference(),
            Source::Instrument(instrument) => format!("instrument {}", instrument.id),
            Source::Standard { clause } => (*clause).to_string(),
            Source::Inventory { file, .. } => file.clone(),
            Source::Record(_) | Source::UnitSize { .. } => String::new(),
        };
        let unit = term.unit.to_string();
        let about: Vec<&str> = [unit.as_str(), source.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        if about.is_empty() { value } else { format!("{value} [{}]", about.join("; ")) }
    });
    escaped(&format!("{terms} = {}", formula.result()))
}

fn joined(formula: &Formula, text: impl Fn(&Term) -> String) -> String {
    let mut out = String::new();
    for (index, term) in formula.terms().iter().enumerate() {
        out.push_str(match (index, term.operation) {
            (0, Operation::Multiply) => "",
            (0, Operation::Divide) => "1 / ",
            (_, Operation::Multiply) => " * ",
            (_, Operation::Divide) => " / ",
        });
        out.push_str(&text(term));
    }
    out
}

/// Contributions of the same value together, in the order in which they are met.
fn grouped(contributions: Vec<(crate::figure::Key, Exact)>) -> Vec<(Exact, Vec<String>)> {
    let mut groups: Vec<(Exact, Vec<String>)> = Vec::new();
    for (key, value) in contributions {
        let key = escaped(&key.to_string()).replace(' ', "\\s");
        match groups.iter_mut().find(|(known, keys)| *known == value && !keys.contains(&key)) {
            Some((_, keys)) => keys.push(key),
            None => groups.push((value, vec![key])),
        }
    }
    groups
}

/// A text on one line, which a literal text of TOML can hold: backslashes, control characters, and apostrophes behind an apostrophe are
/// written with a backslash before them.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = '\0';
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\'' if last == '\'' => out.push_str("\\'"),
            control if control.is_control() || matches!(control, '\u{85}' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(control));
            }
            plain => out.push(plain),
        }
        last = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_and_never_ends_a_literal_of_toml() {
        assert_eq!(escaped("a\\b\nc\t'''d\u{7}"), "a\\\\b\\nc\\t'\\'\\'d\\u{7}");
        assert_eq!(escaped("電 'x'"), "電 'x'");
    }
}
