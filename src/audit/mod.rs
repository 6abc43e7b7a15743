//! The auditor's direction: from what a document prints back to what it can have been computed from.
//!
//! 1. [`document`] reads `published.toml`: figures as printed, claims, and what the document says of its method;
//! 2. [`crate::number::printed`] makes each number the interval that it stands for;
//! 3. [`relations`] finds what should follow from what, [`verdict`] says whether it does, [`small_edits`] which edits would close a gap;
//! 4. [`implied`] bounds denominators that are not printed;
//! 5. [`which_factor`] and [`which_mix`] hold emissions over activity against the whole library, [`bridge`] splits a change into activity
//!    and factor;
//! 6. [`disclosure`] checks what the document says and leaves out, one check a function;
//! 7. [`materiality`] says how large a gap is, never whether it is a misstatement.
//!
//! [`assertions`] turns it round: published figures inside an inventory are held against what is derived.

pub mod assertions;
pub mod bridge;
pub mod candidates;
pub mod disclosure;
pub mod document;
pub mod implied;
pub mod key;
pub mod materiality;
pub mod measure;
pub mod relations;
pub mod small_edits;
pub mod verdict;
pub mod which_factor;
pub mod which_mix;
pub mod wording;

use crate::diagnostic::Problems;
use crate::house::House;
use bridge::Bridge;
use candidates::Candidates;
use disclosure::Finding;
use document::Published;
use implied::Implied;
use materiality::Level;
use small_edits::Edit;
use verdict::{Check, Verdict};
use which_factor::Explained;
use which_mix::Mix;

/// A relation with its verdict, how large its gap is, and what would close it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The check.
    pub check: Check,
    /// How large the gap is; `None` where the relation holds, or there is nothing to measure by.
    pub level: Option<Level>,
    /// Edits that would close the gap.
    pub edits: Vec<Edit>,
}

/// What an audit finds.
///
/// ```
/// let audit = tonne::Audit::of("docs/examples/kingsoft-cloud/published.toml")?;
/// assert!(!audit.checks.is_empty());
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Debug)]
pub struct Audit {
    /// The document.
    pub published: Published,
    /// Relations between figures, in the order of the document.
    pub checks: Vec<Checked>,
    /// Denominators that are not printed.
    pub implied: Vec<Implied>,
    /// Emissions with their activity, against the library.
    pub explained: Vec<Explained>,
    /// Mixes of two fuels.
    pub mixes: Vec<Mix>,
    /// Changes split into activity and factor.
    pub bridges: Vec<Bridge>,
    /// What the document says and leaves out.
    pub findings: Vec<Finding>,
}

/// Audits a document.
///
/// # Errors
/// Relations that cannot be checked because they divide by what may be zero; tables of the library that cannot be read.
pub fn audit(published: Published, house: &House) -> Result<Audit, Problems> {
    let mut problems = Problems::default();
    let implied = implied::find(&published);
    let checks = problems.keep(verdict::check_all(&published, relations::all(&published, &implied))).unwrap_or_default();
    let mut candidates = Candidates::default();
    let explained = problems.keep(which_factor::explain(&published, house, &mut candidates)).unwrap_or_default();
    let mixes = problems.keep(which_mix::find(&published, house, &mut candidates)).unwrap_or_default();
    problems.or(())?;
    let checks = checks.into_iter().map(|check| checked(&published, check)).collect();
    let bridges = bridge::find(&published, &explained);
    let mut audit = Audit { published, checks, implied, explained, mixes, bridges, findings: Vec::new() };
    audit.findings = disclosure::find(&audit, house);
    Ok(audit)
}

fn checked(published: &Published, check: Check) -> Checked {
    if check.verdict != Verdict::OutsideRounding {
        return Checked { check, level: None, edits: Vec::new() };
    }
    let result = &check.relation.result;
    let level = if result.key.is_empty() { None } else { materiality::level(published, &result.key, result.column, &check.gap) };
    let edits = small_edits::find(published, &check.relation);
    Checked { check, level, edits }
}

/// A gap with what it is of: for the schedule, and for `--fail-on`.
#[derive(Clone, Debug)]
pub struct Misfit<'a> {
    /// The key of the figure; empty for a claim.
    pub key: &'a str,
    /// Its column.
    pub column: usize,
    /// How large; `None` where there is nothing to measure by.
    pub level: Option<Level>,
}

impl Audit {
    /// Holds a printed report, as `published.toml` writes it down, against itself and against the tables of the program.
    ///
    /// # Errors
    /// The document cannot be read.
    pub fn of(document: impl AsRef<std::path::Path>) -> Result<Self, Problems> {
        let house = House::shipped();
        audit(Published::read(document.as_ref(), &house)?, &house)
    }

    /// All that lies outside rounding: relations, and emissions whose nearest factor does not give them.
    pub fn misfits(&self) -> Vec<Misfit<'_>> {
        let outside = self.checks.iter().filter(|checked| checked.check.verdict == Verdict::OutsideRounding);
        let relations = outside.map(|checked| {
            let result = &checked.check.relation.result;
            Misfit { key: &result.key, column: result.column, level: checked.level }
        });
        let factors = self.near_misses().map(|(explained, implied, level)| Misfit {
            key: &explained.pair.emissions,
            column: implied.column,
            level: Some(level),
        });
        relations.chain(factors).collect()
    }

    /// Emissions that no factor gives, while one is so near that it was probably meant: the gap is below materiality.
    pub fn near_misses(&self) -> impl Iterator<Item = (&Explained, &which_factor::Implied, Level)> {
        let single = self.explained.iter().filter(|explained| explained.pair.fuels.is_empty());
        let all = single.flat_map(|explained| explained.implied.iter().map(move |implied| (explained, implied)));
        all.filter_map(|(explained, implied)| {
            let near = implied.nearest.first()?;
            // Where the company's region is not known, some region's factor is always near.
            self.published.about.region.as_ref()?;
            let level = materiality::level(&self.published, &explained.pair.emissions, implied.column, &near.gap)?;
            (level < Level::AboveTrivial).then_some((explained, implied, level))
        })
    }
}
