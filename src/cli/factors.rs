//! `tonne factors`

use super::Stop;
use clap::{Args, Subcommand};
use tonne::House;
use tonne::factors::search::{Words, search};
use tonne::report::{Grid, factor_page};

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
    List,
    /// A table, or one row of it with its provenance and a citation
    Show {
        /// `publisher/dataset@edition`, or `publisher/dataset@edition#row`
        id: String,
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
    },
}

impl Factors {
    pub fn run(self) -> Result<String, Stop> {
        let house = House::shipped();
        match self.command {
            Command::List => Ok(factor_page::list(&house.library)?),
            Command::Show { id } if id.contains('#') => {
                let (table, index) = house.library.row(&id).map_err(Stop::Usage)?;
                Ok(factor_page::row_page(&table, &table.rows[index]))
            }
            Command::Show { id } => Ok(factor_page::table_page(&*house.library.table(&id).map_err(Stop::Usage)?)),
            Command::Search { text, region, year, unit } => find(&house, Words { text, region, year, unit }),
        }
    }
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
