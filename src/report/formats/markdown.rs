//! A view as Markdown: a heading and a table for each table, and the notes as a list.

use super::{File, whole};
use crate::report::one_line;
use crate::report::subject::Subject;
use crate::report::view::{Column, Kind, Row, Table, View};
use std::fmt::Write as _;

pub fn files(view: &View, _subject: &Subject<'_>) -> Vec<File> {
    let mut out = format!("# {}\n\n{}\n", escaped(&view.title), escaped(&view.organisation));
    for table in &view.tables {
        let _ = write!(out, "\n## {}\n\n", escaped(&table.title));
        table_text(&mut out, table);
    }
    if !view.notes.is_empty() {
        let _ = write!(out, "\n## {}\n", escaped(&view.notes_title));
    }
    for note in &view.notes {
        let _ = write!(out, "\n**{} {}**\n\n", note.id, escaped(&note.title));
        note.paragraphs.iter().for_each(|paragraph| _ = writeln!(out, "- {}", escaped(paragraph)));
    }
    whole(view, out)
}

fn table_text(out: &mut String, table: &Table) {
    let shown: Vec<(usize, &Column)> = table.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Machine).collect();
    let titles: Vec<String> = shown.iter().map(|(_, column)| escaped(&column.title)).collect();
    let rules: Vec<&str> = shown.iter().map(|(_, column)| if column.kind == Kind::Number { "---:" } else { "---" }).collect();
    let _ = writeln!(out, "| {} |\n| {} |", titles.join(" | "), rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = shown.iter().map(|(index, column)| cell(row, *index, column)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for remark in &table.remarks {
        let _ = writeln!(out, "\n{}", escaped(remark));
    }
}

fn cell(row: &Row, index: usize, column: &Column) -> String {
    let text = row.cells.get(index).map_or_else(String::new, |cell| escaped(cell.printed()));
    let indent = if column.key == "label" { "&emsp;".repeat(row.level) } else { String::new() };
    let text = if row.strong && !text.is_empty() { format!("**{text}**") } else { text };
    format!("{indent}{text}")
}

/// Words as words: what would be a mark of Markdown or of HTML is escaped, and a line stays a line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // As entities: a backslash before a mark is shown by some readers of tables.
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' => out.push_str(&format!("&#{};", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_words() {
        assert_eq!(escaped("a|b\nc"), "a&#124;b␊c");
        assert_eq!(escaped("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(escaped("[x](javascript:y)"), "&#91;x&#93;(javascript:y)");
    }
}
