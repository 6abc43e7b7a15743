//! From bytes to text.

use crate::diagnostic::{Diagnostic, Excerpt, Label, Problems, codes};

/// The first bytes of files that are no text, with what they are.
const SIGNATURES: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "is a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "is a workbook of an older kind"),
    (b"\xff\xfe", "is UTF-16"),
    (b"\xfe\xff", "is UTF-16"),
];

/// Bytes as text: UTF-8, with or without a byte-order mark.
///
/// # Errors
/// The first byte that is not UTF-8, with its line.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String, Problems> {
    let way_out = if file.ends_with(".csv") { "export it as `CSV UTF-8`" } else { "save it as UTF-8" };
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Diagnostic::error(codes::NOT_UTF8, format!("`{file}` {what}, not text in UTF-8")).help(way_out).into());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(str::to_string).map_err(|_| {
        not_utf8(file, bytes, 1).help(format!("{way_out}; a file from an older Windows program is probably GBK or Big5")).into()
    })
}

/// The first byte that is not UTF-8, with its place; the first of the bytes stands in `line`.
pub fn not_utf8(file: &str, bytes: &[u8], line: usize) -> Diagnostic {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = &bytes[..valid];
    let bad = bytes.get(valid).copied().unwrap_or_default();
    let label = place(file, bytes, before);
    let excerpt = Excerpt { line: label.excerpt.line + line - 1, ..label.excerpt };
    Diagnostic::error(codes::NOT_UTF8, format!("`{file}` is not UTF-8: it holds the byte 0x{bad:02x}")).at(Label { excerpt, ..label })
}

/// Points at the first byte behind `before`, in its line as far as it can be read.
fn place(file: &str, bytes: &[u8], before: &[u8]) -> Label {
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let start = String::from_utf8_lossy(&before[line_start..]).to_string();
    let line_end = bytes[before.len()..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |next| before.len() + next);
    let rest = String::from_utf8_lossy(&bytes[before.len()..line_end]).trim_end_matches('\r').to_string();
    let width = rest.chars().next().map_or(0, char::len_utf8);
    let excerpt = Excerpt {
        file: file.to_string(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        text: format!("{start}{rest}"),
        cell: None,
    };
    Label { excerpt, span: start.len()..start.len() + width, text: "here".into() }
}
