//! The problems that an import of teachers may have.

crate::problem_codes! {
    /// A column that looks like NUMEN: refused; `column`.
    COLUMN_NUMEN = "register.column_numen";
    /// A column that looks like social security numbers: refused; `column`.
    COLUMN_NIR = "register.column_nir";
    /// A column of birth dates, places or ages: refused; `column`.
    COLUMN_BIRTH = "register.column_birth";
    /// A column about absences, health or opinions: refused; `column`.
    COLUMN_ABSENCE = "register.column_absence";
    /// No column was said to hold the names: the whole is refused.
    NAMES_UNMAPPED = "register.names_unmapped";
    /// A row without a family name or a given name.
    NAME_MISSING = "register.name_missing";
    /// A school that the directory does not know by this name; `school`.
    SCHOOL_UNKNOWN = "register.school_unknown";
    /// A name that several schools bear; `school`, `candidates`.
    SCHOOL_AMBIGUOUS = "register.school_ambiguous";
    /// A right UAI that the directory does not hold: a warning; `uai`.
    UAI_UNKNOWN = "register.uai_unknown";
    /// A row without school: a warning, the teacher is entered without service.
    SCHOOL_MISSING = "register.school_missing";
    /// A level that is not understood: a warning, left out; `value`.
    LEVEL_UNREADABLE = "register.level_unreadable";
    /// A share that is not between 1 and 100 %: a warning, left out; `value`.
    SHARE_UNREADABLE = "register.share_unreadable";
    /// A date that cannot be read: a warning, left out; `value`.
    DATE_UNREADABLE = "register.date_unreadable";
    /// An end before its beginning: a warning, the end is left out; `from`, `until`.
    DATES_REVERSED = "register.dates_reversed";
    /// A mail address without `@`: a warning, left out; `value`.
    MAIL_UNREADABLE = "register.mail_unreadable";
    /// A cell that tells the reason of an absence: a warning, left out; `column`.
    CELL_ABSENCE = "register.cell_absence";
    /// Two rows of one name and several schools, taken for one person: a warning; `name`, `lines`.
    SAME_NAME = "register.same_name";
    /// A person whose name the register knows, and nothing more: a warning, entered apart; `name`, `known`.
    HOMONYM = "register.homonym";
    /// Entered by hand: a value that looks like a NUMEN.
    VALUE_NUMEN = "register.value_numen";
    /// Entered by hand: a value that looks like a social security number.
    VALUE_NIR = "register.value_nir";
    /// Entered by hand: words about absence, health or opinions.
    VALUE_ABSENCE = "register.value_absence";
    /// Entered by hand: a mail address without `@`; `value`.
    VALUE_MAIL = "register.value_mail";
    /// Entered by hand: a share that is not between 1 and 100 %; `value`.
    SHARE_RANGE = "register.share_range";
    /// Entered by hand: a last day before the first; `from`, `until`.
    SERVICE_REVERSED = "register.service_reversed";
}
