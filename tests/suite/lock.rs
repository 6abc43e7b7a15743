//! Locks: whatever changes in a file that is pinned is named; an untouched copy verifies anywhere; a run that is stopped breaks nothing.

use crate::installed;
use crate::locked_folder::{self, Copied, verified};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use tonne::diagnostic::{Style, render_all};
use tonne::lock;

/// Folders with ledgers, registers, tables of their own and subsidiaries.
const FOLDERS: [&str; 4] = [
    "docs/examples/kingsoft-cloud/2025",
    "docs/examples/harbour-cloud/2025",
    "docs/reference/factor-table.in",
    "docs/reference/methods/group.in/by-share",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_byte_changed_in_any_pinned_file_is_named(choice in any::<u64>(), position in any::<u64>(), flip in 1_u8..) {
        for folder in FOLDERS {
            let copy = Copied::of(folder);
            // A document in the folder that a record names.
            let locked = copy.lock();
            let files: Vec<String> = locked.lock.files.keys().cloned().collect();
            let name = &files[usize::try_from(choice).unwrap() % files.len()];
            let path = copy.path().join(name);
            let mut bytes = fs::read(&path).unwrap();
            let at = usize::try_from(position).unwrap() % bytes.len();
            bytes[at] ^= flip;
            fs::write(&path, bytes).unwrap();
            let problems = lock::verify(copy.path(), locked).unwrap_err();
            let named = problems.as_slice().iter().any(|problem| {
                problem.code.name() == "locked-file-changed" && problem.message == format!("`{name}` is not what was locked")
            });
            prop_assert!(named, "{folder}/{name}, byte {at}: {}", render_all(problems.as_slice(), Style::Plain));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_byte_changed_in_a_lock_breaks_its_seal(position in any::<u64>(), flip in 1_u8..) {
        let mut lock = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/kingsoft-cloud/2025/tonne.lock")).unwrap();
        prop_assert!(lock::read("tonne.lock", &lock).is_ok());
        let at = usize::try_from(position).unwrap() % lock.len();
        lock[at] ^= flip;
        let problems = lock::read("tonne.lock", &lock).unwrap_err();
        let code = problems.as_slice()[0].code.name();
        prop_assert!(["lock-edited", "lock-newer", "not-utf8"].contains(&code), "byte {at}: {code}");
    }
}

#[test]
fn a_locked_run_prints_what_was_locked_or_nothing() {
    use tonne::factors::vintage::{Pins, Reason};
    let copy = Copied::of("docs/examples/kingsoft-cloud/2025");
    let pin = ("cn-mee/electricity@2022".to_string(), Reason::LatestPublished { as_of: "2026-04-30".parse().unwrap() });
    let pins = Pins([(("cn-mee/electricity".to_string(), 2025), pin)].into());
    fs::write(copy.path().join("tonne.lock"), locked_folder::lock_text(copy.path(), Some(&pins))).unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tonne")).arg("run").args(arguments).current_dir(copy.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert!(run(&["--format", "csv"]).1.contains("tCO2e,56622.95247,"));
    assert!(run(&["--format", "csv", "--locked"]).1.contains("tCO2e,57263.24217,"));
    let ledger = copy.path().join("energy.csv");
    fs::write(&ledger, fs::read_to_string(&ledger).unwrap().replace("106714.95", "106714.96")).unwrap();
    let (code, out, err) = run(&["--locked"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    // 0.01 MWh at 0.5366 kg for each kWh.
    assert!(
        err.contains("energy.csv line 2: quantity 106714.95 became 106714.96; scope2.location +0.005366 t; energy.total +0.01 MWh"),
        "{err}"
    );
}

#[test]
fn every_file_of_a_group_and_every_document_is_pinned() {
    let group = Copied::of("docs/reference/methods/group.in/by-share");
    let files = group.lock().lock.files;
    for name in group.files() {
        assert!(files.contains_key(&name), "{name}");
    }
    let own = Copied::of("docs/reference/factor-table.in");
    assert!(own.lock().lock.files.contains_key("factors/example-heat/steam/2025/factors.csv"));
    let harbour = Copied::of("docs/examples/harbour-cloud/2025");
    fs::write(harbour.path().join("EB-TJ-2501"), "the bill").unwrap();
    let locked = harbour.lock();
    assert_eq!(locked.lock.files["EB-TJ-2501"].bytes, 8);
    fs::remove_file(harbour.path().join("EB-TJ-2501")).unwrap();
    let problems = lock::verify(harbour.path(), locked).unwrap_err();
    assert_eq!(problems.as_slice()[0].message, "`EB-TJ-2501` was locked, and is gone");
}

#[test]
fn an_untouched_copy_verifies_elsewhere_read_only_and_in_any_locale() {
    for folder in FOLDERS {
        let copy = Copied::of(folder);
        copy.write_lock();
        let mut answers = Vec::new();
        for (locale, zone) in [("C", "UTC"), ("tr_TR.UTF-8", "Asia/Kathmandu"), ("zh_CN.GB18030", "America/St_Johns")] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tonne"));
            command.args(["verify", "."]).current_dir(copy.path()).env("LC_ALL", locale).env("LANG", locale).env("TZ", zone);
            copy.read_only(true);
            let output = command.output().unwrap();
            copy.read_only(false);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            answers.push(output.stdout);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]));
    }
}

#[test]
fn a_lock_says_the_same_wherever_it_is_written() {
    for folder in FOLDERS {
        assert_eq!(Copied::of(folder).write_lock(), Copied::of(folder).write_lock(), "{folder}");
    }
}

#[test]
fn a_library_with_a_later_edition_moves_nothing() {
    use tonne::factors::vintage::{Pins, Reason};
    let copy = Copied::of("docs/examples/kingsoft-cloud/2025");
    // What a library that ended with the edition of 2022 would have locked.
    let as_of = "2026-04-30".parse().unwrap();
    let pin = ("cn-mee/electricity@2022".to_string(), Reason::LatestPublished { as_of });
    let pins = Pins([(("cn-mee/electricity".to_string(), 2025), pin)].into());
    let older = copy.locked_with(Some(&pins));
    assert_eq!(older.lock.figures["scope2.location"].value.written(), "57263.24217");
    let verified = lock::verify(copy.path(), older).map_err(|problems| render_all(problems.as_slice(), Style::Plain)).unwrap();
    let (_, figure) = verified.totals.find("scope2.location").unwrap();
    assert_eq!(figure.value.written(), "57263.24217");
    let (now, _) = tonne::compute(copy.path()).unwrap();
    let totals = tonne::totals::Totals::of(&now);
    assert_eq!(totals.find("scope2.location").unwrap().1.value.written(), "56622.95247");
}

#[test]
fn a_table_that_was_withdrawn_or_is_another_is_named() {
    let copy = Copied::of("docs/examples/kingsoft-cloud/2025");
    let mut locked = copy.lock();
    locked.lock.tables.insert("example/withdrawn@2024".into(), "0".repeat(64));
    locked.lock.tables.insert("ipcc/gwp@ar5".into(), "0".repeat(64));
    let problems = lock::verify(copy.path(), locked).unwrap_err();
    let shown = render_all(problems.as_slice(), Style::Plain);
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/errors/locked-table.md")).unwrap();
    assert!(page.contains(shown.trim_end()), "{shown}");
}

#[test]
fn what_is_chosen_or_calculated_otherwise_is_named() {
    let copy = Copied::of("docs/examples/kingsoft-cloud/2025");
    let mut locked = copy.lock();
    locked.lock.choices.rows = locked
        .lock
        .choices
        .rows
        .into_iter()
        .map(|choice| tonne::trace::RowChoice { row: choice.row.replace("2023#CN", "2023#CN-TJ"), ..choice })
        .collect();
    locked.text = locked.text.replace(" 0.5306 ", " 0.6796 ").replace("2023#CN]", "2023#CN-TJ]");
    locked.sha256 = "0".repeat(64);
    let problems = lock::verify(copy.path(), locked).unwrap_err();
    let shown = render_all(problems.as_slice(), Style::Plain);
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/errors/locked-choice.md")).unwrap();
    assert!(page.contains(shown.trim_end()), "{shown}");
}

/// A seal that fits what is under it, as one that was made by hand.
fn sealed(text: &str) -> Vec<u8> {
    let above = text.rsplit_once("sha256 = ").unwrap().0;
    let seal = tonne::fingerprint::Fingerprint::of_bytes(above.as_bytes()).sha256;
    format!("{above}sha256 = \"{seal}\"\n").into_bytes()
}

#[test]
fn a_number_that_cannot_be_read_in_a_lock_is_named_and_is_no_zero() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/kingsoft-cloud/2025/tonne.lock")).unwrap();
    assert_eq!(sealed(&text), text.as_bytes());
    let bytes = text.lines().find(|line| line.contains("bytes = ")).unwrap();
    let digits: String = bytes.split("bytes = ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    let wrong = text.replacen(&format!("bytes = {digits}"), "bytes = 1.5", 1).replacen("year = \"2025\"", "year = \"soon\"", 1);
    assert_ne!(wrong, text);
    let problems = lock::read("tonne.lock", &sealed(&wrong)).unwrap_err();
    let told: Vec<String> = problems.as_slice().iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect();
    assert_eq!(told, ["bad-value: `bytes` is a whole number", "bad-value: `year` is a year such as \"2025\""]);
}

