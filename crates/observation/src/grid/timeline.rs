//! The lesson's timeline as a grid declares it: tracks of codes, sampled every few minutes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// What is noted along a lesson, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineDefinition {
    /// Minutes between two samples, 1 to 5; an inspector may choose another for a séance.
    pub interval_minutes: u8,
    /// The tracks, in the order of the strip.
    pub tracks: Vec<Track>,
}

/// One line of the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// The track's code, such as `enseignant`.
    pub code: String,
    /// Its name.
    pub label: Text,
    /// Whether one sample may hold several codes of this track.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub several: bool,
    /// What may be noted.
    pub codes: Vec<TimelineCode>,
}

/// One thing that may be noted at a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineCode {
    /// The code, unique in its track.
    pub code: String,
    /// Its name, short enough for a button.
    pub label: Text,
    /// What counts as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_for: Option<Text>,
}
