//! Programs that some tests need and a machine may not have: LibreOffice, Chromium, `bc`.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Whether a program is there. Where it is not, a word says that the test was skipped; under `CI`, where nobody reads words, the test fails.
pub fn is_installed(program: &str, name: &str) -> bool {
    let found = Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    if !found {
        let needed = format!("{name} (`{program}`) is not installed");
        assert!(
            !judging(std::env::var_os("CI").as_ref().and_then(|value| value.to_str())),
            "{needed}, and `CI` is set: no test is skipped"
        );
        // Not `eprintln`, which a passing test keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: {needed}");
    }
    found
}

/// Whether this run decides, as the variable `CI` says: set to anything that does not say no.
fn judging(ci: Option<&str>) -> bool {
    ci.is_some_and(|value| !matches!(value, "" | "0" | "false"))
}

#[test]
fn ci_is_what_says_so() {
    assert_eq!([None, Some(""), Some("0"), Some("false"), Some("true"), Some("1")].map(judging), [false, false, false, false, true, true]);
}
