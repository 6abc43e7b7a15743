//! `tonne factors`

use super::Stop;
use clap::{Args, Subcommand};
use std::path::PathBuf;
use tonne::House;
use tonne::diagnostic::{Diagnostic, Problems, codes};
use tonne::factors::lint::lint as lint_table;
use tonne::factors::search::{Words, search};
use tonne::folder::Folder;
use tonne::report::{Grid, diff_page, factor_page};

/// How many hits are printed.
const SHOWN: usize = 25;

#[derive(Args)]
pub struct Factors {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// All tables
    List {
        /// Also the own tables of this inventory
        #[arg(long)]
        inventory: Option<PathBuf>,
    },
    /// A table, or one row of it with its provenance and a citation
    Show {
        /// `publisher/dataset@edition`, or `publisher/dataset@edition#row`
        id: String,
        /// Also the own tables of this inventory
        #[arg(long)]
        inventory: Option<PathBuf>,
    },
    /// Make a new edition from a publisher's workbook
    Import(super::factors_import::Import),
    /// What changed between two editions
    Diff {
        /// The old edition
        old: String,
        /// The new edition
        new: String,
        /// Every change, and the rows added and removed
        #[arg(long)]
        all: bool,
        /// Also which lines of this inventory would move
        #[arg(long)]
        inventory: Option<PathBuf>,
    },
    /// Check all shipped tables, or the own tables of an inventory
    Lint {
        /// The folder of an inventory with a folder `factors`
        dir: Option<PathBuf>,
    },
    /// Find factors by words, in English or Chinese
    Search {
        /// Words that must all occur
        #[arg(required = true)]
        text: Vec<String>,
        /// Only this region, for example HK or CN-BJ
        #[arg(long)]
        region: Option<String>,
        /// Only editions that serve or describe this year
        #[arg(long)]
        year: Option<i16>,
        /// Only factors per a unit of the same dimension as this one
        #[arg(long)]
        unit: Option<String>,
        /// Also the own tables of this inventory
        #[arg(long)]
        inventory: Option<PathBuf>,
    },
}

impl Factors {
    pub fn run(self) -> Result<String, Stop> {
        let house = House::shipped().sound()?;
        match self.command {
            Command::List { inventory } => Ok(factor_page::list(&with_own(house, inventory)?.library)?),
            Command::Show { id, inventory } => show(&with_own(house, inventory)?, &id),
            Command::Import(import) => import.run(&house.library),
            Command::Diff { old, new, all, inventory } => diff(house, &old, &new, all, inventory),
            Command::Lint { dir } => lint(house, dir),
            Command::Search { text, region, year, unit, inventory } => {
                find(&with_own(house, inventory)?, Words { text, region, year, unit })
            }
        }
    }
}

/// The house with the own tables of an inventory, if one is named.
fn with_own(house: House, inventory: Option<PathBuf>) -> Result<House, Stop> {
    match inventory {
        Some(dir) => Ok(house.with_own_tables(&Folder::at(&dir))?),
        None => Ok(house),
    }
}

fn show(house: &House, id: &str) -> Result<String, Stop> {
    if !id.contains('#') {
        return Ok(factor_page::table_page(&*house.library.table(id).map_err(Stop::Usage)?));
    }
    let (table, index) = house.library.row(id).map_err(Stop::Usage)?;
    Ok(factor_page::row_page(&table, &table.rows[index]))
}

fn diff(house: House, old: &str, new: &str, all: bool, inventory: Option<PathBuf>) -> Result<String, Stop> {
    let house = with_own(house, inventory.clone())?;
    let tables = [old, new].map(|id| house.library.table(id).map_err(Stop::Usage));
    let [old, new] = tables;
    let (old, new) = (old?, new?);
    let mut out = diff_page::diff_page(&old, &new, &tonne::factors::diff::diff(&old, &new), all);
    if let Some(dir) = inventory {
        let with = |other| tonne::Options { instead: Some((&old.about.id, other)), ..Default::default() };
        let (before, _) = tonne::compute_with(&dir, &with(&old.about.id))?;
        let (after, _) = tonne::compute_with(&dir, &with(&new.about.id))?;
        out.push_str(&diff_page::moved_lines(&before, &after));
    }
    Ok(out)
}

fn lint(house: House, dir: Option<PathBuf>) -> Result<String, Stop> {
    let own = dir.is_some();
    let house = with_own(house, dir)?;
    let ids: Vec<String> = house.library.ids().filter(|id| !own || house.library.is_own(id)).map(str::to_string).collect();
    if ids.is_empty() {
        let message = "there is no table to check: no `factors/<publisher>/<dataset>/<edition>/` in that folder";
        return Err(Stop::Usage(Diagnostic::error(codes::FILE_MISSING, message).into()));
    }
    let mut problems = Problems::default();
    for id in &ids {
        problems.extend(lint_table(id, &house.library, &house.regions, &house.activities));
    }
    let rows: usize = ids.iter().filter_map(|id| house.library.table(id).ok()).map(|table| table.rows.len()).sum();
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    Ok(problems.or(format!("{}, {}: nothing wrong\n", count(ids.len(), "table"), count(rows, "row")))?)
}

fn find(house: &House, words: Words) -> Result<String, Stop> {
    if let Some(unit) = words.unit.as_ref().filter(|unit| house.library.units().get(unit).is_none()) {
        return Err(Stop::Usage(house.library.units().unknown(unit).into()));
    }
    let hits = search(&house.library, &house.activities, &house.regions, &words)?;
    if hits.is_empty() {
        return Ok("nothing found\n".into());
    }
    let mut grid = Grid::new(&["factor", "activity", "region", "value", "name"], &[]);
    for hit in hits.iter().take(SHOWN) {
        let row = hit.row();
        let values = factor_page::values(&hit.table, row);
        let shown = values.first().cloned().unwrap_or_default();
        grid.row([format!("{}#{}", hit.table.about.id, row.key), row.activity.clone(), row.region.clone(), shown, row.name.clone()]);
    }
    let more = hits.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!("\n and {more} more; add words, --region, --year or --unit\n") } else { String::new() };
    Ok(format!("{}{rest}", grid.text()))
}
