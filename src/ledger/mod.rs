//! The rows that the company wrote: one reader per format, one record type.

pub mod balance;
mod batch;
pub mod bulk;
mod cells;
mod header;
mod layout;
mod lease_days;
mod numbers;
mod place;
mod provenance;
mod quantity;
mod reader;
mod record;
mod route;

pub use batch::{Batch, Month, Part};
pub use place::Place;
pub use provenance::{Provenance, Quality};
pub use reader::Reader;
pub use record::{Field, Record};
pub use route::Route;
