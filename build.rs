//! Lists every file below `factors/`, and the pages that `tonne explain` prints, so that the binary carries them: nothing is fetched or
//! looked for at run time.
#![allow(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The folders of pages that `tonne explain` prints.
const PAGES: [&str; 2] = ["docs/reference/methods", "docs/reference/errors"];

fn main() -> io::Result<()> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    tables(&home.join("factors"), &out.join("embedded.rs"))?;
    pages(&home, &out.join("pages.rs"))
}

/// One page for each name: the file `<name>.md`.
fn pages(home: &Path, out: &Path) -> io::Result<()> {
    let mut pages = Vec::new();
    for folder in PAGES {
        println!("cargo:rerun-if-changed={folder}");
        for entry in fs::read_dir(home.join(folder))? {
            let path = entry?.path();
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|ending| ending == "md") {
                pages.push((name.clone(), format!("/{folder}/{name}.md")));
            }
        }
    }
    pages.sort();
    let mut source = String::from("/// The pages by name, sorted.\npub static PAGES: &[(&str, &str)] = &[\n");
    for (name, file) in pages {
        source.push_str(&format!("    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),\n"));
    }
    source.push_str("];\n");
    fs::write(out, source)
}

fn tables(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=factors");
    let mut files = Vec::new();
    collect(root, &mut files)?;
    // Looked up by name, so sorted by name: paths sort otherwise.
    let mut names: Vec<String> =
        files.iter().map(|file| file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/")).collect();
    names.sort();
    let mut source = String::from("/// Every file below `factors/`, sorted by path.\npub static FILES: &[(&str, &[u8])] = &[\n");
    for name in names {
        source.push_str(&format!("    ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/factors/{name}\"))),\n"));
    }
    source.push_str("];\n");
    fs::write(out, source)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "csv" || ending == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
