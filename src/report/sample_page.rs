//! `tonne sample`: the strata and the lines, as a table, CSV or JSON.

use super::{Grid, json_text, printed};
use crate::delimited::written::Written;
use crate::diagnostic::Diagnostic;
use crate::figure::Key;
use crate::inventory::Choices;
use crate::number::Exact;
use crate::sample::{Item, Sample};
use serde::Serialize;

/// What a sample was asked for.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Key,
    /// Its value.
    pub total: &'a Exact,
    /// Its unit.
    pub unit: &'a str,
    /// The seed.
    pub seed: u64,
    /// How the interval came about: `materiality 5% over factor 3`.
    pub interval: &'a str,
    /// How figures are printed.
    pub choices: &'a Choices,
}

impl Asked<'_> {
    fn printed(&self, value: &Exact) -> String {
        printed(self.figure, value, self.choices)
    }
}

/// As a table.
pub fn table(sample: &Sample, asked: &Asked<'_>) -> String {
    let unit = asked.unit;
    let mut head = Grid::new(&["", ""], &[]);
    let interval = format!("{} {unit}", asked.printed(&sample.interval));
    let interval = if asked.interval.is_empty() { interval } else { format!("{interval} ({})", asked.interval) };
    for (name, value) in [
        ("Figure", asked.figure.to_string()),
        ("Value", format!("{} {unit}", asked.printed(asked.total))),
        ("Seed", asked.seed.to_string()),
        ("Interval", interval),
        ("Left out", format!("{}, as no tonne of them can be drawn", lines_of(sample.left_out))),
    ] {
        head.row([name.to_string(), value]);
    }
    let mut strata = Grid::new(&["stratum", "lines", unit, "start", "certain", "drawn"], &[1, 2, 3, 4, 5]);
    for (name, each) in &sample.strata {
        let numbers = [
            each.lines.to_string(),
            asked.printed(&each.value),
            asked.printed(&each.start),
            each.certain.to_string(),
            each.drawn.to_string(),
        ];
        strata.row(std::iter::once(name.clone()).chain(numbers));
    }
    let mut lines = Grid::new(&["line", "place", "stratum", unit, "taken", "stands for", "evidence"], &[3, 5]);
    for item in &sample.items {
        lines.row(cells(item, |value| asked.printed(value)));
    }
    format!("{}\n{}\n{}", head.text(), strata.text(), lines.text())
}

/// `1 line`, `12 lines`.
fn lines_of(count: usize) -> String {
    if count == 1 { "1 line of zero or less".into() } else { format!("{count} lines of zero or less") }
}

/// As CSV: one line of the sample a row, with the seed and the interval in each.
pub fn csv(sample: &Sample, asked: &Asked<'_>) -> String {
    let header = ["id", "place", "stratum", "value", "taken", "stands_for", "evidence", "unit", "figure", "seed", "interval"];
    let mut written = Written::under(header);
    for item in &sample.items {
        let asked = [asked.unit.to_string(), asked.figure.to_string(), asked.seed.to_string(), sample.interval.text().digits];
        written.row(cells(item, |value| value.text().digits).into_iter().chain(asked));
    }
    written.text()
}

fn cells(item: &Item, text: impl Fn(&Exact) -> String) -> [String; 7] {
    let place = format!("{}:{}", item.file, item.at);
    let taken = if item.certain { "certain" } else { "drawn" };
    [item.id.clone(), place, item.stratum.clone(), text(&item.value), taken.into(), text(&item.stands_for), item.evidence.clone()]
}

#[derive(Serialize)]
struct SampleOut {
    schema: u32,
    figure: String,
    unit: String,
    value: String,
    seed: String,
    interval: String,
    left_out: usize,
    strata: Vec<StratumOut>,
    lines: Vec<ItemOut>,
}

#[derive(Serialize)]
struct StratumOut {
    name: String,
    lines: usize,
    value: String,
    start: String,
    certain: usize,
    drawn: usize,
}

#[derive(Serialize)]
struct ItemOut {
    id: String,
    file: String,
    line: usize,
    stratum: String,
    value: String,
    certain: bool,
    stands_for: String,
    evidence: String,
}

/// As JSON; numbers are texts, with 24 decimals where they do not terminate.
///
/// # Errors
/// A fault of this program.
pub fn json(sample: &Sample, asked: &Asked<'_>) -> Result<String, Diagnostic> {
    let strata = sample.strata.iter().map(|(name, each)| StratumOut {
        name: name.clone(),
        lines: each.lines,
        value: each.value.text().digits,
        start: each.start.text().digits,
        certain: each.certain,
        drawn: each.drawn,
    });
    let lines = sample.items.iter().map(|item| ItemOut {
        id: item.id.clone(),
        file: item.file.clone(),
        line: item.at,
        stratum: item.stratum.clone(),
        value: item.value.text().digits,
        certain: item.certain,
        stands_for: item.stands_for.text().digits,
        evidence: item.evidence.clone(),
    });
    let out = SampleOut {
        schema: 1,
        figure: asked.figure.to_string(),
        unit: asked.unit.to_string(),
        value: asked.total.text().digits,
        seed: asked.seed.to_string(),
        interval: sample.interval.text().digits,
        left_out: sample.left_out,
        strata: strata.collect(),
        lines: lines.collect(),
    };
    json_text(&out)
}
