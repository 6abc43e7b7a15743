//! The rows that the company wrote: one reader per format, one record type.

pub mod balance;
mod cells;
pub mod csv;
mod header;
mod lease_days;
mod numbers;
mod quantity;
mod record;

pub use record::{Field, Place, Record};
