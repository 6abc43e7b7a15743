//! What publishers wrote: factor tables, the library of their editions, and the choice of one row.
//!
//! `factors/README.md` is the format. [`about`] reads `table.toml`, `read` reads `factors.csv` into a [`table`], [`library`] holds all editions,
//! [`vintage`] chooses an edition, [`select`] chooses a row.

pub mod about;
pub mod blend;
pub mod diff;
pub mod errata;
pub mod erratum;
pub mod import;
pub mod library;
pub mod lint;
mod quantity;
mod read;
mod rows;
pub mod search;
pub mod select;
pub mod table;
pub mod vintage;

pub use about::{About, Stage};
pub use library::Library;
pub use quantity::{Basis, Property, Quantity};
pub use table::{Row, Table};
