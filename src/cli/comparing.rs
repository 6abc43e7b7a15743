//! Whether and where the rows of large ledgers are compared with one another.

use clap::Args;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use tonne::Compare;
use tonne::ledger::bulk::Scratch;

/// What commands that print figures take.
#[derive(Args)]
pub struct Comparing {
    /// Leave out the comparing of the rows of large ledgers with one another: said beside the figures, which cannot be locked
    #[arg(long)]
    without_comparing: bool,
    #[command(flatten)]
    place: Place,
}

/// Where they are compared.
#[derive(Args)]
pub struct Place {
    /// A folder for temporary files, 20 bytes for each row of large ledgers; the system's own, unless said
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
}

impl Comparing {
    /// A file without a name, in the folder for temporary files.
    pub fn file(&self) -> io::Result<File> {
        self.place.file()
    }

    /// What was asked for, with such files.
    pub fn with<'s>(&self, scratch: Scratch<'s>) -> Compare<'s> {
        if self.without_comparing { Compare::LeftOut } else { Compare::OnDisk(scratch) }
    }
}

impl Place {
    /// A file without a name, in the folder for temporary files.
    pub fn file(&self) -> io::Result<File> {
        match &self.scratch {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        }
    }
}

/// Compares in the system's folder for temporary files.
pub fn anywhere() -> Compare<'static> {
    Compare::OnDisk(&tempfile::tempfile)
}
