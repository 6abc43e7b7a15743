//! The sheet of figures: the head of the inventory, its denominators, and every figure with its formula, its exact text and a check.

pub mod figures;

use super::Book;
use super::cells::{Page, Written, fixed, quoted};
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use super::{instruments, scopes};
use crate::figure::Key;
use crate::number::ExactText;
use crate::report::decimals;
use crate::scope::{Category, Status};
use crate::sensitivity;
use figures::formula;
use rust_xlsxwriter::Workbook;

/// The column of values; their exact texts stand to the right.
const VALUE: u16 = 1;

/// The column of checks.
const CHECK: u16 = 5;

/// Writes the sheet; what it returns are names of cells, by key, with what they refer to.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Result<Vec<(String, String)>, rust_xlsxwriter::XlsxError> {
    let mut summary = Summary { book, page: book.page(workbook, Sheet::Summary)?, row: 0, names: Vec::new() };
    summary.head()?;
    summary.denominators()?;
    summary.emissions()?;
    summary.not_counted()?;
    summary.table("title.gases", |key| matches!(key, Key::Gas(..)))?;
    summary.table("title.memo", |key| matches!(key, Key::Biogenic(_) | Key::CarriedIn(_)))?;
    summary.table("title.energy", |key| matches!(key, Key::Energy(_)))?;
    summary.table("title.intensity", |key| matches!(key, Key::Intensity(..)))?;
    summary.sensitivities()?;
    let last = summary.row;
    page::mark_differences(&mut summary.page, Some(CHECK), 0, last, book.labels)?;
    Ok(summary.names)
}

struct Summary<'s, 'b> {
    book: &'b Book<'b>,
    page: Page<'s>,
    row: u32,
    names: Vec<(String, String)>,
}

impl Summary<'_, '_> {
    fn head(&mut self) -> Written {
        let (book, inventory) = (self.book, &self.book.trace.inventory);
        let choices = &inventory.choices;
        for (Column(width), column) in [58, 20, 32, 30, 9, 9, 46].map(Column).iter().zip(0..) {
            self.page.sheet.set_column_width(column, *width)?;
        }
        page::for_print(book, &mut self.page);
        self.page.sheet.set_freeze_panes(2, 1)?;
        self.page.sheet.set_repeat_rows(0, 1)?;
        self.page.text(0, 0, &inventory.organisation, Face::Title)?;
        self.page.sheet.set_row_height(0, 24)?;
        self.page.text(1, 0, &book.labels.fill("workbook.subtitle", &[&inventory.period.to_string()]), Face::Heading)?;
        self.row = 3;
        let label = |key: &str| book.labels.get(key).to_string();
        for (name, value) in [
            ("head.period", inventory.period.to_string()),
            ("head.consolidation", label(&format!("consolidation.{}", inventory.consolidation.name()))),
            ("head.scope2", label(if choices.market_based { "basis.both" } else { "basis.location" })),
            ("head.gwp", choices.gwp.clone()),
            ("head.as-of", inventory.as_of.to_string()),
            ("head.rounding", label(&format!("rounding.{}", choices.rounding.name()))),
        ] {
            self.page.text(self.row, 0, book.labels.get(name), Face::Text)?;
            self.page.text(self.row, VALUE, &value, Face::Text)?;
            self.row += 1;
        }
        self.all_checks()
    }

    /// Whether any cell differs from its exact text, on any sheet.
    fn all_checks(&mut self) -> Written {
        let book = self.book;
        let differs = quoted(book.labels.get("check.differs"));
        let mut columns =
            vec![(Sheet::Summary, CHECK), (Sheet::Instruments, instruments::CHECK), (Sheet::Instruments, instruments::PART_CHECK)];
        columns.extend([Sheet::Scope1, Sheet::Scope2, Sheet::Scope3].map(|sheet| (sheet, scopes::check_column(sheet, book))));
        columns.extend(book.columns.get(&super::lines::columns::Column::Check).map(|column| (Sheet::Lines, column)));
        let counts = columns.into_iter().map(|(sheet, column)| {
            let column = rust_xlsxwriter::utility::column_number_to_name(column);
            format!("COUNTIF({}${column}:${column},{differs})", book.sheets.reference(sheet))
        });
        self.page.text(self.row, 0, book.labels.get("workbook.all-checks"), Face::Strong)?;
        self.page.verdict(self.row, VALUE, &format!("{}=0", counts.collect::<Vec<_>>().join("+")))?;
        page::mark_differences(&mut self.page, Some(VALUE), self.row, self.row, book.labels)?;
        self.row += 2;
        Ok(())
    }

