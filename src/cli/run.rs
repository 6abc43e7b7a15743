//! `tonne run`

use super::comparing::Comparing;
use super::new_file::NewFile;
use super::progress::watched;
use super::{Stop, language};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::diagnostic::Diagnostic;
use tonne::factors::vintage::Pins;
use tonne::language::{Labels, Language};
use tonne::line_results;
use tonne::lock;
use tonne::report::{figures_csv, json, json_text, summary};
use tonne::totals::Totals;
use tonne::trace::Trace;
use tonne::{House, Options};

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
    /// Use what `tonne.lock` pins, and stop if anything differs from it
    #[arg(long)]
    locked: bool,
    /// The language of labels: en, zh-Hant, zh-Hans
    #[arg(long, value_parser = language, default_value = "en")]
    lang: Language,
    /// Also write what each row of the ledgers adds, in their order: a new file, .csv or .jsonl
    #[arg(long, value_name = "FILE", value_parser = lines_file)]
    lines_out: Option<(PathBuf, line_results::Format)>,
    #[command(flatten)]
    comparing: Comparing,
    /// How many threads read large ledgers; all that the machine has, unless said
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// No progress bar
    #[arg(long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Trace,
}

impl Run {
    pub fn run(self) -> Result<String, Stop> {
        let trace = if self.locked { self.compute_locked()? } else { self.compute(None)?.0 };
        let totals = Totals::of(&trace);
        let findings = tonne::findings::find(&trace, &totals);
        let labels = Labels::of(self.lang);
        Ok(match self.format {
            Format::Table => summary(&trace, &totals, &findings, &labels),
            Format::Csv => figures_csv(&trace, &totals, &labels),
            Format::Trace => {
                let mut text = Vec::new();
                lock::trace_text::write(&trace, &mut text).map_err(|error| Diagnostic::fault("the trace", error))?;
                String::from_utf8(text).map_err(|error| Diagnostic::fault("the trace", error))?
            }
            Format::Json => json_text(&json::run(&trace, &totals, &findings, self.lines))?,
        })
    }

    /// What the lock pins, and nothing else.
    fn compute_locked(&self) -> Result<Trace, Stop> {
        let locked = lock::of_folder(&self.dir)?;
        let threads = self.threads.map(usize::from);
        let scratch = || self.comparing.file();
        let verified = watched(self.quiet, |watch| {
            lock::verify_with(
                &self.dir,
                locked,
                &Options { threads, compare: self.comparing.with(&scratch), watch: Some(watch), ..Options::default() },
            )
        })?;
        if self.lines_out.is_none() {
            return Ok(verified.trace);
        }
        let pins = Pins(verified.locked.lock.choices.editions);
        Ok(self.compute(Some(&pins))?.0)
    }

    fn compute(&self, pins: Option<&Pins>) -> Result<(Trace, House), Stop> {
        let threads = self.threads.map(usize::from);
        let scratch = || self.comparing.file();
        let Some(path) = &self.lines_out else {
            return Ok(watched(self.quiet, |watch| {
                tonne::compute_with(
                    &self.dir,
                    &Options { threads, pins, compare: self.comparing.with(&scratch), watch: Some(watch), ..Options::default() },
                )
            })?);
        };
        let (path, format) = path;
        let mut file = NewFile::create(path)?;
        let computed = watched(self.quiet, |watch| {
            let options = Options { threads, pins, compare: self.comparing.with(&scratch), watch: Some(watch), ..Options::default() };
            tonne::compute_and_write_lines(&self.dir, &options, *format, file.out())
        })?;
        file.finish()?;
        Ok(computed)
    }
}

/// Where and how lines are written: the ending of the file says it.
fn lines_file(text: &str) -> Result<(PathBuf, line_results::Format), String> {
    let path = PathBuf::from(text);
    match path.extension().unwrap_or_default().to_string_lossy().as_ref() {
        "csv" => Ok((path, line_results::Format::Csv)),
        "jsonl" => Ok((path, line_results::Format::JsonLines)),
        _ => Err("it ends in .csv or .jsonl".into()),
    }
}
