//! `tonne import`: from a file that somebody else laid out to the part `[[ledgers]]` that reads it. What the file says is taken; what it
//! leaves open is left open, with the ways to decide it. Nothing is copied and nothing is written here.

mod answers;
mod block;
mod calendar;
mod columns;
mod constants;
mod filled;
mod heading;
mod leftover;
mod look;
mod numbers;
mod opened;
mod page;
mod preview;
mod values;
mod words;

pub use answers::{Answers, OF_THE_FILE};
pub use block::{Block, Open, quoted};
pub use page::page;
pub use preview::Preview;

use crate::House;
use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};
use crate::document::Document;
use crate::folder::{Folder, leads_outside};
use crate::inventory::Inventory;
use values::Lists;
use words::Words;

/// The file that is read and written.
pub const MANIFEST: &str = "inventory.toml";

/// What is proposed for a file.
#[derive(Debug)]
pub struct Proposal {
    /// The part `[[ledgers]]`.
    pub block: Block,
    /// `inventory.toml` with it.
    pub manifest: String,
    /// The first records as they would be read.
    pub preview: Preview,
}

/// Looks at a file of the folder of an inventory, and proposes how to read it.
///
/// # Errors
/// The file or the inventory cannot be read, or the inventory names the file already.
pub fn propose(folder: &Folder, file: &str, answers: &Answers) -> Result<Proposal, Problems> {
    let house = House::shipped().with_own_tables(folder)?;
    let bytes = folder.read(MANIFEST)?;
    let text = crate::delimited::decode(MANIFEST, &bytes)?;
    let mut block = Block { file: file.to_string(), ..Block::default() };
    // With the new part and nothing in it yet, the inventory must be whole: only the columns of the file are to be found.
    let sheet = answers.said("sheet").map(|sheet| format!("sheet = {}\n", block::quoted(sheet))).unwrap_or_default();
    let inventory = read(&append(&text, &format!("[[ledgers]]\nfile = {}\n{sheet}", block::quoted(file))), &house)?;
    if leads_outside(file) {
        let message = format!("`{file}` leads out of the folder of the inventory");
        return Err(Diagnostic::error(codes::PATH_OUTSIDE, message).help("put a copy of it into the folder").into());
    }
    let words = Words::shipped();
    let lists = Lists { inventory: &inventory, activities: &house.activities, units: house.library.units(), words: &words };
    let open = folder.open(file)?;
    let opened = opened::open(&open, &typed(file), answers, &mut block, &words, lists.units)?;
    filled::fill(&opened, answers, lists, &mut block);
    filled::refuse_unmet(&opened, answers, &block)?;
    let manifest = append(&text, &block.toml());
    let inventory = read(&manifest, &house)?;
    let Some(ledger) = inventory.ledgers.last() else {
        return Err(Diagnostic::error(codes::MISSING_KEY, "the inventory has no ledgers").into());
    };
    let headers = opened.headings.iter().map(|heading| heading.text.clone());
    let unread: Vec<String> = headers.filter(|text| !text.is_empty() && !is_mapped(&block, text)).collect();
    let mut preview = preview::read(&open, ledger, &unread);
    if block.open.is_empty() && !preview.problems.iter().any(|problem| problem.severity == crate::diagnostic::Severity::Error) {
        preview.problems = preview::check(&open, ledger, &inventory, &house);
    }
    Ok(Proposal { block, manifest, preview })
}

/// Whether something is said of a column.
fn is_mapped(block: &Block, header: &String) -> bool {
    let columns = block.columns.iter().map(|(own, _)| own).chain(block.months.iter().map(|(own, _)| own));
    columns.chain(&block.ignore).any(|own| own == header)
}

/// A text with a part at its end, in the line ends of the text.
fn append(text: &str, part: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.ends_with('\n') || text.is_empty() { end.to_string() } else { format!("{end}{end}") };
    format!("{text}{gap}{}", part.replace('\n', end))
}

fn read(text: &str, house: &House) -> Result<Inventory, Problems> {
    Inventory::read(Document { file: MANIFEST, text }, &house.library, &house.regions, &house.activities)
}

/// Points at the name of the file on the command line.
fn typed(file: &str) -> Label {
    let text = file.to_string();
    Label { span: 0..text.len(), excerpt: Excerpt { file: "the command line".into(), line: 1, text, cell: None }, text: String::new() }
}
