//! The problems that a table may have, before anyone asks what its columns mean.

crate::problem_codes! {
    /// Nothing in the file but spaces.
    EMPTY = "table.empty";
    /// Columns, but no row under them.
    NO_ROWS = "table.no_rows";
    /// Bytes that are no text and no workbook.
    NOT_TEXT = "table.not_text";
    /// A workbook of the format before 2007, or one behind a password.
    OLD_WORKBOOK = "table.old_workbook";
    /// A compressed file that is not a readable .xlsx workbook.
    NOT_A_WORKBOOK = "table.not_a_workbook";
    /// A workbook without the sheet asked for; `sheet`.
    SHEET_MISSING = "table.sheet_missing";
    /// More bytes than any file of this kind holds; `limit` in MiB.
    TOO_LARGE = "table.too_large";
    /// More rows than any file of this kind holds; `limit`.
    TOO_MANY_ROWS = "table.too_many_rows";
    /// More columns than any file of this kind holds; `limit`.
    TOO_MANY_COLUMNS = "table.too_many_columns";
    /// A cell longer than a spreadsheet can hold; `limit` in characters.
    CELL_TOO_LONG = "table.cell_too_long";
    /// A quotation mark that opens and never closes: a warning, quotation marks were read as they stand.
    QUOTE_UNCLOSED = "table.quote_unclosed";
    /// Some characters could not be read: a warning, each shows as �; `count`.
    CHARACTERS_LOST = "table.characters_lost";
}
