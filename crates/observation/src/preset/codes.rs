//! The problems that a préréglage may have.

crate::problem_codes! {
    /// The director of an école among those who receive the report on a teacher; `recipient`.
    DIRECTOR = "preset.director";
    /// No school year at all.
    NO_SCHOOL_YEAR = "preset.no_school_year";
    /// A school year that does not begin after the one before it; `former`.
    SCHOOL_YEAR_ORDER = "preset.school_year_order";
    /// A school year that begins in another year than its name says, or whose name says none; `starts_on`.
    SCHOOL_YEAR_LABEL = "preset.school_year_label";
}
