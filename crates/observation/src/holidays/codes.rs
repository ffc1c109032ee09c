//! The problems that a file of school holidays may have.

crate::problem_codes! {
    /// The bytes are no calendar that can be read; `detail`.
    NOT_A_CALENDAR = "holidays.not_a_calendar";
    /// Nothing in the file is a holiday.
    NONE_FOUND = "holidays.none_found";
    /// No column was said to hold this: the whole is refused; `field`.
    COLUMN_UNMAPPED = "holidays.column_unmapped";
    /// A row without a name: left out.
    LABEL_MISSING = "holidays.label_missing";
    /// A date that cannot be read: the row is left out; `value`.
    DATE_UNREADABLE = "holidays.date_unreadable";
    /// Likely holidays share days, as those of several zones do: a warning.
    OVERLAP = "holidays.overlap";
    /// An end before its beginning: the row is left out; `first`, `last`.
    END_BEFORE_START = "holidays.end_before_start";
}
