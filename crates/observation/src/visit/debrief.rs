//! The running notebook, and what is said after the lesson.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::grid::framework::FrameworkReference;
use crate::instant::Instant;

/// One paragraph of the running notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The paragraph.
    pub id: Uuid,
    /// The séance it belongs to; none before and after lessons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seance: Option<Uuid>,
    /// The minute it was begun.
    pub at: Instant,
    /// What was written.
    pub text: String,
    /// What it was hung on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<NoteTag>,
    /// Whether the report quotes it, under the item it hangs on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_report: bool,
}

/// What a paragraph hangs on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteTag {
    /// An item.
    Item {
        /// The item's code.
        item: String,
        /// The level, where one was given with the paragraph.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
    },
    /// A code of the timeline.
    Timeline {
        /// The track.
        track: String,
        /// The code.
        code: String,
    },
}

/// What is said after the lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Debrief {
    /// What the entretien was about.
    pub interview: String,
    /// What deserves to be kept.
    pub strengths: Vec<Strength>,
    /// What is proposed.
    pub recommendations: Vec<Recommendation>,
    /// What became of recommendations of earlier visits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
}

/// What became of a recommendation of an earlier visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The recommendation.
    pub recommendation: Uuid,
    /// Where it stands.
    pub progress: Progress,
    /// In words: on the first line the recommendation as it was made, then what is said of it, the reason where it is dropped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whom it is said of, by the identifiers of the visit; the only person observed, or the school, where absent. Of several
    /// persons it is then said of none: it was written before this was, and may be of any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teachers: Vec<Uuid>,
}

/// Where a recommendation stands; one that nobody spoke of again is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// The teacher agrees to it.
    Agreed,
    /// It is under way.
    UnderWay,
    /// It is done.
    Done,
    /// It is given up, for a reason.
    Dropped,
}

/// Something that deserves to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// The strength.
    pub id: Uuid,
    /// In words.
    pub text: String,
    /// The teacher it is said to; all those observed, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teacher: Option<Uuid>,
}

/// Something proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// The recommendation, which later visits follow.
    pub id: Uuid,
    /// In words.
    pub text: String,
    /// The item it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The competence it works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competence: Option<FrameworkReference>,
    /// When to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// A training proposed; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub training: String,
    /// The training's code in the plan de formation, which facts may carry; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub training_code: String,
    /// The teacher it is made to; all those observed, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teacher: Option<Uuid>,
}
