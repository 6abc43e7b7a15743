//! Every factor of the library as emissions per activity, in every way that a preparer could have taken it: CO2 alone, or CO2e under each set
//! of GWPs. It is searched, never chosen from.

use super::measure;
use crate::diagnostic::Problems;
use crate::factors::{Library, Quantity, Row, Table};
use crate::gas::Substance;
use crate::number::Exact;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A way to take a factor.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The table.
    pub table: Arc<Table>,
    /// The index of the row.
    pub index: usize,
    /// The part of the row that is taken: `CO2` or `CO2e`.
    pub substance: &'static str,
    /// The set of GWPs that makes CO2e of its gases; `None` where the publisher prints CO2e, or for CO2 alone.
    pub gwp: Option<String>,
    /// Tonnes per base unit of the activity.
    pub value: Exact,
}

impl Candidate {
    /// The row.
    pub fn row(&self) -> &Row {
        &self.table.rows[self.index]
    }

    /// `cn-mee/electricity@2023#CN`.
    pub fn reference(&self) -> String {
        format!("{}#{}", self.table.about.id, self.row().key)
    }

    /// The year that it describes.
    pub fn year(&self) -> Option<i16> {
        self.row().data_year.or_else(|| self.table.about.data_years.iter().max().copied())
    }

    /// Its reference, with what distinguishes this way of taking it: `... (CO2e, ipcc/gwp@ar5, gross)`.
    pub fn description(&self) -> String {
        let parts = [Some(self.substance), self.gwp.as_deref(), self.row().basis.map(crate::factors::Basis::name)];
        format!("{} ({})", self.reference(), parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// The candidates of each dimension, made when they are first asked for.
#[derive(Debug, Default)]
pub struct Candidates(BTreeMap<String, Vec<Candidate>>);

impl Candidates {
    /// Those that are per a unit of `dimension`.
    ///
    /// # Errors
    /// A table that cannot be read.
    pub fn per(&mut self, library: &Library, dimension: &str) -> Result<&[Candidate], Problems> {
        if !self.0.contains_key(dimension) {
            self.0.insert(dimension.to_string(), all(library, dimension)?);
        }
        Ok(self.0.get(dimension).map_or(&[], Vec::as_slice))
    }
}

/// A gas with its GWP, by set.
type Gwps = Vec<(String, Vec<(String, Exact)>)>;

/// All ways to take the rows of the library that are per a unit of `dimension`.
///
/// # Errors
/// A table that cannot be read.
fn all(library: &Library, dimension: &str) -> Result<Vec<Candidate>, Problems> {
    let gwps = gwps(library)?;
    let mut found = Vec::new();
    let ids: Vec<String> = library.ids().map(str::to_string).collect();
    for id in ids {
        let table = library.table(&id)?;
        for index in 0..table.rows.len() {
            if table.rows[index].per.dimension() == dimension && table.is_emission(&table.rows[index]) {
                found.extend(of_row(library, &table, index, &gwps));
            }
        }
    }
    Ok(found)
}

/// The GWPs of methane and nitrous oxide: other gases have rows of their own, in masses of gas.
fn gwps(library: &Library) -> Result<Gwps, Problems> {
    let mut sets = Vec::new();
    for id in library.editions("ipcc/gwp").map(str::to_string).collect::<Vec<_>>() {
        let table = library.table(&id)?;
        let of = |gas: &str| {
            let row = table.rows.iter().find(|row| row.key == gas || row.key.starts_with(&format!("{gas}-fossil")))?;
            let (_, value) = table.property(row, crate::factors::Property::Gwp100)?;
            Some((gas.to_string(), Exact::from(value)))
        };
        let gases: Vec<_> = ["CH4", "N2O"].into_iter().filter_map(of).collect();
        if gases.len() == 2 {
            sets.push((id, gases));
        }
    }
    Ok(sets)
}

fn of_row(library: &Library, table: &Arc<Table>, index: usize, gwps: &Gwps) -> Vec<Candidate> {
    let row = &table.rows[index];
    let units = library.units();
    let per = measure::size(&row.per, units);
    let (mut co2, mut co2e, mut gases) = (None, None, Vec::new());
    for (column, number) in table.values(row) {
        let tonnes = Exact::from(number).times(&measure::size(&column.unit, units)).divided_by(&per);
        let Some(tonnes) = tonnes.filter(|tonnes| !tonnes.is_zero()) else { continue };
        match &column.quantity {
            Quantity::Emission(Substance::Co2e) => co2e = co2e.or(Some(tonnes)),
            Quantity::Emission(Substance::Gas(gas)) if gas == "CO2" => co2 = co2.or(Some(tonnes)),
            Quantity::PartOfCo2e(gas) if gas == "CO2" => co2 = co2.or(Some(tonnes)),
            Quantity::Emission(Substance::Gas(gas)) => gases.push((gas.clone(), tonnes)),
            _ => {}
        }
    }
    let way = |substance, gwp: Option<&String>, value| Candidate { table: Arc::clone(table), index, substance, gwp: gwp.cloned(), value };
    let mut ways = Vec::new();
    if let Some(value) = &co2e {
        ways.push(way("CO2e", None, value.clone()));
    } else if !gases.is_empty() {
        for (set, values) in gwps {
            let weighted = gases.iter().map(|(gas, mass)| Some(mass.times(&values.iter().find(|(known, _)| known == gas)?.1)));
            if let Some(weighted) = weighted.collect::<Option<Vec<_>>>() {
                let total = Exact::sum(&weighted).plus(&co2.clone().unwrap_or_else(Exact::zero));
                ways.push(way("CO2e", Some(set), total));
            }
        }
    }
    ways.extend(co2.map(|value| way("CO2", None, value)));
    ways
}
