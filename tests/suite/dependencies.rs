//! Every dependency has its line of reason.

use std::fs;
use std::path::Path;
use toml::de::DeTable;

#[test]
fn every_dependency_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/explanation/dependencies.md")).unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let manifest = DeTable::parse(&manifest).unwrap().into_inner();
    let sections = ["dependencies", "dev-dependencies"].map(|section| manifest[section].get_ref().as_table().unwrap());
    for name in sections.into_iter().flat_map(DeTable::keys) {
        let name = name.get_ref();
        assert!(page.contains(&format!("| `{name}` |")), "{name} has no line in docs/explanation/dependencies.md");
    }
}
