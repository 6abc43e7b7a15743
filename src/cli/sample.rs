//! `tonne sample`

use super::Stop;
use super::comparing::anywhere;
use super::progress::watched;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;
use tonne::Options;
use tonne::diagnostic::{Diagnostic, codes};
use tonne::number::{Decimal, Exact, parse};
use tonne::report::sample_page::{Asked, csv, json, table};
use tonne::rows::Rows;
use tonne::sample::{Strata, draw};
use tonne::totals::Totals;

#[derive(Args)]
#[command(group = ArgGroup::new("how-many").required(true).args(["interval", "size", "materiality"]))]
pub struct Sample {
    /// The folder of the inventory
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Any whole number; the same seed draws the same lines
    #[arg(long)]
    seed: u64,
    /// One line for so many tonnes
    #[arg(long, value_parser = amount)]
    interval: Option<Exact>,
    /// So many lines, about
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..))]
    size: Option<i64>,
    /// One line for so many tonnes, or so many percent of the figure, over the factor: 100, 5%
    #[arg(long, value_parser = materiality, requires = "factor")]
    materiality: Option<Materiality>,
    /// What materiality is divided by; without expected errors -ln(1 - confidence), so 3.00 for 95 %
    #[arg(long, value_parser = amount, requires = "materiality")]
    factor: Option<Exact>,
    /// The figure whose lines are drawn
    #[arg(long, default_value = "scope123.location")]
    figure: String,
    /// What lines are sorted into before they are drawn
    #[arg(long, value_enum, default_value = "category")]
    strata: By,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Tonnes, or a part of the figure.
#[derive(Clone)]
struct Materiality {
    written: String,
    value: Exact,
    percent: bool,
}

impl Materiality {
    /// In the unit of the figure.
    fn of(&self, total: &Exact) -> Exact {
        let percent = || Exact::from(Decimal::new(1, 2)).times(total);
        if self.percent { self.value.times(&percent()) } else { self.value.clone() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Category,
    Site,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

impl Sample {
    pub fn run(self) -> Result<String, Stop> {
        watched(false, |watch| self.drawn(&Options { compare: anywhere(), watch: Some(watch), ..Options::default() }))
    }

    fn drawn(&self, options: &Options<'_>) -> Result<String, Stop> {
        let (trace, _) = tonne::compute_with(&self.dir, options)?;
        let totals = Totals::of(&trace);
        let Some((key, figure)) = totals.find(&self.figure).filter(|(key, _)| key.numerator() == *key) else {
            let keys: Vec<String> = totals.iter().filter(|(key, _)| key.is_total()).map(|(key, _)| key.to_string()).collect();
            let message = format!("there is no figure `{}` whose lines could be drawn", self.figure);
            let diagnostic = Diagnostic::error(codes::UNKNOWN_FIGURE, message).suggest(&self.figure, keys.iter().map(String::as_str));
            return Err(Stop::Usage(diagnostic.help(format!("figures: {}", keys.join(", "))).into()));
        };
        let (interval, how) = self.interval(&figure.value)?;
        let by = match self.strata {
            By::Category => Strata::Category,
            By::Site => Strata::Site,
        };
        let sample = draw(&Rows::of(&trace, &self.dir, options), key, self.seed, &interval, by)?;
        let asked = Asked {
            figure: key,
            total: &figure.value,
            unit: &figure.unit,
            seed: self.seed,
            interval: &how,
            choices: &trace.inventory.choices,
        };
        Ok(match self.format {
            Format::Table => table(&sample, &asked),
            Format::Csv => csv(&sample, &asked),
            Format::Json => json(&sample, &asked)?,
        })
    }

    /// The interval, and how it came about.
    fn interval(&self, total: &Exact) -> Result<(Exact, String), Stop> {
        let (interval, how) = if let Some(interval) = &self.interval {
            (Some(interval.clone()), String::new())
        } else if let Some(size) = self.size {
            (total.divided_by(&Exact::from(size)), format!("the value over {size}"))
        } else {
            let factor = self.factor.clone().unwrap_or_else(Exact::one);
            let whole = self.materiality.as_ref().map(|materiality| materiality.of(total));
            let written = self.materiality.as_ref().map_or("", |materiality| materiality.written.as_str());
            (whole.and_then(|whole| whole.divided_by(&factor)), format!("materiality {written} over factor {factor}"))
        };
        match interval.filter(|interval| !interval.is_zero() && !interval.is_negative()) {
            Some(interval) => Ok((interval, how)),
            None => {
                let diagnostic =
                    Diagnostic::error(codes::UNKNOWN_FIGURE, format!("`{}` is nothing: no line of it can be drawn", self.figure));
                Err(Stop::Usage(diagnostic.into()))
            }
        }
    }
}

/// A number above zero.
fn amount(text: &str) -> Result<Exact, String> {
    let number = parse(text).map(Exact::from).ok().filter(|number| !number.is_zero() && !number.is_negative());
    number.ok_or_else(|| "it is a plain decimal number above zero, such as 100 or 2.5".to_string())
}

/// `100`, or `5%`.
fn materiality(text: &str) -> Result<Materiality, String> {
    let number = text.strip_suffix('%').map(str::trim);
    Ok(Materiality { written: text.to_string(), value: amount(number.unwrap_or(text))?, percent: number.is_some() })
}
