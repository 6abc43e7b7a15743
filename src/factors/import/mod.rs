//! From a publisher's workbook to a new edition: one command and a review. One file per format; adding one adds a line to [`FORMATS`].
//!
//! An import never invents: a label, unit or gas that the format does not know stops it and says in which cell.

mod desnz_flat;
mod epa_hub;
mod sheet;

use super::about::About;
use super::library::{Library, hex};
use super::table::{Row, Table};
use crate::delimited::written::{Written, begins_like_a_formula};
use crate::diagnostic::Problems;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A workbook to import, and what it does not say of itself.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file, as the user named it.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The id of the new edition.
    pub id: &'a str,
    /// When it was published.
    pub published: &'a str,
    /// When it was taken from the publisher.
    pub retrieved: &'a str,
    /// The edition whose labels and activities it follows.
    pub like: &'a str,
}

/// What an import makes.
#[derive(Clone, Debug)]
pub struct Imported {
    /// `table.toml`.
    pub toml: String,
    /// `factors.csv`.
    pub csv: String,
    /// What a person has to look at before the edition is released.
    pub review: Vec<String>,
}

/// An import: from a workbook and the edition before it to a table.
type Import = fn(&Source<'_>, &Table) -> Result<Imported, Problems>;

/// Every format by its name, with the edition that it follows unless another is named.
pub const FORMATS: [(&str, &str, Import); 2] = [
    ("desnz-flat", "uk-desnz/conversion-factors@2025-v1.0", desnz_flat::import),
    ("epa-hub", "us-epa/emission-factors-hub@2025-01", epa_hub::import),
];

/// Imports a workbook.
///
/// # Errors
/// No such edition to follow, or anything in the workbook that the format does not know.
pub fn import(import: Import, source: &Source<'_>, library: &Library) -> Result<Imported, Problems> {
    import(source, &*library.table(source.like)?)
}

/// A label of a row; empty where it has none.
fn label_of<'r>(row: &'r Row, name: &str) -> &'r str {
    row.label(name).unwrap_or_default()
}

/// Writes a row of `factors.csv`. What had to be guarded against spreadsheets is not as its publisher wrote it.
fn write_row(written: &mut Written, row: &[String], review: &mut Vec<String>) {
    for cell in row.iter().filter(|cell| begins_like_a_formula(cell)) {
        let key = row.first().map_or("", String::as_str);
        review.push(format!("{key}: `{cell}` begins like a formula of a spreadsheet; an apostrophe was put before it"));
    }
    written.row(row);
}

#[test]
fn a_cell_that_had_to_be_guarded_is_reviewed() {
    let (mut written, mut review) = (Written::default(), Vec::new());
    write_row(&mut written, &["t1".into(), "-(CF2)4CH(OH)-".into(), "-0.5".into()], &mut review);
    assert_eq!(written.text(), "t1,'-(CF2)4CH(OH)-,-0.5\n");
    assert_eq!(review, ["t1: `-(CF2)4CH(OH)-` begins like a formula of a spreadsheet; an apostrophe was put before it"]);
}

/// `table.toml` of a new edition: what the edition before says, with what is new.
fn toml_like(source: &Source<'_>, like: &About, title: &str, serves: Option<i16>) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let list = |items: &[String]| items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    for (key, value) in [
        ("id", quoted(source.id)),
        ("publisher", quoted(&like.publisher)),
        ("title", quoted(title)),
        ("published", quoted(source.published)),
        ("retrieved", quoted(source.retrieved)),
        ("data-years", "[]".into()),
        ("serves", serves.map_or("[]".into(), |year| format!("[{year}]"))),
        ("url", quoted(&like.url)),
        ("licence", quoted(&like.licence)),
        ("attribution", quoted(&like.attribution)),
        ("source-sha256", quoted(&hex(&Sha256::digest(source.bytes)))),
        (
            "source-note",
            quoted(
                "Imported from the publisher's workbook; url, attribution, GWP basis and gases are those of the edition before until reviewed.",
            ),
        ),
        ("gwp-basis", quoted(&like.gwp_basis)),
        ("gases", format!("[{}]", list(&like.gases))),
        ("calorific-basis", quoted(&like.calorific_basis)),
        ("stage", quoted(like.stage.name())),
        ("region", quoted(&like.region)),
        ("current-on", quoted(source.retrieved)),
        ("supersedes", quoted(&like.id)),
        ("reason", quoted("The publisher's next edition.")),
        ("labels", format!("[{}]", list(&like.labels))),
    ] {
        let _ = writeln!(out, "{key} = {value}");
    }
    let how = format!("imported by tonne {} from the workbook; not yet reviewed", env!("CARGO_PKG_VERSION"));
    let _ =
        write!(out, "\n[verification]\nstatus = \"one-source\"\nhow = {}\non = {}\n\n[columns]\n", quoted(&how), quoted(source.retrieved));
    for column in &like.columns {
        let _ = writeln!(
            out,
            "{} = {{ quantity = {}, unit = {} }}",
            column.header.value,
            quoted(&column.quantity.value),
            quoted(&column.unit.value)
        );
    }
    out
}
