//! The folder of an inventory: reading its files, with a name for everything that can go wrong.
//!
//! Nothing outside the folder is read, not even through a link: an inventory is what its folder holds.

mod memory;
mod open_file;

pub use memory::Files;
pub use open_file::{OpenFile, Stamp, changed};

use crate::diagnostic::{Diagnostic, Problems, codes};
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A mebibyte.
const MIB: u64 = 1024 * 1024;

/// The largest factor table, in bytes.
const LARGEST_TABLE: u64 = 64 * MIB;

/// The folder of an inventory.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    /// What stands before the names of its files in messages: the folder of a subsidiary inside its group's.
    prefix: String,
    /// The names of the files that were read so far, here and in the folders below. A lock pins them all.
    read: Arc<Mutex<BTreeSet<String>>>,
    /// Its files, where it is in memory and on no disk.
    memory: Option<Arc<Files>>,
}

impl Folder {
    /// The folder at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf(), prefix: String::new(), read: Arc::default(), memory: None }
    }

    /// A folder of these files, which is on no disk.
    pub fn in_memory(files: Arc<Files>) -> Self {
        Self { root: PathBuf::new(), prefix: String::new(), read: Arc::default(), memory: Some(files) }
    }

    /// A folder below it.
    pub fn below(&self, name: &str) -> Self {
        let name = name.trim_end_matches('/');
        let (read, memory) = (Arc::clone(&self.read), self.memory.clone());
        Self { root: self.root.join(name), prefix: format!("{}{name}/", self.prefix), read, memory }
    }

    /// The names of the files that were read so far, here and in the folders below, from the folder where the reading began.
    pub fn files_read(&self) -> BTreeSet<String> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it really lies below `other`, links followed: a subsidiary's folder that links back to its group would go on for ever.
    pub fn is_below(&self, other: &Self) -> bool {
        match (self.root.canonicalize(), other.root.canonicalize()) {
            (Ok(own), Ok(other)) => own != other && own.starts_with(other),
            // What is not there is reported when it is read.
            _ => true,
        }
    }

    /// The name of a file of it, as messages and traces say it.
    pub fn name_of(&self, file: &str) -> String {
        format!("{}{file}", self.prefix)
    }

    /// The bytes of a file below it.
    ///
    /// # Errors
    /// It is missing, a folder, a pipe or device, or not readable.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        self.open(name)?.file.read_to_end(&mut bytes).map_err(|error| unreadable(name, error.kind()))?;
        Ok(bytes)
    }

    /// How many bytes a file below it has; 0 where it cannot be seen.
    pub fn size(&self, name: &str) -> u64 {
        let path = self.root.join(name);
        match &self.memory {
            Some(files) => files.get(&path).map_or(0, |bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            None => std::fs::metadata(path).map_or(0, |about| about.len()),
        }
    }

    /// A file below it, to be read bit by bit.
    ///
    /// # Errors
    /// It is missing, a folder or no ordinary file, or not readable.
    pub fn open(&self, name: &str) -> Result<OpenFile, Diagnostic> {
        let file = match &self.memory {
            Some(files) => {
                let bytes = files.get(&self.root.join(name));
                let opened = bytes.map(|bytes| OpenFile::in_memory(self.name_of(name), bytes));
                opened
                    .unwrap_or_else(|| Err(ErrorKind::NotFound.into()))
                    .map_err(|error| Self::refused(name, &self.root.join(name), error.kind()))?
            }
            None => {
                let path = self.readable(name)?;
                OpenFile::open(self.name_of(name), path.clone()).map_err(|error| Self::refused(name, &path, error.kind()))?
            }
        };
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(self.name_of(name));
        Ok(file)
    }

    /// The path of a file that is a file, and lies inside the folder. Opening a pipe would wait for somebody to write to it.
    fn readable(&self, name: &str) -> Result<PathBuf, Diagnostic> {
        let path = self.root.join(name);
        self.stays_inside(&path, name)?;
        let about = std::fs::metadata(&path).map_err(|error| Self::refused(name, &path, error.kind()))?;
        if about.is_dir() {
            let diagnostic = Diagnostic::error(codes::FILE_IS_FOLDER, format!("`{name}` is a folder, not a file"));
            return Err(diagnostic
                .help(format!("name a file in it, such as `{}/ledger.csv`; several are named one by one", name.trim_end_matches('/'))));
        }
        if !about.is_file() {
            let message = format!("`{name}` is a pipe or a device, not a file");
            return Err(Diagnostic::error(codes::FILE_UNREADABLE, message).help("write what it yields to a file, and name that"));
        }
        Ok(path)
    }

    /// Why a file cannot be read.
    fn refused(name: &str, path: &Path, kind: ErrorKind) -> Diagnostic {
        match kind {
            ErrorKind::NotFound => {
                let diagnostic = Diagnostic::error(codes::FILE_MISSING, format!("there is no file `{name}`"));
                diagnostic
                    .note(format!("looked for {}", path.display()))
                    .help("put the file there, or correct its name; upper and lower case differ")
            }
            kind => unreadable(name, kind),
        }
    }

    /// Whether there is such a file below it, and no folder, and no link that leads out.
    pub fn holds(&self, name: &str) -> bool {
        let path = self.root.join(name);
        match &self.memory {
            Some(files) => files.get(&path).is_some(),
            None => path.is_file() && self.stays_inside(&path, name).is_ok(),
        }
    }

    /// Refuses a link that leads out of the folder, or in a circle.
    fn stays_inside(&self, path: &Path, name: &str) -> Result<(), Diagnostic> {
        match path.canonicalize() {
            Ok(real) => {
                let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
                let own = self.root.as_os_str().is_empty() || real.starts_with(root);
                let outside =
                    || Diagnostic::error(codes::PATH_OUTSIDE, format!("`{name}` is a link that leads out of the folder of the inventory"));
                if own { Ok(()) } else { Err(outside().help("put a copy of the file into the folder")) }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` cannot be reached: {}", error.kind()))
                .help("a link that leads in a circle, or a folder that may not be entered")),
        }
    }

    /// The bytes of a file of a factor table. No table is larger than a few megabytes.
    ///
    /// # Errors
    /// As [`Self::read`], and a file of more than 64 MiB.
    pub fn read_table(&self, name: &str) -> Result<Vec<u8>, Diagnostic> {
        let size = self.size(name);
        if size > LARGEST_TABLE {
            let message = format!("`{name}` has {} MiB; a factor table has {} MiB at most", size / MIB, LARGEST_TABLE / MIB);
            return Err(
                Diagnostic::error(codes::FILE_TOO_LARGE, message).help("split it into several datasets, or drop rows that no one can use")
            );
        }
        self.read(name)
    }

    /// The inventory's own factor tables, as `<publisher>/<dataset>/<edition>`, sorted.
    ///
    /// # Errors
    /// The folder `factors` cannot be listed.
    pub fn own_tables(&self) -> Result<Vec<String>, Problems> {
        let mut tables = Vec::new();
        let top = self.root.join("factors");
        // Not `exists`: it takes a link that leads in a circle for nothing at all.
        if self.memory.is_none() {
            if top.symlink_metadata().is_err() {
                return Ok(tables);
            }
            self.stays_inside(&top, "factors")?;
        }
        for publisher in self.folders("factors")? {
            for dataset in self.folders(&format!("factors/{publisher}"))? {
                for edition in self.folders(&format!("factors/{publisher}/{dataset}"))? {
                    tables.push(format!("{publisher}/{dataset}/{edition}"));
                }
            }
        }
        Ok(tables)
    }

    /// The names of the folders in a folder, sorted.
    fn folders(&self, name: &str) -> Result<Vec<String>, Problems> {
        let path = self.root.join(name);
        if let Some(files) = &self.memory {
            return Ok(files.folders(&path));
        }
        let unreadable = |_| Problems::from(Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` cannot be listed")));
        let mut problems = Problems::default();
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let own = entry.file_name().to_string_lossy().into_owned();
            if let Err(diagnostic) = self.stays_inside(&entry.path(), &format!("{name}/{own}")) {
                problems.push(diagnostic);
            } else if entry.path().is_dir() {
                names.push(own);
            }
        }
        names.sort();
        problems.or(names)
    }
}

/// Why a file that is there cannot be read.
pub fn unreadable(name: &str, kind: ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::PermissionDenied => Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` may not be read"))
            .help("give yourself the right to read it; on a shared drive, ask its owner"),
        kind => Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` cannot be read: {kind}")),
    }
}

/// Whether a path is absolute or climbs above where it starts.
pub fn leads_outside(path: &str) -> bool {
    let mut depth = 0_i32;
    for component in Path::new(path).components() {
        match component {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return true,
        }
        if depth < 0 {
            return true;
        }
    }
    false
}
