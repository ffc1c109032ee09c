//! Reviewing, sealing and correcting.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// What to read again before sealing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewView {
    /// Errors block; warnings do not.
    pub problems: Vec<FindingView>,
    /// For a rectificatif: what changed, side by side.
    pub differences: Vec<DifferenceView>,
    /// The reason as begun; empty at first.
    pub reason: String,
}

/// One thing that a review finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// What it is.
    #[serde(flatten)]
    pub problem: ProblemView,
    /// Where it is to be seen and changed.
    pub spots: Vec<SpotView>,
}

/// A place of a visit to which one may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "spot", rename_all = "snake_case")]
pub enum SpotView {
    /// What is settled before.
    Plan,
    /// An item of the grid.
    Item {
        /// The séance; none for an item of the visit.
        seance: Option<String>,
        /// The item's code.
        item: String,
        /// The item's label.
        label: String,
    },
    /// A paragraph of the running notebook.
    Note {
        /// The séance; none outside lessons.
        seance: Option<String>,
        /// The paragraph.
        note: String,
    },
    /// What is said after the lesson.
    Debrief,
}

/// What changed between two revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DifferenceView {
    /// What, in words.
    pub what: String,
    /// As it was, in words; empty for something added.
    pub before: String,
    /// As it is, in words; empty for something taken away.
    pub after: String,
}

/// Keeps the reason of a rectificatif.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReasonRequest {
    /// The visit.
    pub visit: String,
    /// As written so far.
    pub reason: String,
}

/// Seals a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SealRequest {
    /// The visit.
    pub visit: String,
    /// Why the sealed revision is replaced; empty at first.
    pub reason: String,
}
