//! Which columns of a ledger hold which fields.

use super::record::Field;
use std::collections::BTreeMap;

/// Where the text of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A column, counted from 0.
    Column(usize),
}

/// Which columns hold which fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    origins: BTreeMap<Field, Origin>,
    /// Columns without a name: what spreadsheets leave behind. They matter only in rows where they hold something.
    pub nameless: Vec<usize>,
}

impl Layout {
    /// The layout of a header whose cells are the names of fields.
    pub fn of_names<'n>(header: impl Iterator<Item = &'n str>) -> Self {
        let mut layout = Self::default();
        for (column, name) in header.enumerate() {
            match Field::named(name) {
                Some(field) => _ = layout.origins.insert(field, Origin::Column(column)),
                None if name.is_empty() => layout.nameless.push(column),
                None => {}
            }
        }
        layout
    }

    /// Where a field is, if the ledger has it.
    pub fn origin(&self, field: Field) -> Option<&Origin> {
        self.origins.get(&field)
    }

    /// The fields that the ledger has, in their order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Origin)> {
        self.origins.iter().map(|(field, origin)| (*field, origin))
    }

    /// Whether the ledger has a field.
    pub fn has(&self, field: Field) -> bool {
        self.origins.contains_key(&field)
    }
}
