//! Flights between two airports: columns `from` and `to` give the distance that `ratio` would, as so many passenger-kilometres for one person.

use super::cells::Cells;
use crate::activity::is_within;
use crate::airport::{self, Airport};
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;
use crate::formula::inputs;
use crate::number::Decimal;
use crate::unit::{Unit, Units};

/// Activities that are flights.
const FLIGHTS: [&str; 2] = ["travel/air", "upstream/travel/air"];

/// A flight from one airport to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Where it begins.
    pub from: &'static Airport,
    /// Where it ends.
    pub to: &'static Airport,
}

/// What a route is to the formulas of its record.
pub struct Flight {
    /// The route.
    pub route: Route,
    /// The input that it gives: the distance.
    pub ratio: (usize, Decimal),
    /// The two units of it: passenger-kilometres for one person.
    pub units: (Unit, Unit),
}

/// The flight of a record; the outer `None` when something is wrong.
#[allow(clippy::option_option, reason = "wrong, absent and given are three things")]
pub fn route(cells: &mut Cells<'_>, activity: Option<&str>, unit: Option<&Unit>, units: &Units) -> Option<Option<Flight>> {
    let (from, to) = (cells.text(Field::From), cells.text(Field::To));
    if from.is_empty() && to.is_empty() {
        return Some(None);
    }
    let is_flight = activity.is_none_or(|activity| FLIGHTS.iter().any(|flight| is_within(activity, flight)));
    let wrong = |message: &str, help: &str| Some(Diagnostic::error(codes::ROUTE_MALFORMED, message).help(help));
    let problem = match (from, to) {
        ("", _) | (_, "") => wrong("a flight has two ends: `from` and `to`", "fill in both, or none"),
        _ if !is_flight => {
            wrong("`from` and `to` are airports, and this is no flight", "empty both cells, and give the distance as the quantity")
        }
        _ if from == to => {
            wrong("this flight ends where it begins", "give each flight there and back a record, or the distance as the quantity")
        }
        _ if !cells.named("ratio").is_empty() => {
            wrong("`ratio` and the two airports both give a distance", "empty `ratio`, or both airports")
        }
        _ if unit.is_some_and(|unit| unit.symbol() != "person") => wrong(
            "with two airports the quantity is how many persons flew",
            "write unit `person`; one who flew there and back counts twice",
        ),
        _ => None,
    };
    if let Some(diagnostic) = problem {
        cells.refuse(if to.is_empty() { Field::To } else { Field::From }, diagnostic);
        return None;
    }
    let (from, to) = (airport_of(cells, Field::From), airport_of(cells, Field::To));
    let (from, to) = (from?, to?);
    let distance = from.kilometres_to(to)?;
    let units = (units.get("passenger.km")?.clone(), units.get("person")?.clone());
    Some(Some(Flight { route: Route { from, to }, ratio: (inputs::find("ratio")?, distance), units }))
}

fn airport_of(cells: &mut Cells<'_>, field: Field) -> Option<&'static Airport> {
    let code = cells.text(field);
    let found = airport::find(code);
    if found.is_none() {
        let diagnostic = Diagnostic::error(codes::ROUTE_MALFORMED, format!("no airport has the IATA code `{code}`"));
        let near = airport::codes().find(|known| known.eq_ignore_ascii_case(code));
        let diagnostic = near.into_iter().fold(diagnostic, |diagnostic, near| diagnostic.help(format!("did you mean `{near}`?")));
        cells.refuse(field, diagnostic.help("three capital letters: HKG, PEK, LHR; a city with several airports has no code here"));
    }
    found
}
