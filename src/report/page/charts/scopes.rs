//! The scopes side by side.

use super::bars::{self, Bar};
use super::{Chart, Row, words_of, years};
use crate::figure::Key;
use crate::report::page::words::{Tongues, Words};
use crate::report::subject::Year;
use crate::report::view::Cell;
use crate::scope::Category;

/// Scope 1, 2 (on each basis that was chosen) and 3.
pub fn charts(tongues: &Tongues<'_>) -> askama::Result<Vec<Chart>> {
    let mut keys = vec![Key::Category(Category::Scope1), Key::Scope2Location];
    keys.extend(tongues.subject().current.trace.inventory.choices.market_based.then_some(Key::Scope2Market));
    keys.push(Key::Scope3);
    Ok(of_keys(tongues, "chart-scopes", tongues.label("page.chart.scopes"), &keys)?.into_iter().collect())
}

/// A bar for each figure and period, all in tonnes.
pub fn of_keys(tongues: &Tongues<'_>, id: &str, title: Words, keys: &[Key]) -> askama::Result<Option<Chart>> {
    let (years, legend) = years(tongues);
    let known = tongues.subject().years().find_map(|year| keys.iter().find_map(|key| Some(year.totals.get(key)?.unit.clone())));
    let Some(unit) = known else { return Ok(None) };
    let cell = |key: &Key, year: Year<'_>| words_of(tongues, |subject| subject.figure(key, year));
    // What intensities are divided by stands in the title.
    let name = |key: &Key| tongues.words(|subject| subject.labels.figure(key.numerator()));
    let bar = |key: &Key, year: Year<'_>, pattern| {
        let value = if let Cell::Number(number) = tongues.subject().figure(key, year) { Some(number.exact) } else { None };
        Bar::of(value, cell(key, year), pattern)
    };
    let drawn = keys
        .iter()
        .map(|key| bars::Row { name: name(key), bars: once(years.iter().map(|(year, pattern)| bar(key, *year, *pattern)).collect()) });
    let rows = keys.iter().map(|key| Row { name: name(key), cells: years.iter().map(|(year, _)| cell(key, *year)).collect() });
    let title = tongues.words(|subject| {
        let language = subject.labels.language().index();
        subject.labels.fill("of-unit", &[title.text(language), &subject.labels.unit(&unit)])
    });
    let heads = [tongues.label("column.figure")].into_iter().chain(years.iter().map(|(year, _)| Words::own(&year.period())));
    Ok(Some(Chart {
        svg: bars::draw(id, &drawn.collect::<Vec<_>>())?,
        id: id.into(),
        about: Words::default(),
        legend,
        heads: heads.collect(),
        rows: rows.collect(),
        title,
    }))
}

/// Bars of periods; where none has a number and all say the same, it is said once.
fn once(mut bars: Vec<Bar>) -> Vec<Bar> {
    let same = bars.iter().all(|bar| bar.stretch.is_none()) && bars.windows(2).all(|pair| pair[0].words == pair[1].words);
    if same {
        bars.truncate(1);
    }
    bars
}
