//! `tonne run`

use super::{Stop, language};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::language::{Labels, Language};
use tonne::report::{figures_csv, json, summary};
use tonne::totals::Totals;

#[derive(Args)]
pub struct Run {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// With `--format json`: the lines with their terms
    #[arg(long)]
    lines: bool,
    /// The language of labels: en, zh-Hant, zh-Hans
    #[arg(long, value_parser = language, default_value = "en")]
    lang: Language,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

impl Run {
    pub fn run(self) -> Result<String, Stop> {
        let (trace, _) = tonne::compute(&self.dir)?;
        let totals = Totals::of(&trace);
        let findings = tonne::findings::find(&trace, &totals);
        let labels = Labels::of(self.lang);
        Ok(match self.format {
            Format::Table => summary(&trace, &totals, &findings, &labels),
            Format::Csv => figures_csv(&trace, &totals, &labels),
            Format::Json => {
                let run = json::run(&trace, &totals, &findings, self.lines);
                serde_json::to_string_pretty(&run).unwrap_or_default() + "\n"
            }
        })
    }
}
