//! The page: one HTML file that needs no network. Headline figures, pictures with their tables, the view that was asked for, and the way
//! from each figure to its lines, their formulas, and the page that published their factors, in all languages at once.
//!
//! It can be read without scripts; with them it searches, and works formulas out beside their lines. Its policy forbids whatever it does
//! not carry itself. What it looks like is in `templates/`, `page.css` and `page.js`.

mod charts;
mod figures;
mod formulas;
mod headline;
#[cfg(test)]
mod laws;
mod lines;
mod merged;
mod policy;
mod provenance;
mod words;

use crate::diagnostic::Diagnostic;
use crate::language::{Labels, Language};
use crate::report::disclosures::instruments;
use crate::report::notes;
use crate::report::subject::Subject;
use crate::report::tables::assurance_pack;
use crate::report::view::View;
use crate::report::views::Listed;
use askama::Template;
use formulas::Formulas;
use provenance::Provenance;
use words::{Tongues, Words, anchor};

/// The most lines that the page carries one by one; of more, rows of ledgers that no formula can tell apart stand together
/// (`Batches::Always`).
pub const MOST_LINES: usize = 10_000;

/// How it looks, and what it can do.
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Tables of views that the page shows at places of its own.
const SHOWN_ANYWAY: [&str; 5] = ["assertion", "lines", "factors", "instruments", "findings"];

/// What languages call themselves.
const NAMES: [&str; words::LANGUAGES] = ["English", "繁體中文", "简体中文"];

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'p> {
    tongues: &'p Tongues<'p>,
    language: &'static str,
    languages: Vec<(&'static str, &'static str, bool)>,
    policy: String,
    version: &'static str,
    style: &'static str,
    script: &'static str,
    organisation: Words,
    title: Words,
    title_text: String,
    period: Words,
    contents: Vec<(&'static str, Words)>,
    cards: Vec<headline::Card>,
    about: Vec<merged::Table>,
    charts: Vec<charts::Chart>,
    view_title: Words,
    tables: Vec<merged::Table>,
    figures: Vec<figures::Figure>,
    about_lines: Words,
    count: usize,
    places: Vec<lines::Place>,
    formulas: Vec<formulas::Block>,
    factors: Vec<merged::Table>,
    instruments: Vec<merged::Table>,
    findings: Vec<merged::Table>,
    notes: Vec<merged::Note>,
}

impl Page<'_> {
    /// A label.
    fn t(&self, key: &str) -> Words {
        self.tongues.label(key)
    }
}

/// Writes the page of a view.
pub fn write(view: &View, subject: &Subject<'_>) -> Result<String, Diagnostic> {
    let labels = Language::NAMED.map(|(_, language)| Labels::of(language));
    let tongues = Tongues::of(subject, &labels);
    let activities = subject.activities;
    let provenance = Provenance::of(&tongues);
    let mut formulas = Formulas::new(&tongues, activities, &provenance);
    let places = lines::places(&tongues, activities, &mut formulas);
    let title = tongues.label(&format!("view.{}", view.name));
    let tables = tables(view, &tongues);
    let page = Page {
        language: view.language,
        languages: Language::NAMED.iter().zip(NAMES).map(|((tag, _), name)| (*tag, name, *tag == view.language)).collect(),
        policy: policy::of(STYLE, SCRIPT),
        version: env!("CARGO_PKG_VERSION"),
        style: STYLE,
        script: SCRIPT,
        organisation: Words::own(&view.organisation),
        title_text: title.text(subject.labels.language().index()).to_string(),
        view_title: title.clone(),
        title,
        period: tongues.words(period),
        contents: contents(&tongues, !tables.is_empty()),
        cards: headline::cards(&tongues),
        about: merged::tables(&tongues, |subject| vec![assurance_pack::assertion(subject)]),
        charts: charts::all(&tongues).map_err(|error| Diagnostic::fault("the page", error))?,
        tables,
        figures: figures::all(&tongues),
        about_lines: about_lines(&tongues),
        count: subject.current.trace.lines.len(),
        places,
        formulas: formulas.done(),
        factors: provenance::table(&tongues).into_iter().collect(),
        instruments: with_ids(merged::tables(&tongues, |subject| some(instruments::table(subject)))),
        findings: merged::tables(&tongues, |subject| some(assurance_pack::findings(subject))),
        notes: merged::notes(&tongues, notes::all),
        tongues: &tongues,
    };
    page.render().map_err(|error| Diagnostic::fault("the page", error))
}

/// The tables of the view that was asked for, whose figures lead to where they are taken apart.
fn tables(view: &View, tongues: &Tongues<'_>) -> Vec<merged::Table> {
    let asked: Vec<&str> = view.tables.iter().map(|table| table.name).filter(|name| !SHOWN_ANYWAY.contains(name)).collect();
    let Some(listed) = Listed::named(view.name) else { return Vec::new() };
    let shown = |subject: &Subject<'_>| {
        let mut tables = listed.show(subject).tables;
        tables.retain(|table| asked.contains(&table.name));
        tables
    };
    let mut tables = merged::tables(tongues, shown);
    let totals = tongues.subject().current.totals;
    for row in tables.iter_mut().flat_map(|table| &mut table.rows) {
        for cell in row.cells.iter_mut().filter(|cell| cell.column == "current" && !cell.exact.is_empty()) {
            cell.link = totals.find(&row.key).map_or_else(String::new, |_| format!("#{}", anchor("figure", &row.key)));
        }
    }
    tables
}

/// A table, unless it is empty.
fn some(table: crate::report::view::Table) -> Vec<crate::report::view::Table> {
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

/// Rows that formulas lead to.
fn with_ids(mut tables: Vec<merged::Table>) -> Vec<merged::Table> {
    tables.iter_mut().flat_map(|table| &mut table.rows).for_each(|row| row.key = anchor("instrument", &row.key));
    tables
}

fn period(subject: &Subject<'_>) -> String {
    let label = subject.labels.get("head.period");
    let periods: Vec<String> = subject.latest_first().map(|year| year.period()).collect();
    format!("{label} {}", periods.join(" / "))
}

fn about_lines(tongues: &Tongues<'_>) -> Words {
    let lines = &tongues.subject().current.trace.lines;
    let rows: u64 = lines.iter().map(|line| line.record.rows()).sum();
    let key = if lines.iter().any(|line| line.record.batch.is_some()) { "page.lines.grouped" } else { "page.lines.about" };
    tongues.words(|subject| subject.labels.fill(key, &[&lines.len().to_string(), &rows.to_string()]))
}

/// The sections of the page with their names.
fn contents(tongues: &Tongues<'_>, with_tables: bool) -> Vec<(&'static str, Words)> {
    let instruments = !tongues.subject().current.trace.inventory.instruments.is_empty();
    let sections = [
        ("headline", "page.headline", true),
        ("charts", "page.charts", true),
        ("report", "page.report", with_tables),
        ("figures", "page.figures", true),
        ("lines", "title.lines", true),
        ("formulas", "page.formulas", true),
        ("factors", "title.factors", true),
        ("instruments", "title.instruments", instruments),
        ("findings", "title.findings", true),
        ("notes", "title.notes", true),
    ];
    sections.into_iter().filter(|(_, _, shown)| *shown).map(|(id, label, _)| (id, tongues.label(label))).collect()
}
