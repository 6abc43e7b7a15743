//! The commands, one file each. They read arguments, call the library and print; nothing is computed here.

mod audit;
mod check;
mod comparing;
mod explain;
mod factors;
mod factors_import;
mod import;
mod init;
mod lock;
mod manual;
mod new_file;
mod new_folder;
mod progress;
mod report;
mod run;
mod sample;
mod trace;
mod verify;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;
use tonne::diagnostic::{Diagnostic, Problems, Style, codes, render_all};
use tonne::language::Language;

/// Exact greenhouse-gas accounts: every figure traced to a published factor.
#[derive(Parser)]
#[command(name = "tonne", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a folder with a commented, working inventory
    Init(init::Init),
    /// Look at a spreadsheet, and propose how to read it as a ledger
    Import(import::Import),
    /// Find everything that is wrong with an inventory, without printing figures
    Check(check::Check),
    /// Compute an inventory and print its totals
    Run(run::Run),
    /// Show an inventory as tables that frameworks ask for
    Report(report::Report),
    /// Show where a figure or a line comes from
    Trace(trace::Trace),
    /// Pin everything that made the figures, in `tonne.lock`
    Lock(lock::Lock),
    /// Derive the figures again and compare them with the lock
    Verify(verify::Verify),
    /// Draw lines for an auditor to test, by the tonnes that they add
    Sample(sample::Sample),
    /// Check a printed report: sums, ratios, changes, and which factors explain it
    Audit(audit::Audit),
    /// Print the page of a method, an error or a finding
    Explain(explain::Explain),
    /// Print completions for a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man(manual::Man),
    /// Look into the library of factor tables
    Factors(factors::Factors),
}

/// How a command ends when it does not succeed.
enum Stop {
    /// Problems in the input: exit code 1.
    Problems(Problems),
    /// Wrong usage: exit code 2.
    Usage(Problems),
    /// A verification that failed, or a list of problems that was asked for: its result is printed, exit code 1.
    Failed(String),
}

impl From<Problems> for Stop {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<tonne::diagnostic::Diagnostic> for Stop {
    fn from(diagnostic: tonne::diagnostic::Diagnostic) -> Self {
        Self::Problems(diagnostic.into())
    }
}

/// Runs the command that the arguments name. Wrong arguments end in clap with exit code 2.
pub fn main() -> ExitCode {
    keep_quiet_about_workbooks();
    let result = match Arguments::parse().command {
        Command::Init(init) => init.run(),
        Command::Import(import) => import.run(),
        Command::Check(check) => check.run(),
        Command::Run(run) => run.run(),
        Command::Report(report) => report.run(),
        Command::Trace(trace) => trace.run(),
        Command::Lock(lock) => lock.run(),
        Command::Verify(verify) => verify.run(),
        Command::Sample(sample) => sample.run(),
        Command::Audit(audit) => audit.run(),
        Command::Explain(explain) => explain.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
        Command::Factors(factors) => factors.run(),
    };
    match result {
        Ok(text) => print(&text, ExitCode::SUCCESS),
        Err(Stop::Failed(text)) => print(&text, ExitCode::FAILURE),
        Err(Stop::Problems(problems)) => complain(&problems, 1),
        Err(Stop::Usage(problems)) => complain(&problems, 2),
    }
}

/// The library that reads workbooks panics on some damaged ones. The panic becomes an error with a name, so nothing is said of it here.
fn keep_quiet_about_workbooks() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("calamine-")) {
            usual(panic);
        }
    }));
}

fn print(text: &str, code: ExitCode) -> ExitCode {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that closes the pipe early (`| head`) is no failure.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let what = Diagnostic::error(codes::FILE_UNWRITABLE, format!("what was to be printed cannot be written: {error}"));
            complain(&what.help("the disk has room, and you may write there").into(), 1)
        }
        _ => code,
    }
}

fn complain(problems: &Problems, code: u8) -> ExitCode {
    // As the shell says it of a program that Ctrl-C ended.
    let code = if problems.as_slice().iter().any(|problem| problem.code == codes::INTERRUPTED) { 130 } else { code };
    let _ = anstream::stderr().write_all(render_all(problems.as_slice(), Style::Coloured).as_bytes());
    ExitCode::from(code)
}

/// Reads `--lang`.
fn language(tag: &str) -> Result<Language, String> {
    let found = Language::NAMED.iter().find(|(name, _)| *name == tag).map(|(_, language)| *language);
    found.ok_or_else(|| format!("it is one of {}", Language::NAMED.map(|(name, _)| name).join(", ")))
}
