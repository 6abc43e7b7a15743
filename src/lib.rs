//! `tonne`: greenhouse-gas accounting where every figure is exact and traced to a published factor on a named page.
//!
//! ```
//! let trace = tonne::Inventory::open("docs/examples/kingsoft-cloud/2025").compute()?;
//! for (key, figure) in trace.figures() {
//!     println!("{key} = {} {}", figure.value, figure.unit);
//! }
//! # Ok::<(), tonne::Problems>(())
//! ```
//!
//! These types are its face, and what other programs may use: [`Inventory`] and [`Files`] go in; [`Trace`] comes out, with [`Figure`]s by their
//! [`Key`]s, [`Line`]s, the [`Posting`]s that lines make, and the [`Formula`]s and [`Term`]s that these are. [`Library`] holds the factor
//! tables. [`Audit`] starts from a printed report. [`Problems`] are what went wrong, all at once, each a [`Problem`] with its place and the way
//! out. Numbers are [`Exact`].
//!
//! Everything else is public for the program and its tests alone, is not part of the documentation, and changes without notice.
//!
//! The library reads no clock, no environment and no network: the same files give the same bytes everywhere. `docs/explanation/architecture.md`
//! is the tour of its rooms.

#[doc(hidden)]
pub mod activity;
#[doc(hidden)]
pub mod airport;
#[doc(hidden)]
pub mod audit;
mod calculate;
#[doc(hidden)]
pub mod cell;
mod delimited;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod embedded;
#[doc(hidden)]
pub mod evidence;
mod face;
#[doc(hidden)]
pub mod factors;
#[doc(hidden)]
pub mod field;
#[doc(hidden)]
pub mod figure;
#[doc(hidden)]
pub mod findings;
#[doc(hidden)]
pub mod fingerprint;
#[doc(hidden)]
pub mod folder;
#[doc(hidden)]
pub mod formula;
#[doc(hidden)]
pub mod gas;
#[doc(hidden)]
pub mod group;
mod house;
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod inventory;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod ledger;
#[doc(hidden)]
pub mod line_results;
mod list;
#[doc(hidden)]
pub mod lock;
#[doc(hidden)]
pub mod market;
#[doc(hidden)]
pub mod methods;
#[doc(hidden)]
pub mod number;
#[doc(hidden)]
pub mod period;
mod pipeline;
#[doc(hidden)]
pub mod region;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rows;
#[doc(hidden)]
pub mod sample;
#[doc(hidden)]
pub mod scope;
#[doc(hidden)]
pub mod sensitivity;
#[doc(hidden)]
pub mod template;
#[doc(hidden)]
pub mod totals;
#[doc(hidden)]
pub mod trace;
#[doc(hidden)]
pub mod unit;

pub use audit::Audit;
pub use diagnostic::{Diagnostic as Problem, Problems};
pub use face::{Inventory, Trace};
pub use factors::Library;
pub use figure::Key;
pub use folder::Files;
pub use formula::{Formula, Term};
pub use number::Exact;
pub use totals::Figure;
pub use trace::{Line, Posting};

#[doc(hidden)]
pub use house::House;
#[doc(hidden)]
pub use pipeline::{Batches, Compare, Options, compute, compute_and_write_lines, compute_with, find_line, workbooks};
