//! Exact arithmetic. Every figure goes through this room, and no binary float enters it.
//!
//! A number that somebody wrote is a [`Decimal`]: it keeps the digits as they were printed. A number that was computed is an
//! [`Exact`]: a ratio of two integers of any size. It is rounded once, when it is printed, by [`rounding`].

mod digits;
mod exact;
pub mod great_circle;
pub mod interval;
mod median;
mod parse;
pub mod printed;
mod product;
pub mod rounding;
mod style;
mod sum;
mod tally;
mod written;

pub use digits::ExactText;
pub use exact::Exact;
pub use interval::Interval;
pub use median::{deviation, median};
pub use parse::{NumberError, parse};
pub use product::PerUnit;
pub use rust_decimal::Decimal;
pub use style::{Style, StyleError};
pub use sum::{Plain, SmallSum, Sum};
pub use tally::{Fraction, Tally};
