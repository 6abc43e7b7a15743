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
        let (trace, _) = watched(false, |watch| {
            let compare = Compare::OnDisk(&scratch);
            tonne::compute_with(&self.dir, &Options { compare, watch: Some(watch), ..Options::default() })
        })?;
        let totals = Totals::of(&trace);
        lock::refuse(&tonne::findings::find(&trace, &totals))?;
        let folder = Folder::at(&self.dir);
        let pinned = Pinned::of(&trace, &totals, &folder)?;
        let mut file = NewFile::replacing(&self.dir.join(FILE))?;
        file.fill(|out| lock::write(&pinned, &trace, out))?;
        file.finish()?;
        let shown = if self.dir.as_os_str() == "." { FILE.into() } else { self.dir.join(FILE) };
        let mut text = format!("wrote {}: {}\n", shown.display(), super::verify::counted(&pinned, trace.lines.len()));
        let missing = Evidence::of(&trace, &folder).findings(&trace);
        if !missing.is_empty() {
            text.push('\n');
            text.push_str(render_all(&missing, Style::Coloured).trim_end());
            text.push('\n');
        }
        Ok(text)
    }
}
