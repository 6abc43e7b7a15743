//! What frameworks ask for, one framework per file. Paragraphs are named, their text is not quoted.

pub mod apart;
pub mod by_place;
pub mod categories;
pub mod cdp;
pub mod esrs_e1;
pub mod ghgp;
pub mod hkex;
pub mod ifrs_s2;
pub mod instruments;
pub mod iso14064;
pub mod secr;
