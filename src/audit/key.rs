//! The keys of printed figures. They are those of an inventory's figures, with three freedoms: Scope 2 and its sums may lack the basis that
//! the document does not state, any figure can be the numerator of an intensity, and rows of the document's own can have any name.

use crate::scope::Category;

/// What a Scope 2 figure, or a sum with one in it, says of its basis.
pub const BASES: [&str; 3] = ["", ".location", ".market"];

/// Why a key cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It begins like a key that is known, and is none.
    Unknown,
    /// It has an empty part or a blank in it.
    Malformed,
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mass of CO2e.
    Emissions,
    /// An energy.
    Energy,
    /// What intensities are divided by.
    Denominator,
    /// A figure per a denominator.
    Intensity,
    /// A row of the document's own.
    Free,
}

/// What `key` names.
///
/// # Errors
/// A key that begins like a known one and is none, or that has an empty part.
pub fn kind(key: &str) -> Result<Kind, Fault> {
    if key.is_empty() || key.split('.').any(|part| part.is_empty() || part.contains(char::is_whitespace)) {
        return Err(Fault::Malformed);
    }
    let first = key.split('.').next().unwrap_or_default();
    if is_emissions(key) {
        return Ok(Kind::Emissions);
    }
    match first {
        _ if first.starts_with("scope") => Err(Fault::Unknown),
        "energy" => match key.split('.').collect::<Vec<_>>().as_slice() {
            [_, "total" | "direct" | "indirect"] | [_, "direct" | "indirect", _] => Ok(Kind::Energy),
            _ => Err(Fault::Unknown),
        },
        "denominator" => {
            if key.matches('.').count() == 1 {
                Ok(Kind::Denominator)
            } else {
                Err(Fault::Unknown)
            }
        }
        "intensity" => match intensity(key) {
            Some((numerator, _)) => kind(numerator).map(|_| Kind::Intensity),
            None => Err(Fault::Unknown),
        },
        _ => Ok(Kind::Free),
    }
}

fn is_emissions(key: &str) -> bool {
    let basis = |figure: &str| key.strip_prefix(figure).is_some_and(|basis| BASES.contains(&basis));
    let category = Category::parse(key).is_some_and(|category| category != Category::Scope2);
    category || key == "scope3" || ["scope2", "scope12", "scope123"].into_iter().any(basis)
}

/// The numerator and the denominator of an intensity: `intensity.scope12.location.revenue` is `scope12.location` per `revenue`.
pub fn intensity(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix("intensity.")?.rsplit_once('.')
}

/// The scope that a figure belongs to, and its basis: `scope12.market` is (`scope12`, `.market`).
pub fn scope(key: &str) -> (&str, &str) {
    match key.split_once('.') {
        Some((scope, "location")) => (scope, ".location"),
        Some((scope, "market")) => (scope, ".market"),
        _ => (key, ""),
    }
}

/// The number of a Scope 3 category.
pub fn category(key: &str) -> Option<u8> {
    match Category::parse(key) {
        Some(Category::Scope3(number)) => Some(number),
        _ => None,
    }
}

/// Keys to suggest.
pub fn known() -> Vec<String> {
    let based = ["scope2", "scope12", "scope123"].into_iter().flat_map(|scope| BASES.map(|basis| format!("{scope}{basis}")));
    let categories = (1..=15).map(|number| format!("scope3.{number}"));
    let others = ["scope1", "scope3", "energy.total", "energy.direct", "energy.indirect"].map(String::from);
    others.into_iter().chain(based).chain(categories).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_free_or_refused() {
        for (key, read) in [
            ("scope1", Ok(Kind::Emissions)),
            ("scope2", Ok(Kind::Emissions)),
            ("scope12.market", Ok(Kind::Emissions)),
            ("scope3.15", Ok(Kind::Emissions)),
            ("scope3.16", Err(Fault::Unknown)),
            ("scope4", Err(Fault::Unknown)),
            ("scope1.location", Err(Fault::Unknown)),
            ("energy.direct.diesel", Ok(Kind::Energy)),
            ("energy.all", Err(Fault::Unknown)),
            ("denominator.revenue", Ok(Kind::Denominator)),
            ("intensity.scope12.location.revenue", Ok(Kind::Intensity)),
            ("intensity.water.total.revenue", Ok(Kind::Intensity)),
            ("intensity.scope7.revenue", Err(Fault::Unknown)),
            ("water.total", Ok(Kind::Free)),
            ("water..total", Err(Fault::Malformed)),
            ("water total", Err(Fault::Malformed)),
        ] {
            assert_eq!(kind(key), read, "{key}");
        }
        assert!(known().iter().all(|key| kind(key).is_ok()));
    }
}
