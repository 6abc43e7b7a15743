//! The sheets of a workbook, in order, and their names.

use crate::language::Labels;
use rust_xlsxwriter::utility::quote_sheet_name;

/// A sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The tables of a view.
    View,
    /// The figures.
    Summary,
    /// Scope 1 by gas, site and activity.
    Scope1,
    /// Scope 2.
    Scope2,
    /// Scope 3.
    Scope3,
    /// Every line with its formulas.
    Lines,
    /// The factors that formulas cite.
    Factors,
    /// The global warming potentials.
    Gwp,
    /// The conversions of units.
    Units,
    /// The register of contractual instruments, and what they cover.
    Instruments,
    /// What a reader must know.
    Findings,
    /// How to read the workbook, and the choices of the inventory.
    Notes,
}

/// Every sheet that all workbooks have, in order, with the label that is its name.
const SHEETS: [(Sheet, &str); 11] = [
    (Sheet::Summary, "sheet.summary"),
    (Sheet::Scope1, "sheet.scope1"),
    (Sheet::Scope2, "sheet.scope2"),
    (Sheet::Scope3, "sheet.scope3"),
    (Sheet::Lines, "sheet.lines"),
    (Sheet::Factors, "sheet.factors"),
    (Sheet::Gwp, "sheet.gwp"),
    (Sheet::Units, "sheet.units"),
    (Sheet::Instruments, "sheet.instruments"),
    (Sheet::Findings, "sheet.findings"),
    (Sheet::Notes, "sheet.notes"),
];

/// The sheets of a workbook, in order, with their names.
pub struct SheetNames(Vec<(Sheet, String)>);

impl SheetNames {
    /// The names in a language; a view stands before all others, under its title.
    pub fn of(labels: &Labels, view: Option<&str>) -> Self {
        let view = view.map(|title| (Sheet::View, title));
        let mut names: Vec<(Sheet, String)> = Vec::new();
        // The others have the first choice of names.
        for (sheet, wanted) in SHEETS.iter().map(|(sheet, label)| (*sheet, labels.get(label))).chain(view) {
            let name = free(wanted, &names.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>());
            names.push((sheet, name));
        }
        names.rotate_right(usize::from(view.is_some()));
        Self(names)
    }

    /// Every sheet with its name.
    pub fn iter(&self) -> impl Iterator<Item = &(Sheet, String)> {
        self.0.iter()
    }

    /// Its place among the sheets.
    pub fn position(&self, sheet: Sheet) -> usize {
        self.0.iter().position(|(known, _)| *known == sheet).unwrap_or_default()
    }

    /// The name of a sheet.
    pub fn get(&self, sheet: Sheet) -> &str {
        self.0.iter().find(|(known, _)| *known == sheet).map_or("", |(_, name)| name)
    }

    /// `'Scope 1'!`, the beginning of a reference to a cell of it.
    pub fn reference(&self, sheet: Sheet) -> String {
        format!("{}!", quote_sheet_name(self.get(sheet)))
    }
}

/// The most UTF-16 units of a name.
const MOST: usize = 31;

/// A name that spreadsheets accept and no other sheet has; they do not tell `Lines` from `lines`.
fn free(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c }).collect();
    let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let clean = match clean {
        "" => "_",
        // The name that spreadsheets keep for themselves.
        reserved if reserved.eq_ignore_ascii_case("history") => "History_",
        other => other,
    };
    let is_free = |name: &str| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let numbered = (2_u32..).map(|number| {
        let end = format!(" ({number})");
        format!("{}{end}", first(clean, MOST - end.len()))
    });
    std::iter::once(first(clean, MOST)).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}

/// The first characters, at most so many UTF-16 units.
fn first(text: &str, most: usize) -> String {
    let mut used = 0;
    let kept = text.chars().take_while(|character| {
        used += character.len_utf16();
        used <= most
    });
    kept.collect::<String>().trim_end_matches('\'').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use rust_xlsxwriter::utility::check_sheet_name;

    #[test]
    fn every_name_is_accepted_and_free() {
        let mut taken = Vec::new();
        for wanted in [
            "Scope [1]: a/b\\c*?",
            "scope _1__ A_B_C__",
            "",
            "''",
            "History",
            "A name of far more than thirty-one characters",
            "A name of far more than thirty-one letters",
            "🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭",
            "site's",
            "thirty characters and one quote'",
        ] {
            let name = free(wanted, &taken);
            assert!(check_sheet_name(&name).is_ok(), "{name}");
            assert!(taken.iter().all(|other: &String| other.to_lowercase() != name.to_lowercase()), "{name} twice");
            taken.push(name);
        }
        assert_eq!(taken[5..7], ["A name of far more than thirty-", "A name of far more than thi (2)"]);
    }

    #[test]
    fn every_language_names_every_sheet() {
        for (_, language) in Language::NAMED {
            let labels = Labels::of(language);
            let names = SheetNames::of(&labels, Some("Lines"));
            assert!(SHEETS.iter().all(|(sheet, label)| names.get(*sheet) == labels.get(label)), "{language:?}");
            assert_eq!(names.position(Sheet::View), 0);
        }
    }
}
