//! The rows that the company wrote: one reader per format, one record type.

pub mod balance;
pub mod csv;
mod header;
pub mod inputs;
mod quantity;
mod record;

pub use record::{Field, Place, Record};
