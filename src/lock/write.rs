//! Writes a lock: TOML, every part sorted, the lines last, and a seal below all of it.

use super::{Lock, VERSION, trace_text};
use crate::factors::vintage::Reason;
use crate::fingerprint::Hasher;
use crate::trace::Trace;
use std::io::{self, Write};

const HEAD: &str = "# Written by `tonne lock`, compared by `tonne verify`. docs/reference/lock.md explains it, and how to check it with `sha256sum`.\n\
                    # It is not edited: the seal at its end would not fit any more.\n";

/// Writes a lock with the lines of its trace.
///
/// # Errors
/// What `out` cannot take.
pub fn write(lock: &Lock, trace: &Trace, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Hasher::new(out);
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "version = {VERSION}\ntool = {}", quoted(&lock.tool))?;
    writeln!(out, "organisation = {}\nperiod = {}", quoted(&lock.organisation), quoted(&lock.period))?;
    writeln!(out, "as-of = \"{}\"", lock.as_of)?;
    writeln!(out, "\n[files]")?;
    for (name, file) in &lock.files {
        writeln!(out, "{} = {{ sha256 = \"{}\", bytes = {} }}", quoted(name), file.sha256, file.bytes)?;
    }
    writeln!(out, "\n[tables]")?;
    for (id, sha256) in &lock.tables {
        writeln!(out, "{} = \"{sha256}\"", quoted(id))?;
    }
    choices(lock, &mut out)?;
    for (file, settings) in &lock.settings {
        writeln!(out, "\n[settings.{}]", quoted(file))?;
        for (name, value) in settings {
            writeln!(out, "{} = {}", quoted(name), quoted(value))?;
        }
    }
    writeln!(out, "\n[figures]")?;
    for (key, figure) in &lock.figures {
        let (exact, unit, printed) = (figure.value.written(), quoted(&figure.unit), quoted(&figure.printed));
        writeln!(out, "{} = {{ exact = \"{exact}\", unit = {unit}, lines = \"{}\", printed = {printed} }}", quoted(key), figure.lines)?;
    }
    writeln!(out, "\n[trace]\ntext = '''")?;
    let mut text = Hasher::new(&mut out);
    trace_text::write(trace, &mut text)?;
    let (_, text) = text.finish();
    writeln!(out, "'''\nlines = \"{}\"\nsha256 = \"{}\"\n\n[seal]", trace.lines.len(), text.sha256)?;
    let (out, seal) = out.finish();
    writeln!(out, "sha256 = \"{}\"", seal.sha256)
}

fn choices(lock: &Lock, out: &mut dyn Write) -> io::Result<()> {
    for ((dataset, year), (edition, reason)) in &lock.choices.editions {
        writeln!(out, "\n[[editions]]\ndataset = {}\nyear = \"{year}\"", quoted(dataset))?;
        writeln!(out, "edition = {}\nreason = \"{}\"", quoted(edition), reason_name(reason))?;
    }
    for choice in &lock.choices.rows {
        writeln!(out, "\n[[choices]]\nactivity = {}\nregion = {}", quoted(&choice.activity), quoted(&choice.region))?;
        writeln!(out, "year = \"{}\"\nrow = {}\nreason = {}", choice.year, quoted(&choice.row), quoted(&choice.reason))?;
    }
    Ok(())
}

/// The word of a lock for why an edition was chosen.
pub(super) fn reason_name(reason: &Reason) -> &'static str {
    match reason {
        Reason::Named | Reason::NamedByRecord => "named",
        Reason::SameYear => "same-year",
        Reason::OfNoYear { .. } => "no-year",
        Reason::LatestPublished { .. } => "latest-published",
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}
