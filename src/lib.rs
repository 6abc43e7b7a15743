//! `tonne`: greenhouse-gas accounting where every figure is exact and traced to a published factor on a named page.
//!
//! The whole program is one road, and [`compute`] walks it:
//!
//! 1. [`inventory`] and [`ledger`] read what the company wrote, [`factors`] what publishers wrote;
//! 2. [`methods`] turn each record into [`formula`]s: products of cited terms;
//! 3. the formulas and the records are the [`trace`];
//! 4. [`totals`] are a fold over the trace, and [`findings`] what a reader must know beside them;
//! 5. [`report`] rounds once and prints, in the words of [`language`].
//!
//! The library reads no clock, no environment and no network: the same files give the same bytes everywhere.

pub mod activity;
pub mod airport;
pub mod audit;
mod calculate;
pub mod cell;
mod delimited;
pub mod diagnostic;
pub mod document;
pub mod embedded;
pub mod evidence;
pub mod factors;
pub mod field;
pub mod figure;
pub mod findings;
pub mod fingerprint;
pub mod folder;
pub mod formula;
pub mod gas;
pub mod group;
mod house;
pub mod import;
pub mod inventory;
pub mod language;
pub mod ledger;
pub mod line_results;
mod list;
pub mod lock;
pub mod market;
pub mod methods;
pub mod number;
pub mod period;
mod pipeline;
pub mod region;
pub mod report;
pub mod rows;
pub mod sample;
pub mod scope;
pub mod sensitivity;
pub mod template;
pub mod totals;
pub mod trace;
pub mod unit;

pub use house::House;
pub use pipeline::{Batches, Compare, Options, compute, compute_and_write_lines, compute_with, find_line, workbooks};
