//! The seal: the last line of a lock is the SHA-256 of all lines above it. `sed '$d' tonne.lock | sha256sum` redoes it.

use super::VERSION;
use crate::delimited::decode;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Document;
use crate::fingerprint::Fingerprint;

/// What helps against a lock that is not as it was written.
const WAY_OUT: &str = "take the lock from where it was written, or lock the inventory again with `tonne lock`";

/// The text of a lock, if nothing was done to it since it was written.
///
/// # Errors
/// Marks of a merge, a later version, a seal that does not fit.
pub fn opened(file: &str, bytes: &[u8]) -> Result<String, Problems> {
    let text = decode(file, bytes)?;
    let document = Document { file, text: &text };
    conflict(document)?;
    version(document)?;
    let body = text.strip_suffix("\n").unwrap_or(&text);
    let (above, last) = body.rfind('\n').map_or(("", body), |at| body.split_at(at + 1));
    let stated = last.strip_prefix("sha256 = \"").and_then(|rest| rest.strip_suffix('"'));
    let Some(stated) = stated.filter(|_| above.ends_with("[seal]\n")) else {
        let message = format!("`{file}` does not end with its seal: it did not arrive whole, or was edited");
        let turned = if text.contains("\r\n") { TURNED } else { "the last line of a lock is the SHA-256 of all lines above it" };
        return Err(Diagnostic::error(codes::LOCK_EDITED, message).note(turned).help(WAY_OUT).into());
    };
    let is = Fingerprint::of_bytes(above.as_bytes()).sha256;
    if is == stated {
        return Ok(text);
    }
    let message = format!("`{file}` was edited after it was written");
    let diagnostic = Diagnostic::error(codes::LOCK_EDITED, message)
        .at(document.label(above.len()..body.len(), "the seal"))
        .note(format!("the lines above the seal have the SHA-256 {is}"));
    Err(diagnostic.help(WAY_OUT).into())
}

const TURNED: &str = "its line ends are those of Windows (CRLF): keep Git from turning them with a line `* -text` in .gitattributes";

fn conflict(document: Document<'_>) -> Result<(), Problems> {
    let mut at = 0;
    let mut marks = Vec::new();
    for line in document.text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
            marks.push(document.label(at..at + line.trim_end().len(), "a mark of the merge"));
        }
        at += line.len();
    }
    if marks.is_empty() {
        return Ok(());
    }
    let message = format!("`{}` holds two locks that were not merged", document.file);
    let diagnostic = marks.into_iter().take(2).fold(Diagnostic::error(codes::LOCK_CONFLICT, message), Diagnostic::at);
    let help = "merge the ledgers and the inventory, look at the figures with `tonne run`, then lock again with `tonne lock`";
    Err(diagnostic.note("two locks cannot be merged: each pins one state of all files").help(help).into())
}

fn version(document: Document<'_>) -> Result<(), Problems> {
    let found = document.text.lines().find_map(|line| line.strip_prefix("version = "));
    let Some(version) = found.and_then(|version| version.trim().parse::<u64>().ok()) else {
        let message = format!("`{}` does not say its version: it is no lock, or was edited", document.file);
        return Err(Diagnostic::error(codes::LOCK_EDITED, message).help(WAY_OUT).into());
    };
    if version <= u64::from(VERSION) {
        return Ok(());
    }
    let start = document.text.find("version = ").unwrap_or_default();
    let message = format!("`{}` is of version {version}; this program reads locks up to version {VERSION}", document.file);
    let diagnostic = Diagnostic::error(codes::LOCK_NEWER, message).at(document.label(start..start + "version = ".len(), ""));
    Err(diagnostic.help("take the version of tonne that wrote it, or a later one").into())
}
