//! The face of the library: an inventory from a folder or from memory, and what is computed from it.

use crate::diagnostic::{Diagnostic, Problems};
use crate::figure::Key;
use crate::folder::{Files, Folder};
use crate::house::House;
use crate::pipeline::{Options, compute_in};
use crate::totals::{Figure, Totals};
use crate::trace::{self, Line, Posting};
use std::path::Path;
use std::sync::Arc;

/// An inventory that was not computed yet: a folder, or files in memory.
///
/// From a folder, as the program does it:
///
/// ```
/// let inventory = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025");
/// let trace = inventory.compute()?;
/// assert_eq!(trace.figure("scope2.location").unwrap().value.to_string(), "56622.95247");
/// # Ok::<(), tonne::Problems>(())
/// ```
///
/// From memory, with records and tables as values:
///
/// ```
/// let manifest = r#"
/// [inventory]
/// organisation = "Made up"
/// period = "2025"
/// as-of = "2026-03-31"
/// consolidation = "operational-control"
/// consolidation-reason = "made up"
///
/// [choices]
/// gwp = "ipcc/gwp@ar5"
/// scope2 = ["location-based"]
/// vintage = "same-year-else-latest"
///
/// [[factors]]
/// activities = "electricity"
/// tables = ["cn-mee/electricity"]
///
/// [sites.office]
/// region = "CN-BJ"
///
/// [[ledgers]]
/// file = "records.csv"
/// "#;
/// let mut manifest = format!("{manifest}\n[scope3]\n");
/// for category in 1..=15 {
///     manifest.push_str(&format!("{category} = {{ status = \"not-evaluated\" }}\n"));
/// }
/// let columns = ["id", "period", "site", "activity", "quantity", "unit"];
/// let files = tonne::Files::with_manifest(&manifest)
///     .with_records("records.csv", &columns, [["E1", "2025-01", "office", "electricity/grid", "1000", "kWh"]]);
/// let trace = tonne::Inventory::of(files).compute()?;
/// // 1000 kWh x 0.5554 kgCO2/kWh, the factor of Beijing that the Ministry of Ecology and Environment published for 2023.
/// assert_eq!(trace.figure("scope2.location").unwrap().value.to_string(), "0.5554");
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Inventory {
    at: At,
}

#[derive(Clone, Debug)]
enum At {
    Disk(std::path::PathBuf),
    Memory(Arc<Files>),
}

impl Inventory {
    /// The inventory in a folder, whose `inventory.toml` says what it is. Nothing is read before it is computed.
    pub fn open(folder: impl AsRef<Path>) -> Self {
        Self { at: At::Disk(folder.as_ref().to_path_buf()) }
    }

    /// An inventory of files in memory.
    pub fn of(files: Files) -> Self {
        Self { at: At::Memory(Arc::new(files)) }
    }

    /// Computes it: the whole road from what was written to what can be traced.
    ///
    /// # Errors
    /// All problems of the stage that found any, each with its place and the way out.
    pub fn compute(&self) -> Result<Trace, Problems> {
        let folder = match &self.at {
            At::Disk(path) => Folder::at(path),
            At::Memory(files) => Folder::in_memory(Arc::clone(files)),
        };
        let (trace, house) = compute_in(&folder, &Options::default())?;
        let totals = Totals::of(&trace);
        let findings = crate::findings::find(&trace, &totals);
        Ok(Trace { trace, totals, findings, house })
    }
}

/// An inventory, computed: figures, the lines that they stand on, and what a reader must know beside them.
///
/// ```
/// let trace = tonne::Inventory::open("docs/examples/harbour-cloud/2025").compute()?;
/// // A figure is the exact sum of what its lines add to it.
/// let key = tonne::Key::parse("scope1").unwrap();
/// let added: Vec<tonne::Exact> = trace.lines().iter().filter_map(|line| line.adds(&key)).collect();
/// assert_eq!(tonne::Exact::sum(&added), trace.figure("scope1").unwrap().value);
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Debug)]
pub struct Trace {
    trace: trace::Trace,
    totals: Totals,
    findings: Vec<Diagnostic>,
    house: House,
}

impl Trace {
    /// All figures with their keys, in the order in which reports show them.
    pub fn figures(&self) -> impl Iterator<Item = (&Key, &Figure)> {
        self.totals.iter()
    }

    /// The figure with that key: `scope2.location`, `scope3.8`, `intensity.scope12.location.revenue`. The grammar is in
    /// `docs/reference/json.md`. `None` where no line adds to it: missing is not zero.
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.totals.find(key).map(|(_, figure)| figure)
    }

    /// All lines, in the order of the ledgers. Above 8 MiB of ledgers, a line is a group of rows that formulas cannot tell apart.
    pub fn lines(&self) -> &[Line] {
        &self.trace.lines
    }

    /// How many rows of ledgers the lines stand for.
    pub fn rows(&self) -> u64 {
        self.trace.lines.iter().map(|line| line.record.rows()).sum()
    }

    /// Everything that lines add, line by line.
    pub fn postings(&self) -> impl Iterator<Item = Posting<'_>> {
        self.trace.lines.iter().flat_map(Line::postings)
    }

    /// What a reader must know beside the figures.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The tables that it could cite: those of the program, and its own.
    pub fn library(&self) -> &crate::factors::Library {
        &self.house.library
    }
}
