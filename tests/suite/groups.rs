//! Groups: what a page cannot show, because it needs a link.

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
    fs::copy(root.join("docs/reference/errors/subsidiary-differs.in/inventory.toml"), folder.join("inventory.toml")).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("east")).unwrap();
    let problems = tonne::compute(&folder).unwrap_err();
    let shown = render_all(problems.as_slice(), Style::Plain);
    let page = fs::read_to_string(root.join("docs/reference/errors/subsidiary-cycle.md")).unwrap();
    let _ = fs::remove_dir_all(&folder);
    assert!(page.contains(shown.trim_end()), "{shown}");
}

/// Copies a folder with all below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn a_waiver_holds_for_the_inventory_that_it_stands_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/methods/group.in/by-share");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("waivers-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    copy(&root, &folder);
    let manifest = folder.join("east/inventory.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}\n[waivers]\nco2-only = \"looked at\"\n")).unwrap();
    let severities = |folder: &Path| {
        let (trace, _) = tonne::compute(folder).unwrap();
        let found = tonne::findings::find(&trace, &tonne::totals::Totals::of(&trace));
        found.into_iter().filter(|finding| finding.code.name() == "co2-only").map(|finding| finding.severity).collect::<Vec<_>>()
    };
    let (of_group, of_east) = (severities(&folder), severities(&folder.join("east")));
    let _ = fs::remove_dir_all(&folder);
    assert_eq!((of_group, of_east), (vec![tonne::diagnostic::Severity::Warning], vec![tonne::diagnostic::Severity::Note]));
}
