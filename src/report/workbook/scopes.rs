//! One sheet for each scope: its figures, then its lines added up by site and by activity.

use super::Book;
use super::cells::{Page, Written, in_column, quoted};
use super::lines::results::Measured;
use super::page::{self, Column};
use super::sheets::Sheet;
use super::style::Face;
use super::sums::{By, of_group};
use crate::figure::Key;
use crate::scope::Category;
use crate::totals::Sums;
use rust_xlsxwriter::Workbook;
use std::collections::{BTreeMap, BTreeSet};

/// The column of values; the market-based side stands two columns further.
const VALUE: u16 = 3;

const WIDTHS: [u16; 5] = [46, 34, 9, 18, 30];

/// The column of checks of such a sheet.
pub fn check_column(sheet: Sheet, book: &Book<'_>) -> u16 {
    if sheet == Sheet::Scope2 && book.with_market() { 7 } else { 5 }
}

/// Writes the three sheets.
pub fn write(book: &Book<'_>, workbook: &mut Workbook) -> Written {
    for (sheet, scope) in [(Sheet::Scope1, "scope1"), (Sheet::Scope2, "scope2"), (Sheet::Scope3, "scope3")] {
        let page = book.page(workbook, sheet)?;
        let check = check_column(sheet, book);
        let market = sheet == Sheet::Scope2 && book.with_market();
        let mut scope = Scope { book, page, scope, market, check, row: 3 };
        let widths: &[u16] = if market { &[18, 30, 9] } else { &[9] };
        let widths: Vec<Column> = WIDTHS.iter().chain(widths).copied().map(Column).collect();
        page::set_up(book, &mut scope.page, sheet, &widths, 0, 1)?;
        scope.figures()?;
        scope.groups(By::Site)?;
        scope.groups(By::Activity)?;
        let last = scope.row;
        page::mark_differences(&mut scope.page, Some(check), 0, last, book.labels)?;
    }
    Ok(())
}

struct Scope<'s, 'b> {
    book: &'b Book<'b>,
    page: Page<'s>,
    scope: &'static str,
    market: bool,
    check: u16,
    row: u32,
}

impl Scope<'_, '_> {
    /// Whether a figure is one of this scope: its totals, its categories, its gases.
    fn has(&self, key: &Key) -> bool {
        let of = match key.headline() {
            Key::Category(category) => category.scope(),
            Key::Scope2Location | Key::Scope2Market => "scope2",
            Key::Scope3 => "scope3",
            _ => return false,
        };
        // Intensities stand on the summary.
        of == self.scope && !matches!(key, Key::Intensity(..))
    }

