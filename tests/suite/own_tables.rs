//! An inventory's own tables are kept inside its folder, and bounded: large files, links that lead out, links that lead in a circle.
//!
//! A page cannot carry such files, so they are made here; the pages show the messages that are compared.

use std::fs;
use std::path::{Path, PathBuf};
use tonne::House;
use tonne::diagnostic::{Style, render};
use tonne::folder::Folder;

/// An empty folder with the name of a test, inside which an inventory has `factors/example/own/1`.
fn inventory(test: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("own-tables-{test}"));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("inventory/factors/example/own/1")).unwrap();
    root.join("inventory")
}

fn table(inventory: &Path) -> PathBuf {
    inventory.join("factors/example/own/1")
}

/// What is said of the tables, drawn.
fn said(inventory: &Path) -> Vec<String> {
    let problems = House::shipped().with_own_tables(&Folder::at(inventory)).err().map(|problems| problems.as_slice().to_vec());
    problems.unwrap_or_default().iter().map(|problem| render(problem, Style::Plain)).collect()
}

/// The page shows the only message.
fn is_on_page(page: &str, said: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/errors").join(page);
    let text = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(text.contains(&said[0]), "{page} does not show\n{}", said[0]);
}

#[test]
fn a_table_of_100_mib_is_refused_unread() {
    let inventory = inventory("large");
    fs::write(table(&inventory).join("table.toml"), "").unwrap();
    // Sparse: it takes no room on the disk.
    fs::File::create(table(&inventory).join("factors.csv")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    is_on_page("file-too-large.md", &said(&inventory));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_folder_of_tables_that_lies_elsewhere_is_refused() {
        let inventory = inventory("outside");
        fs::rename(inventory.join("factors"), inventory.join("../elsewhere")).unwrap();
        symlink("../elsewhere", inventory.join("factors")).unwrap();
        is_on_page("table-links.md", &said(&inventory));
    }

    #[test]
    fn a_file_that_lies_elsewhere_is_refused() {
        let inventory = inventory("file-outside");
        fs::write(inventory.join("../table.toml"), "").unwrap();
        fs::write(table(&inventory).join("factors.csv"), "key").unwrap();
        symlink("../../../../../table.toml", table(&inventory).join("table.toml")).unwrap();
        let said = said(&inventory);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("error[path-outside]: `factors/example/own/1/table.toml` is a link"), "{}", said[0]);
    }

    #[test]
    fn a_link_that_leads_to_itself_is_refused() {
        let inventory = inventory("circle");
        symlink("2", inventory.join("factors/example/own/2")).unwrap();
        is_on_page("table-links.md", &said(&inventory));
    }

    #[test]
    fn so_is_a_folder_of_tables_that_leads_to_itself() {
        let inventory = inventory("top-circle");
        fs::remove_dir_all(inventory.join("factors")).unwrap();
        symlink("factors", inventory.join("factors")).unwrap();
        let said = said(&inventory);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("error[file-unreadable]: `factors` cannot be reached"), "{}", said[0]);
    }

    #[test]
    fn a_link_to_a_folder_above_is_followed_no_deeper_than_an_edition() {
        let inventory = inventory("above");
        fs::remove_dir(table(&inventory)).unwrap();
        symlink("..", inventory.join("factors/example/own/1")).unwrap();
        let said = said(&inventory);
        assert_eq!(said.len(), 2);
        assert!(said[0].starts_with("error[file-missing]: there is no file `factors/example/own/1/table.toml`"), "{}", said[0]);
    }

    #[test]
    fn a_link_inside_the_folder_is_fine() {
        let inventory = inventory("inside");
        fs::rename(inventory.join("factors"), inventory.join("kept")).unwrap();
        fs::write(inventory.join("kept/example/own/1/table.toml"), "").unwrap();
        fs::write(inventory.join("kept/example/own/1/factors.csv"), "").unwrap();
        symlink("kept", inventory.join("factors")).unwrap();
        assert_eq!(said(&inventory), Vec::<String>::new());
    }
}
