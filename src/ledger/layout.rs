//! Which columns of a ledger hold which fields, what is the same for all its rows, and what its words stand for.

use super::kind::Kind;
use super::row::Row;
use crate::field::Field;
use crate::inventory::mapping::{Dates, Said};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the text of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A column, counted from 0.
    Column(usize),
    /// The same for all rows, as the inventory says.
    Constant(Said),
    /// The place of the row.
    Row,
}

/// Words of the ledger, and what they stand for, by fields.
pub type Values = BTreeMap<Field, BTreeMap<String, Said>>;

/// Which columns hold which fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    origins: BTreeMap<Field, Origin>,
    /// What words of the ledger stand for.
    pub values: Arc<Values>,
    /// Columns without a name: what spreadsheets leave behind. They matter only in rows where they hold something.
    pub nameless: Vec<usize>,
    /// Columns that nobody reads, as the inventory says, with their headers.
    pub ignored: Vec<(String, usize)>,
    /// What a date in a cell stands for in `period`.
    pub dates: Option<Dates>,
    /// What stands behind the id of each record where one row makes several: the period of its column.
    pub suffix: Option<String>,
}

impl Layout {
    /// A layout without any field yet.
    pub fn with(values: Arc<Values>, dates: Option<Dates>) -> Self {
        Self { values, dates, ..Self::default() }
    }

    /// Says where a field comes from.
    pub fn put(&mut self, field: Field, origin: Origin) {
        self.origins.insert(field, origin);
    }

    /// Where a field is, if the ledger has it.
    pub fn origin(&self, field: Field) -> Option<&Origin> {
        self.origins.get(&field)
    }

    /// The fields that the ledger has, in their order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Origin)> {
        self.origins.iter().map(|(field, origin)| (*field, origin))
    }

    /// The column of a field, if it has one.
    pub fn column(&self, field: Field) -> Option<usize> {
        match self.origin(field) {
            Some(Origin::Column(column)) => Some(*column),
            _ => None,
        }
    }

    /// The fields that have columns, with their columns.
    pub fn columns(&self) -> impl Iterator<Item = (Field, usize)> {
        self.origins.iter().filter_map(|(field, origin)| match origin {
            Origin::Column(column) => Some((*field, *column)),
            Origin::Constant(_) | Origin::Row => None,
        })
    }

    /// Whether the ledger has a field.
    pub fn has(&self, field: Field) -> bool {
        self.origins.contains_key(&field)
    }

    /// What the inventory says of the word in a cell.
    pub fn meaning(&self, field: Field, row: &Row) -> Option<&Said> {
        let words = self.values.get(&field)?;
        words.get(row.cell(self.column(field)?))
    }

    /// The text of a field in a row: what its cell holds, or what the inventory says instead. Empty where the ledger has no such field,
    /// and for an id that is the place of the row, which is no text of the ledger.
    pub fn text<'a>(&'a self, field: Field, row: &'a Row) -> &'a str {
        let column = match self.origin(field) {
            Some(Origin::Column(column)) => *column,
            Some(Origin::Constant(said)) => return &said.text,
            Some(Origin::Row) | None => return "",
        };
        let cell = row.cell(column);
        if let Some(said) = self.values.get(&field).and_then(|words| words.get(cell)) {
            return &said.text;
        }
        if field == Field::Period && self.dates == Some(Dates::Month) && row.kind(column) == Kind::Date {
            return cell.get(..7).unwrap_or(cell);
        }
        cell
    }
}
