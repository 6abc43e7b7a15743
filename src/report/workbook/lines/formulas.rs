//! The formulas of a line as cells. Lines of the same case share their templates.

use super::FIRST_ROW;
use super::columns::{Column, Columns, line_inputs};
use super::results::Measured;
use crate::formula::{Formula, INPUTS};
use crate::methods::Calculation;
use crate::report::workbook::Book;
use crate::report::workbook::cells::at;
use crate::report::workbook::formula::Template;
use crate::report::workbook::instruments::without_dust;
use crate::trace::Line;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// The templates of the results of a calculation.
type Templates = Rc<Vec<(Measured, Template)>>;

/// Writes formulas of lines.
pub struct Formulas<'f> {
    book: &'f Book<'f>,
    known: BTreeMap<(*const Calculation, bool), Templates>,
}

impl<'f> Formulas<'f> {
    /// Of a workbook.
    pub fn of(book: &'f Book<'f>) -> Self {
        Self { book, known: BTreeMap::new() }
    }

    /// The formulas of a line in that row; the number of the line is `number`.
    pub fn of_line(&mut self, line: &Line, row: u32) -> Vec<(Measured, String)> {
        let columns = &self.book.columns;
        let quantity = columns.get(&Column::Quantity).map_or_else(String::new, |column| at(row, column));
        let inputs = input_cells(line, columns, row);
        let mut formulas = self.filled(&line.calculation, false, &quantity, &inputs);
        sum(&mut formulas, Measured::Emissions, columns, row);
        let Some(market) = &line.market else { return formulas };
        let number = columns.get(&Column::Number).map_or_else(String::new, |column| at(row, column));
        let covered = self.book.register.has(usize::try_from(row.saturating_sub(FIRST_ROW)).unwrap_or_default());
        let less = format!("-SUMIFS(covered_quantity,covered_line,{number})");
        let left = if covered { format!("=IF({quantity}=0,0,{})", without_dust(&quantity, &less)) } else { format!("={quantity}") };
        let rest = columns.result(&Measured::Rest).map_or_else(String::new, |column| at(row, column));
        let mut of_market = self.filled(&market.calculation, true, &rest, &inputs);
        of_market.extend(covered.then(|| (Measured::Covered, format!("=SUMIFS(covered_tco2e,covered_line,{number})"))));
        sum(&mut of_market, Measured::Market, columns, row);
        formulas.push((Measured::Rest, left));
        formulas.extend(of_market);
        formulas
    }

    fn filled(&mut self, calculation: &Arc<Calculation>, market: bool, quantity: &str, inputs: &[String]) -> Vec<(Measured, String)> {
        let book = self.book;
        let templates =
            self.known.entry((Arc::as_ptr(calculation), market)).or_insert_with(|| Rc::new(templates(calculation, market, book)));
        let input = |position: usize| match position.checked_sub(1) {
            None => quantity.to_string(),
            Some(other) => inputs.get(other).cloned().unwrap_or_default(),
        };
        let mut formulas: Vec<(Measured, String)> = Vec::new();
        for (measured, template) in templates.iter() {
            let text = template.fill(input);
            // Two formulas of one gas add up in its cell.
            match formulas.last_mut() {
                Some((last, formula)) if last == measured => *formula = format!("{formula}+{text}"),
                _ => formulas.push((measured.clone(), format!("={text}"))),
            }
        }
        formulas
    }
}

/// The cells of the inputs of a line; an input that counts less one is written so.
fn input_cells(line: &Line, columns: &Columns, row: u32) -> Vec<String> {
    let cells = line_inputs(&line.record.inputs).map(|((index, which), _)| {
        let cell = columns.get(&Column::Input(index, which)).map_or_else(String::new, |column| at(row, column));
        less_one(index, cell)
    });
    cells.collect()
}

/// The term of an input: its cell, or that less one.
pub fn less_one(index: usize, cell: String) -> String {
    if INPUTS.get(index).is_some_and(|input| input.less_one) { format!("({cell}-1)") } else { cell }
}

/// Puts the sum of the cells of all parts behind them.
fn sum(formulas: &mut Vec<(Measured, String)>, sum: Measured, columns: &Columns, row: u32) {
    let parts = formulas.iter().filter(|(measured, _)| measured.sum().is_some()).filter_map(|(measured, _)| columns.result(measured));
    let cells: Vec<String> = parts.map(|column| at(row, column)).collect();
    if !cells.is_empty() {
        formulas.push((sum, format!("={}", cells.join("+"))));
    }
}

fn templates(calculation: &Calculation, market: bool, book: &Book<'_>) -> Vec<(Measured, Template)> {
    let of = |formula: &Formula| book.template(formula);
    let mut emissions: Vec<_> = calculation.emissions.iter().collect();
    emissions.sort_by_key(|emission| &emission.gas);
    let gas = |gas: &String| if market { Measured::MarketGas(gas.clone()) } else { Measured::Gas(gas.clone()) };
    let mut all: Vec<(Measured, Template)> = emissions.iter().map(|emission| (gas(&emission.gas), of(&emission.formula))).collect();
    if !market {
        all.extend(calculation.biogenic.as_ref().map(|formula| (Measured::Biogenic, of(formula))));
        all.extend(calculation.energy.as_ref().map(|formula| (Measured::Energy, of(formula))));
    }
    all
}
