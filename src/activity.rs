//! The vocabulary of activities: `electricity/grid`, `fuel/diesel` ... Data: `factors/activities/activities.csv`.
//!
//! The list names families. An activity is a family or a path below one (`fuel/diesel/commercial`); what stands below a family is what
//! the factor tables offer.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::embedded;
use crate::list;
use crate::scope::Category;
use std::collections::BTreeMap;

/// Where the vocabulary stands.
const FILE: &str = "activities/activities.csv";

/// A family of activities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its path.
    pub path: String,
    /// The calculation method, one of `src/methods/`.
    pub method: String,
    /// The category its records belong to unless they say otherwise; `None`: they must say.
    pub category: Option<Category>,
    /// Other categories that its records may name.
    pub also: Vec<Category>,
    /// `direct`, `indirect` or empty: whether its records count as energy.
    pub energy: String,
    /// The carrier that the energy is reported under.
    pub carrier: String,
    /// Its names in English, Traditional Chinese, Simplified Chinese.
    pub names: [String; 3],
    /// A remark.
    pub note: String,
    /// The activity whose factors it takes; empty: its own.
    pub rows_of: String,
    /// The input that its records must give; empty: none.
    pub needs: String,
    /// What it is on the market-based side of Scope 2; `None`: the same as on the location-based one.
    pub market: Option<Role>,
    /// Its row in tables of the UK's SECR; empty: what is no energy.
    pub secr: String,
    /// Its row in the energy table of ESRS E1-5; empty: what is no energy.
    pub esrs: String,
    /// Its column in the energy table of CDP 7.30; empty: what is no energy.
    pub cdp: String,
}

/// What an activity is on the market-based side (GHG Protocol Scope 2 Guidance, table 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the network delivers: instruments cover it, and the rest takes the supplier's factor, the residual mix, or the grid average.
    Grid,
    /// Own electricity whose certificates went to somebody else: no supplier delivers it, so it takes what nobody has claimed (table 7.1,
    /// criterion 2: one claim on one amount of electricity).
    Sold,
    /// A supplier's own factor.
    Supplier,
    /// What is left of the grid after contracts.
    ResidualMix,
}

impl Role {
    /// Every role with the word of the vocabulary.
    const NAMED: [(&'static str, Self); 4] =
        [("grid", Self::Grid), ("sold", Self::Sold), ("supplier", Self::Supplier), ("residual-mix", Self::ResidualMix)];

    fn named(word: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == word).map(|(_, role)| *role)
    }
}

impl Family {
    /// The activity whose factors serve `activity`: `use/fuel/petrol` takes those of `fuel/petrol`.
    pub fn factors_of(&self, activity: &str) -> String {
        match activity.strip_prefix(&self.path).filter(|_| !self.rows_of.is_empty()) {
            Some(below) => format!("{}{below}", self.rows_of),
            None => activity.to_string(),
        }
    }
}

/// All families.
#[derive(Debug)]
pub struct Activities(BTreeMap<String, Family>);

impl Activities {
    /// The vocabulary that `tonne` ships.
    pub fn shipped() -> Self {
        Self::with_faults().0
    }

    /// The same, with what cannot be read of the list.
    pub(crate) fn with_faults() -> (Self, Problems) {
        Self::read(embedded::file(FILE).unwrap_or_default())
    }

    fn read(bytes: &[u8]) -> (Self, Problems) {
        let category = |text: &str| Category::parse(text).ok_or_else(|| format!("`{text}` is no category"));
        let named = |word: &str| Role::named(word).ok_or_else(|| format!("`{word}` is no role on the market-based side"));
        let (families, faults) = list::read_bytes(FILE, bytes, |row| {
            let cell = |index: usize| row.get(index).copied().unwrap_or_default().to_string();
            let (only, role) = (cell(2), cell(12));
            let family = Family {
                path: cell(0),
                method: cell(1),
                category: Some(only.as_str()).filter(|only| !only.is_empty()).map(category).transpose()?,
                also: cell(3).split(';').filter(|one| !one.is_empty()).map(category).collect::<Result<_, _>>()?,
                energy: cell(4),
                carrier: cell(5),
                names: [cell(6), cell(7), cell(8)],
                note: cell(9),
                rows_of: cell(10),
                needs: cell(11),
                market: Some(role.as_str()).filter(|role| !role.is_empty()).map(named).transpose()?,
                secr: cell(13),
                esrs: cell(14),
                cdp: cell(15),
            };
            Ok((family.path.clone(), family))
        });
        (Self(families.into_iter().collect()), faults)
    }

