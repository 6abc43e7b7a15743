//! The rows that the company wrote: one reader per format, one record type.

pub mod alike;
pub mod balance;
mod batch;
pub mod bulk;
mod cells;
mod csv;
pub mod format;
mod header;
mod json_lines;
mod kind;
mod layout;
mod lease_days;
mod noticed;
mod numbers;
mod object;
#[cfg(feature = "parquet")]
mod parquet;
mod place;
mod provenance;
mod quantity;
mod read;
mod reader;
mod record;
mod route;
mod row;
mod rows;
mod totals_row;
mod workbook;

pub use crate::field::Field;
pub use batch::{Batch, Month, Part};
pub use kind::Kind;
pub use layout::{Layout, Origin};
pub use place::{Place, Source};
pub use provenance::{Provenance, Quality};
pub use read::{Visit, places};
pub use reader::Reader;
pub use record::Record;
pub use route::Route;
pub use row::Row;
pub use rows::{Header, Sink};
pub use workbook::Remark;