    fn denominators(&mut self) -> Written {
        let book = self.book;
        if book.trace.inventory.denominators.is_empty() {
            return Ok(());
        }
        self.heads("head.denominators", &["column.value", "workbook.written", "column.unit", "workbook.source"])?;
        for (name, denominator) in &book.trace.inventory.denominators {
            self.page.text(self.row, 0, book.labels.denominator(name), Face::Text)?;
            self.page.number(self.row, VALUE, denominator.amount)?;
            self.page.exact(self.row, VALUE + 1, &ExactText { digits: denominator.amount.to_string(), exact: true })?;
            self.page.text(self.row, 3, &book.labels.unit(denominator.unit.symbol()), Face::Text)?;
            self.page.text(self.row, 4, &denominator.source, Face::Text)?;
            self.name(&format!("denominator.{name}"));
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn emissions(&mut self) -> Written {
        let book = self.book;
        let inventory = &book.trace.inventory;
        self.figure_heads("title.emissions")?;
        let market = inventory.choices.market_based.then_some(Key::Scope2Market);
        for key in [Key::Category(Category::Scope1), Key::Scope2Location].into_iter().chain(market) {
            self.figure_or(&key, Face::Strong, "no-lines")?;
        }
        self.figure(&Key::Scope3, Face::Strong)?;
        for (category, said) in &inventory.categories {
            let status = if said.status == Status::Included { "no-lines" } else { said.status.name() };
            self.figure_or(&Key::Category(*category), Face::Below, status)?;
        }
        for key in [Key::Scope12Location, Key::Scope12Market, Key::Scope123Location, Key::Scope123Market] {
            self.figure(&key, Face::Strong)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The categories that are left out, with the reasons (GHG Protocol Scope 3 Standard, 11.1).
    fn not_counted(&mut self) -> Written {
        let book = self.book;
        let left_out =
            book.trace.inventory.categories.iter().filter(|(_, said)| said.status != Status::Included && !said.reason.is_empty());
        let left_out: Vec<_> = left_out.collect();
        if left_out.is_empty() {
            return Ok(());
        }
        self.heads("title.not-counted", &["workbook.status", "workbook.reason-why"])?;
        for (category, said) in left_out {
            self.page.text(self.row, 0, &book.labels.figure(&Key::Category(*category)), Face::Text)?;
            self.page.text(self.row, VALUE, book.labels.get(&format!("status.{}", said.status.name())), Face::Text)?;
            self.page.text(self.row, VALUE + 1, &said.reason, Face::Text)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, title: &str, belongs: impl Fn(&Key) -> bool) -> Written {
        let totals = self.book.totals;
        let keys: Vec<&Key> = totals.iter().map(|(key, _)| key).filter(|key| belongs(key)).collect();
        if keys.is_empty() {
            return Ok(());
        }
        self.figure_heads(title)?;
        keys.into_iter().try_for_each(|key| self.figure(key, Face::Text))?;
        self.row += 1;
        Ok(())
    }

    /// What the largest choices of boundary would move.
    fn sensitivities(&mut self) -> Written {
        let book = self.book;
        let inventory = &book.trace.inventory;
        let found = sensitivity::find(book.totals, &inventory.denominators);
        if found.is_empty() {
            return Ok(());
        }
        self.figure_heads("title.sensitivity")?;
        let name = |key: &Key| book.names.get(&key.to_string()).to_string();
        let sum = format!("{}+{}", name(&Key::Scope12Location), name(&Key::Category(Category::Scope3(8))));
        for each in found {
            let formula = match &each.key {
                Key::Intensity(_, denominator) => format!("=({sum})/{}", book.names.get(&format!("denominator.{denominator}"))),
                _ => format!("={sum}"),
            };
            self.page.text(self.row, 0, &book.labels.figure(&each.key), Face::Text)?;
            self.page.computed(self.row, VALUE, &formula, &each.would_be, decimals(&each.key, &inventory.choices))?;
            self.page.text(self.row, 3, &book.labels.unit(&each.unit), Face::Text)?;
            self.page.check(self.row, CHECK, &[VALUE])?;
            self.row += 1;
        }
        Ok(())
    }

    fn figure_heads(&mut self, title: &str) -> Written {
        self.heads(title, &["column.value", "workbook.exact", "column.unit", "column.lines", "workbook.check", "column.key"])
    }

    fn heads(&mut self, title: &str, labels: &[&str]) -> Written {
        self.page.heads(self.row, std::iter::once(title).chain(labels.iter().copied()), self.book.labels)?;
        self.row += 1;
        Ok(())
    }

    /// The row of a figure, or why there is none: missing is not zero.
    fn figure_or(&mut self, key: &Key, face: Face, status: &str) -> Written {
        let book = self.book;
        if book.totals.get(key).is_some() {
            return self.figure(key, face);
        }
        self.page.text(self.row, 0, &book.labels.figure(key), face)?;
        self.page.text(self.row, VALUE, book.labels.get(&format!("status.{status}")), Face::Text)?;
        self.page.text(self.row, 6, &key.to_string(), Face::Key)?;
        self.row += 1;
        Ok(())
    }

    fn figure(&mut self, key: &Key, face: Face) -> Written {
        let book = self.book;
        let Some(figure) = book.totals.get(key) else { return Ok(()) };
        self.page.text(self.row, 0, &book.labels.figure(key), face)?;
        self.page.computed(self.row, VALUE, &formula(key, book), &figure.value, decimals(key, &book.trace.inventory.choices))?;
        self.page.text(self.row, 3, &book.labels.unit(&figure.unit), Face::Text)?;
        self.page.count(self.row, 4, figure.lines)?;
        self.page.check(self.row, CHECK, &[VALUE])?;
        self.page.text(self.row, 6, &key.to_string(), Face::Key)?;
        self.name(&key.to_string());
        self.row += 1;
        Ok(())
    }

    /// The value of this row has the name of that key.
    fn name(&mut self, key: &str) {
        let reference = format!("{}{}", self.book.sheets.reference(Sheet::Summary), fixed(self.row, VALUE));
        self.names.push((key.to_string(), reference));
    }
}
