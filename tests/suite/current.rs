//! A file of the documentation that is made from code or data: is it current?

use std::path::Path;

/// Whether the file at `path`, from the root of the package, holds `wanted`. With `UPDATE` set, it is written instead.
pub fn is_current(path: &str, wanted: &str) -> bool {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(&file, wanted).is_ok();
    }
    // A checkout on Windows may have turned the line ends.
    std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") == wanted
}
