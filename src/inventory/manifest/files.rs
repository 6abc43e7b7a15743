//! `[[ledgers]]` and `[instruments]`: the files that belong to the inventory.

use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Section;
use crate::folder::leads_outside;
use crate::inventory::LedgerFile;
use std::path::Path;

/// `[instruments]`: the file with the register.
pub(super) fn register(top: &Section<'_, '_>, problems: &mut Problems) -> Option<LedgerFile> {
    let section = top.section("instruments", problems)?;
    let file = section.required_text("file", problems);
    section.finish(problems);
    let file = file?;
    let label = section.document().label(file.span, "named here");
    if leads_outside(&file.value) {
        let message = format!("`{}` leads out of the folder of the inventory", file.value);
        problems.push(Diagnostic::error(codes::PATH_OUTSIDE, message).at(label).help("keep the register beside inventory.toml"));
        return None;
    }
    Some(LedgerFile { file: file.value, thousands_separator: None, label })
}

/// The ledgers, in the order of the file; an inventory without subsidiaries needs one.
pub(super) fn ledgers(top: &Section<'_, '_>, needed: bool, problems: &mut Problems) -> Vec<LedgerFile> {
    let mut ledgers: Vec<LedgerFile> = Vec::new();
    for section in top.sections("ledgers", problems) {
        let file = section.required_text_such_as("file", "electricity.csv", problems);
        let separators = [(",", ','), (" ", ' '), ("'", '\''), ("_", '_')];
        let thousands_separator = section.choice("thousands-separator", &separators, problems);
        section.finish(problems);
        let Some(file) = file else { continue };
        let label = section.document().label(file.span, "named here");
        if file.value.trim().is_empty() {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, "a ledger needs the name of its file").at(Label { text: String::new(), ..label }),
            );
        } else if leads_outside(&file.value) {
            problems.push(
                Diagnostic::error(codes::PATH_OUTSIDE, format!("`{}` leads out of the folder of the inventory", file.value))
                    .at(label)
                    .help("keep ledgers beside inventory.toml or in a folder below it"),
            );
        } else if let Some(first) = ledgers.iter().find(|ledger| Path::new(&ledger.file) == Path::new(&file.value)) {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, format!("the ledger `{}` is named twice", file.value))
                    .at(Label { text: "again here".into(), ..label })
                    .at(Label { text: "first here".into(), ..first.label.clone() })
                    .help("take one of the two out"),
            );
        } else {
            ledgers.push(LedgerFile { file: file.value, thousands_separator, label });
        }
    }
    if needed && ledgers.is_empty() && problems.is_empty() {
        problems.push(
            Diagnostic::error(codes::MISSING_KEY, "no ledger is named")
                .at(top.label("in this file"))
                .help("add a part `[[ledgers]]` with `file = \"electricity.csv\"`"),
        );
    }
    ledgers
}
