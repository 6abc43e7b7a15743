//! Ledgers in JSON Lines: one object on each line, its keys the names of columns. Numbers keep the digits that were written.

use super::object::{Object, Value, label};
use super::row::Row;
use super::rows::{Header, Marks, Sink};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::folder::OpenFile;
use crate::inventory::LedgerFile;
use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::sync::Arc;

/// The longest line, in bytes.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// Reads the rows of a ledger in JSON Lines. The file is read twice: the keys of all lines are its columns.
///
/// # Errors
/// What keeps it from being read on.
pub fn read(file: &OpenFile, _ledger: &LedgerFile, sink: &mut dyn Sink) -> Result<(), Problems> {
    let name = file.name.clone();
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut header = Header { file: name.clone(), names: Vec::new(), marks: Marks::Keys(Vec::new()) };
    let mut lines = Lines::new(file)?;
    while let Some((line, text)) = lines.next(&name)? {
        // What is wrong with a line is said when its turn comes.
        for (key, _) in parse(text).unwrap_or_default() {
            if !columns.contains_key(key.as_ref()) {
                columns.insert(key.to_string(), header.names.len());
                let start = text.find(&*format!("\"{key}\"")).unwrap_or_default();
                let span = start..(start + key.len() + 2).min(text.len());
                let Marks::Keys(marks) = &mut header.marks else { continue };
                marks.push(label(&name, line, text, span, ""));
                header.names.push(key.trim().to_string());
            }
        }
    }
    if header.names.is_empty() && lines.line == 0 {
        let empty = Diagnostic::error(codes::FILE_EMPTY, format!("`{name}` is empty"));
        return Err(empty.help("it needs one object on each line, one for each record").into());
    }
    // Without a key there is no object, and each line is told below.
    if !header.names.is_empty() {
        sink.header(header)?;
    }
    let mut lines = Lines::new(file)?;
    while let Some((line, text)) = lines.next(&name)? {
        match object(&name, line, text, &columns) {
            Ok(object) => sink.row(Row::Object(Arc::new(object))),
            Err(diagnostic) => sink.broken(*diagnostic),
        }
    }
    Ok(())
}

/// A line as a row.
fn object(file: &str, line: usize, text: &str, columns: &BTreeMap<String, usize>) -> Result<Object, Box<Diagnostic>> {
    let refuse = |message: String, span: Range<usize>| {
        Box::new(Diagnostic::error(codes::JSON_MALFORMED, message).at(label(file, line, text, span, "")))
    };
    let pairs = parse(text).map_err(|error| {
        let at = text.char_indices().nth(error.column().saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        let end = text[at..].chars().next().map_or(at, |each| at + each.len_utf8());
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
        let wrong = refuse(format!("this line is not a JSON object: {message}"), at..end);
        Box::new(wrong.help("each line is one object: {\"id\": \"E-1\", \"quantity\": 12.5}"))
    })?;
    let mut cells = vec![Value::default(); columns.len()];
    for (key, raw) in pairs {
        let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
        let span = start..start + raw.get().len();
        let Some(cell) = columns.get(key.as_ref()).and_then(|column| cells.get_mut(*column)) else { continue };
        if !cell.span.is_empty() {
            let twice = refuse(format!("the key `{key}` stands twice"), span).at(label(file, line, text, cell.span.clone(), "first here"));
            return Err(Box::new(twice.help("take one of the two out")));
        }
        let (value, number) = match raw.get().as_bytes().first() {
            Some(b'{' | b'[') => {
                let nested = refuse(format!("`{key}` holds several values"), span);
                return Err(Box::new(nested.help("a cell holds one text or one number: write each value under a key of its own")));
            }
            Some(b'"') => (serde_json::from_str::<String>(raw.get()).unwrap_or_default(), false),
            Some(b'n') => (String::new(), false),
            Some(b't' | b'f') => (raw.get().to_string(), false),
            _ => (raw.get().to_string(), true),
        };
        *cell = Value { text: value, number, span };
    }
    Ok(Object::new(line, text.to_string(), cells))
}

/// The keys and values of an object, as written.
fn parse(text: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, serde_json::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some((Key(key), value)) = map.next_entry::<Key<'de>, &RawValue>()? {
                pairs.push((key, value));
            }
            Ok(pairs)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let pairs = deserializer.deserialize_map(Pairs)?;
    deserializer.end()?;
    Ok(pairs)
}

/// A key, borrowed from the line where it holds no escapes.
#[derive(serde::Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

/// The lines of a file, one at a time; blank ones are left out.
struct Lines {
    source: BufReader<File>,
    line: usize,
    text: Vec<u8>,
}

impl Lines {
    fn new(file: &OpenFile) -> Result<Self, Diagnostic> {
        Ok(Self { source: BufReader::new(file.start()?), line: 0, text: Vec::new() })
    }

    fn next(&mut self, file: &str) -> Result<Option<(usize, &str)>, Diagnostic> {
        loop {
            self.text.clear();
            let count = self.source.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.text);
            let count =
                count.map_err(|error| Diagnostic::error(codes::FILE_UNREADABLE, format!("`{file}` cannot be read: {}", error.kind())))?;
            if count == 0 {
                break;
            }
            self.line += 1;
            if count as u64 == LONGEST_LINE && self.text.last() != Some(&b'\n') {
                let shown = String::from_utf8_lossy(&self.text[..80]).into_owned();
                let message = format!("line {} of `{file}` has more than 16 MiB", self.line);
                let label = label(file, self.line, &shown, 0..shown.len(), "it begins here");
                return Err(Diagnostic::error(codes::FILE_TOO_LARGE, message)
                    .at(label)
                    .help("each line is one object: check the line ends of the file"));
            }
            if self.line == 1 && self.text.starts_with(b"\xef\xbb\xbf") {
                self.text.drain(..3);
            }
            if std::str::from_utf8(&self.text).is_err() {
                return Err(crate::delimited::not_utf8(file, &self.text, self.line).help("JSON is UTF-8: save it so"));
            }
            if !self.text.trim_ascii().is_empty() {
                break;
            }
        }
        let text = std::str::from_utf8(&self.text).unwrap_or_default().trim_end_matches(['\n', '\r']);
        Ok((!self.text.is_empty()).then_some((self.line, text)))
    }
}
