//! A file of the inventory that is read bit by bit: opened once, read to its end, and the same at the end as at the beginning.

use super::unreadable;
use crate::diagnostic::{Diagnostic, codes};
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// An open file.
#[derive(Debug)]
pub struct OpenFile {
    /// The file, as the user would name it.
    pub name: String,
    from: From,
    /// A handle on it.
    pub file: File,
    /// What it was like when it was opened.
    pub stamp: Stamp,
}

/// Where the file is.
#[derive(Debug)]
enum From {
    /// On a disk.
    Path(PathBuf),
    /// In memory; readers want a file, so they get one without a name.
    Memory(Arc<[u8]>),
}

/// What tells that a file was written to while it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Self { size: about.len(), modified: about.modified().ok() }
    }

    /// Whether a file is as it was.
    ///
    /// # Errors
    /// It was written to since, so what was read may be half of the old and half of the new.
    pub fn still(self, name: &str, file: &File) -> Result<(), Diagnostic> {
        self.same(name, file.metadata())
    }

    fn same(self, name: &str, now: io::Result<Metadata>) -> Result<(), Diagnostic> {
        if now.is_ok_and(|about| Self::of(&about) == self) {
            return Ok(());
        }
        Err(changed(name))
    }
}

/// Says that a file was written to while it was read.
pub fn changed(name: &str) -> Diagnostic {
    Diagnostic::error(codes::FILE_CHANGED, format!("`{name}` was changed while it was read"))
        .help("wait until whatever writes it has finished, and run again")
}

impl OpenFile {
    /// Opens a file.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(name: String, path: PathBuf) -> io::Result<Self> {
        let file = File::open(&path)?;
        let stamp = Stamp::of(&file.metadata()?);
        Ok(Self { name, from: From::Path(path), file, stamp })
    }

    /// A file that is in memory.
    ///
    /// # Errors
    /// The system has no place for files without a name.
    pub(super) fn in_memory(name: String, bytes: Arc<[u8]>) -> io::Result<Self> {
        let file = unnamed(&bytes)?;
        let stamp = Stamp::of(&file.metadata()?);
        Ok(Self { name, from: From::Memory(bytes), file, stamp })
    }

    /// Its size in bytes, when it was opened.
    pub fn size(&self) -> u64 {
        self.stamp.size
    }

    /// Its first bytes.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn head(&self, most: u64) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        self.start()?.take(most).read_to_end(&mut bytes).map_err(|error| unreadable(&self.name, error.kind()))?;
        Ok(bytes)
    }

    /// A handle on it at its beginning, with a position of its own.
    ///
    /// # Errors
    /// It cannot be opened again.
    pub fn start(&self) -> Result<File, Diagnostic> {
        let opened = match &self.from {
            From::Path(path) => File::open(path),
            From::Memory(bytes) => unnamed(bytes),
        };
        opened.map_err(|error| unreadable(&self.name, error.kind()))
    }

    /// Whether it still is what was opened: no program has written to it, and no other file stands in its place.
    ///
    /// # Errors
    /// It has changed.
    pub fn unchanged(&self) -> Result<(), Diagnostic> {
        self.stamp.still(&self.name, &self.file)?;
        match &self.from {
            From::Path(path) => self.stamp.same(&self.name, std::fs::metadata(path)),
            From::Memory(_) => Ok(()),
        }
    }
}

/// A file without a name that holds these bytes.
fn unnamed(bytes: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::codes;
    use crate::folder::Folder;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let root = std::env::temp_dir().join(format!("tonne-changed-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("a.csv"), "id\n1\n").unwrap();
        let open = Folder::at(&root).open("a.csv").unwrap();
        assert_eq!(open.unchanged(), Ok(()));
        std::fs::write(root.join("a.csv"), "id\n1\n2\n").unwrap();
        assert_eq!(open.unchanged().unwrap_err().code, codes::FILE_CHANGED);
        std::fs::write(root.join("b.csv"), "id\n1\n").unwrap();
        let open = Folder::at(&root).open("b.csv").unwrap();
        std::fs::remove_file(root.join("b.csv")).unwrap();
        assert_eq!(open.unchanged().unwrap_err().code, codes::FILE_CHANGED);
        std::fs::remove_dir_all(&root).unwrap();
    }
}
