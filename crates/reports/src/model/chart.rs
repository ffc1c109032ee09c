//! Charts: when things went on, along a line of time.

/// When things went on along a lesson: a line for each, filled where it did. A table says the same in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeChart {
    /// What the chart is of; not blank.
    pub title: String,
    /// How many moments the line of time has.
    pub moments: u32,
    /// What stands under the beginning and under the end of the line of time.
    pub ends: (String, String),
    /// The lines, from top to bottom.
    pub lines: Vec<ChartLine>,
    /// What a screen reader says in place of the chart; not blank.
    pub spoken: String,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLine {
    /// What it is of.
    pub label: String,
    /// What stands at its end.
    pub value: String,
    /// The moments when it went on: the first, from 0, and how many.
    pub stretches: Vec<(u32, u32)>,
}
