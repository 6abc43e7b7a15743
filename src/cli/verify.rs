//! `tonne verify`

use super::Stop;
use super::comparing::anywhere;
use super::progress::watched;
use clap::Args;
use std::path::{Path, PathBuf};
use tonne::Options;
use tonne::folder::Folder;
use tonne::lock::{self, Lock};

#[derive(Args)]
pub struct Verify {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Compare with this lock instead of the one in the folder
    #[arg(long)]
    lock: Option<PathBuf>,
}

impl Verify {
    pub fn run(self) -> Result<String, Stop> {
        let locked = match &self.lock {
            Some(file) => {
                let name = file.display().to_string();
                lock::read(&name, &Folder::at(Path::new("")).read(&name)?)?
            }
            None => lock::of_folder(&self.dir)?,
        };
        let verified = watched(false, |watch| {
            lock::verify_with(&self.dir, locked, &Options { compare: anywhere(), watch: Some(watch), ..Options::default() })
        })?;
        let lock = &verified.locked.lock;
        Ok(format!(
            "nothing differs: {}\ntrace {}, locked by tonne {}\n",
            counted(lock, verified.trace.lines.len()),
            verified.locked.sha256,
            lock.tool
        ))
    }
}

/// What a lock pins, counted.
pub fn counted(lock: &Lock, lines: usize) -> String {
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    [
        count(lock.files.len(), "file"),
        count(lock.tables.len(), "table"),
        count(lock.choices.rows.len(), "choice"),
        count(lines, "line"),
        count(lock.figures.len(), "figure"),
    ]
    .join(", ")
}
