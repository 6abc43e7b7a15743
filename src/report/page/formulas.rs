//! Formulas, each once: lines of the same case share one, and differ only in the numbers of their own.

use super::provenance::Provenance;
use super::words::{Tongues, Words, anchor};
use crate::activity::Activities;
use crate::figure::Of;
use crate::formula::{Amount, Formula, Operation, Source, Term};
use crate::methods::CaseId;
use crate::methods::market::RestBasis;
use crate::report::steps::source_text;
use crate::trace::{Line, Part};
use std::collections::BTreeMap;

/// The formulas of a case.
#[derive(Debug)]
pub struct Block {
    /// What it is called: `F3`.
    pub name: String,
    /// What it is found by on the page.
    pub id: String,
    /// The activity.
    pub title: Words,
    /// How it counts on the market-based side; empty for the location-based one.
    pub basis: Words,
    /// One for each gas, then biogenic CO2 and energy.
    pub products: Vec<Product>,
    /// How many rows of ledgers take it.
    pub rows: u64,
}

/// A product of terms.
#[derive(Debug)]
pub struct Product {
    /// What comes out.
    pub of: Words,
    /// Its unit.
    pub unit: String,
    /// What is multiplied and divided.
    pub terms: Vec<OneTerm>,
}

/// A number of a formula.
#[derive(Debug)]
pub struct OneTerm {
    /// `×` or `÷`; empty for the first.
    pub sign: &'static str,
    /// The number; empty where each line has its own.
    pub value: String,
    /// The position of the line's own number; empty where all lines share it.
    pub input: String,
    /// Its unit.
    pub unit: String,
    /// What it is.
    pub role: Words,
    /// Where it comes from.
    pub source: String,
    /// Where that is told; empty for nowhere.
    pub link: String,
}

/// All formulas that lines take, numbered as they are met.
#[derive(Debug)]
pub struct Formulas<'f> {
    tongues: &'f Tongues<'f>,
    activities: &'f Activities,
    provenance: &'f Provenance,
    /// By case, and how it counts on the market-based side.
    known: BTreeMap<(CaseId, String), usize>,
    blocks: Vec<Block>,
}

impl<'f> Formulas<'f> {
    /// None yet.
    pub fn new(tongues: &'f Tongues<'f>, activities: &'f Activities, provenance: &'f Provenance) -> Self {
        Self { tongues, activities, provenance, known: BTreeMap::new(), blocks: Vec::new() }
    }

    /// The block of the formulas of a part of a line: its own, those of what no instrument covers, or that of what an instrument covers.
    pub fn of(&mut self, line: &Line, part: Part<'_>) -> usize {
        let (case, basis) = match part {
            Part::Whole => (line.calculation.id, Words::default()),
            Part::Rest(market) => (market.calculation.id, self.rest(market.basis)),
            Part::Covered(covered) => {
                let id = &covered.instrument.id;
                (covered.calculation.id, self.tongues.words(|subject| subject.labels.fill("page.covered-by", &[id])))
            }
        };
        let key = (case, basis.text(0).to_string());
        if let Some(index) = self.known.get(&key) {
            return self.count(*index, line);
        }
        let postings = line.postings();
        let of_part = postings.iter().filter(|posting| posting.id.case == case && posting.is_of_market() != matches!(part, Part::Whole));
        let products = of_part.map(|posting| self.product(self.of_what(&posting.account.of), posting.formula, line)).collect();
        self.add(key, line, basis, products)
    }

    /// All blocks.
    pub fn done(self) -> Vec<Block> {
        self.blocks
    }

    fn rest(&self, basis: RestBasis) -> Words {
        self.tongues.label(match basis {
            RestBasis::Supplier => "page.rest.supplier",
            RestBasis::ResidualMix => "page.rest.residual-mix",
            RestBasis::GridAverage => "page.rest.grid-average",
            RestBasis::Location => "page.rest.location",
        })
    }

    fn add(&mut self, key: (CaseId, String), line: &Line, basis: Words, products: Vec<Product>) -> usize {
        let index = self.blocks.len();
        let title = activity(self.tongues, self.activities, &line.record.activity);
        let name = format!("F{}", index + 1);
        self.blocks.push(Block { id: anchor("formula", &name), name, title, basis, products, rows: line.record.rows() });
        self.known.insert(key, index);
        index
    }

    fn count(&mut self, index: usize, line: &Line) -> usize {
        if let Some(block) = self.blocks.get_mut(index) {
            block.rows = block.rows.saturating_add(line.record.rows());
        }
        index
    }

    fn of_what(&self, of: &Of) -> Words {
        match of {
            Of::Gas(gas) => Words::own(gas),
            Of::NotSplit => self.tongues.label("gas.not-split"),
            Of::Biogenic => self.tongues.label("biogenic"),
            Of::Energy(_) => self.tongues.label("title.energy"),
        }
    }

    fn product(&self, of: Words, formula: &Formula, line: &Line) -> Product {
        let terms = formula.terms().iter().enumerate().map(|(index, term)| self.term(index, term, line)).collect();
        Product { of, unit: formula.result().to_string(), terms }
    }

    fn term(&self, index: usize, term: &Term, line: &Line) -> OneTerm {
        let (value, input) = match term.amount {
            Amount::Fixed(value) => (value.to_string(), String::new()),
            Amount::Given(given) => (String::new(), line.inputs().position(given).map_or_else(String::new, |place| place.to_string())),
        };
        OneTerm {
            sign: match (index, term.operation) {
                (0, Operation::Multiply) => "",
                (_, Operation::Multiply) => "×",
                (_, Operation::Divide) => "÷",
            },
            value,
            input,
            unit: term.unit.to_string(),
            role: self.tongues.label(&format!("role.{}", term.role.name())),
            source: match &term.source {
                // Each line has a place of its own.
                Source::Record(said) => said.to_string(),
                other => source_text(other, line, ""),
            },
            link: match &term.source {
                Source::Instrument(instrument) => format!("#{}", anchor("instrument", &instrument.id)),
                _ => self.provenance.link(term),
            },
        }
    }
}

/// The name of an activity, and its path.
pub fn activity(tongues: &Tongues<'_>, activities: &Activities, path: &str) -> Words {
    let Some(family) = activities.family(path) else { return Words::own(path) };
    tongues.words(|subject| {
        let name = family.names.get(subject.labels.language().index()).map_or("", String::as_str);
        subject.labels.fill("of-unit", &[if name.is_empty() { &family.names[0] } else { name }, path])
    })
}
