//! The lock: everything that made the figures of an inventory, pinned in one text file, so that anybody can derive them again and see that
//! nothing differs, or what.
//!
//! [`Lock::of`] takes what is pinned from a trace, [`write()`](write::write) and [`read()`](read::read) are the file, [`verify()`] says what
//! differs, and `refuse` what keeps an inventory from being locked. `docs/reference/lock.md` is the format, and how to check it without
//! this program.

mod compare;
mod lines;
mod read;
mod refuse;
mod seal;
mod settings;
pub mod trace_text;
mod verify;
mod write;

pub use read::{Locked, read};
pub use refuse::refuse;
pub use settings::Settings;
pub use verify::{Verified, of_folder, verify, verify_with};
pub use write::write;

use crate::diagnostic::Problems;
use crate::evidence::{self, Evidence};
use crate::fingerprint::Fingerprint;
use crate::folder::Folder;
use crate::house::House;
use crate::number::Exact;
use crate::report::printed;
use crate::rows::Rows;
use crate::totals::Totals;
use crate::trace::{Choices, Trace};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The file of a lock, in the folder of its inventory.
pub const FILE: &str = "tonne.lock";

/// The version of the format.
pub const VERSION: u32 = 1;

/// What a lock pins, besides the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The version of the program that wrote it.
    pub tool: String,
    /// The reporting company.
    pub organisation: String,
    /// The reporting period.
    pub period: String,
    /// Nothing published after this day was chosen.
    pub as_of: Date,
    /// The files that were read and the files that are evidence, by their names from the folder of the inventory.
    pub files: BTreeMap<String, Fingerprint>,
    /// The SHA-256 of the tables of the program that were used.
    pub tables: BTreeMap<String, String>,
    /// What the rules of the inventory chose.
    pub choices: Choices,
    /// What manifests and registers say, by file and name.
    pub settings: BTreeMap<String, Settings>,
    /// Every figure, by its key.
    pub figures: BTreeMap<String, Figure>,
}

/// A pinned figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its exact value.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// How many rows of ledgers it stands on.
    pub lines: String,
    /// As reports print it.
    pub printed: String,
}

impl Lock {
    /// What there is to pin of a trace.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn of(rows: &Rows<'_>, totals: &Totals, folder: &Folder) -> Result<Self, Problems> {
        let trace = rows.trace();
        let inventory = &trace.inventory;
        let names = trace.files.iter().cloned().chain(Evidence::of(rows, folder)?.files).filter(|name| name != FILE);
        let mut problems = Problems::default();
        let mut files = BTreeMap::new();
        for name in names {
            if let Some(fingerprint) = problems.keep(evidence::fingerprint(folder, &name).map_err(Problems::from)) {
                files.insert(name, fingerprint);
            }
        }
        let figures = totals.iter().map(|(key, figure)| {
            let figure = Figure {
                value: figure.value.clone(),
                unit: figure.unit.clone(),
                lines: figure.lines.to_string(),
                printed: printed(key, &figure.value, &inventory.choices),
            };
            (key.to_string(), figure)
        });
        let lock = Self {
            tool: env!("CARGO_PKG_VERSION").into(),
            organisation: inventory.organisation.clone(),
            period: inventory.period.to_string(),
            as_of: inventory.as_of,
            tables: tables(trace),
            choices: trace.choices.clone(),
            settings: problems.keep(settings(trace, folder)).unwrap_or_default(),
            figures: figures.collect(),
            files,
        };
        problems.or(lock)
    }
}

/// The tables of the program that lines cite, and those that were looked into.
fn tables(trace: &Trace) -> BTreeMap<String, String> {
    let library = House::shipped().library;
    let editions = trace.choices.editions.values().map(|(edition, _)| edition);
    let used = trace.tables.keys().chain(editions);
    used.filter_map(|id| Some((id.clone(), library.sha256(id)?))).collect()
}

/// The values of all manifests, and of the registers that they name.
fn settings(trace: &Trace, folder: &Folder) -> Result<BTreeMap<String, Settings>, Problems> {
    let mut all = BTreeMap::new();
    for name in trace.files.iter().filter(|name| name.rsplit('/').next() == Some("inventory.toml")) {
        let text = String::from_utf8_lossy(&folder.read(name)?).into_owned();
        let said = settings::of_toml(text.trim_start_matches('\u{feff}'));
        if let Some(register) = said.get("instruments.file") {
            let register = format!("{}{register}", name.trim_end_matches("inventory.toml"));
            let cells = settings::of_register(&register, &folder.read(&register)?);
            all.insert(register, cells);
        }
        all.insert(name.clone(), said);
    }
    Ok(all)
}
