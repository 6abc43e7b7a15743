//! Views that no framework asks for.

pub mod assurance_pack;
pub mod factors;
pub mod lines;
pub mod summary;
