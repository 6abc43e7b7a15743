//! A plain table on a terminal: words to the left, numbers to the right, Chinese aligned.

use comfy_table::{CellAlignment, Table, presets};

/// Rows of cells under a header.
#[derive(Debug)]
pub struct Grid {
    table: Table,
    right: Vec<usize>,
}

impl Grid {
    /// A grid with column titles; the columns in `right` hold numbers.
    pub fn new(titles: &[&str], right: &[usize]) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        if titles.iter().any(|title| !title.is_empty()) {
            table.set_header(titles.iter().copied());
        }
        Self { table, right: right.to_vec() }
    }

    /// Adds a row.
    pub fn row<I: IntoIterator<Item = String>>(&mut self, cells: I) {
        self.table.add_row(cells.into_iter().collect::<Vec<_>>());
    }

    /// The text, every line indented by one blank, without blanks at line ends.
    pub fn text(mut self) -> String {
        for index in &self.right {
            if let Some(column) = self.table.column_mut(*index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let lines = self.table.lines().map(|line| format!("{}\n", line.trim_end()));
        lines.collect()
    }
}
