//! Makes a folder with files in it: all of it or nothing.

use super::Stop;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tonne::diagnostic::{Diagnostic, codes};

/// Makes `dir`, which must be new or empty, with `files` in it.
pub fn make(dir: &Path, files: &[(&str, &[u8])]) -> Result<(), Stop> {
    let occupied = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => dir.exists(),
    };
    let shown = dir.display();
    if occupied {
        let diagnostic = Diagnostic::error(codes::FOLDER_NOT_EMPTY, format!("`{shown}` exists and is not an empty folder"));
        return Err(Stop::Usage(diagnostic.help("name a folder that does not exist yet").into()));
    }
    write(dir, files).map_err(|error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("`{shown}` cannot be made: {error}"));
        Stop::from(diagnostic.help("name a folder that can be made: all above it are folders, you may write there, and the disk has room"))
    })
}

/// Writes a finished folder under a temporary name and renames it, so that nothing partial is left behind.
fn write(dir: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = parent.join(format!(".{name}.{}.unfinished", std::process::id()));
    fs::create_dir(&unfinished)?;
    let written = files.iter().try_for_each(|(name, bytes)| fs::File::create_new(unfinished.join(name))?.write_all(bytes));
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
