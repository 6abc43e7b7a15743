//! `tonne trace`

use super::{Stop, language};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::diagnostic::{Diagnostic, codes};
use tonne::language::{Labels, Language};
use tonne::report::{figure_lines, json, line_terms};
use tonne::totals::Totals;

/// `tonne trace [DIR] KEY`: the key comes last, as in the documentation, so both arguments are taken together.
#[derive(Args)]
pub struct Trace {
    /// The folder of the inventory (default: this folder), then the key of a figure or the id of a line
    #[arg(num_args = 1..=2, required = true, value_names = ["DIR", "KEY"])]
    what: Vec<String>,
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
        let (dir, key) = match self.what.as_slice() {
            [dir, key] => (PathBuf::from(dir), key.as_str()),
            [key] => (PathBuf::from("."), key.as_str()),
            _ => (PathBuf::from("."), ""),
        };
        let (trace, _) = tonne::compute(&dir)?;
        let totals = Totals::of(&trace);
        let json = |value: Result<String, _>| value.unwrap_or_default() + "\n";
        if let Some((key, figure)) = totals.find(key) {
            return Ok(match self.format {
                Format::Text => figure_lines(&trace, &totals, key, figure, &Labels::of(self.lang)),
                Format::Json => json(serde_json::to_string_pretty(&json::figure_trace(&trace, key, figure))),
            });
        }
        // A figure goes before a line of the same name; `line:` names the line.
        if let Some(line) = trace.line(key.strip_prefix("line:").unwrap_or(key)) {
            return Ok(match self.format {
                Format::Text => line_terms(&trace, line),
                Format::Json => json(serde_json::to_string_pretty(&json::line(line, &trace))),
            });
        }
        let keys: Vec<String> = totals.iter().map(|(key, _)| key.to_string()).collect();
        let ids = trace.lines.iter().map(|line| line.record.id.as_str());
        let diagnostic = Diagnostic::error(codes::UNKNOWN_FIGURE, format!("there is neither a figure nor a line `{key}`"))
            .suggest(key, keys.iter().map(String::as_str).chain(ids))
            .help(format!("figures: {}", keys.iter().filter(|key| key.matches('.').count() < 2).cloned().collect::<Vec<_>>().join(", ")))
            .help("the ids of lines stand in the ledgers; `tonne run --format csv` prints all figures");
        Err(Stop::Usage(diagnostic.into()))
    }
}
