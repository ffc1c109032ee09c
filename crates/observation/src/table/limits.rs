//! How much of a file is read, so that none can fill the memory of a laptop.

/// Bytes of a file, packed or not: three times the national directory (41 MB in December 2025).
pub const MAX_BYTES: usize = 128 << 20;
/// Bytes of text kept from a workbook, where one stored string may serve many cells.
pub const MAX_TEXT_BYTES: usize = 128 << 20;
/// Rows: nearly three times the national directory (about 70,000).
pub const MAX_ROWS: usize = 200_000;
/// Columns: seven times the directory (71).
pub const MAX_COLUMNS: usize = 500;
/// Characters of one cell: the limit of spreadsheets themselves.
pub const MAX_CELL_CHARACTERS: usize = 32_767;
/// Files packed in a workbook: an ordinary one has about ten.
pub const MAX_PARTS: usize = 2_000;
/// Cells of a workbook: the national directory has five million.
pub const MAX_CELLS: usize = 8_000_000;
