//! What every inventory shares: units, vocabulary, regions, and the library of tables.

use crate::activity::Activities;
use crate::diagnostic::{Problems, codes};
use crate::factors::{Library, lint};
use crate::folder::Folder;
use crate::region::Regions;
use crate::unit::Units;
use std::sync::Arc;

/// What every inventory shares: units, vocabulary, regions, and the library of tables.
#[derive(Debug)]
pub struct House {
    /// The vocabulary of activities.
    pub activities: Activities,
    /// The regions.
    pub regions: Regions,
    /// The tables.
    pub library: Library,
    /// What cannot be read of the lists that the binary carries.
    faults: Problems,
}

impl House {
    /// What the binary carries.
    pub fn shipped() -> Self {
        let (activities, mut faults) = Activities::with_faults();
        let (regions, of_regions) = Regions::with_faults();
        let (units, of_units) = Units::with_faults();
        faults.extend(of_regions);
        faults.extend(of_units);
        Self { activities, regions, library: Library::shipped(Arc::new(units)), faults }
    }

    /// Whether all lists that the binary carries could be read, to the last row.
    ///
    /// # Errors
    /// Faults of this program.
    pub fn sound(self) -> Result<Self, Problems> {
        let faults = self.faults.clone();
        faults.or(self)
    }

    /// Runs the lint of shipped tables on the inventory's own.
    ///
    /// # Errors
    /// All that it finds.
    pub fn lint_own_tables(&self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for id in self.library.ids().filter(|id| self.library.is_own(id)) {
            problems.extend(lint::lint(id, &self.library, &self.regions, &self.activities));
        }
        problems.or(())
    }

    /// Adds the tables in the folder `factors` of an inventory.
    ///
    /// # Errors
    /// Tables that cannot be read or that stand in the wrong place; faults of this program.
    pub fn with_own_tables(self, folder: &Folder) -> Result<Self, Problems> {
        let mut house = self.sound()?;
        let mut problems = Problems::default();
        for table in folder.own_tables()? {
            let files = ["table.toml", "factors.csv"].map(|name| format!("factors/{table}/{name}"));
            match (folder.read_table(&files[0]), folder.read_table(&files[1])) {
                (Ok(toml), Ok(csv)) => {
                    let errata = match folder.read_table(&format!("factors/{table}/errata.csv")) {
                        Err(absent) if absent.code == codes::FILE_MISSING => Ok(None),
                        read => read.map(Some).map_err(Problems::from),
                    };
                    let Some(errata) = problems.keep(errata) else { continue };
                    problems.keep(house.library.add_own(&table, files, toml, csv, errata));
                }
                (toml, csv) => [toml.err(), csv.err()].into_iter().flatten().for_each(|diagnostic| problems.push(diagnostic)),
            }
        }
        problems.or(house)
    }
}
