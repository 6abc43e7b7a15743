//! `tonne trace`

use super::comparing::anywhere;
use super::progress::watched;
use super::{Stop, language};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use tonne::Options;
use tonne::diagnostic::{Diagnostic, codes};
use tonne::evidence;
use tonne::figure::Key;
use tonne::folder::Folder;
use tonne::language::{Labels, Language};
use tonne::report::{evidence_page, figure_lines, json, json_text, line_terms};
use tonne::rows::Rows;
use tonne::scope::Category;
use tonne::totals::Totals;

/// `tonne trace [DIR] KEY`: the key comes last, as in the documentation.
#[derive(Args)]
#[command(allow_missing_positional = true)]
pub struct Trace {
    /// The folder of the inventory [default: .]
    dir: Option<PathBuf>,
    /// The key of a figure, or the id of a line
    #[arg(required_unless_present = "evidence")]
    key: Option<String>,
    /// The documents behind the figures, or behind the one of KEY; a single word is then DIR
    #[arg(long)]
    evidence: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The language of labels: en, zh-Hant, zh-Hans
    #[arg(long, value_parser = language, default_value = "en")]
    lang: Language,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Trace {
    pub fn run(self) -> Result<String, Stop> {
        let (dir, key) = self.place();
        if !self.evidence
            && let Some(text) = self.line_of_a_large_ledger(&dir, &key)?
        {
            return Ok(text);
        }
        let scratch = anywhere();
        watched(false, |watch| self.computed(&dir, &key, &Options { compare: scratch, watch: Some(watch), ..Options::default() }))
    }

    fn computed(&self, dir: &Path, key: &str, options: &Options<'_>) -> Result<String, Stop> {
        let (trace, _) = tonne::compute_with(dir, options)?;
        let totals = Totals::of(&trace);
        if self.evidence {
            return self.documents(dir, key, &Rows::of(&trace, dir, options), &totals);
        }
        if let Some((key, figure)) = totals.find(key) {
            return Ok(match self.format {
                Format::Text => figure_lines(&trace, &totals, key, figure, &Labels::of(self.lang)),
                Format::Json => json_text(&json::figure_trace(&trace, key, figure))?,
            });
        }
        // A figure goes before a line of the same name; `line:` names the line.
        if let Some(line) = trace.line(key.strip_prefix("line:").unwrap_or(key)) {
            return Ok(match self.format {
                Format::Text => line_terms(&trace, line),
                Format::Json => json_text(&json::line(line, &trace))?,
            });
        }
        Err(Stop::Usage(unknown(key, &trace, &totals).into()))
    }

    /// Ledgers of millions of rows are searched for the one row, and nothing else is computed.
    fn line_of_a_large_ledger(&self, dir: &Path, key: &str) -> Result<Option<String>, Stop> {
        if FIGURES.iter().any(|figure| key.starts_with(figure)) {
            return Ok(None);
        }
        let id = key.strip_prefix("line:").unwrap_or(key);
        let found =
            watched(false, |watch| tonne::find_line(dir, &Options { compare: anywhere(), watch: Some(watch), ..Options::default() }, id))?;
        let Some((trace, covered)) = found else { return Ok(None) };
        let Some(line) = trace.lines.first() else { return Ok(None) };
        let text = match self.format {
            Format::Text if covered => line_terms(&trace, line) + COVERED,
            Format::Text => line_terms(&trace, line),
            Format::Json => json_text(&json::line(line, &trace))?,
        };
        Ok(Some(text))
    }
}

impl Trace {
    /// The folder and the key. A single word is the key, with `--evidence` the folder.
    fn place(&self) -> (PathBuf, String) {
        match (&self.dir, &self.key) {
            (None, Some(only)) if self.evidence => (only.into(), String::new()),
            (dir, key) => (dir.clone().unwrap_or_else(|| ".".into()), key.clone().unwrap_or_default()),
        }
    }

    /// The evidence behind every scope and category, or behind one figure.
    fn documents(&self, dir: &Path, key: &str, rows: &Rows<'_>, totals: &Totals) -> Result<String, Stop> {
        let each = |key: &&Key| matches!(key, Key::Category(_) | Key::Scope2Location | Key::Scope2Market);
        let figures: Vec<Key> = match totals.find(key) {
            Some((found, _)) => vec![found.numerator().clone()],
            None if key.is_empty() => totals.iter().map(|(key, _)| key).filter(each).cloned().collect(),
            None => return Err(Stop::Usage(unknown(key, rows.trace(), totals).into())),
        };
        let proofs = evidence::behind(&figures, rows, &Folder::at(dir))?;
        Ok(match self.format {
            Format::Text => evidence_page::table(&proofs),
            Format::Json => evidence_page::json(&proofs)?,
        })
    }
}

/// What is said of a row that instruments may cover.
const COVERED: &str = "\nmarket-based, instruments are applied to all rows together: this row alone is shown without them\n";

/// How keys of figures begin; no large ledger is searched for such an id, unless `line:` stands before it.
const FIGURES: [&str; 3] = ["scope", "energy.", "intensity."];

/// Says what there is instead.
fn unknown(key: &str, trace: &tonne::trace::Trace, totals: &Totals) -> Diagnostic {
    let keys: Vec<String> = totals.iter().map(|(key, _)| key.to_string()).collect();
    let ids = trace.lines.iter().map(|line| line.record.id.as_str());
    let listed = keys.iter().filter(|key| key.matches('.').count() < 2).cloned().collect::<Vec<_>>().join(", ");
    let figures = if listed.is_empty() { "no line counts in any figure".to_string() } else { format!("figures: {listed}") };
    let rest = "the ids of lines stand in the ledgers; `tonne run --format csv` prints all figures";
    if Category::parse(key).is_some_and(|category| category != Category::Scope2) || key == "scope3" {
        let diagnostic = Diagnostic::error(codes::UNKNOWN_FIGURE, format!("no line counts in {key}: the figure is missing, not zero"));
        return diagnostic.help(figures);
    }
    let diagnostic = Diagnostic::error(codes::UNKNOWN_FIGURE, format!("there is neither a figure nor a line `{key}`"));
    // `scope2` alone would hide which of its two totals is meant.
    let both: Vec<String> =
        ["location", "market"].map(|basis| format!("{key}.{basis}")).into_iter().filter(|key| keys.contains(key)).collect();
    let diagnostic = if both.is_empty() {
        diagnostic.suggest(key, keys.iter().map(String::as_str).chain(ids))
    } else {
        diagnostic.help(format!("did you mean `{}`?", both.join("` or `")))
    };
    diagnostic.help(figures).help(rest)
}
