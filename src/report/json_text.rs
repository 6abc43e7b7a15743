//! JSON as every command prints it: indented, with a line end behind it.

use crate::diagnostic::Diagnostic;
use serde::Serialize;

/// The text.
///
/// # Errors
/// A fault of this program: a value that JSON does not have.
pub fn json_text(value: &impl Serialize) -> Result<String, Diagnostic> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Diagnostic::fault("the JSON", error))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Style, render};
    use std::collections::BTreeMap;

    #[test]
    fn what_json_does_not_have_is_a_fault_and_no_empty_text() {
        // A key of JSON is a text.
        let fault = json_text(&BTreeMap::from([(["a", "list"], 1)])).unwrap_err();
        let page = std::fs::read_to_string("docs/reference/errors/fault-of-tonne.md").unwrap().replace("\r\n", "\n");
        let shown = render(&fault, Style::Plain);
        assert!(page.contains(shown.trim_end()), "{shown}");
        assert_eq!(json_text(&[1]).unwrap(), "[\n  1\n]\n");
    }
}
