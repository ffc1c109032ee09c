//! The problems that a directory file may have.

crate::problem_codes! {
    /// No column holds the UAI, or none the name: the whole is refused; `column`, `found`.
    COLUMN_MISSING = "directory.column_missing";
    /// Columns that Carnet does not know: a warning; `columns`.
    COLUMNS_UNKNOWN = "directory.columns_unknown";
    /// Columns that the file lacks, of schools known already: a warning, what is known stays; `columns`.
    COLUMNS_ABSENT = "directory.columns_absent";
    /// A row without UAI.
    UAI_MISSING = "directory.uai_missing";
    /// A row without name; `uai`.
    NAME_MISSING = "directory.name_missing";
    /// A row with more cells than the header: its columns are displaced; `cells`, `columns`.
    ROW_TOO_WIDE = "directory.row_too_wide";
    /// A UAI that stood in the file already: a warning, the first row is kept; `uai`, `first`.
    DUPLICATE = "directory.duplicate";
    /// A date that cannot be read: a warning, the school is kept without it; `column`, `value`.
    DATE_UNREADABLE = "directory.date_unreadable";
    /// A code that should be a UAI and is not: a warning, the school is kept without it; `column`, `value`.
    LINK_UNREADABLE = "directory.link_unreadable";
    /// A state that Carnet does not know: a warning, the school counts as open; `value`.
    STATE_UNKNOWN = "directory.state_unknown";
    /// The file is older than what is known: a warning; `count`.
    OLDER_THAN_KNOWN = "directory.older_than_known";
    /// Schools absent from a file too narrow to close them: a warning; `count`.
    ABSENT_KEPT = "directory.absent_kept";
}
