//! Pictures of the figures: inline SVG with patterns and numbers beside the marks, so that print and colour-blind eyes can tell them apart,
//! each with the table that it is drawn from. Adding one is a file here and a line in [`CHARTS`].

mod bars;
mod columns;
mod energy;
mod intensity;
mod scale;
mod scope2;
mod scope3;
mod scopes;

use super::words::{Tongues, Words};
use crate::report::subject::Year;
use crate::report::view::Cell;

/// How many patterns there are; `templates/patterns.html` draws them.
const PATTERNS: usize = 7;

/// A picture with its table.
#[derive(Debug)]
pub struct Chart {
    /// What it is found by on the page.
    pub id: String,
    /// What it shows.
    pub title: Words,
    /// What a reader must know to read it; may be empty.
    pub about: Words,
    /// The picture, as HTML.
    pub svg: String,
    /// What the patterns mean; empty where there is one.
    pub legend: Vec<Legend>,
    /// The titles of the columns of its table.
    pub heads: Vec<Words>,
    /// The rows of its table.
    pub rows: Vec<Row>,
}

/// What a pattern means.
#[derive(Debug)]
pub struct Legend {
    /// Which.
    pub pattern: usize,
    /// What it means.
    pub words: Words,
}

/// A row of the table of a picture.
#[derive(Debug)]
pub struct Row {
    /// What it is about.
    pub name: Words,
    /// Its numbers, or why there are none.
    pub cells: Vec<Words>,
}

/// Draws pictures, or none where there is nothing to draw.
type Draw = fn(&Tongues<'_>) -> askama::Result<Vec<Chart>>;

/// Every picture, in the order of the page.
const CHARTS: [Draw; 5] = [scopes::charts, scope3::charts, energy::charts, scope2::charts, intensity::charts];

/// All pictures of the inventory.
pub fn all(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    Ok(CHARTS.iter().map(|draw| draw(tongues)).collect::<askama::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The periods with their patterns, the reported one last, and what the patterns mean where there are several.
fn years<'t>(tongues: &Tongues<'t>) -> (Vec<(Year<'t>, usize)>, Vec<Legend>) {
    let subject = tongues.subject();
    // The reported period has the first pattern, the one before it the second, and so on.
    let patterns = (0..=subject.earlier.len()).rev().map(|age| age % PATTERNS);
    let years: Vec<_> = subject.years().zip(patterns).collect();
    let legend = |(year, pattern): &(Year<'_>, usize)| Legend { pattern: *pattern, words: Words::own(&year.period()) };
    let legend = if years.len() > 1 { years.iter().map(legend).collect() } else { Vec::new() };
    (years, legend)
}

/// What a cell says in every language.
fn words_of(tongues: &Tongues<'_>, cell: impl Fn(&crate::report::subject::Subject<'_>) -> Cell) -> Words {
    tongues.words(|subject| cell(subject).printed().to_string())
}
