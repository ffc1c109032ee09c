//! The codes of what may be wrong with a report; the French catalogue has a sentence for each.

observation::problem_codes! {
    /// Characters that the fonts lack were replaced by words.
    CHARACTERS_REPLACED = "reports.characters_replaced";
    /// The report has no title.
    TITLE_BLANK = "reports.title_blank";
    /// A table lacks a caption, a column or a cell.
    TABLE_MALFORMED = "reports.table_malformed";
    /// The PDF could not be written.
    NOT_WRITTEN = "reports.not_written";
    /// The PDF fails its own check of accessibility.
    NOT_ACCESSIBLE = "reports.not_accessible";
}
