//! A made-up inventory in a folder of its own, removed at the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(0);

const HEAD: &str = r#"
[inventory]
organisation = "Made up"
period = "2025"
as-of = "2026-03-31"
consolidation = "operational-control"
consolidation-reason = "made up"

[choices]
gwp = "ipcc/gwp@ar5"
vintage = "same-year-else-latest"
scope2 = ["location-based"]

[[factors]]
activities = "electricity"
tables = ["cn-mee/electricity", "hk-clp/electricity"]

[[factors]]
activities = "fuel"
tables = ["ipcc/fuels@2006"]
fallback = ["world"]
properties = ["uk-desnz/fuel-properties@2025#diesel-mineral/density"]

[[factors]]
activities = "travel"
tables = ["uk-desnz/conversion-factors"]
fallback = ["GB"]

[sites]
beijing = { region = "CN-BJ" }
tianjin = { region = "CN-TJ" }
hong-kong = { region = "HK-grid-clp" }

[denominators.revenue]
amount = "777.7"
unit = "RMB million"
source = "made up"
"#;

/// An inventory of a period with parts `[[ledgers]]`, or others, as they are written.
pub fn manifest(period: &str, parts: &str) -> String {
    let head = HEAD.replacen("period = \"2025\"", &format!("period = \"{period}\""), 1);
    let mut manifest = format!("{head}{parts}\n[scope3]\n");
    for category in 1..=15 {
        let status = if category == 6 { "included" } else { "not-evaluated" };
        manifest.push_str(&format!("{category} = {{ status = \"{status}\" }}\n"));
    }
    manifest
}

/// The folder of an inventory.
pub struct Folder(PathBuf);

impl Folder {
    /// An inventory with one ledger for each list of rows (`id,period,site,activity,quantity,unit`).
    #[allow(dead_code, reason = "not every test uses it")]
    pub fn with(ledgers: &[Vec<String>]) -> Self {
        Self::with_period("2025", ledgers)
    }

    /// The same, with another reporting period.
    #[allow(dead_code, reason = "not every test uses it")]
    pub fn with_period(period: &str, ledgers: &[Vec<String>]) -> Self {
        let text = |rows: &Vec<String>| format!("id,period,site,activity,quantity,unit\n{}\n", rows.join("\n"));
        let files: Vec<(String, Vec<u8>)> =
            ledgers.iter().enumerate().map(|(index, rows)| (format!("{index}.csv"), text(rows).into_bytes())).collect();
        let parts: String = files.iter().map(|(name, _)| format!("\n[[ledgers]]\nfile = \"{name}\"\n")).collect();
        Self::with_ledgers(period, &parts, files)
    }

    /// An inventory with parts `[[ledgers]]` as they are written, and their files.
    pub fn with_ledgers(period: &str, ledgers: &str, mut files: Vec<(String, Vec<u8>)>) -> Self {
        files.push(("inventory.toml".to_string(), manifest(period, ledgers).into_bytes()));
        Self::of(&files)
    }

    /// A folder with these files.
    pub fn of(files: &[(String, impl AsRef<[u8]>)]) -> Self {
        let name = format!("inventory-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (file, bytes) in files {
            let path = folder.join(file);
            path.parent().map(fs::create_dir_all).expect("a file in a folder").expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
