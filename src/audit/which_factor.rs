//! Which published factor explains emissions and the activity that they come from: the implied factor as an interval, held against every row
//! of the library. What fits is ranked, never asserted; where nothing fits, the nearest is named with its gap in tonnes.

use super::candidates::{Candidate, Candidates};
use super::document::{Pair, Published};
use super::key;
use crate::activity::is_within;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::house::House;
use crate::number::{Exact, Interval};
use crate::scope::Category;
use std::collections::BTreeSet;

/// What is said of one pair in one column.
#[derive(Clone, Debug)]
pub struct Implied {
    /// The column.
    pub column: usize,
    /// Emissions over activity, in tonnes per base unit.
    pub range: Interval,
    /// The printed emissions over the printed activity.
    pub middle: Exact,
    /// Factors that lie in the range, of activities that the emissions could come from; the likeliest first.
    pub fits: Vec<Candidate>,
    /// Whether exactly one factor fits, of the company's country where that is known: with more, which one was taken is open.
    pub certain: bool,
    /// How many factors of other activities lie in the range too.
    pub fits_elsewhere: usize,
    /// Where none fits: the nearest, with what separates them.
    pub nearest: Vec<Near>,
    /// Where none fits: slips of a unit that would make a likely factor fit.
    pub slips: Vec<(Candidate, &'static str)>,
}

/// A factor that does not fit.
#[derive(Clone, Debug)]
pub struct Near {
    /// The factor.
    pub candidate: Candidate,
    /// The printed emissions less activity times factor, in tonnes.
    pub gap: Exact,
    /// What rounding can explain of it.
    pub band: Exact,
    /// All that the gap can be.
    pub range: Interval,
}

/// A pair with what is implied in each column.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The pair.
    pub pair: Pair,
    /// By column, in order.
    pub implied: Vec<Implied>,
    /// The unit of the implied factor: `t/MWh`.
    pub unit: String,
    /// Whether the columns have different factors for certain: their ranges do not meet.
    pub factor_changed: bool,
}

/// How many of the nearest are kept.
const NEAREST: usize = 3;

/// Slips of a unit: what the factor is multiplied by, and how it is said.
const SLIPS: [(&str, i64, i64); 8] = [
    ("a thousand times too large", 1000, 1),
    ("a thousand times too small", 1, 1000),
    ("ten thousand times too large", 10_000, 1),
    ("ten thousand times too small", 1, 10_000),
    ("3.6 times too large: gigajoules for megawatt hours", 36, 10),
    ("3.6 times too small: megawatt hours for gigajoules", 10, 36),
    ("as if a tonne were a short ton (2,000 lb)", 90_718_474, 100_000_000),
    ("as if a short ton (2,000 lb) were a tonne", 100_000_000, 90_718_474),
];

/// Explains all pairs, the declared ones and those that keys imply.
///
/// # Errors
/// A table of the library that cannot be read; a pair whose activity may be zero.
pub fn explain(published: &Published, house: &House, candidates: &mut Candidates) -> Result<Vec<Explained>, Problems> {
    let mut explained = Vec::new();
    for pair in pairs(published) {
        let Some(activity) = published.row(&pair.activity) else { continue };
        let dimension = activity.unit.kind();
        let all = candidates.per(&house.library, &dimension)?;
        let search = Search { published, house, pair: &pair, all };
        let implied: Vec<Implied> =
            (0..published.columns.len()).filter_map(|column| search.column(column).transpose()).collect::<Result<_, _>>()?;
        if implied.is_empty() {
            continue;
        }
        let apart = |(one, other): (&Implied, &Implied)| one.range.and(&other.range).is_none();
        let factor_changed = implied.iter().zip(implied.iter().skip(1)).any(apart);
        let unit = format!("t/{}", if dimension == "energy" { "MWh" } else { base_name(&dimension) });
        explained.push(Explained { pair, implied, unit, factor_changed });
    }
    Ok(explained)
}

/// What one base unit of a dimension is called.
fn base_name(dimension: &str) -> &str {
    match dimension {
        "mass" => "t",
        "volume" => "m3",
        "length" => "m",
        other => other.strip_prefix("money ").unwrap_or("unit"),
    }
}

/// The declared pairs; without any, Scope 2 with the purchased electricity, and Scope 1 with the direct energy.
fn pairs(published: &Published) -> Vec<Pair> {
    let mut pairs = published.pairs.clone();
    let mut add = |emissions: &str, activity: &str, factors: Option<&str>| {
        let known = pairs.iter().any(|pair| pair.emissions == emissions);
        if !known && published.row(emissions).is_some() && published.row(activity).is_some() {
            let factors = factors.map(str::to_string);
            pairs.push(Pair { emissions: emissions.into(), activity: activity.into(), factors, fuels: Vec::new() });
        }
    };
    // What a supplier or an instrument conveys need not be in any library: market-based totals are left to declared pairs.
    for scope2 in ["scope2", "scope2.location"] {
        add(scope2, "energy.indirect.electricity", Some("electricity"));
        add(scope2, "energy.indirect", None);
    }
    pairs
}

struct Search<'a> {
    published: &'a Published,
    house: &'a House,
    pair: &'a Pair,
    all: &'a [Candidate],
}

