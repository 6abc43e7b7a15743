//! Units: dimensions, spellings, and exact conversion inside one dimension.
//!
//! Units are data: `factors/units/units.csv`. Adding a unit or a spelling touches no Rust. Mass becomes volume or energy only through a
//! cited property (density, calorific value), never here.

use crate::diagnostic::{Code, Diagnostic, Problems, closest, codes};
use crate::embedded;
use crate::list;
use crate::number::{Decimal, Exact, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// Where the list of units stands.
const FILE: &str = "units/units.csv";

/// Where the spellings stand that people use for more than one unit.
const AMBIGUOUS: &str = "units/ambiguous.csv";

/// One unit.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Definition {
    symbol: String,
    dimension: String,
    numerator: Decimal,
    denominator: Decimal,
    source: String,
}

/// A unit, cheap to copy around.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(Arc<Definition>);

impl Unit {
    /// Its symbol, as in `units.csv`.
    pub fn symbol(&self) -> &str {
        &self.0.symbol
    }

    /// Its dimension: `energy`, `mass`, `money CNY` ...
    pub fn dimension(&self) -> &str {
        &self.0.dimension
    }

    /// Where its size comes from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Its size in the base unit of its dimension.
    fn size(&self) -> Exact {
        Exact::ratio(self.0.numerator, self.0.denominator).unwrap_or_else(Exact::one)
    }

    /// Its size in the base unit as numerator and denominator.
    pub fn size_parts(&self) -> (Decimal, Decimal) {
        (self.0.numerator, self.0.denominator)
    }

    /// How many `other` make one of this unit.
    ///
    /// # Errors
    /// `None` when the dimensions differ.
    pub fn in_terms_of(&self, other: &Self) -> Option<Exact> {
        (self.dimension() == other.dimension()).then(|| self.size().divided_by(&other.size())).flatten()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// All units and their spellings.
#[derive(Debug)]
pub struct Units {
    by_spelling: BTreeMap<String, Unit>,
    all: Vec<Unit>,
    /// Spellings that stand for several units, each with the units and a remark.
    ambiguous: BTreeMap<String, (Vec<String>, String)>,
}

impl Units {
    /// The units that `tonne` ships.
    pub fn shipped() -> Self {
        Self::with_faults().0
    }

    /// The same, with what cannot be read of the lists.
    pub(crate) fn with_faults() -> (Self, Problems) {
        let (ambiguous, mut faults) = ambiguous();
        let mut units = Self { by_spelling: BTreeMap::new(), all: Vec::new(), ambiguous };
        let (all, of_units) = units.read(embedded::file(FILE).unwrap_or_default());
        units.all = all;
        faults.extend(of_units);
        (units, faults)
    }

    fn read(&mut self, bytes: &[u8]) -> (Vec<Unit>, Problems) {
        // A size of zero, above or below, is none.
        let size = |text: &str| parse(text).ok().filter(|size| !size.is_zero()).ok_or_else(|| format!("`{text}` is no size of a unit"));
        list::read_bytes(FILE, bytes, |row| {
            let cell = |index: usize| row.get(index).copied().unwrap_or_default();
            let unit = Unit(Arc::new(Definition {
                symbol: cell(0).to_string(),
                dimension: cell(1).to_string(),
                numerator: size(cell(2))?,
                denominator: size(cell(3))?,
                source: cell(4).to_string(),
            }));
            let spellings = (5..8).flat_map(|index| cell(index).split('|')).filter(|spelling| !spelling.is_empty());
            for spelling in std::iter::once(cell(0)).chain(spellings) {
                self.by_spelling.insert(spelling.to_string(), unit.clone());
            }
            Ok(unit)
        })
    }

    /// The unit that is spelled so. Spellings are taken to the letter: `mWh` is not `MWh`.
    pub fn get(&self, spelling: &str) -> Option<&Unit> {
        self.by_spelling.get(spelling.trim())
    }

    /// The symbols of the units that people mean by a spelling which stands for several; none for any other.
    pub fn meanings(&self, spelling: &str) -> &[String] {
        self.ambiguous.get(spelling.trim()).map_or(&[], |(units, _)| units)
    }

    /// Every unit, in the order of the list.
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// Every spelling with its unit.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &Unit)> {
        self.by_spelling.iter().map(|(spelling, unit)| (spelling.as_str(), unit))
    }

    /// The units of a dimension, for a message.
    pub fn of_dimension(&self, dimension: &str) -> String {
        let symbols: Vec<_> = self.all.iter().filter(|unit| unit.dimension() == dimension).map(Unit::symbol).collect();
        symbols.join(", ")
    }

    /// Why `spelling` is no unit, without a place.
    pub fn unknown(&self, spelling: &str) -> Diagnostic {
        if let Some((units, note)) = self.ambiguous.get(spelling.trim()) {
            let message = format!("`{spelling}` could be {}", alternatives(units));
            return Diagnostic::error(codes::AMBIGUOUS_UNIT, message)
                .note(note.as_str())
                .help("write the one that the meter or the invoice means");
        }
        let folded: Vec<_> = self
            .by_spelling
            .iter()
            .filter(|(known, _)| known.to_lowercase() == spelling.trim().to_lowercase())
            .map(|(_, unit)| unit.symbol())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let code: Code = codes::UNKNOWN_UNIT;
        let diagnostic = Diagnostic::error(code, format!("`{spelling}` is not a unit that is known here"));
        if folded.is_empty() {
            let near = closest(spelling.trim(), self.by_spelling.keys().map(String::as_str)).and_then(|near| self.get(near));
            let diagnostic = diagnostic.unseen(spelling);
            // Looked for among all spellings, answered with the symbol.
            let diagnostic = match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            };
            diagnostic.help("units and their spellings: docs/reference/units.md")
        } else {
            diagnostic.help(format!("upper and lower case differ in meaning; did you mean `{}`?", folded.join("`, `")))
        }
    }
}

