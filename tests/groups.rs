//! Groups: what a page cannot show, because it needs a link.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "tests say what must hold, and redo the arithmetic in their own way"
)]

use std::fs;
use std::path::Path;
use tonne::diagnostic::{Style, render_all};

#[cfg(unix)]
#[test]
fn a_group_that_is_its_own_subsidiary_is_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("group-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(root.join("tests/errors/subsidiary-differs.in/inventory.toml"), folder.join("inventory.toml")).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("east")).unwrap();
    let problems = tonne::compute(&folder).unwrap_err();
    let shown = render_all(problems.as_slice(), Style::Plain);
    let page = fs::read_to_string(root.join("tests/errors/subsidiary-cycle.md")).unwrap();
    let _ = fs::remove_dir_all(&folder);
    assert!(page.contains(shown.trim_end()), "{shown}");
}