    /// The family of an activity: the longest listed path that it is, or lies below.
    pub fn family(&self, activity: &str) -> Option<&Family> {
        ancestors(activity).find_map(|path| self.0.get(path))
    }

    /// The family that has a role on the market-based side.
    pub fn with_role(&self, role: Role) -> Option<&Family> {
        self.0.values().find(|family| family.market == Some(role))
    }

    /// Why `activity` is none, without a place.
    pub fn unknown(&self, activity: &str) -> Diagnostic {
        let paths = || self.all().map(|family| family.path.as_str());
        let below: Vec<&str> = paths().filter(|path| is_within(path, activity)).collect();
        let diagnostic = Diagnostic::error(codes::UNKNOWN_ACTIVITY, format!("`{activity}` is not in the vocabulary of activities"));
        let diagnostic = diagnostic.suggest(activity, paths());
        let diagnostic = if below.is_empty() { diagnostic } else { diagnostic.help(format!("below it are {}", below.join(", "))) };
        diagnostic.help("the vocabulary: docs/reference/activities.md")
    }

    /// All families, sorted by path.
    pub fn all(&self) -> impl Iterator<Item = &Family> {
        self.0.values()
    }
}

/// `a/b/c`, `a/b`, `a`.
pub fn ancestors(activity: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(activity), |path| path.rfind('/').map(|slash| &path[..slash]))
}

/// Whether `activity` is `family` or lies below it.
pub fn is_within(activity: &str, family: &str) -> bool {
    ancestors(activity).any(|path| path == family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_cannot_be_read_is_a_fault_and_is_not_left_out_in_silence() {
        let header = "path,method,category,also,energy,carrier,en,zh-Hant,zh-Hans,note,rows_of,needs\n";
        let good = "a,activity,scope1,scope2;scope3.1,,,A,A,A,,,\n";
        let (read, faults) = Activities::read(format!("{header}{good}b,activity,scope9,,,,B,B,B,,,\nc,activity\n").as_bytes());
        assert_eq!(read.all().map(|family| family.also.len()).collect::<Vec<_>>(), [2]);
        let told: Vec<&str> = faults.as_slice().iter().map(|fault| fault.message.as_str()).collect();
        assert!(told[0].ends_with("row 2: `scope9` is no category"), "{told:?}");
        assert!(told.len() == 2 && told[1].contains("row 3: "), "{told:?}");
        let (_, faults) = Activities::read(
            b"path,method,category,also,energy,carrier,en,zh-Hant,zh-Hans,note,rows_of,needs,market\na,activity,,,,,A,A,A,,,,gird\n",
        );
        assert!(faults.as_slice()[0].message.ends_with("row 1: `gird` is no role on the market-based side"), "{faults:?}");
        assert!(Activities::with_faults().1.is_empty());
        assert_eq!(Activities::read(b"").1.as_slice().len(), 1);
    }

    #[test]
    fn the_longest_path_is_the_family() {
        let activities = Activities::shipped();
        let family = |activity| activities.family(activity).map(|family| family.path.clone());
        assert_eq!(family("fuel/diesel/commercial").as_deref(), Some("fuel/diesel"));
        assert_eq!(family("fuel/peat/commercial").as_deref(), Some("fuel"));
        assert_eq!(family("fuels/diesel"), None);
    }

    #[test]
    fn every_family_has_a_method_and_three_names() {
        for family in Activities::shipped().all() {
            assert!(crate::methods::find(&family.method).is_some(), "{family:?}");
            assert!(family.names.iter().all(|name| !name.is_empty()), "{family:?}");
            assert!(family.category.is_some() || !family.also.is_empty(), "{family:?}");
        }
    }
}
