//! `tonne init`

use super::{Stop, language, new_folder};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tonne::diagnostic::{Diagnostic, codes};
use tonne::language::Language;
use tonne::template::{self, template};

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
    /// What its ledgers are: text files, or a workbook with lists to choose from
    #[arg(long, value_enum, default_value = "csv")]
    template: Template,
    /// With --template xlsx: the language of the workbook: en, zh-Hant, zh-Hans
    #[arg(long, value_parser = language, default_value = "en")]
    lang: Language,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    Csv,
    Xlsx,
}

impl Init {
    pub fn run(self) -> Result<String, Stop> {
        let files = self.files()?;
        new_folder::make(&self.dir, &files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>())?;
        let dir = self.dir.display();
        let files: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        Ok(format!("made {dir} with {}\n\nnext:\n  tonne run {dir}\n  edit {dir}/inventory.toml\n", files.join(", ")))
    }

    /// The files, by their names.
    fn files(&self) -> Result<Vec<(&'static str, Vec<u8>)>, Stop> {
        if self.template == Template::Csv {
            return Ok(FILES.map(|(name, text)| (name, text.as_bytes().to_vec())).to_vec());
        }
        let made = template(FILES[0].1, self.lang).map_err(|error| {
            let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("the workbook cannot be made: {error}"));
            Stop::from(diagnostic.help("leave out --template xlsx to begin with text files"))
        })?;
        Ok(vec![("inventory.toml", made.manifest.into_bytes()), (template::FILE, made.workbook)])
    }
}
