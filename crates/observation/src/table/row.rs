//! One row of a table, packed: a directory has five million cells.

/// The cells of one row, and the line of the file where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    line: usize,
    text: Box<str>,
    ends: Box<[usize]>,
}

impl Row {
    /// A row that begins at the 1-based `line`.
    pub(super) fn new<'a>(line: usize, cells: impl Iterator<Item = &'a str>) -> Self {
        let mut text = String::new();
        let mut ends = Vec::new();
        for cell in cells {
            text.push_str(cell.trim());
            ends.push(text.len());
        }
        Self {
            line,
            text: text.into(),
            ends: ends.into(),
        }
    }

    /// The line of the file, or the row of the sheet, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The place of this row in the words of the person who holds the file: « ligne 12 ».
    #[must_use]
    pub fn place(&self) -> String {
        format!("ligne {}", self.line)
    }

    /// The cell of that 0-based column, without spaces around it; empty beyond the last.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        let Some(&end) = self.ends.get(column) else {
            return "";
        };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..end]
    }

    /// Every cell in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|column| self.cell(column))
    }

    /// The number of cells, the blank ones counted.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// The number of cells that hold something.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.is_empty()).count()
    }

    /// Whether every cell is blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}
