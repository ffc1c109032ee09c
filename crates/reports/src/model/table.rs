//! Tables: a caption and header cells are part of what a table is.

use super::Phrase;

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The text of its header cell.
    pub header: Phrase,
    /// Its share of the width, relative to the other columns; 0 counts as 1.
    pub weight: u16,
}

/// A table of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the table shows; never blank.
    pub caption: Phrase,
    /// The columns, from left to right; at least one.
    pub columns: Vec<Column>,
    /// Whether the first cell of each row names the row: a header cell too.
    pub row_headers: bool,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Phrase>>,
}

impl Table {
    /// A table without rows, whose columns have these headers and weights.
    #[must_use]
    pub fn new<P: Into<Phrase>>(
        caption: impl Into<Phrase>,
        columns: impl IntoIterator<Item = (P, u16)>,
    ) -> Self {
        let column = |(header, weight): (P, u16)| Column {
            header: header.into(),
            weight,
        };
        Self {
            caption: caption.into(),
            columns: columns.into_iter().map(column).collect(),
            row_headers: false,
            rows: Vec::new(),
        }
    }

    /// The same table, the first cell of each row being its header.
    #[must_use]
    pub fn with_row_headers(mut self) -> Self {
        self.row_headers = true;
        self
    }

    /// The same table with one more row.
    #[must_use]
    pub fn row<P: Into<Phrase>>(mut self, cells: impl IntoIterator<Item = P>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }
}
