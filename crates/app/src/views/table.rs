//! A table that a person gives: its columns, to be mapped.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// A staged table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableColumnsRequest {
    /// The staged file.
    pub file: String,
    /// The sheet of a workbook, by name; none for the first that holds a table.
    #[serde(default)]
    pub sheet: Option<String>,
}

/// The columns of a table, and what each seems to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableColumns {
    /// The columns, in order.
    pub columns: Vec<TableColumn>,
    /// What a column may be mapped to: code and name in French.
    pub fields: Vec<TableField>,
    /// Rows in the file.
    pub rows: usize,
    /// The sheets of a workbook, by name; none in a text.
    pub sheets: Vec<String>,
    /// The sheet that was read; none in a text.
    pub sheet: Option<String>,
    /// Columns refused by name, and warnings.
    pub problems: Vec<ProblemView>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableColumn {
    /// Its rank, from 0.
    pub index: usize,
    /// Its header.
    pub header: String,
    /// A few of its values; none for a refused column.
    pub samples: Vec<String>,
    /// The field guessed; none to leave it aside.
    pub field: Option<String>,
    /// Whether it is refused: it cannot be mapped.
    pub refused: bool,
}

/// What a column may be mapped to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableField {
    /// Its code.
    pub code: String,
    /// Its name in French.
    pub label: String,
    /// Whether an import needs it.
    pub needed: bool,
}
