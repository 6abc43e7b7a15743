//! The face of the library: an inventory in memory is the one in a folder, and its problems are the same text.

use std::collections::BTreeMap;
use std::path::Path;
use tonne::{Files, Inventory, Trace};

/// Every file below a folder, by its name from there.
fn files_of(root: &Path, below: &str, files: Files) -> Files {
    let mut entries: Vec<_> = std::fs::read_dir(root.join(below)).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().fold(files, |files, path| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_string();
        if path.is_dir() { files_of(root, &name, files) } else { files.with_file(&name, std::fs::read(&path).unwrap()) }
    })
}

fn figures(trace: &Trace) -> BTreeMap<String, String> {
    trace.figures().map(|(key, figure)| (key.to_string(), format!("{:?} {} {}", figure.value, figure.unit, figure.lines))).collect()
}

#[test]
fn an_inventory_in_memory_is_the_one_in_a_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // An example with instruments and workbooks, a group with subsidiaries, and one with a table of its own.
    for folder in ["docs/examples/harbour-cloud/2025", "docs/reference/methods/group.in/by-share", "docs/explanation/gwp.in"] {
        let folder = root.join(folder);
        let in_memory = Inventory::of(files_of(&folder, "", Files::default())).compute().expect("a good inventory");
        let in_folder = Inventory::open(&folder).compute().expect("a good inventory");
        assert_eq!(figures(&in_memory), figures(&in_folder), "{}", folder.display());
        assert_eq!(in_memory.findings(), in_folder.findings());
        assert_eq!(in_memory.rows(), in_folder.rows());
        assert!(!figures(&in_memory).is_empty());
    }
}

#[test]
fn problems_in_memory_are_those_of_a_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/errors");
    let mut checked = 0;
    for page in ["duplicate-id", "unit-mismatch", "unknown-activity"] {
        let mut folders: Vec<_> = std::fs::read_dir(root.join(format!("{page}.in"))).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.push(root.join(format!("{page}.in")));
        for folder in folders.iter().filter(|folder| folder.join("inventory.toml").is_file()) {
            let Err(in_folder) = Inventory::open(folder).compute() else { continue };
            let in_memory = Inventory::of(files_of(folder, "", Files::default())).compute().unwrap_err();
            assert_eq!(in_memory.to_string(), in_folder.to_string(), "{}", folder.display());
            checked += 1;
        }
    }
    assert!(checked >= 3, "{checked}");
}

#[test]
fn what_is_not_in_memory_is_missing() {
    let problems = Inventory::of(Files::default()).compute().unwrap_err();
    assert!(problems.to_string().contains("there is no file `inventory.toml`"), "{problems}");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/kingsoft-cloud/2025/inventory.toml");
    let files = Files::with_manifest(&std::fs::read_to_string(example).unwrap());
    let problems = Inventory::of(files).compute().unwrap_err();
    assert!(problems.to_string().contains("there is no file `"), "{problems}");
}