    fn figures(&mut self) -> Written {
        let book = self.book;
        let keys: Vec<&Key> = book.totals.iter().map(|(key, _)| key).filter(|key| self.has(key)).collect();
        if keys.is_empty() {
            return self.page.text(1, 0, book.labels.get("note.lines"), Face::Text);
        }
        self.page.text(1, 0, book.labels.get("workbook.scope.about"), Face::Text)?;
        self.heads("column.figure", "column.key", false)?;
        for key in keys {
            let Some(figure) = book.totals.get(key) else { continue };
            let face = if matches!(key, Key::Category(Category::Scope3(_))) { Face::Below } else { Face::Text };
            self.page.text(self.row, 0, &book.labels.figure(key), face)?;
            self.page.text(self.row, 1, &key.to_string(), Face::Key)?;
            self.page.count(self.row, 2, figure.lines)?;
            let formula = format!("={}", book.names.get(&key.to_string()));
            let decimals = crate::report::decimals(key, &book.trace.inventory.choices);
            self.page.computed(self.row, VALUE, &formula, &figure.value, decimals)?;
            self.page.check(self.row, self.check, &[VALUE])?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// The heads of a table; what the lines are grouped by, and what stands beside it.
    fn heads(&mut self, first: &str, second: &str, market: bool) -> Written {
        let value = if market { "workbook.emissions.location" } else { "column.value" };
        let other = if market { ["workbook.emissions.market", "workbook.exact"] } else { ["", ""] };
        let other = other.into_iter().filter(|_| self.market);
        let heads = [first, second, "column.lines", value, "workbook.exact"].into_iter().chain(other).chain(["workbook.check"]);
        self.page.heads(self.row, heads, self.book.labels)?;
        self.row += 1;
        Ok(())
    }

    fn groups(&mut self, by: By) -> Written {
        let book = self.book;
        let groups: Vec<(&String, &Sums)> = book.sums.groups(self.scope, by).collect();
        if groups.is_empty() {
            return Ok(());
        }
        let (first, second) = match by {
            By::Site => ("workbook.site", "workbook.name"),
            By::Activity => ("workbook.activity", ""),
        };
        self.heads(first, second, self.market)?;
        let doubtful = doubtful(groups.iter().map(|(key, _)| key.as_str()));
        for (key, group) in groups {
            self.page.text(self.row, 0, key, Face::Text)?;
            let name = book.trace.inventory.sites.get(key).filter(|_| by == By::Site).map_or("", |site| site.name.as_str());
            self.page.text(self.row, 1, name, Face::Text)?;
            self.page.count(self.row, 2, group.all_rows())?;
            let literal = !doubtful.contains(key.as_str());
            self.value(by, VALUE, "lines.emissions", &Measured::Emissions, group, literal)?;
            let mut values = vec![VALUE];
            if self.market {
                self.value(by, VALUE + 2, "lines.market", &Measured::Market, group, literal)?;
                values.push(VALUE + 2);
            }
            self.page.check(self.row, self.check, &values)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn value(&mut self, by: By, column: u16, range: &str, measured: &Measured, group: &Sums, literal: bool) -> Written {
        let names = &self.book.names;
        let of = if by == By::Site { "lines_site" } else { "lines_activity" };
        let (key, scope) = (in_column(self.row, 0), quoted(self.scope));
        let formula = match names.get(range) {
            // Lines without emissions, of energy alone.
            "" => "=0".to_string(),
            range if literal => format!("=SUMIFS({range},lines_scope,{scope},{of},{key})"),
            range => format!("=SUMPRODUCT(EXACT({of},{key})*(lines_scope={scope}),{range})"),
        };
        self.page.computed(self.row, column, &formula, &of_group(group, measured), self.book.trace.inventory.choices.decimals)
    }
}

/// The keys that a condition of `SUMIFS` would not take to the letter: it reads numbers, dates, comparisons and wildcards, does not tell
/// upper from lower case, and stops at 255 characters.
fn doubtful<'k>(keys: impl Iterator<Item = &'k str>) -> BTreeSet<&'k str> {
    let plain = |key: &str| {
        let letters = key.chars().all(|c| c.is_ascii_lowercase() || "-_/.".contains(c));
        // A path of the vocabulary begins with a word and a slash: no date does.
        let path = key.split_once('/').is_some_and(|(word, _)| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        let characters = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/.".contains(c));
        key.len() < 200
            && (letters || (path && characters))
            && key.starts_with(|c: char| c.is_ascii_lowercase())
            && !["true", "false"].contains(&key)
    };
    let keys: Vec<&str> = keys.collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    keys.iter().for_each(|key| *alike.entry(key.to_lowercase()).or_default() += 1);
    let is_one = |key: &str| alike.get(&key.to_lowercase()) == Some(&1);
    keys.into_iter().filter(|key| !plain(key) || !is_one(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::doubtful;

    #[test]
    fn what_a_condition_would_misread_is_compared_letter_by_letter() {
        let keys = [
            "beijing-office",
            "spend/naics-517311",
            "=cmd|' /C calc'!A0",
            "dec-1",
            "a*",
            "TRUE",
            "true",
            "Office",
            "office",
            "2024",
            "公司",
        ];
        let doubtful: Vec<_> = doubtful(keys.into_iter()).into_iter().collect();
        assert_eq!(doubtful, ["2024", "=cmd|' /C calc'!A0", "Office", "TRUE", "a*", "dec-1", "office", "true", "公司"]);
    }
}
