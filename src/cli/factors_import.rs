//! `tonne factors import`

use super::{Stop, new_folder};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;
use tonne::diagnostic::Diagnostic;
use tonne::factors::Library;
use tonne::factors::import::{FORMATS, Source, import};
use tonne::folder::Folder;

#[derive(Args)]
pub struct Import {
    /// The layout of the workbook
    #[arg(value_parser = PossibleValuesParser::new(FORMATS.map(|(name, _, _)| name)))]
    format: String,
    /// The publisher's workbook
    file: PathBuf,
    /// The folder to make; it must be new or empty
    #[arg(long)]
    out: PathBuf,
    /// The id of the new edition, for example uk-desnz/conversion-factors@2026-v1.2
    #[arg(long)]
    id: String,
    /// The day it was published: YYYY-MM-DD
    #[arg(long)]
    published: String,
    /// The day you took it from the publisher: YYYY-MM-DD
    #[arg(long)]
    retrieved: String,
    /// The edition whose labels and activities it follows
    #[arg(long)]
    like: Option<String>,
}

impl Import {
    pub fn run(self, library: &Library) -> Result<String, Stop> {
        let found = FORMATS.iter().find(|(name, _, _)| *name == self.format);
        let (_, newest, format) = found.ok_or_else(|| Diagnostic::fault("the table", format!("no format `{}`", self.format)))?;
        let file = self.file.display().to_string();
        let bytes = Folder::at(std::path::Path::new("")).read(&file)?;
        let like = self.like.as_deref().unwrap_or(newest);
        let source = Source { file: &file, bytes: &bytes, id: &self.id, published: &self.published, retrieved: &self.retrieved, like };
        let imported = import(*format, &source, library)?;
        new_folder::make(&self.out, &[("table.toml", imported.toml.as_bytes()), ("factors.csv", imported.csv.as_bytes())])?;
        let out = self.out.display();
        let mut text = format!("made {out} with table.toml, factors.csv\n\nto review:\n");
        for point in
            ["url, attribution, GWP basis and verification in table.toml"].into_iter().chain(imported.review.iter().map(String::as_str))
        {
            text.push_str(&format!("  {point}\n"));
        }
        Ok(text)
    }
}
