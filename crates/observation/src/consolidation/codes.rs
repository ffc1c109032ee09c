//! What may be wrong with a file of groups.

crate::problem_codes! {
    /// A column that a file of groups must have; `column`.
    GROUP_COLUMN = "consolidation.group_column";
    /// A line without the name of its set or of its group.
    GROUP_UNNAMED = "consolidation.group_unnamed";
    /// What should be a UAI and is none; `found`.
    GROUP_UAI = "consolidation.group_uai";
    /// What should be a day and is none, or a last day before the first; `found`.
    GROUP_DATE = "consolidation.group_date";
}
