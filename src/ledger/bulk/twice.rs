//! Rows and ids that stand twice in ledgers of any size. A first pass writes a fingerprint of each row; a second reads again those whose
//! fingerprints are the same, and compares what is really there.

use super::again::Kept;
use super::blocks::Blocks;
use super::cells::{Cells, Key};
use super::groups::Position;
use super::shape::Shape;
use super::spill::{Spill, SpillWriter};
use super::walk::{Visit, Walk};
use super::{Reading, Task, interrupted, lines_above, on_threads};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::field::Field;
use crate::inventory::LedgerFile;
use crate::ledger::place::Place;
use crate::number::Plain;
use crate::scope::Category;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::sync::Mutex;

/// How many rows that stand twice are told one by one, of each kind.
const TOLD: usize = 200;

/// Makes a file without a name.
pub type Scratch<'s> = &'s (dyn Fn() -> io::Result<File> + Sync);

/// What is compared.
#[derive(Clone, Copy)]
enum Kind {
    Id,
    Row,
    Evidence,
}

/// The categories of which one excludes the others (GHG Protocol Scope 3 Standard, table 5.4), with the bits that stand for them.
fn exclusive(category: Category) -> Option<u64> {
    [1, 2, 4, 8].into_iter().position(|number| category == Category::Scope3(number)).and_then(|position| u64::try_from(position).ok())
}

/// The ids and the rows that stand twice, and the documents that are evidence in two categories of which one excludes the other.
///
/// # Errors
/// A ledger cannot be read, or the fingerprints cannot be written.
pub fn twice(task: &Task<'_>, reading: &Reading, scratch: Scratch<'_>) -> Result<Vec<Diagnostic>, Problems> {
    let mut found = Vec::new();
    for kind in [Kind::Id, Kind::Row, Kind::Evidence] {
        found.extend(of_kind(task, reading, scratch, kind)?);
    }
    Ok(found)
}

fn of_kind(task: &Task<'_>, reading: &Reading, scratch: Scratch<'_>, kind: Kind) -> Result<Vec<Diagnostic>, Problems> {
    let careful = &reading.kept.careful;
    let unwritable = |error: io::Error| {
        let diagnostic = Diagnostic::error(codes::FILE_UNWRITABLE, format!("fingerprints of rows cannot be written: {error}"));
        Problems::from(diagnostic.help("the folder for temporary files needs 20 bytes for each row"))
    };
    let categories: Vec<Option<u64>> = reading.records.iter().map(|record| exclusive(record.category)).collect();
    let spill = Spill::new(scratch).map_err(unwritable)?;
    let (prints, lines) = pass(task, careful, || Prints {
        kind,
        hasher: FixedState::with_seed(1),
        kept: &reading.kept,
        categories: &categories,
        out: spill.writer(),
        lines: Vec::new(),
    })?;
    let mut counted = Vec::new();
    for each in prints {
        each.out.finish().map_err(unwritable)?;
        counted.extend(each.lines);
    }
    let shared = spill.shared(matches!(kind, Kind::Evidence)).map_err(unwritable)?;
    if shared.is_empty() {
        return Ok(Vec::new());
    }
    let above = lines_above(counted, &lines);
    let more = shared.len().saturating_sub(TOLD);
    let wanted: BTreeSet<Position> = shared.iter().take(TOLD).flatten().copied().collect();
    let (picks, _) = pass(task, careful, || Pick { wanted: &wanted, found: BTreeMap::new() })?;
    let mut places: BTreeMap<Position, Place> = BTreeMap::new();
    for (position, mut place) in picks.into_iter().flat_map(|pick| pick.found) {
        place.row.move_down(above.get(&(position.ledger, position.block)).copied().unwrap_or_default());
        places.insert(position, place);
    }
    let mut told: Vec<Diagnostic> = shared.iter().take(TOLD).flat_map(|alike| tell(kind, alike, &places)).collect();
    if more > 0 {
        let message = format!("{more} more {} stand twice and are not listed", kind.name());
        told.push(match kind {
            Kind::Id => Diagnostic::error(codes::DUPLICATE_ID, message),
            Kind::Row => Diagnostic::finding(codes::RECORD_TWICE, message),
            Kind::Evidence => Diagnostic::finding(codes::EVIDENCE_TWICE, message),
        });
    }
    Ok(told)
}

/// What visitors of all threads have when all rows are through, and how many lines end before the first row of each ledger.
fn pass<V: Visit + Send>(
    task: &Task<'_>,
    careful: &[bool],
    visit: impl Fn() -> V + Sync,
) -> Result<(Vec<V>, BTreeMap<usize, usize>), Problems> {
    task.watch.begin(task.ledgers.iter().map(|ledger| task.folder.size(&ledger.file)).sum());
    let blocks = Mutex::new(Blocks::new(task.folder, task.ledgers, careful, task.watch));
    let visitors = on_threads(task.threads, || Walk::new(visit(), task.watch).go(&blocks).0);
    if task.watch.interrupted() {
        return Err(interrupted());
    }
    let of_files = blocks.into_inner().map(Blocks::finish).unwrap_or_default();
    let mut problems = Problems::default();
    of_files.problems.into_iter().for_each(|(_, of_file)| problems.extend(of_file));
    problems.or((visitors, of_files.heads))
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Id => "ids",
            Self::Row => "rows",
            Self::Evidence => "documents",
        }
    }

    /// The columns that are compared: as they are written, of a row all but id and note.
    fn columns(self, shape: &Shape) -> Vec<usize> {
        match self {
            Self::Id => vec![shape.id],
            Self::Evidence => shape.evidence.into_iter().collect(),
            Self::Row => {
                let keys = shape.common.iter().chain(&shape.when).map(|(_, column)| *column);
                keys.chain(shape.single.iter().copied()).chain([shape.quantity]).chain(shape.evidence).collect()
            }
        }
    }

    /// The fields that are compared.
    fn fields(self, place: &Place) -> Vec<Field> {
        match self {
            Self::Id => vec![Field::Id],
            Self::Evidence => vec![Field::Evidence],
            Self::Row => {
                let fields = place.source.layout.fields().map(|(field, _)| field);
                fields.filter(|field| !matches!(field, Field::Id | Field::Note)).collect()
            }
        }
    }
}

