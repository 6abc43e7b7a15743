//! The files of `factors/` that the binary carries.

mod files {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// The bytes of a file below `factors/`.
pub fn file(path: &str) -> Option<&'static [u8]> {
    let index = files::FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    files::FILES.get(index).map(|(_, bytes)| *bytes)
}

/// The paths of all files below `factors/`, sorted.
pub fn paths() -> impl Iterator<Item = &'static str> {
    files::FILES.iter().map(|(name, _)| *name)
}
