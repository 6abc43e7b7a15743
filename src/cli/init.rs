//! `tonne init`

use super::{Stop, new_folder};
use clap::Args;
use std::path::PathBuf;

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
        new_folder::make(&self.dir, &FILES.map(|(name, text)| (name, text.as_bytes())))?;
        let dir = self.dir.display();
        let files: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        Ok(format!("made {dir} with {}\n\nnext:\n  tonne run {dir}\n  edit {dir}/inventory.toml\n", files.join(", ")))
    }
}
