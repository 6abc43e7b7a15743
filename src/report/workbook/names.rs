//! Defined names: `scope2_location`, `intensity_scope1_revenue`, `lines_tco2e`. Formulas read like sentences with them.

use rust_xlsxwriter::utility::check_name;
use std::collections::{BTreeMap, BTreeSet};

/// The names of a workbook, by what they stand for.
#[derive(Default)]
pub struct Names {
    by_key: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// Finds a name for what has that key: the key with `_` for everything but letters and digits, and a number at its end where that is
    /// taken.
    pub fn add(&mut self, key: &str) {
        if self.by_key.contains_key(key) {
            return;
        }
        let word: String = key.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(200).collect();
        let word = if check_name(&word).is_ok() { word } else { format!("_{word}") };
        let numbered = (2_u32..).map(|number| format!("{word}_{number}"));
        // Spreadsheets do not tell `Scope1` from `scope1`.
        let name = std::iter::once(word.clone()).chain(numbered).find(|name| !self.taken.contains(&name.to_lowercase()));
        let name = name.unwrap_or(word);
        self.taken.insert(name.to_lowercase());
        self.by_key.insert(key.to_string(), name);
    }

    /// The name of what has that key.
    pub fn get(&self, key: &str) -> &str {
        self.by_key.get(key).map_or("", String::as_str)
    }

    /// Whether there is one.
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_key_as_far_as_spreadsheets_let_it() {
        let mut names = Names::default();
        for (key, name) in [
            ("scope2.location", "scope2_location"),
            ("intensity.scope1.floor-area", "intensity_scope1_floor_area"),
            ("intensity.scope1.floor area", "intensity_scope1_floor_area_2"),
            ("Scope2.location", "Scope2_location_2"),
            ("scope2.location", "scope2_location"),
            ("A1", "_A1"),
            ("R", "_R"),
            ("intensity.scope1.收入", "intensity_scope1_收入"),
            ("", "_"),
        ] {
            names.add(key);
            assert_eq!(names.get(key), name, "{key}");
            assert!(check_name(name).is_ok(), "{name}");
        }
    }
}
