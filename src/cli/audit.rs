//! `tonne audit`

use super::{Stop, language};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::House;
use tonne::audit::document::Published;
use tonne::audit::materiality::Level;
use tonne::language::{Labels, Language};
use tonne::report::audit as report;

#[derive(Args)]
pub struct Audit {
    /// What a document prints: a file in the format of docs/reference/published.md
    file: PathBuf,
    /// What to print; a schedule lists what lies outside rounding, in CSV
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// The language of labels: en, zh-Hant, zh-Hans
    #[arg(long, value_parser = language, default_value = "en")]
    lang: Language,
    /// End with exit code 1 when a figure lies outside rounding, or is off by more than what is clearly trivial, by performance
    /// materiality, or by materiality
    #[arg(long, value_enum)]
    fail_on: Option<Limit>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Markdown,
    Csv,
    Json,
    // Misstatements, in CSV.
    Schedule,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Limit {
    // Anything that rounding does not explain.
    OutsideRounding,
    // What is more than clearly trivial.
    Trivial,
    // Performance materiality or more.
    Performance,
    // Materiality or more.
    Materiality,
}

impl Limit {
    /// Whether a gap of that level is beyond the limit. What cannot be measured is beyond the first alone.
    fn is_passed_by(self, level: Option<Level>) -> bool {
        match self {
            Self::OutsideRounding => true,
            Self::Trivial => level >= Some(Level::AboveTrivial),
            Self::Performance => level >= Some(Level::AbovePerformance),
            Self::Materiality => level >= Some(Level::AboveMateriality),
        }
    }
}

impl Audit {
    pub fn run(self) -> Result<String, Stop> {
        let house = House::shipped().sound()?;
        let published = Published::read(&self.file, &house)?;
        let audit = tonne::audit::audit(published, &house)?;
        let labels = Labels::of(self.lang);
        let text = match self.format {
            Format::Table => report::page(&audit, &labels),
            Format::Markdown => report::markdown(&audit, &labels),
            Format::Csv => report::checks_csv(&audit),
            Format::Json => tonne::report::json_text(&report::contract(&audit))?,
            Format::Schedule => report::schedule_csv(&audit),
        };
        match self.fail_on {
            Some(limit) if audit.misfits().iter().any(|misfit| limit.is_passed_by(misfit.level)) => Err(Stop::Failed(text)),
            _ => Ok(text),
        }
    }
}
