//! A plain table on a terminal: words to the left, numbers to the right, Chinese aligned.

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width, presets};

/// Rows of cells under a header.
#[derive(Debug)]
pub struct Grid {
    table: Table,
    right: Vec<usize>,
    wrapped: Vec<(usize, u16)>,
}

impl Grid {
    /// A grid with column titles; the columns in `right` hold numbers.
    pub fn new(titles: &[&str], right: &[usize]) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        if titles.iter().any(|title| !title.is_empty()) {
            table.set_header(titles.iter().copied());
        }
        Self { table, right: right.to_vec(), wrapped: Vec::new() }
    }

    /// Adds a row.
    pub fn row<I: IntoIterator<Item = String>>(&mut self, cells: I) {
        self.table.add_row(cells.into_iter().collect::<Vec<_>>());
    }

    /// Breaks cells of a column into lines that are no wider than `width`.
    pub fn wrap(&mut self, index: usize, width: u16) {
        self.wrapped.push((index, width));
    }

    /// The text, every line indented by one blank, without blanks at line ends.
    pub fn text(mut self) -> String {
        for index in &self.right {
            if let Some(column) = self.table.column_mut(*index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for (index, width) in &self.wrapped {
            if let Some(column) = self.table.column_mut(*index) {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(*width)));
            }
        }
        let lines = self.table.lines().map(|line| format!("{}\n", line.trim_end()));
        lines.collect()
    }
}