/// What cannot be printed is an error, and no empty report.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonne"));
    let output =
        command.args(["factors", "list"]).stdout(full).stderr(std::process::Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.starts_with("error[file-unwritable]: what was to be printed cannot be written: "), "{told}");
}

/// A lock is written 200 times and stopped at moments that lie ever later in the run; there is the old lock or the new one, never another.
#[test]
fn stopping_a_lock_leaves_the_old_one_or_the_new_one() {
    let copy = Copied::of("docs/examples/kingsoft-cloud/2025");
    copy.waive();
    let ledger = copy.path().join("energy.csv");
    let text = fs::read_to_string(&ledger).unwrap();
    let other = text.replacen("351.84", "351.85", 1);
    assert_ne!(text, other);
    let locks = [&text, &other].map(|text| {
        fs::write(&ledger, text).unwrap();
        copy.write_lock()
    });
    let (mut stopped, mut finished, mut wait, mut step) = (0, 0, 0, 0);
    for run in 0..200 {
        fs::write(&ledger, [&text, &other][run % 2]).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tonne"));
        let mut child = command.args(["lock", "."]).current_dir(copy.path()).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(wait));
        let ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        let _ = child.wait();
        // From the first moment of a run to its end, and again. How long a run takes is found first: it is another time on every machine.
        step = if ended && finished == 0 { wait / 60 } else { step };
        wait = if ended { wait / 3 } else { wait + if finished == 0 { wait + 997 } else { step } };
        (stopped, finished) = if ended { (stopped, finished + 1) } else { (stopped + 1, finished) };
        let lock = fs::read_to_string(copy.path().join("tonne.lock")).unwrap();
        assert!(locks.contains(&lock), "run {run}");
    }
    assert!(stopped > 50 && finished > 0, "{stopped} stopped, {finished} finished");
    let output = Command::new(env!("CARGO_BIN_EXE_tonne")).args(["lock", "."]).current_dir(copy.path()).output().unwrap();
    assert!(output.status.success());
    let left: Vec<String> = copy.files().into_iter().filter(|name| name.contains("unfinished")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// `docs/examples/kingsoft-cloud/2025/tonne.lock` is current. `UPDATE=1` writes it anew.
#[test]
fn the_lock_of_the_example_verifies() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/kingsoft-cloud/2025");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(folder.join("tonne.lock"), locked_folder::lock_text(&folder, None)).unwrap();
    }
    verified(&folder).unwrap();
    assert!(fs::read_to_string(folder.join("tonne.lock")).unwrap() == locked_folder::lock_text(&folder, None));
}

/// The commands by which a reader checks a lock without this program do what the page says.
#[cfg(unix)]
#[test]
fn the_recipes_work_without_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/how-to/verify-an-inventory.md")).unwrap();
    let mut found = 0;
    for block in page.split("```sh\n").skip(1) {
        let (script, rest) = block.split_once("```").unwrap();
        let wanted = rest.split_once("```text\n").and_then(|(_, text)| text.split_once("```")).unwrap().0;
        if script.contains("bc") && !installed::is_installed("bc", "The calculator of POSIX") {
            continue;
        }
        let shell = Command::new("sh").args(["-c", script]).current_dir(root.join("docs/examples/kingsoft-cloud/2025")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&shell.stdout), wanted, "{script}{}", String::from_utf8_lossy(&shell.stderr));
        found += 1;
    }
    assert!(found >= 4, "{found} recipes");
}