impl Search<'_> {
    fn column(&self, column: usize) -> Result<Option<Implied>, Problems> {
        let (emissions, activity) = (&self.pair.emissions, &self.pair.activity);
        let value = |key: &str| self.published.value(key, column);
        let (Some(amount), Some(mass)) = (value(activity), value(emissions)) else { return Ok(None) };
        let (Some(amounts), Some(masses)) = (self.published.interval(activity, column), self.published.interval(emissions, column)) else {
            return Ok(None);
        };
        let (Some(range), Some(middle)) = (masses.divided_by(&amounts), mass.divided_by(&amount)) else {
            let row = self.published.row(activity);
            let message = format!("`{activity}` may be zero in {}, and no factor follows from it", self.published.columns[column]);
            let diagnostic = Diagnostic::error(codes::DIVISOR_MAY_BE_ZERO, message);
            let diagnostic = match row {
                Some(row) => diagnostic.at(self.published.label(&row.place, "this row")),
                None => diagnostic,
            };
            return Err(diagnostic.help("leave the figure out of the column, or give more of its digits").into());
        };
        let fitting = |candidate: &&Candidate| range.holds(&candidate.value);
        let (mut fits, others): (Vec<_>, Vec<_>) = self.all.iter().filter(fitting).cloned().partition(|candidate| self.serves(candidate));
        fits.sort_by_cached_key(|candidate| self.rank(candidate, column));
        let home = fits.iter().filter(|fit| self.published.about.region.is_none() || self.is_home(fit));
        let certain = home.map(Candidate::reference).collect::<BTreeSet<_>>().len() == 1;
        let (mut nearest, mut slips) = (Vec::new(), Vec::new());
        if fits.is_empty() {
            nearest = self.nearest(&mass, &amount, &masses, &amounts, column);
            slips = self.slips(&range, column);
        }
        Ok(Some(Implied { column, range, middle, fits, certain, fits_elsewhere: others.len(), nearest, slips }))
    }

    /// Whether the emissions could come from the activity of a factor.
    fn serves(&self, candidate: &Candidate) -> bool {
        let activity = &candidate.row().activity;
        if let Some(factors) = &self.pair.factors {
            return is_within(activity, factors);
        }
        let family = self.house.activities.family(activity);
        match key::scope(&self.pair.emissions).0 {
            "scope1" => family.is_some_and(|family| family.category == Some(Category::Scope1)),
            "scope2" => family.is_some_and(|family| family.category == Some(Category::Scope2)),
            _ => !activity.is_empty(),
        }
    }

    /// Whether it is a factor of the company's own country.
    fn is_home(&self, candidate: &Candidate) -> bool {
        let region = &candidate.row().region;
        let regions = &self.house.regions;
        self.published.about.region.as_ref().is_some_and(|own| regions.lies_in(region, own) || regions.lies_in(own, region))
    }

    /// The likeliest first: the company's region itself, its country, a cited edition, an edition that is not superseded, a year near the
    /// column's.
    fn rank(&self, candidate: &Candidate, column: usize) -> impl Ord + use<> {
        let about = &candidate.table.about;
        let same = self.published.about.region.as_ref() == Some(&candidate.row().region);
        let cited = self.published.method.cites.iter().any(|cited| *cited == about.id || cited == about.dataset());
        let lag = match (candidate.year(), self.published.year(column)) {
            (Some(year), Some(column)) => column.abs_diff(year),
            _ => u16::MAX,
        };
        (!same, !self.is_home(candidate), !cited, lag, about.superseded_by.is_some(), candidate.description())
    }

    /// The nearest of the company's country; of all the world where it has none.
    fn nearest(&self, mass: &Exact, amount: &Exact, masses: &Interval, amounts: &Interval, column: usize) -> Vec<Near> {
        let serving: Vec<&Candidate> = self.all.iter().filter(|candidate| self.serves(candidate)).collect();
        let home: Vec<&Candidate> = serving.iter().copied().filter(|candidate| self.is_home(candidate)).collect();
        let among = if home.is_empty() { serving } else { home };
        let mut near: Vec<(Exact, &Candidate)> = among
            .into_iter()
            .map(|candidate| (super::materiality::magnitude(&mass.minus(&amount.times(&candidate.value))), candidate))
            .collect();
        near.sort_by(|(one, first), (other, second)| one.cmp(other).then_with(|| self.rank(first, column).cmp(&self.rank(second, column))));
        let nearest = near.into_iter().take(NEAREST).map(|(_, candidate)| {
            let range = masses.minus(&amounts.scaled(&candidate.value));
            let gap = mass.minus(&amount.times(&candidate.value));
            Near { candidate: candidate.clone(), gap, band: range.half_width(), range }
        });
        nearest.collect()
    }

    /// Likely factors that a slip of a unit would make fit.
    fn slips(&self, range: &Interval, column: usize) -> Vec<(Candidate, &'static str)> {
        let mut found = Vec::new();
        for (words, above, below) in SLIPS {
            let Some(restored) = Exact::from(below).divided_by(&Exact::from(above)).map(|factor| range.scaled(&factor)) else { continue };
            let likely = self.all.iter().filter(|candidate| self.serves(candidate) && self.is_home(candidate));
            found.extend(likely.filter(|candidate| restored.holds(&candidate.value)).map(|candidate| (candidate.clone(), words)));
        }
        found.sort_by_cached_key(|(candidate, words)| (self.rank(candidate, column), *words));
        found.truncate(NEAREST);
        found
    }
}