/// The spellings that stand for several units.
fn ambiguous() -> (BTreeMap<String, (Vec<String>, String)>, Problems) {
    let (rows, faults) = list::read(AMBIGUOUS, |row| {
        let cell = |index: usize| row.get(index).copied().unwrap_or_default().to_string();
        Ok((cell(0), (cell(1).split('|').map(str::to_string).collect(), cell(2))))
    });
    (rows.into_iter().collect(), faults)
}

/// `` `t` or `short ton` ``.
fn alternatives(units: &[String]) -> String {
    let quoted: Vec<String> = units.iter().map(|unit| format!("`{unit}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.join(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_of_zero_or_none_is_a_fault() {
        let mut units = Units::shipped();
        let (read, faults) =
            units.read(b"unit,dimension,above,below,source,en,zh-Hant,zh-Hans\na,mass,1,0,s,,,\nb,mass,x,1,s,,,\nc,mass,1,2,s,,,\n");
        assert_eq!(read.len(), 1);
        let told: Vec<&str> = faults.as_slice().iter().map(|fault| fault.message.as_str()).collect();
        let list = "the list `factors/units/units.csv` cannot be made";
        assert_eq!(told, [format!("{list}: row 1: `0` is no size of a unit"), format!("{list}: row 2: `x` is no size of a unit")]);
        assert!(Units::with_faults().1.is_empty() && crate::region::Regions::with_faults().1.is_empty());
    }

    fn convert(amount: &str, from: &str, to: &str) -> Option<String> {
        let units = Units::shipped();
        let size = units.get(from)?.in_terms_of(units.get(to)?)?;
        Some(Exact::from(parse(amount).unwrap()).times(&size).text().digits)
    }

    #[test]
    fn conversions_are_exact() {
        for (amount, from, to, result) in [
            ("1", "万千瓦时", "kWh", "10000"),
            ("1", "度", "千瓦時", "1"),
            ("1", "tce", "GJ", "29.3076"),
            ("7000", "kcal", "kgce", "1"),
            ("1", "short ton", "lb", "2000"),
            ("1", "short ton.mi", "t.km", "1.45997231821056"),
            ("1", "US gal", "L", "3.785411784"),
            ("5.93", "RMB million", "万元", "593"),
            ("1", "bbl", "US gal", "42"),
        ] {
            assert_eq!(convert(amount, from, to).as_deref(), Some(result), "{amount} {from} in {to}");
        }
    }

    #[test]
    fn there_and_back_is_where_we_were() {
        let units = Units::shipped();
        for from in units.all() {
            for to in units.all().iter().filter(|to| to.dimension() == from.dimension()) {
                let there = from.in_terms_of(to).unwrap();
                let back = to.in_terms_of(from).unwrap();
                assert_eq!(there.times(&back), Exact::one(), "{from} {to}");
            }
        }
    }

    #[test]
    fn dimensions_are_kept_apart() {
        for (from, to) in [("kg", "kWh"), ("L", "kg"), ("Nm3", "m3(20C)"), ("Nm3", "m3"), ("CNY", "HKD"), ("km", "passenger.km")] {
            assert_eq!(convert("1", from, to), None, "{from} {to}");
        }
    }

    #[test]
    fn an_ambiguous_spelling_is_no_unit_and_names_units() {
        let units = Units::shipped();
        assert!(!units.ambiguous.is_empty());
        for (spelling, (meant, _)) in &units.ambiguous {
            assert!(units.get(spelling).is_none(), "{spelling}");
            assert!(meant.len() > 1 && meant.iter().all(|unit| units.get(unit).is_some_and(|known| known.symbol() == unit)), "{spelling}");
        }
    }

    #[test]
    fn no_spelling_stands_for_two_units() {
        let text = String::from_utf8(embedded::file(FILE).unwrap().to_vec()).unwrap();
        let mut seen = BTreeSet::new();
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.unwrap();
            assert!(parse(&row[2]).is_ok() && parse(&row[3]).is_ok(), "{row:?}");
            for spelling in std::iter::once(&row[0]).chain((5..8).flat_map(|index| row[index].split('|'))) {
                assert!(spelling.is_empty() || seen.insert(spelling.to_string()), "{spelling} twice");
            }
        }
        assert_eq!(Units::shipped().all().len(), text.lines().count() - 1);
    }
}
