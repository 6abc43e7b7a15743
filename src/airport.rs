//! Airports by their IATA codes, and how far they lie apart. Data: `factors/airports/airports.csv`; where they are from, and the radius of the
//! Earth, stands in `source.toml` beside them.

use crate::diagnostic::Problems;
use crate::embedded;
use crate::list;
use crate::number::{Decimal, great_circle, parse};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where the airports stand.
const FILE: &str = "airports/airports.csv";

/// What is said of them.
const SOURCE: &str = "airports/source.toml";

/// An airport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Airport {
    /// Its IATA code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// Degrees north.
    pub latitude: Decimal,
    /// Degrees east.
    pub longitude: Decimal,
}

/// All airports, by their codes. The list never changes while the program runs.
static AIRPORTS: LazyLock<BTreeMap<String, Airport>> = LazyLock::new(|| with_faults().0);

/// What stands in the list, and what cannot be read of it: a test holds that there is none.
fn with_faults() -> (BTreeMap<String, Airport>, Problems) {
    let (airports, faults) = list::read(FILE, |row| {
        let [code, name, country, latitude, longitude, ..] = row else { return Err("it has too few cells".into()) };
        let degrees = |text: &str| parse(text).map_err(|_| format!("`{text}` is no number of degrees"));
        let (latitude, longitude) = (degrees(latitude)?, degrees(longitude)?);
        Ok((
            code.to_string(),
            Airport { code: code.to_string(), name: name.to_string(), country: country.to_string(), latitude, longitude },
        ))
    });
    (airports.into_iter().collect(), faults)
}

/// The mean radius of the Earth in kilometres.
static RADIUS: LazyLock<Option<Decimal>> = LazyLock::new(|| {
    let text = std::str::from_utf8(embedded::file(SOURCE)?).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("mean-radius-km = "))?;
    parse(line.trim_matches('"')).ok()
});

/// The airport with that code.
pub fn find(code: &str) -> Option<&'static Airport> {
    AIRPORTS.get(code)
}

/// All codes, sorted.
pub fn codes() -> impl Iterator<Item = &'static str> + Clone {
    AIRPORTS.keys().map(String::as_str)
}

impl Airport {
    /// The great-circle distance to another airport, in whole kilometres, half up.
    pub fn kilometres_to(&self, other: &Self) -> Option<Decimal> {
        great_circle::kilometres((self.latitude, self.longitude), (other.latitude, other.longitude), (*RADIUS)?)
    }
}

impl std::fmt::Display for Airport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, {})", self.code, self.latitude, self.longitude)
    }
}

/// `great circle PEK (40.0801, 116.585) to LHR (51.4706, -0.46194), radius 6371.0088 km`: all that it takes to redo a distance.
pub fn great_circle_text(from: &Airport, to: &Airport) -> String {
    let radius = RADIUS.map_or_else(String::new, |radius| radius.to_string());
    format!("great circle {from} to {to}, radius {radius} km")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_is_read() {
        let (airports, faults) = with_faults();
        assert!(faults.is_empty(), "{faults:?}");
        let rows = embedded::file(FILE).unwrap().split(|byte| *byte == b'\n').filter(|row| !row.is_empty()).count();
        assert_eq!(airports.len(), rows - 1);
    }

    #[test]
    fn every_airport_is_somewhere() {
        assert_eq!(AIRPORTS.len(), 7884);
        let (pole, meridian) = (Decimal::from(90), Decimal::from(180));
        for airport in AIRPORTS.values() {
            assert!(airport.code.len() == 3 && airport.code.chars().all(|letter| letter.is_ascii_uppercase()), "{airport:?}");
            assert!(airport.latitude.abs() <= pole && airport.longitude.abs() <= meridian, "{airport:?}");
            assert!(airport.country.len() == 2, "{airport:?}");
        }
    }

    #[test]
    fn a_distance_is_the_same_both_ways() {
        let (hong_kong, london) = (find("HKG").unwrap(), find("LHR").unwrap());
        assert_eq!(hong_kong.kilometres_to(london), london.kilometres_to(hong_kong));
        assert_eq!(hong_kong.kilometres_to(hong_kong), Some(Decimal::ZERO));
    }
}
