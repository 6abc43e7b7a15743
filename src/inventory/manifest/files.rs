//! `[[ledgers]]` and `[instruments]`: the files that belong to the inventory.

use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Section;
use crate::folder::leads_outside;
use crate::inventory::ledger_file::{ENCODINGS, SEPARATORS, TextStyle};
use crate::inventory::{LedgerFile, Mapping};
use crate::number::Style;
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
    Some(LedgerFile::plain(file.value, label))
}

/// The ledgers, in the order of the file; an inventory without subsidiaries needs one.
pub(super) fn ledgers(top: &Section<'_, '_>, needed: bool, problems: &mut Problems) -> Vec<LedgerFile> {
    let mut ledgers: Vec<LedgerFile> = Vec::new();
    for section in top.sections("ledgers", problems) {
        let file = section.required_text_such_as("file", "electricity.csv", problems);
        let numbers = numbers(&section, problems);
        let text = text(&section, problems);
        let mapping = super::mapping::mapping(&section, problems);
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
        } else if let Some(first) = ledgers.iter().find(|ledger| same_sheet(ledger, &file.value, &mapping)) {
            problems.push(
                Diagnostic::error(codes::BAD_VALUE, format!("the ledger `{}` is named twice", file.value))
                    .at(Label { text: "again here".into(), ..label })
                    .at(Label { text: "first here".into(), ..first.label.clone() })
                    .help("take one of the two out; of a workbook, each part names another `sheet`"),
            );
        } else {
            ledgers.push(LedgerFile { file: file.value, label, numbers, text, mapping });
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

/// Whether a ledger is the same sheet of the same file.
fn same_sheet(ledger: &LedgerFile, file: &str, mapping: &Mapping) -> bool {
    let sheet = |mapping: &Mapping| mapping.sheet.as_ref().map(|sheet| sheet.text.clone());
    let (first, second) = (sheet(&ledger.mapping), sheet(mapping));
    Path::new(&ledger.file) == Path::new(file) && (first == second || first.is_none() || second.is_none())
}

/// How a ledger writes its numbers.
fn numbers(section: &Section<'_, '_>, problems: &mut Problems) -> Style {
    let separators = [(",", ','), (".", '.'), (" ", ' '), ("'", '\''), ("_", '_')];
    let thousands = section.choice("thousands-separator", &separators, problems);
    let decimal_comma = section.choice("decimal", &[(".", false), (",", true)], problems).unwrap_or_default();
    let percent = section.flag("percent", problems);
    let parentheses = section.choice("negative", &[("parentheses", true), ("minus", false)], problems).unwrap_or_default();
    let full_width = section.flag("full-width-digits", problems);
    if thousands == Some(if decimal_comma { ',' } else { '.' }) {
        let message = "the same character separates thousands and decimals";
        let help = "a decimal comma goes with `thousands-separator = \".\"`, a decimal point with `\",\"`";
        let label = section.label_of("thousands-separator", "");
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(label).help(help));
    }
    Style { thousands, decimal_comma, percent, parentheses, full_width }
}

/// How a ledger writes its text.
fn text(section: &Section<'_, '_>, problems: &mut Problems) -> TextStyle {
    let encoding = section.choice("encoding", &ENCODINGS, problems);
    let separator = section.choice("separator", &SEPARATORS, problems);
    TextStyle {
        encoding: encoding.map(|encoding| (encoding, section.label_of("encoding", "declared here"))),
        separator: separator.map(|separator| (separator, section.label_of("separator", "declared here"))),
    }
}
