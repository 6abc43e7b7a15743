//! Postings: what one line adds to one account. [`Line::postings`] is the only place that walks what a line adds; figures, workbooks,
//! disclosures, samples and locks are views of it.

use super::{Covered, Line, Market, Portion};
use crate::figure::{Account, Key, Side};
use crate::formula::{Formula, Inputs, Term};
use crate::methods::{Calculation, CaseId, Product};
use crate::number::{Decimal, Exact, Fraction, Tally};
use crate::scope::Category;
use std::rc::Rc;

/// What one line adds to one account.
///
/// ```
/// // Whatever a reader wants to see figures by, postings are what is added up: here, the sum of the electricity.
/// let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
/// let key = tonne::Key::parse("energy.indirect.electricity").unwrap();
/// let held: Vec<tonne::Exact> = trace.postings().filter(|posting| key.holds(&posting.account)).map(|posting| posting.value()).collect();
/// assert_eq!(tonne::Exact::sum(&held).to_string(), "106714.95");
/// # Ok::<(), tonne::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Posting<'l> {
    /// Where it counts.
    pub account: Account,
    /// How it is computed: tonnes of CO2e, tonnes of biogenic CO2, or megawatt hours.
    pub formula: &'l Formula,
    /// Which formula it is: lines with the same id share it.
    pub id: FormulaId,
    /// The numbers that the line gives to the formula.
    pub inputs: Rc<Inputs>,
    /// Which part of the quantity of the line it is about.
    pub part: Part<'l>,
}

/// A formula of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormulaId {
    /// The case.
    pub case: CaseId,
    /// Which of its products.
    pub nth: usize,
}

/// The part of the quantity of a line that a posting is about.
#[derive(Clone, Copy, Debug)]
pub enum Part<'l> {
    /// All of it.
    Whole,
    /// What no instrument covers, on the market-based side.
    Rest(&'l Market),
    /// What an instrument covers, on the market-based side.
    Covered(&'l Covered),
}

impl Posting<'_> {
    /// The amount, to be added up.
    #[allow(clippy::expect_used, reason = "`Line::takes` is asked before a line is part of a trace")]
    pub fn fraction(&self) -> Fraction {
        self.formula.fraction(&self.inputs).expect("a line is part of a trace only when it gives what its formulas need")
    }

    /// The amount.
    pub fn value(&self) -> Exact {
        self.fraction().exact()
    }

    /// The product after each term.
    #[allow(clippy::expect_used, reason = "`Line::takes` is asked before a line is part of a trace")]
    pub fn running(&self) -> Vec<Exact> {
        self.formula.running(&self.inputs).expect("a line is part of a trace only when it gives what its formulas need")
    }

    /// The value of one of its terms.
    #[allow(clippy::expect_used, reason = "`Line::takes` is asked before a line is part of a trace")]
    pub fn number(&self, term: &Term) -> Decimal {
        term.value(&self.inputs).expect("a line is part of a trace only when it gives what its formulas need")
    }

    /// Whether it is on the market-based side alone.
    pub fn is_of_market(&self) -> bool {
        self.account.side == Side::Market
    }
}

impl Line {
    /// Everything that the line adds: emissions by gas, biogenic CO2, energy; then the market-based side of Scope 2: what no instrument
    /// covers, and what each instrument covers.
    pub fn postings(&self) -> Vec<Posting<'_>> {
        let whole = Rc::new(self.inputs());
        let scope2 = self.record.category == Category::Scope2;
        let products = self.calculation.products().iter().enumerate();
        let mut postings: Vec<Posting<'_>> = products
            .map(|(nth, product)| {
                let side = if scope2 && product.of.is_emission() { Side::Location } else { Side::Both };
                self.posting(&self.calculation, (nth, product), side, &whole, Part::Whole)
            })
            .collect();
        let Some(market) = &self.market else { return postings };
        // Biogenic CO2 and energy are the same on both sides, and stand above.
        let emissions = |calculation: &Calculation| calculation.products().iter().take_while(|product| product.of.is_emission()).count();
        let mut add = |calculation, portion: Portion, part| {
            let inputs = Rc::new(whole.with_quantity(portion.number));
            let products = Calculation::products(calculation).iter().enumerate().take(emissions(calculation));
            postings.extend(products.map(|product| self.posting(calculation, product, Side::Market, &inputs, part)));
        };
        add(&market.calculation, market.rest, Part::Rest(market));
        market.covered.iter().for_each(|covered| add(&covered.calculation, covered.part, Part::Covered(covered)));
        postings
    }

    fn posting<'l>(
        &self,
        calculation: &Calculation,
        (nth, product): (usize, &'l Product),
        side: Side,
        inputs: &Rc<Inputs>,
        part: Part<'l>,
    ) -> Posting<'l> {
        let (category, carried_in) = (self.record.category, self.calculation.carried_in);
        Posting {
            account: Account { category, side, of: product.of.clone(), carried_in },
            formula: &product.formula,
            id: FormulaId { case: calculation.id, nth },
            inputs: Rc::clone(inputs),
            part,
        }
    }

    /// Whether the record gives every number that the formulas need, and no divisor is zero. The readers of ledgers see to it.
    pub fn takes(&self) -> bool {
        self.postings().iter().all(|posting| posting.formula.takes(&posting.inputs))
    }

    /// What the quantity of a posting is: `quantity`, or `quantity less what GEC-01 covers`.
    pub fn quantity_name(&self, part: Part<'_>) -> String {
        let own = || self.record.balance.as_ref().map_or_else(|| "quantity".into(), crate::ledger::balance::Balance::words);
        match part {
            Part::Whole => own(),
            Part::Covered(_) => "quantity".into(),
            Part::Rest(market) => {
                let ids: Vec<&str> = market.covered.iter().map(|part| part.instrument.id.as_str()).collect();
                if ids.is_empty() { own() } else { format!("quantity less what {} covers", ids.join(" and ")) }
            }
        }
    }

    /// What it adds to a figure; `None` where it does not count in it.
    pub fn adds(&self, key: &Key) -> Option<Exact> {
        let mut tally = Tally::default();
        let mut any = false;
        for posting in self.postings().iter().filter(|posting| key.holds(&posting.account)) {
            tally.add(&posting.fraction());
            any = true;
        }
        any.then(|| tally.exact())
    }
}
