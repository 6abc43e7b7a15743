//! `tonne init`

use super::Stop;
use clap::Args;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tonne::diagnostic::{Diagnostic, codes};

/// The files of a new inventory.
const FILES: [(&str, &str); 3] = [
    ("inventory.toml", include_str!("template/inventory.toml")),
    ("electricity.csv", include_str!("template/electricity.csv")),
    ("fuel.csv", include_str!("template/fuel.csv")),
];

#[derive(Args)]
pub struct Init {
    /// The folder to make; it must be new or empty
    dir: PathBuf,
}

impl Init {
    pub fn run(self) -> Result<String, Stop> {
        let dir = self.dir.display();
        let occupied = match fs::read_dir(&self.dir) {
            Ok(mut entries) => entries.next().is_some(),
            Err(_) => self.dir.exists(),
        };
        if occupied {
            let diagnostic = Diagnostic::error(codes::FOLDER_NOT_EMPTY, format!("`{dir}` exists and is not an empty folder"));
            return Err(Stop::Usage(diagnostic.help("name a folder that does not exist yet").into()));
        }
        make(&self.dir).map_err(|error| Diagnostic::error(codes::FILE_UNWRITABLE, format!("`{dir}` cannot be made: {}", error.kind())))?;
        let files: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        Ok(format!("made {dir} with {}\n\nnext:\n  tonne run {dir}\n  edit {dir}/inventory.toml\n", files.join(", ")))
    }
}

/// Makes a finished folder under a temporary name and renames it, so that nothing partial is left behind.
fn make(dir: &Path) -> io::Result<()> {
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = parent.join(format!(".{name}.{}.unfinished", std::process::id()));
    fs::create_dir(&unfinished)?;
    let written = FILES.iter().try_for_each(|(name, text)| fs::File::create_new(unfinished.join(name))?.write_all(text.as_bytes()));
    let placed = written.and_then(|()| {
        if dir.is_dir() {
            fs::remove_dir(dir)?;
        }
        fs::rename(&unfinished, dir)
    });
    if placed.is_err() {
        let _ = fs::remove_dir_all(&unfinished);
    }
    placed
}
