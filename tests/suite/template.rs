//! `tonne init --template xlsx`: a workbook in three languages that works as it is made.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use tonne::field::Field;
use tonne::totals::Totals;

fn made(name: &str, options: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let done = Command::new(env!("CARGO_BIN_EXE_tonne")).arg("init").arg(&folder).args(options).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    folder
}

fn figures(folder: &Path) -> Vec<String> {
    let (trace, _) = tonne::compute(folder).unwrap_or_else(|problems| panic!("{problems:?}"));
    Totals::of(&trace).iter().map(|(key, figure)| format!("{key} {}", figure.value.text().exact)).collect()
}

#[test]
fn the_workbook_gives_the_figures_of_the_text_files_in_every_language() {
    let text = made("text", &[]);
    let expected = figures(&text);
    for language in ["en", "zh-Hant", "zh-Hans"] {
        let folder = made(language, &["--template", "xlsx", "--lang", language]);
        assert_eq!(figures(&folder), expected, "{language}");
        std::fs::remove_dir_all(folder).unwrap();
    }
    std::fs::remove_dir_all(text).unwrap();
}

#[test]
fn every_word_that_can_be_chosen_is_read() {
    for language in ["en", "zh-Hant", "zh-Hans"] {
        let folder = made(&format!("lists-{language}"), &["--template", "xlsx", "--lang", language]);
        let mut workbook: Xlsx<_> = open_workbook(folder.join("records.xlsx")).unwrap();
        let sheets = workbook.sheet_names();
        let lists = workbook.worksheet_range(&sheets[1]).unwrap();
        let words = |column: usize| -> BTreeSet<String> {
            lists.rows().skip(1).map(|row| row[column].clone()).filter(|cell| *cell != Data::Empty).map(|cell| cell.to_string()).collect()
        };
        let (trace, _) = tonne::compute(&folder).unwrap();
        let values = &trace.inventory.ledgers[0].mapping.values;
        for (column, field) in [(0, Field::Site), (1, Field::Activity)] {
            let mapped: BTreeSet<String> = values[&field].keys().cloned().collect();
            assert_eq!(words(column), mapped, "{language} {field:?}");
        }
        let units = tonne::unit::Units::shipped();
        assert!(words(2).iter().all(|unit| units.get(unit).is_some()), "{language}: {:?}", words(2));
        assert!(values[&Field::Site].values().all(|site| trace.inventory.sites.contains_key(&site.text)));
        let activities = tonne::activity::Activities::shipped();
        assert!(values[&Field::Activity].values().all(|activity| activities.family(&activity.text).is_some()));
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn the_sheet_has_its_lists_and_hints_and_the_bytes_are_the_same_each_time() {
    let bytes = |name: &str| {
        let folder = made(name, &["--template", "xlsx", "--lang", "zh-Hant"]);
        let bytes = std::fs::read(folder.join("records.xlsx")).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        bytes
    };
    let first = bytes("first");
    assert!(first == bytes("second"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    for part in ["type=\"list\"", "'清單'!$A$2:$A$3", "'清單'!$B$2:$B$5", "'清單'!$C$2:$C$7", "type=\"decimal\"", "從清單中選擇"]
    {
        assert!(sheet.contains(part), "{part}");
    }
}
