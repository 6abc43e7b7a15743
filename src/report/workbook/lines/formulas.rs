//! The formulas of a line as cells. Lines of the same case share their templates.

use super::FIRST_ROW;
use super::columns::{Column, Columns};
use super::results::Measured;
use crate::figure::Of;
use crate::formula::Given;
use crate::methods::{Calculation, CaseId, Product};
use crate::report::workbook::Book;
use crate::report::workbook::cells::{at, less_one, without_dust};
use crate::report::workbook::formula::Template;
use crate::trace::Line;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// The templates of the results of a calculation.
type Templates = Rc<Vec<(Measured, Template)>>;

/// Writes formulas of lines.
pub struct Formulas<'f> {
    book: &'f Book<'f>,
    known: BTreeMap<(CaseId, bool), Templates>,
}

impl<'f> Formulas<'f> {
    /// Of a workbook.
    pub fn of(book: &'f Book<'f>) -> Self {
        Self { book, known: BTreeMap::new() }
    }

    /// The formulas of a line in that row; the number of the line is `number`.
    pub fn of_line(&mut self, line: &Line, row: u32) -> Vec<(Measured, String)> {
        let columns = &self.book.columns;
        let cell = |column: &Column| columns.get(column).map_or_else(String::new, |column| at(row, column));
        let quantity = cell(&Column::Quantity);
        let mut formulas = self.filled(&line.calculation, false, row, &quantity);
        sum(&mut formulas, Measured::Emissions, columns, row);
        let Some(market) = &line.market else { return formulas };
        let number = cell(&Column::Number);
        let covered = self.book.register.has(usize::try_from(row.saturating_sub(FIRST_ROW)).unwrap_or_default());
        let less = format!("-SUMIFS(covered_quantity,covered_line,{number})");
        let left = if covered { format!("=IF({quantity}=0,0,{})", without_dust(&quantity, &less)) } else { format!("={quantity}") };
        let rest = cell(&Column::Result(Measured::Rest));
        let mut of_market = self.filled(&market.calculation, true, row, &rest);
        of_market.extend(covered.then(|| (Measured::Covered, format!("=SUMIFS(covered_tco2e,covered_line,{number})"))));
        sum(&mut of_market, Measured::Market, columns, row);
        formulas.push((Measured::Rest, left));
        formulas.extend(of_market);
        formulas
    }

    fn filled(&mut self, calculation: &Arc<Calculation>, market: bool, row: u32, quantity: &str) -> Vec<(Measured, String)> {
        let book = self.book;
        let templates = self.known.entry((calculation.id, market)).or_insert_with(|| Rc::new(templates(calculation, market, book)));
        let cell = |given: Given| match given {
            Given::Quantity => quantity.to_string(),
            Given::Input { index, nth } => {
                let cell = book.columns.get(&Column::Input(index, nth)).map_or_else(String::new, |column| at(row, column));
                less_one(index, cell)
            }
        };
        let mut formulas: Vec<(Measured, String)> = Vec::new();
        for (measured, template) in templates.iter() {
            let text = template.fill(cell);
            // Two formulas of one gas add up in its cell.
            match formulas.last_mut() {
                Some((last, formula)) if last == measured => *formula = format!("{formula}+{text}"),
                _ => formulas.push((measured.clone(), format!("={text}"))),
            }
        }
        formulas
    }
}

/// Puts the sum of the cells of all parts behind them.
fn sum(formulas: &mut Vec<(Measured, String)>, sum: Measured, columns: &Columns, row: u32) {
    let parts = formulas.iter().filter(|(measured, _)| measured.sum().is_some()).filter_map(|(measured, _)| columns.result(measured));
    let cells: Vec<String> = parts.map(|column| at(row, column)).collect();
    if !cells.is_empty() {
        formulas.push((sum, format!("={}", cells.join("+"))));
    }
}

/// The templates of a case, gases by name.
fn templates(calculation: &Calculation, market: bool, book: &Book<'_>) -> Vec<(Measured, Template)> {
    let measured = |product: &Product| match (&product.of, product.of.gas_name()) {
        (_, Some(gas)) if market => Measured::MarketGas(gas.into()),
        (_, Some(gas)) => Measured::Gas(gas.into()),
        (Of::Energy(_), None) => Measured::Energy,
        (_, None) => Measured::Biogenic,
    };
    let counts = |product: &&Product| product.of.is_emission() || !market;
    let mut all: Vec<_> =
        calculation.products().iter().filter(counts).map(|product| (measured(product), book.template(&product.formula))).collect();
    let emissions = all.iter().take_while(|(measured, _)| measured.sum().is_some()).count();
    all[..emissions].sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}
