//! Columns that stand, one for each month, stacked of parts.

use super::scale::{Scale, px, stretch, ticks};
use crate::number::{Exact, rounding};
use askama::Template;

/// The room for the columns: from where to where, and the line that they stand on.
const LEFT: i64 = 80;
const WIDTH: i64 = 690;
const FOOT: i64 = 250;
const HEIGHT: i64 = 235;

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Below it: `1` to `12`, or `2025-01`.
    pub name: String,
    /// Its parts with their patterns, from below.
    pub parts: Vec<(Exact, usize)>,
}

#[derive(Template)]
#[template(path = "columns.html")]
struct Picture<'p> {
    id: &'p str,
    left: i64,
    right: i64,
    foot: i64,
    ticks: Vec<(String, String)>,
    columns: Vec<Placed<'p>>,
}

struct Placed<'p> {
    name: &'p str,
    middle: String,
    x: String,
    width: String,
    parts: Vec<Mark>,
}

struct Mark {
    pattern: usize,
    y: String,
    height: String,
}

/// Draws columns, all on one scale.
pub fn draw(id: &str, columns: &[Column]) -> askama::Result<String> {
    let heights: Vec<Exact> = columns.iter().map(|column| Exact::sum(column.parts.iter().map(|(value, _)| value))).collect();
    let most = heights.iter().max().cloned().unwrap_or_else(Exact::zero);
    let scale = Scale::of(&heights, FOOT, HEIGHT.saturating_neg());
    let ticks = ticks(&most).iter().map(|tick| (px(&scale.at(tick)), rounding::group(&tick.to_string()))).collect();
    let count = Exact::from(i64::try_from(columns.len()).unwrap_or(i64::MAX));
    let step = Exact::from(WIDTH).divided_by(&count).unwrap_or_else(Exact::zero);
    let width = step.times(&Exact::from(3)).divided_by(&Exact::from(4)).unwrap_or_else(Exact::zero);
    let mut middle = Exact::from(LEFT).plus(&half(&step));
    let mut placed = Vec::new();
    for column in columns {
        let mut below = Exact::zero();
        let mut parts = Vec::new();
        for (value, pattern) in &column.parts {
            let top = below.plus(value);
            let (y, height) = stretch(&scale.at(&top), &scale.at(&below));
            parts.push(Mark { pattern: *pattern, y, height });
            below = top;
        }
        placed.push(Placed { name: &column.name, middle: px(&middle), x: px(&middle.minus(&half(&width))), width: px(&width), parts });
        middle = middle.plus(&step);
    }
    let picture = Picture { id, left: LEFT, right: LEFT.saturating_add(WIDTH), foot: FOOT, ticks, columns: placed };
    picture.render()
}

fn half(value: &Exact) -> Exact {
    value.divided_by(&Exact::from(2)).unwrap_or_else(Exact::zero)
}
