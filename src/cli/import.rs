//! `tonne import`

use super::Stop;
use super::new_file::NewFile;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tonne::diagnostic::{Diagnostic, Style, codes, render_all};
use tonne::folder::Folder;
use tonne::import::{Answers, MANIFEST, Proposal, page, propose};

#[derive(Args)]
pub struct Import {
    /// The spreadsheet: a file in the folder of the inventory
    file: PathBuf,
    /// The folder of the inventory
    #[arg(long, default_value = ".")]
    dir: PathBuf,
    /// Something that holds for the whole file: a field of all its rows (site=office), or sheet, header-row, encoding, separator,
    /// thousands-separator, decimal, negative, dates, blank-months, hidden-rows, skip-rows, last-row
    #[arg(long, value_name = "KEY=TEXT", value_parser = pair)]
    set: Vec<(String, String)>,
    /// What a column is: a field of a record, or ignore
    #[arg(long, value_name = "HEADER=FIELD", value_parser = column)]
    column: Vec<(String, String)>,
    /// What a word in a column stands for
    #[arg(long, value_name = "FIELD:WORD=MEANING", value_parser = value)]
    value: Vec<((String, String), String)>,
    /// Add what is proposed to inventory.toml
    #[arg(long)]
    write: bool,
}

impl Import {
    pub fn run(self) -> Result<String, Stop> {
        let name = name_in(&self.file, &self.dir)?;
        let answers = Answers {
            said: self.set.into_iter().collect(),
            columns: self.column.into_iter().collect(),
            values: self.value.into_iter().collect(),
        };
        let proposal = propose(&Folder::at(&self.dir), &name, &answers)?;
        let mut text = page(&proposal);
        if !proposal.preview.problems.is_empty() {
            let _ =
                write!(text, "\nwhat is said of these records:\n\n{}", render_all(&proposal.preview.problems, Style::Coloured).trim_end());
            text.push('\n');
        }
        let manifest = self.dir.join(MANIFEST);
        let shown = if self.dir.as_os_str() == "." { Path::new(MANIFEST) } else { &manifest };
        if !self.write {
            let _ = write!(text, "\nnothing was written; --write adds this to {}\n", shown.display());
            return Ok(text);
        }
        refuse_open(&proposal, &name)?;
        let mut file = NewFile::replacing(&manifest)?;
        file.fill(|out| out.write_all(proposal.manifest.as_bytes()))?;
        file.finish()?;
        let _ = write!(text, "\nadded to {}\n\nnext:\n  tonne check{}\n", shown.display(), dir_argument(&self.dir));
        Ok(text)
    }
}

/// Nothing is written as long as something is open.
fn refuse_open(proposal: &Proposal, name: &str) -> Result<(), Stop> {
    let open = &proposal.block.open;
    if open.is_empty() {
        return Ok(());
    }
    let things = if open.len() == 1 { "1 thing is".to_string() } else { format!("{} things are", open.len()) };
    let mut diagnostic =
        Diagnostic::error(codes::IMPORT_UNDECIDED, format!("{things} not decided about `{name}`, and nothing was written"));
    for each in open {
        diagnostic = diagnostic.note(format!("{}: {}; {}", each.what, each.why, each.ways.join(" or ")));
    }
    Err(diagnostic.help("run the command again with one of these options for each, and with --write").into())
}

/// ` my-company`; nothing for the current folder.
fn dir_argument(dir: &Path) -> String {
    if dir.as_os_str() == "." { String::new() } else { format!(" {}", dir.display()) }
}

/// The name of a file from the folder of the inventory. It is looked for where the command is typed, and then in that folder.
fn name_in(file: &Path, dir: &Path) -> Result<String, Stop> {
    let file = if !file.exists() && dir.join(file).exists() { dir.join(file) } else { file.to_path_buf() };
    let shown = file.display();
    let found = match (file.canonicalize(), dir.canonicalize()) {
        (Ok(file), Ok(dir)) => file.strip_prefix(&dir).map(Path::to_path_buf).map_err(|_| codes::PATH_OUTSIDE),
        _ => Err(codes::FILE_MISSING),
    };
    let name = found.as_ref().ok().and_then(|name| name.to_str()).map(|name| name.replace('\\', "/"));
    match (name, found) {
        (Some(name), _) => Ok(name),
        (None, Err(codes::FILE_MISSING)) => {
            let diagnostic = Diagnostic::error(codes::FILE_MISSING, format!("there is no file `{shown}`"));
            Err(diagnostic.help("name the spreadsheet, and with --dir the folder of the inventory that it lies in").into())
        }
        _ => {
            let diagnostic = Diagnostic::error(codes::PATH_OUTSIDE, format!("`{shown}` is not in the folder of the inventory"));
            Err(diagnostic.help(format!("copy it into {} first: an inventory is what its folder holds", dir.display())).into())
        }
    }
}

/// Reads `KEY=TEXT`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (key, said) = text.split_once('=').ok_or("it has the form KEY=TEXT")?;
    Ok((key.trim().to_string(), said.trim().to_string()))
}

/// Reads `HEADER=FIELD`; a header may hold `=` itself.
fn column(text: &str) -> Result<(String, String), String> {
    let (header, field) = text.rsplit_once('=').ok_or("it has the form HEADER=FIELD")?;
    let field = field.trim();
    if field != "ignore" && tonne::field::Field::named(field).is_none() {
        return Err(format!("a record has no field `{field}`; fields are the columns of docs/reference/ledger.md, or `ignore`"));
    }
    Ok((tonne::inventory::mapping::header_text(header), field.to_string()))
}

/// Reads `FIELD:WORD=MEANING`.
fn value(text: &str) -> Result<((String, String), String), String> {
    let form = "it has the form FIELD:WORD=MEANING";
    let (field, rest) = text.split_once(':').ok_or(form)?;
    let (word, meaning) = rest.rsplit_once('=').ok_or(form)?;
    Ok(((field.trim().to_string(), word.trim().to_string()), meaning.trim().to_string()))
}
