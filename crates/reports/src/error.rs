//! Why no report came out, and where to look.

use observation::problem::Problem;

use crate::check::Finding;
use crate::codes;

/// Why no report came out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The document has no title; give it one.
    #[error("the report has no title")]
    BlankTitle,
    /// A table has no caption; give it one.
    #[error("a table has no caption")]
    BlankCaption,
    /// A table has no column.
    #[error("a table has no column")]
    NoColumn,
    /// A row of a table has not as many cells as there are columns.
    #[error("row {row} of a table has {cells} cells for {columns} columns")]
    RaggedRow {
        /// Which row, from 1.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// The fonts inside the program cannot be read.
    #[error("the font {0} cannot be read")]
    Font(&'static str),
    /// The text needs more different glyphs than one font of a PDF can hold.
    #[error("the report uses more than 65,535 different glyphs")]
    TooManyGlyphs,
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// The table could not be written.
    #[error("the table could not be written: {0}")]
    Table(String),
    /// The file came out, but does not hold what it promises to screen readers.
    #[error("the PDF fails its own check: {0:?}")]
    Inaccessible(Vec<Finding>),
}

impl ReportError {
    /// The same as a problem for a person.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::BlankTitle => Problem::error(codes::TITLE_BLANK, ""),
            Self::BlankCaption | Self::NoColumn | Self::RaggedRow { .. } => {
                Problem::error(codes::TABLE_MALFORMED, "").with("reason", self)
            }
            Self::Font(_) | Self::TooManyGlyphs | Self::Pdf(_) | Self::Workbook(_) | Self::Table(_) => {
                Problem::error(codes::NOT_WRITTEN, "").with("reason", self)
            }
            Self::Inaccessible(findings) => {
                Problem::error(codes::NOT_ACCESSIBLE, "").with("count", findings.len())
            }
        }
    }
}
