//! A formula written as cells: each term is a reference to the cell that holds its number.

use super::cited::Cited;
use super::sheets::SheetNames;
use crate::formula::{Amount, Formula, Given, Operation, Role, Source, Term};

/// A formula as the text of a spreadsheet, with holes where the numbers of a line go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// The same on every line: `*Factors!$A$7`.
    Text(String),
    /// A number of the line.
    Given(Given),
}

impl Template {
    /// The template of a formula; `instrument` finds the cell of an instrument's emission rate.
    pub fn of(formula: &Formula, cited: &Cited, names: &SheetNames, instrument: impl Fn(&Source) -> Option<String>) -> Self {
        let mut template = Self::default();
        // A part of a quantity that is no decimal number is a number over another; its cell holds the whole part.
        let is_part = |term: &Term| term.role == Role::Quantity && matches!(term.amount, Amount::Fixed(_));
        for term in formula.terms().iter().filter(|term| !is_part(term)) {
            template.term(term, cited.cell(term, names).or_else(|| instrument(&term.source)));
        }
        template
    }

    fn term(&mut self, term: &Term, cell: Option<String>) {
        let sign = match (self.pieces.is_empty(), term.operation) {
            (true, Operation::Multiply) => "",
            (true, Operation::Divide) => "1/",
            (false, Operation::Multiply) => "*",
            (false, Operation::Divide) => "/",
        };
        match term.amount {
            Amount::Given(given) => {
                self.text(sign);
                self.pieces.push(Piece::Given(given));
            }
            // A number without a cell of its own is written out, so that no formula lacks a term.
            Amount::Fixed(value) => self.text(&format!("{sign}{}", cell.unwrap_or_else(|| value.to_string()))),
        }
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_string())),
        }
    }

    /// The formula of a line, without `=`; `cell` is that of a number of the line.
    pub fn fill(&self, cell: impl Fn(Given) -> String) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Given(given) => cell(*given),
        });
        pieces.collect()
    }
}
