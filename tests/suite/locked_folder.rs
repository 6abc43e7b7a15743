//! A copy of an example's folder, to be locked and changed; removed at the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tonne::Options;
use tonne::diagnostic::{Problems, Style, render_all};
use tonne::factors::vintage::Pins;
use tonne::folder::Folder;
use tonne::lock::{self, Lock, Locked};
use tonne::rows::Rows;
use tonne::totals::Totals;

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// The copy of a folder.
pub struct Copied(PathBuf);

impl Copied {
    /// A copy of a folder of the project.
    pub fn of(folder: &str) -> Self {
        let name = format!("locked-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &to);
        Self(to)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its lock, read back from its text.
    pub fn lock(&self) -> Locked {
        self.locked_with(None)
    }

    /// As [`Self::lock`], with editions that are pinned already.
    pub fn locked_with(&self, pins: Option<&Pins>) -> Locked {
        let read = lock::read("tonne.lock", lock_text(&self.0, pins).as_bytes());
        read.map_err(|problems| render_all(problems.as_slice(), Style::Plain)).expect("a lock")
    }

    /// Writes its lock, and gives the text of it.
    pub fn write_lock(&self) -> String {
        let text = lock_text(&self.0, None);
        fs::write(self.0.join("tonne.lock"), &text).expect("a lock");
        text
    }

    /// Waives what would keep it from being locked.
    pub fn waive(&self) {
        let file = self.0.join("inventory.toml");
        let text = fs::read_to_string(&file).expect("a manifest");
        if !text.contains("[waivers]") {
            let names = ["category-not-evaluated", "period-gap", "record-twice", "factor-newer"];
            let waivers: Vec<String> = names.iter().map(|name| format!("{name} = \"made up\"\n")).collect();
            fs::write(file, format!("{text}\n[waivers]\n{}", waivers.concat())).expect("a manifest");
        }
    }

    /// The names of its files.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        list(&self.0, "", &mut found);
        found
    }

    /// Takes away, or gives back, the right to write to it.
    pub fn read_only(&self, on: bool) {
        for path in self.files().iter().map(|name| self.0.join(name)).chain([self.0.clone()]) {
            let mut rights = fs::metadata(&path).expect("rights").permissions();
            #[allow(clippy::permissions_set_readonly_false, reason = "the folder is the test's own, and removed at its end")]
            rights.set_readonly(on);
            fs::set_permissions(&path, rights).expect("rights");
        }
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The text of the lock of a folder.
pub fn lock_text(folder: &Path, pins: Option<&Pins>) -> String {
    let options = tonne::Options { pins, ..tonne::Options::default() };
    let computed = tonne::compute_with(folder, &options).map_err(|problems| render_all(problems.as_slice(), Style::Plain));
    let (trace, _) = computed.expect("a good inventory");
    let lock = Lock::of(&Rows::of(&trace, folder, &Options::default()), &Totals::of(&trace), &Folder::at(folder)).expect("files");
    let mut text = Vec::new();
    lock::write(&lock, &trace, &mut text).expect("memory");
    String::from_utf8(text).expect("text")
}

/// Verifies a folder with the lock in it.
pub fn verified(folder: &Path) -> Result<(), String> {
    let verified = lock::of_folder(folder).and_then(|locked| lock::verify(folder, locked));
    verified.map(|_| ()).map_err(|problems: Problems| render_all(problems.as_slice(), Style::Plain))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a file");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_name() != "tonne.lock" {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("a file");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}
