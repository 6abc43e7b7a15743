//! `tonne lock`

use super::Stop;
use super::comparing::Place;
use super::new_file::NewFile;
use super::progress::watched;
use clap::Args;
use std::path::PathBuf;
use tonne::diagnostic::{Style, render_all};
use tonne::evidence::Evidence;
use tonne::folder::Folder;
use tonne::lock::{self, FILE, Lock as Pinned};
use tonne::rows::Rows;
use tonne::totals::Totals;
use tonne::{Compare, Options};

#[derive(Args)]
pub struct Lock {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl Lock {
    pub fn run(self) -> Result<String, Stop> {
        let scratch = || self.place.file();
        watched(false, |watch| {
            let compare = Compare::OnDisk(&scratch);
            self.locked(&Options { compare, watch: Some(watch), ..Options::default() })
        })
    }

    fn locked(&self, options: &Options<'_>) -> Result<String, Stop> {
        let (trace, _) = tonne::compute_with(&self.dir, options)?;
        let totals = Totals::of(&trace);
        lock::refuse(&tonne::findings::find(&trace, &totals))?;
        let (folder, rows) = (Folder::at(&self.dir), Rows::of(&trace, &self.dir, options));
        let pinned = Pinned::of(&rows, &totals, &folder)?;
        let mut file = NewFile::replacing(&self.dir.join(FILE))?;
        file.fill(|out| lock::write(&pinned, &trace, out))?;
        file.finish()?;
        let shown = if self.dir.as_os_str() == "." { FILE.into() } else { self.dir.join(FILE) };
        let mut text = format!("wrote {}: {}\n", shown.display(), super::verify::counted(&pinned, trace.lines.len()));
        let missing = Evidence::of(&rows, &folder)?.findings();
        if !missing.is_empty() {
            text.push('\n');
            text.push_str(render_all(&missing, Style::Coloured).trim_end());
            text.push('\n');
        }
        Ok(text)
    }
}
