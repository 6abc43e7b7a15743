//! Bars that lie: a row for each number, its name before and its number behind it. A bar may start elsewhere than at zero: a step of a
//! waterfall.

use super::scale::{Scale, px, stretch};
use crate::number::Exact;
use crate::report::page::words::Words;
use askama::Template;

/// Where names end, bars begin, and how far the longest goes.
const NAMES: i64 = 322;
const START: i64 = 330;
const LENGTH: i64 = 350;

/// The height of a bar, and the room between rows.
const BAR: i64 = 16;
const ROOM: i64 = 8;

/// A row of bars: one for each period.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub name: Words,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug)]
pub struct Bar {
    /// From where to where; `None` where there is no number.
    pub stretch: Option<(Exact, Exact)>,
    /// What is written behind it.
    pub words: Words,
    /// Its pattern.
    pub pattern: usize,
}

impl Bar {
    /// From zero to a number.
    pub fn of(value: Option<Exact>, words: Words, pattern: usize) -> Self {
        Self { stretch: value.map(|value| (Exact::zero(), value)), words, pattern }
    }
}

/// The picture.
#[derive(Template)]
#[template(path = "bars.html")]
struct Picture<'p> {
    id: &'p str,
    height: i64,
    names: i64,
    zero: String,
    rows: Vec<Placed<'p>>,
}

struct Placed<'p> {
    name: &'p Words,
    middle: i64,
    bars: Vec<Mark<'p>>,
}

struct Mark<'p> {
    pattern: usize,
    x: String,
    y: i64,
    width: String,
    height: i64,
    text_x: String,
    text_y: i64,
    words: &'p Words,
}

/// Draws rows of bars, all on one scale.
pub fn draw(id: &str, rows: &[Row]) -> askama::Result<String> {
    let ends = rows.iter().flat_map(|row| &row.bars).filter_map(|bar| bar.stretch.as_ref()).flat_map(|(from, to)| [from, to]);
    let scale = Scale::of(ends, START, LENGTH);
    let mut y = ROOM;
    let mut placed = Vec::new();
    for row in rows {
        let top = y;
        let mut bars = Vec::new();
        for bar in &row.bars {
            let (from, to) = bar
                .stretch
                .as_ref()
                .map_or_else(|| (scale.at(&Exact::zero()), scale.at(&Exact::zero())), |(from, to)| (scale.at(from), scale.at(to)));
            let (x, width) = stretch(&from, &to);
            let text_x = px(&from.max(to).plus(&Exact::from(6)));
            bars.push(Mark { pattern: bar.pattern, x, y, width, height: BAR, text_x, text_y: y.saturating_add(12), words: &bar.words });
            y = y.saturating_add(BAR);
        }
        placed.push(Placed { name: &row.name, middle: top.saturating_add(y).saturating_div(2).saturating_add(4), bars });
        y = y.saturating_add(ROOM);
    }
    let picture = Picture { id, height: y, names: NAMES, zero: px(&scale.at(&Exact::zero())), rows: placed };
    picture.render()
}