/// Writes a fingerprint of each row.
struct Prints<'p> {
    kind: Kind,
    hasher: FixedState,
    kept: &'p Kept,
    categories: &'p [Option<u64>],
    out: SpillWriter<'p>,
    lines: Vec<(usize, usize, usize)>,
}

impl Prints<'_> {
    fn print(&mut self, shape: &Shape, row: &impl Cells, position: Position) {
        let kind = match self.kind {
            Kind::Id | Kind::Row => Some(0),
            Kind::Evidence => {
                let key = Key::of(row, shape, self.kept.months.as_ref());
                let filled = shape.evidence.is_some_and(|column| !row.cell(column).is_empty());
                self.kept.record(&key).filter(|_| filled).and_then(|record| self.categories.get(record).copied().flatten())
            }
        };
        let Some(kind) = kind else { return };
        let mut hasher = self.hasher.build_hasher();
        self.kind.columns(shape).into_iter().for_each(|column| hasher.write(row.cell(column)));
        self.out.add(hasher.finish() & !0xf | kind, position);
    }
}

impl Visit for Prints<'_> {
    const NEEDS_LINES: bool = true;

    fn plain(&mut self, shape: &Shape, row: &impl Cells, _: Plain, position: Position) -> bool {
        // Doubled quotes must not make two ways to write one text.
        let texts = self.kind.columns(shape).iter().all(|column| row.text(*column).1);
        if texts {
            self.print(shape, row, position);
        }
        texts
    }

    fn careful(&mut self, _: &LedgerFile, shape: &Shape, _: &Place, row: &impl Cells, position: Position) {
        self.print(shape, row, position);
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // Told when the ledgers are read.
    }

    fn end(&mut self, ledger: usize, block: usize, lines: Option<usize>) {
        self.lines.extend(lines.map(|lines| (ledger, block, lines)));
    }
}

/// Picks rows by their places.
struct Pick<'p> {
    wanted: &'p BTreeSet<Position>,
    found: BTreeMap<Position, Place>,
}

impl Visit for Pick<'_> {
    const NEEDS_LINES: bool = true;

    fn plain(&mut self, _: &Shape, _: &impl Cells, _: Plain, position: Position) -> bool {
        !self.wanted.contains(&position)
    }

    fn careful(&mut self, _: &LedgerFile, _: &Shape, place: &Place, _: &impl Cells, position: Position) {
        if self.wanted.contains(&position) {
            self.found.insert(position, place.clone());
        }
    }

    fn refuse(&mut self, _: Position, _: Diagnostic) {
        // Told when the ledgers are read.
    }
}

/// Says which of the rows whose fingerprints are the same are so in truth.
fn tell(kind: Kind, alike: &[Position], places: &BTreeMap<Position, Place>) -> Vec<Diagnostic> {
    let mut same: BTreeMap<Vec<String>, Vec<&Place>> = BTreeMap::new();
    for place in alike.iter().filter_map(|position| places.get(position)) {
        let texts = kind.fields(place).into_iter().filter(|field| !place.text(*field).is_empty());
        same.entry(texts.map(|field| format!("{} {}", field.name(), place.text(field))).collect()).or_default().push(place);
    }
    let twice = same.into_values().filter(|places| places.len() > 1 && places.iter().all(|place| place.text(Field::Quantity) != "0"));
    let told = twice.filter_map(|places| {
        let (first, second) = (places.first()?, places.get(1)?);
        let (field, diagnostic) = match kind {
            Kind::Id => {
                let message = format!("id `{}` stands twice", first.text(Field::Id));
                let help = "if it is the same record, take one out; if not, give it an id of its own";
                (Field::Id, Diagnostic::error(codes::DUPLICATE_ID, message).help(help))
            }
            Kind::Evidence => {
                let message = format!("`{}` is the evidence of rows in categories that exclude one another", first.text(Field::Evidence));
                let note = "an invoice counts in one of the categories 1, 2, 4 and 8 (Scope 3 Standard, table 5.4)";
                (Field::Evidence, Diagnostic::finding(codes::EVIDENCE_TWICE, message).note(note))
            }
            Kind::Row => {
                let ids: Vec<_> = places.iter().take(5).map(|place| place.text(Field::Id)).collect();
                let message = format!("{} lines are alike in everything but their id: {}", places.len(), ids.join(", "));
                let help = "take one out; if both are right, tell them apart by their evidence";
                (Field::Quantity, Diagnostic::finding(codes::RECORD_TWICE, message).help(help))
            }
        };
        Some(diagnostic.at(second.label(field, "again here")).at(first.label(field, "first here")))
    });
    told.collect()
}
