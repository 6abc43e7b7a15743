//! The parts of a workbook, which is a ZIP archive of XML, before a library reads them: no part may be larger than memory, whatever the
//! archive says of itself, and a part says which rows are hidden and which cells merged.

use super::look::{Look, LookError, look};
use crate::diagnostic::{Diagnostic, codes};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use zip::ZipArchive;

/// A mebibyte.
const MIB: u64 = 1024 * 1024;

/// The largest part that is read whole, once it is unpacked: the texts of all cells, say.
pub(super) const LARGEST_PART: u64 = 256 * MIB;

/// The archive of a workbook.
pub struct Parts<'n> {
    name: &'n str,
    archive: ZipArchive<BufReader<File>>,
}

impl<'n> Parts<'n> {
    /// Opens the archive, and unpacks each part that is read whole as far as it may go, to count its bytes.
    ///
    /// # Errors
    /// It is damaged, or a part is too large.
    pub fn open(name: &'n str, source: File) -> Result<Self, Diagnostic> {
        let archive = ZipArchive::new(BufReader::new(source)).map_err(|error| damaged(name, &error.to_string()))?;
        let mut parts = Self { name, archive };
        for index in 0..parts.archive.len() {
            let entry = parts.archive.by_index(index).map_err(|error| damaged(name, &error.to_string()))?;
            let part = entry.name().map(|name| name.to_lowercase()).unwrap_or_default();
            let read_whole = ["sharedstrings.xml", "styles.xml", "theme1.xml", ".rels"].iter().any(|ending| part.ends_with(ending));
            if !read_whole && (!part.ends_with(".xml") || part.contains("/worksheets/")) {
                continue;
            }
            let mut source = entry.take(LARGEST_PART + 1);
            let mut first = vec![0; 4096];
            let count = fill(&mut source, &mut first).map_err(|error| damaged(name, &error.to_string()))?;
            let size = std::io::copy(&mut source, &mut std::io::sink()).map_err(|error| damaged(name, &error.to_string()))?;
            let size = size + u64::try_from(count).unwrap_or_default();
            if size > LARGEST_PART {
                return Err(too_large(name, &part));
            }
            // Room for as many texts as this number says is made before the first is read.
            if attribute(&first[..count], b" uniqueCount=").and_then(|text| text.parse::<u64>().ok()).is_some_and(|texts| texts > size) {
                return Err(damaged(name, &format!("{part} says that it has more texts than bytes")));
            }
        }
        Ok(parts)
    }

    /// A part, unpacked; it was counted before.
    pub fn text(&mut self, part: &str) -> Option<String> {
        let mut text = String::new();
        self.archive.by_name(part).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// What the part of a sheet says of hidden rows and merged cells; nothing where the sheet's part cannot be told.
    ///
    /// # Errors
    /// The part is damaged, or larger than any sheet.
    pub fn look(&mut self, sheet: &str) -> Result<Look, Diagnostic> {
        let Some(part) = self.part_of(sheet) else {
            return Err(damaged(self.name, &format!("the part of its sheet `{sheet}` is not where it should be")));
        };
        let name = self.name;
        let index = (0..self.archive.len())
            .find(|index| self.archive.name_for_index(*index).is_some_and(|own| own.is_ok_and(|own| own.eq_ignore_ascii_case(&part))));
        let entry = index.and_then(|index| self.archive.by_index(index).ok());
        let entry = entry.ok_or_else(|| damaged(name, &format!("{part} is missing")))?;
        look(entry).map_err(|error| match error {
            LookError::TooLarge => too_large(name, &part),
            LookError::Source(error) => damaged(name, &error.to_string()),
        })
    }

    /// The name of the sheet, where there is only one.
    pub fn only_sheet(&mut self) -> Option<String> {
        let (_, workbook) = self.workbook()?;
        match elements(&workbook, "sheet").as_slice() {
            [only] => only.get("name").cloned(),
            _ => None,
        }
    }

    /// The name and the text of the part that names the sheets.
    fn workbook(&mut self) -> Option<(String, String)> {
        let is_document = |kind: &str| kind.ends_with("/officeDocument");
        let target = relations(&self.text("_rels/.rels")?).into_iter().find(|relation| is_document(&relation.kind))?.target;
        let name = target.trim_start_matches('/').to_string();
        let text = self.text(&name)?;
        Some((name, text))
    }

    /// The part of a sheet: `xl/workbook.xml` names the sheets, and its relations say in which parts they are.
    fn part_of(&mut self, sheet: &str) -> Option<String> {
        let (workbook, text) = self.workbook()?;
        let (folder, file) =
            workbook.rsplit_once('/').map_or((String::new(), workbook.as_str()), |(folder, file)| (format!("{folder}/"), file));
        let named = elements(&text, "sheet").into_iter().find(|sheets| sheets.get("name").map(String::as_str) == Some(sheet))?;
        let id = named.get("id")?;
        let target = relations(&self.text(&format!("{folder}_rels/{file}.rels"))?).into_iter().find(|relation| relation.id == *id)?.target;
        Some(target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_string))
    }
}

/// A relation of a part to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(text: &str) -> Vec<Relation> {
    let of = |element: BTreeMap<String, String>| {
        let get = |key: &str| element.get(key).cloned();
        Some(Relation { id: get("Id")?, kind: get("Type")?, target: get("Target")? })
    };
    elements(text, "Relationship").into_iter().filter_map(of).collect()
}

/// The attributes of all elements of a name, by their names without prefixes.
fn elements(text: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    let attributes = |element: &BytesStart<'_>| -> BTreeMap<String, String> {
        let pairs = element.attributes().flatten().map(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map(|value| value.to_string());
            (attribute.key.local_name().as_ref().to_string(), value.unwrap_or_default())
        });
        pairs.collect()
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == name => found.push(attributes(&element)),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute inside a tag; `key` begins with a space and ends with `=`.
pub(super) fn attribute<'t>(tag: &'t [u8], key: &[u8]) -> Option<&'t str> {
    let rest = &tag[memchr::memmem::find(tag, key)? + key.len()..];
    let quote = rest.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let end = memchr::memchr(*quote, &rest[1..])?;
    std::str::from_utf8(&rest[1..=end]).ok()
}

/// Fills a block as far as the source goes.
fn fill(source: &mut impl Read, block: &mut [u8]) -> std::io::Result<usize> {
    let mut count = 0;
    while count < block.len() {
        match source.read(&mut block[count..])? {
            0 => break,
            more => count += more,
        }
    }
    Ok(count)
}

/// Why a workbook cannot be read.
pub(super) fn damaged(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(codes::WORKBOOK_DAMAGED, format!("`{name}` cannot be read as a workbook: {why}"))
        .help("it may have been cut off on its way: open it in a spreadsheet, and save it again")
}

/// A part is larger than any that a person made.
pub(super) fn too_large(name: &str, part: &str) -> Diagnostic {
    let message = format!("`{name}` unpacks to more than any workbook needs: {part} is too large");
    Diagnostic::error(codes::FILE_TOO_LARGE, message).help("if it really holds that much, export the sheet as CSV")
}
