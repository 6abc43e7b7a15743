//! Derives an inventory again from its files, with what its lock pins, and says everything that differs.

use super::{FILE, Lock, Locked, compare, lines, read, trace_text};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::factors::vintage::Pins;
use crate::fingerprint::Hasher;
use crate::folder::Folder;
use crate::house::House;
use crate::pipeline::{Options, compute_with};
use crate::rows::Rows;
use crate::totals::Totals;
use crate::trace::Trace;
use std::io;
use std::path::Path;

/// An inventory that was derived again and is what was locked.
#[derive(Debug)]
pub struct Verified {
    /// The lock.
    pub locked: Locked,
    /// The trace.
    pub trace: Trace,
    /// The figures.
    pub totals: Totals,
}

/// The lock in the folder of an inventory.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn of_folder(folder: &Path) -> Result<Locked, Problems> {
    let bytes = Folder::at(folder).read(FILE).map_err(|diagnostic| {
        if diagnostic.code == codes::FILE_MISSING {
            let missing = Diagnostic::error(codes::LOCK_MISSING, format!("there is no `{FILE}` in the folder of the inventory"));
            missing.help("`tonne lock` writes it; `tonne verify --lock FILE` compares with one that is kept elsewhere")
        } else {
            diagnostic
        }
    })?;
    read(FILE, &bytes)
}

/// Derives the inventory in `folder` again and compares it with a lock. Only what the lock pins is used: a later edition of a dataset
/// changes nothing.
///
/// # Errors
/// Everything that differs: files, tables, choices, lines, figures. When files changed so that nothing can be derived, that is said too.
pub fn verify(folder: &Path, locked: Locked) -> Result<Verified, Problems> {
    verify_with(folder, locked, &Options::default())
}

/// As [`verify`], computed in a certain way. The pins of `options` are those of the lock.
///
/// # Errors
/// As [`verify`].
pub fn verify_with(folder: &Path, locked: Locked, options: &Options<'_>) -> Result<Verified, Problems> {
    let at = Folder::at(folder);
    let lock = &locked.lock;
    let mut problems = compare::tables(lock, &House::shipped().library);
    let without_tables = !problems.is_empty();
    problems.extend(compare::files(lock, &at));
    if without_tables {
        return Err(problems);
    }
    let pins = Pins(lock.choices.editions.clone());
    let options = Options { pins: Some(&pins), ..*options };
    let (trace, _) = match compute_with(folder, &options) {
        Ok(computed) => computed,
        Err(stops) => {
            problems.extend(stops);
            return Err(problems);
        }
    };
    let totals = Totals::of(&trace);
    let is = Lock::of(&Rows::of(&trace, folder, &options), &totals, &at)?;
    if digest(&trace) != locked.sha256 {
        problems.extend(lines::compare(&locked.text, &trace));
    }
    problems.extend(compare::rest(lock, &is));
    problems.or(Verified { locked, trace, totals })
}

/// The SHA-256 of the canonical trace.
fn digest(trace: &Trace) -> String {
    let mut hasher = Hasher::new(io::sink());
    // Nothing keeps a sink from taking what is written to it.
    let _ = trace_text::write(trace, &mut hasher);
    hasher.finish().1.sha256
}
