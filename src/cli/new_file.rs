//! Makes a file: all of it or nothing.

use super::Stop;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tonne::diagnostic::{Diagnostic, codes};

/// A file that is being made under a temporary name beside the one that it will have. Dropped unfinished, it is gone.
pub struct NewFile {
    out: BufWriter<File>,
    unfinished: PathBuf,
    path: PathBuf,
}

impl NewFile {
    /// Begins a file that does not exist yet.
    pub fn create(path: &Path) -> Result<Self, Stop> {
        let shown = path.display();
        if path.symlink_metadata().is_ok() {
            let diagnostic = Diagnostic::error(codes::FILE_EXISTS, format!("`{shown}` exists"));
            return Err(Stop::Usage(diagnostic.help("name a file that does not exist yet, or take this one away").into()));
        }
        Self::begin(path)
    }

    /// Begins a file that takes the place of the one of that name, if there is one: the old one stays until the new one is whole. What runs
    /// left behind that were stopped on the way is taken away.
    pub fn replacing(path: &Path) -> Result<Self, Stop> {
        sweep(path);
        Self::begin(path)
    }

    fn begin(path: &Path) -> Result<Self, Stop> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let unfinished = path.with_file_name(format!(".{name}.{}.unfinished", std::process::id()));
        match File::create_new(&unfinished) {
            Ok(file) => Ok(Self { out: BufWriter::with_capacity(1 << 20, file), unfinished, path: path.to_path_buf() }),
            Err(error) => Err(cannot(path, &error)),
        }
    }

    /// Where to write.
    pub fn out(&mut self) -> &mut (dyn Write + Send) {
        &mut self.out
    }

    /// Writes to it.
    pub fn fill(&mut self, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Stop> {
        write(&mut self.out).map_err(|error| cannot(&self.path, &error))
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<(), Stop> {
        let flushed = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        flushed.and_then(|()| fs::rename(&self.unfinished, &self.path)).map_err(|error| cannot(&self.path, &error))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // A finished file has another name by now.
        let _ = fs::remove_file(&self.unfinished);
    }
}

/// Takes away the unfinished files of runs that were stopped.
fn sweep(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let start = format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix(&start).and_then(|rest| rest.strip_suffix(".unfinished"));
        if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn cannot(path: &Path, error: &io::Error) -> Stop {
    let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("`{}` cannot be made: {error}", path.display()));
    Stop::from(diagnostic.help("name a file in a folder that exists, where you may write, on a disk with room"))
}
