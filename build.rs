//! Lists every file below `factors/` so that the binary carries them: nothing is fetched or looked for at run time.
#![allow(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("factors");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("embedded.rs");
    println!("cargo:rerun-if-changed=factors");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    // Looked up by name, so sorted by name: paths sort otherwise.
    let mut names: Vec<String> =
        files.iter().map(|file| file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/")).collect();
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
