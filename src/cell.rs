//! How spreadsheets name a cell.

/// The name of a cell: the row is counted from 1, the column from 0, so row 14 of column 3 is `D14`.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// The letters of a column: `A`, ..., `Z`, `AA`, ... up to `XFD`, which is the last one that a spreadsheet has.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(index) = rest {
        letters.push(b'A' + u8::try_from(index % 26).unwrap_or_default());
        rest = (index / 26).checked_sub(1);
    }
    letters.iter().rev().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_up_to_three_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(cell_name(14, 3), "D14");
    }
}
