//! The folder of an inventory: reading its files, with a name for everything that can go wrong.

use crate::diagnostic::{Diagnostic, Problems, codes};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of an inventory.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// The bytes of a file below it.
    ///
    /// # Errors
    /// It is missing, a folder, or not readable.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Diagnostic> {
        let path = self.root.join(name);
        if path.is_dir() {
            return Err(Diagnostic::error(codes::FILE_IS_FOLDER, format!("`{name}` is a folder, not a file")));
        }
        std::fs::read(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                Diagnostic::error(codes::FILE_MISSING, format!("there is no file `{name}`")).help(format!("looked for {}", path.display()))
            }
            ErrorKind::PermissionDenied => Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` may not be read")),
            kind => Diagnostic::error(codes::FILE_UNREADABLE, format!("`{name}` cannot be read: {kind}")),
        })
    }

    /// The inventory's own factor tables, as `<publisher>/<dataset>/<edition>`, sorted.
    ///
    /// # Errors
    /// The folder `factors` cannot be listed.
    pub fn own_tables(&self) -> Result<Vec<String>, Problems> {
        let mut tables = Vec::new();
        let top = self.root.join("factors");
        if !top.exists() {
            return Ok(tables);
        }
        for publisher in folders(&top)? {
            for dataset in folders(&top.join(&publisher))? {
                for edition in folders(&top.join(&publisher).join(&dataset))? {
                    tables.push(format!("{publisher}/{dataset}/{edition}"));
                }
            }
        }
        Ok(tables)
    }
}

fn folders(path: &Path) -> Result<Vec<String>, Problems> {
    let unreadable = |_| Problems::from(Diagnostic::error(codes::FILE_UNREADABLE, format!("`{}` cannot be listed", path.display())));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
