//! `tonne check`

use super::Stop;
use super::comparing::Comparing;
use super::new_file::NewFile;
use super::progress::watched;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::Options;
use tonne::diagnostic::{Diagnostic, Problems, Severity, Style, codes, render_all};
use tonne::folder::Folder;
use tonne::report::{annotated, problem_rows, problems_csv, problems_json};
use tonne::totals::Totals;

#[derive(Args)]
pub struct Check {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// How to print what is found; csv and json have one row for each problem
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit code 1 for warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Also write a copy of the workbook with the bad cells coloured and commented: a new .xlsx file. Formulas become their values, and
    /// formats are not kept
    #[arg(long, value_name = "OUT.xlsx")]
    annotate: Option<PathBuf>,
    /// With --annotate: which workbook, where the inventory has several
    #[arg(long, value_name = "FILE", requires = "annotate")]
    workbook: Option<String>,
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
    Text,
    Json,
    Csv,
}

impl Check {
    pub fn run(self) -> Result<String, Stop> {
        let found = self.find()?;
        let mut text = match self.format {
            Format::Csv => problems_csv(&problem_rows(&found)),
            Format::Json => problems_json(&problem_rows(&found))?,
            Format::Text => drawn(&found),
        };
        if let Some(out) = &self.annotate {
            let count = self.annotate(out, &found)?;
            if self.format == Format::Text {
                text.push_str(&format!("\nwrote {} with comments on {count} cell{}\n", out.display(), if count == 1 { "" } else { "s" }));
            }
        }
        let is_bad = |each: &Diagnostic| each.severity == Severity::Error || (self.deny_warnings && each.severity == Severity::Warning);
        if found.iter().any(is_bad) { Err(Stop::Failed(text)) } else { Ok(text) }
    }

    /// All problems of the stage that finds any; without any, all findings.
    fn find(&self) -> Result<Vec<Diagnostic>, Stop> {
        let threads = self.threads.map(usize::from);
        let checked = watched(self.quiet, |watch| -> Result<Vec<Diagnostic>, Problems> {
            let scratch = || self.comparing.file();
            let options = Options { threads, compare: self.comparing.with(&scratch), watch: Some(watch), ..Options::default() };
            let (trace, _) = tonne::compute_with(&self.dir, &options)?;
            Ok(tonne::findings::find(&trace, &Totals::of(&trace)))
        });
        match checked {
            // Stopped by Ctrl-C: nothing was found out.
            Err(problems) if problems.as_slice().iter().any(|problem| problem.code == codes::INTERRUPTED) => Err(problems.into()),
            Err(problems) => Ok(problems.into_vec()),
            Ok(found) => Ok(found),
        }
    }

    /// Writes the copy of the workbook, and counts its comments.
    fn annotate(&self, out: &std::path::Path, found: &[Diagnostic]) -> Result<usize, Stop> {
        let usage = |message: String, help: &str| Stop::Usage(Diagnostic::error(codes::BAD_VALUE, message).help(help).into());
        if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
            return Err(usage(format!("`{}` does not end in .xlsx", out.display()), "the copy is a workbook: --annotate checked.xlsx"));
        }
        let workbooks = tonne::workbooks(&self.dir)?;
        let name = match (&self.workbook, workbooks.as_slice()) {
            (Some(name), all) if all.contains(name) => name,
            (None, [only]) => only,
            (_, []) => return Err(usage("no ledger of the inventory is a workbook".into(), "without --annotate, the problems are listed")),
            (said, all) => {
                let message = said
                    .as_ref()
                    .map_or_else(|| "the inventory has several workbooks".into(), |name| format!("no ledger is the workbook `{name}`"));
                return Err(usage(message, &format!("say which one with --workbook: {}", all.join(", "))));
            }
        };
        let mut file = NewFile::create(out)?;
        let (bytes, count) = annotated(name, &Folder::at(&self.dir).read(name)?, found)?;
        file.fill(|out| out.write_all(&bytes))?;
        file.finish()?;
        Ok(count)
    }
}

/// What is found, drawn, with a count.
fn drawn(found: &[Diagnostic]) -> String {
    let mut text = render_all(found, Style::Coloured);
    let of = |severity: Severity| found.iter().filter(|each| each.severity == severity).count();
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    if of(Severity::Error) == 0 {
        text.push_str(&format!("no problems; {}, {}\n", counted(of(Severity::Warning), "warning"), counted(of(Severity::Note), "note")));
    }
    text
}
