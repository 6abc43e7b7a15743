//! All tests that look at the program from outside, in one program, which is linked once. A file is a subject:
//! `cargo test --test suite lock::` runs those of `lock.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "tests say what must hold, and redo the arithmetic in their own way"
)]

// The subjects.
mod any_size;
mod audit_laws;
mod audit_vectors;
mod check;
mod decimal_traps;
mod dependencies;
mod difficult_files;
mod error_index;
mod explain;
mod formats_agree;
mod generated;
mod groups;
mod hostile;
mod import;
mod import_epa;
mod import_ledgers;
mod large_ledgers;
mod laws;
mod library;
mod line_results;
mod lock;
mod own_tables;
mod page;
mod page_chromium;
mod page_workbooks;
mod pages;
#[cfg(feature = "parquet")]
mod parquet_ledgers;
mod periods;
mod postings;
mod printed_reports;
mod published;
mod report_labels;
mod sample;
mod schema;
mod tables;
mod template;
mod workbook;
mod workbook_libreoffice;

// What they are tried on, and with.
mod browser;
mod current;
mod epa_workbook;
mod hand_made;
mod hostile_inventory;
mod installed;
mod inventory_folder;
mod locked_folder;
mod market_laws;
mod workbook_cells;
