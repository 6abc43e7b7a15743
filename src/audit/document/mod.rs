//! `published.toml`: what a document prints, as printed. `docs/reference/published.md` is its format.

mod cells;
mod declared;
mod rows;
mod statements;
mod table;

pub use declared::{Claim, Declared, Formula, Pair, Wanted};
pub use statements::{About, Materiality, Method, Scope3};

use super::measure::Measure;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Document;
use crate::folder::Folder;
use crate::house::House;
use crate::number::printed::{Printed, Style};
use crate::number::{Exact, Interval};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Where something stands: bytes of the document, or a cell of a table beside it.
#[derive(Clone, Debug)]
pub enum Place {
    /// Bytes of `published.toml`.
    Span(Range<usize>),
    /// A cell of a CSV file.
    Cell(Box<Label>),
}

/// A printed figure of one column.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The number; `None` where the document prints that there is none.
    pub printed: Option<Printed>,
    /// Where it was written down.
    pub place: Place,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// Its name as printed.
    pub name: Option<String>,
    /// Its unit.
    pub unit: Measure,
    /// Where in the document it is printed.
    pub page: Option<String>,
    /// The reason that the document gives for a change between its columns.
    pub explained: Option<String>,
    /// A figure for each column; `None` where nothing is printed.
    pub cells: Vec<Option<Cell>>,
    /// Where it was written down.
    pub place: Place,
}

/// What a document prints.
#[derive(Debug)]
pub struct Published {
    /// The file.
    pub file: String,
    text: String,
    /// Who and what.
    pub about: About,
    /// How it writes numbers.
    pub style: Style,
    /// Its columns, in the order of time.
    pub columns: Vec<String>,
    /// Its rows, in the order in which they were written down.
    pub rows: Vec<Row>,
    index: BTreeMap<String, usize>,
    /// Relations and claims.
    pub declared: Vec<Declared>,
    /// Emissions with the activity that they come from.
    pub pairs: Vec<Pair>,
    /// What it says of its method.
    pub method: Method,
    /// What it says of Scope 3.
    pub scope3: Scope3,
    /// What the user takes for material.
    pub materiality: Materiality,
}

impl Published {
    /// Reads the file at `path` and the tables that it names.
    ///
    /// # Errors
    /// Everything in them that is missing, unknown, contradictory or no number.
    pub fn read(path: &Path, house: &House) -> Result<Self, Problems> {
        let folder = Folder::at(path.parent().unwrap_or(Path::new("")));
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let help = "name a file with what the document prints; docs/reference/published.md is its format";
        let bytes = folder.read(&file).map_err(|diagnostic| Diagnostic { help: Vec::new(), ..diagnostic }.help(help))?;
        let text = crate::delimited::decode(&file, &bytes)?;
        Self::parse(&file, &text, house, &folder)
    }

    /// As [`Self::read`], from a text.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn parse(file: &str, text: &str, house: &House, folder: &Folder) -> Result<Self, Problems> {
        let document = Document { file, text };
        let read = document.read(|top, problems| {
            let head = statements::head(top, house, problems);
            let units = house.library.units();
            let mut rows = match &head {
                Some((_, style, columns)) => {
                    let mut rows = rows::read(top, columns, style, units, problems);
                    rows.extend(table::read(top, columns, style, units, folder, problems));
                    rows
                }
                // Without columns no row can be read; asking for them keeps them from being unknown.
                None => {
                    top.sections("figures", problems);
                    top.sections("tables", problems);
                    Vec::new()
                }
            };
            let all_read = problems.is_empty();
            let index = index(&mut rows, document, problems);
            let method = statements::method(top, house, problems);
            let scope3 = statements::scope3(top, problems);
            let materiality = statements::materiality(top, problems);
            let columns = head.as_ref().map(|(_, _, columns)| columns.as_slice()).unwrap_or_default();
            let reader = declared::Reader { document, rows: &rows, index: &index, columns, units, all_read };
            let style = head.as_ref().map(|(_, style, _)| *style).unwrap_or_default();
            let declared = reader.relations(top, &style, problems);
            let pairs = reader.pairs(top, &house.activities, problems);
            let (about, style, columns) = head?;
            let (file, text) = (file.to_string(), text.to_string());
            Some(Self { file, text, about, style, columns, rows, index, declared, pairs, method, scope3, materiality: materiality? })
        });
        let published = read?;
        cells::check(&published)?;
        Ok(published)
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.index.get(key).and_then(|index| self.rows.get(*index))
    }

    /// The printed number of a row in a column.
    pub fn printed(&self, key: &str, column: usize) -> Option<&Printed> {
        self.row(key)?.printed(column)
    }

    /// A figure in the base of its dimension.
    pub fn value(&self, key: &str, column: usize) -> Option<Exact> {
        let row = self.row(key)?;
        row.printed(column).map(|printed| printed.value.times(&row.unit.size))
    }

    /// What a figure stands for, in the base of its dimension.
    pub fn interval(&self, key: &str, column: usize) -> Option<Interval> {
        let row = self.row(key)?;
        row.printed(column).map(|printed| printed.interval(self.style.reading).scaled(&row.unit.size))
    }

    /// Points at a place.
    pub fn label(&self, place: &Place, remark: &str) -> Label {
        label(Document { file: &self.file, text: &self.text }, place, remark)
    }

    /// The calendar year that a column's name begins or ends with.
    pub fn year(&self, column: usize) -> Option<i16> {
        let name = self.columns.get(column)?;
        name.split(|character: char| !character.is_ascii_digit()).find(|part| part.len() == 4)?.parse().ok()
    }
}

impl Row {
    /// Its number in a column.
    pub fn printed(&self, column: usize) -> Option<&Printed> {
        self.cells.get(column)?.as_ref()?.printed.as_ref()
    }
}

/// Points at a place of a document.
fn label(document: Document<'_>, place: &Place, remark: &str) -> Label {
    match place {
        Place::Span(span) => document.label(span.clone(), remark),
        Place::Cell(label) => Label { text: remark.to_string(), ..label.as_ref().clone() },
    }
}

/// The rows by key. Rows of one key are joined; two figures of one key and column are refused.
fn index(rows: &mut Vec<Row>, document: Document<'_>, problems: &mut Problems) -> BTreeMap<String, usize> {
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        let Some(first) = index.get(&row.key).and_then(|index| joined.get_mut(*index)) else {
            index.insert(row.key.clone(), joined.len());
            joined.push(row);
            continue;
        };
        if first.unit.kind() != row.unit.kind() || first.unit.size != row.unit.size {
            problems.push(
                Diagnostic::error(
                    codes::FIGURE_TWICE,
                    format!("`{}` has two units: `{}` and `{}`", row.key, first.unit.text, row.unit.text),
                )
                .at(label(document, &row.place, "again here"))
                .at(label(document, &first.place, "first here"))
                .help("a key has one unit; give the other row a key of its own"),
            );
            continue;
        }
        for (own, other) in first.cells.iter_mut().zip(row.cells) {
            match (own.as_ref(), other) {
                (Some(own), Some(other)) => problems.push(
                    Diagnostic::error(codes::FIGURE_TWICE, format!("`{}` has two figures in one column", row.key))
                        .at(label(document, &other.place, "again here"))
                        .at(label(document, &own.place, "first here"))
                        .help("if the document prints two, give one of them a key of its own, such as `stated-elsewhere.scope1`"),
                ),
                (None, Some(other)) => *own = Some(other),
                (_, None) => {}
            }
        }
    }
    *rows = joined;
    index
}
